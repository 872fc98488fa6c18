from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.attribution.units import split_units
from counterclaim.reading.attribution.windows import begins_sentence, plan_windows

SENTENCES = "The ship left. It was late! “Was it?” he asked.\n\nNobody knew, the log said.\nA line "


@st.composite
def plans(draw):
    """Units of a text, word pieces a unit, and a size with an overlap below it."""
    n_units = draw(st.integers(0, 200))
    n_pieces = draw(st.lists(st.integers(1, 12), min_size=n_units, max_size=n_units))
    size = draw(st.integers(2, 60))
    return n_units, np.array(n_pieces, np.int64), size, draw(st.integers(0, size - 1))


def _units(n_units: int):
    text = SENTENCES * (1 + n_units // 20)
    units = split_units(text)
    return split_units(text[: int(units.ends[n_units - 1])] if n_units else "")


@given(plans())
def test_windows_cover_the_text_and_each_unit_is_owned_once(plan):
    n_units, n_pieces, size, overlap = plan
    units = _units(n_units)
    assert len(units) == n_units
    windows = list(plan_windows(units, n_pieces, size=size, overlap=overlap))
    owned = [number for window in windows for number in range(window.own_first, window.own_last)]
    assert owned == list(range(n_units))
    assert all(w.first <= w.own_first <= w.own_last <= w.last for w in windows)


@given(plans())
def test_no_window_is_too_long_unless_a_single_unit_is(plan):
    n_units, n_pieces, size, overlap = plan
    for window in plan_windows(_units(n_units), n_pieces, size=size, overlap=overlap):
        assert len(window) == 1 or n_pieces[window.first : window.last].sum() <= size


@given(plans())
def test_each_window_moves_on_and_neighbours_touch(plan):
    n_units, n_pieces, size, overlap = plan
    windows = list(plan_windows(_units(n_units), n_pieces, size=size, overlap=overlap))
    for one, other in pairwise(windows):
        assert one.first < other.first <= one.last <= other.last


def test_a_window_begins_with_a_sentence_where_one_begins_in_the_overlap():
    units = split_units("The ship left the quay at noon. " * 40)
    windows = list(plan_windows(units, np.ones(len(units), np.int64), size=60, overlap=20))
    assert len(windows) > 3
    assert all(units.words[window.first] == "The" for window in windows)


def test_a_text_without_sentences_is_cut_all_the_same():
    units = split_units("tide " * 1000)
    windows = list(plan_windows(units, np.full(len(units), 2), size=50, overlap=10))
    assert {len(window) for window in windows[:-1]} == {25}
    assert windows[-1].last == 1000


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("It left. It came", ["It", "It"], id="after a full stop"),
        pytest.param("“Go.” He went", ["“", "He"], id="after closing marks"),
        pytest.param("a 3.5 and b. c", ["a"], id="not inside numbers, not before a small letter"),
        pytest.param("Tides\nhigh at noon", ["Tides", "high"], id="a new line"),
    ],
)
def test_sentences_begin_after_an_end_and_with_a_capital(text, words):
    units = split_units(text)
    assert [units.words[n] for n in range(len(units)) if begins_sentence(units, n)] == words
