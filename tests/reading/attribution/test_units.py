from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.attribution.units import N_BREAKS, N_QUOTED, N_SHAPES, split_units


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("It's 3.5 km.", ["It", "'", "s", "3", ".", "5", "km", "."], id="runs and single signs"),
        pytest.param("snake_case", ["snake", "_", "case"], id="an underscore is a sign"),
        pytest.param("har\u00adbour", ["har\u00adbour"], id="a soft hyphen does not cut a word"),
        pytest.param("cafe\u0301s \u0301", ["cafe\u0301s", "\u0301"], id="an accent belongs to its letter"),
        pytest.param("a\u200bb \ufeff", ["a", "b"], id="zero-width characters are no units"),
        pytest.param("😀 مرحبا", ["😀", "مرحبا"], id="emoji and right to left"),
        pytest.param(" \n\t", [], id="white space only"),
    ],
)
def test_units_are_runs_of_letters_and_single_signs(text, words):
    assert list(split_units(text).words) == words


@pytest.mark.parametrize(
    ("word", "shape"),
    [(",", 0), ("ship", 1), ("90", 2), ("90th", 1), ("90TH", 3), ("A", 4), ("ICAO", 5), ("Ship", 6), ("McGill", 7)],
)
def test_the_shape_tells_how_a_unit_is_written(word, shape):
    assert split_units(word).shapes.tolist() == [shape]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        pytest.param("He said “go on”.", [0, 0, 4, 1, 1, 5, 0], id="double"),
        pytest.param("‘go’ on", [4, 3, 5, 0], id="single"),
        pytest.param("“a ‘b’ c”", [4, 1, 4, 3, 5, 1, 5], id="single in double"),
        pytest.param("“a.\n\n“b.”", [4, 2, 2, 4, 1, 1, 5], id="over two paragraphs"),
        pytest.param("We go,” he said.", [1, 1, 1, 5, 0, 0, 0], id="lost opening"),
        pytest.param("“go on", [4, 1, 1], id="lost closing"),
    ],
)
def test_units_know_how_they_stand_to_quotation_marks(text, quoted):
    assert split_units(text).quoted.tolist() == quoted


@pytest.mark.parametrize(
    ("text", "breaks"),
    [("a b\nc\n\nd", [2, 0, 1, 2]), ("a.b", [2, 0, 0]), ("a\r\nb\r\n\r\nc", [2, 1, 2]), ("\n\na", [2])],
)
def test_units_know_where_a_line_or_paragraph_begins(text, breaks):
    assert split_units(text).breaks.tolist() == breaks


@given(st.text() | st.text(st.sampled_from("aB9_ \n\u00ad\u200b\u0301😀'“”,")))
def test_units_cut_their_words_from_any_text_in_order(text):
    units = split_units(text)
    places = list(zip(units.starts.tolist(), units.ends.tolist(), strict=True))
    assert [text[start:end] for start, end in places] == list(units.words)
    assert all(one[1] <= other[0] for one, other in pairwise(places))
    for values, n in ((units.shapes, N_SHAPES), (units.quoted, N_QUOTED), (units.breaks, N_BREAKS)):
        assert values.shape == (len(units),)
        assert all(0 <= value < n for value in values.tolist())


@given(st.text(st.sampled_from("aB9 \n😀'“”,.\u00ad")))
def test_units_leave_no_letter_or_digit_out(text):
    units = split_units(text)
    kept = set().union(*(range(a, b) for a, b in zip(units.starts.tolist(), units.ends.tolist(), strict=True)), ())
    assert all(place in kept for place, sign in enumerate(text) if sign.isalnum())
