"""From windows to candidates, with a scorer that knows a few cues by heart."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.attribution.attribute import Candidate, Scorer, attribute, encoder_input
from counterclaim.reading.attribution.units import split_units
from counterclaim.reading.attribution.windows import Window
from tests.reading.attribution.fakes import SETTINGS, FakeScorer, Passage


def _told(text: str, scorer: Scorer | None = None) -> list[tuple[str, str, list[str]]]:
    p = Passage(text)
    return [p.told(candidate) for candidate in attribute(p.units, scorer or FakeScorer(), SETTINGS)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("Olsen said it sank.", [("Olsen", "said", ["it sank"])], id="all three parts"),
        pytest.param("said it sank.", [("", "said", ["it sank"])], id="no source"),
        pytest.param("It sank, Olsen said.", [], id="without content there is no statement"),
        pytest.param("The boat sank.", [], id="no cue"),
        pytest.param("", [], id="no text"),
        pytest.param(
            "Olsen said it sank. Marsh believes it floats.",
            [("Olsen", "said", ["it sank"]), ("Marsh", "believes", ["it floats"])],
            id="in the order of the cues",
        ),
    ],
)
def test_cues_get_their_source_and_content(text, told) -> None:
    assert _told(text) == told


@pytest.mark.parametrize("n_filler", [0, 1, 7, 20, 55])
def test_a_statement_is_found_once_wherever_the_windows_are_cut(n_filler: int) -> None:
    told = _told("tide " * n_filler + "Olsen said the harbour is closed tonight. " * 40)
    assert told == [("Olsen", "said", ["the harbour is closed tonight"])] * 40


def test_the_size_of_the_batches_makes_no_difference() -> None:
    units = split_units("Olsen said the harbour is closed tonight. Nobody believes that it will open. " * 20)
    readings = [list(attribute(units, FakeScorer(), replace(SETTINGS, batch_windows=size))) for size in (1, 2, 5, 100)]
    assert readings[0]
    assert all(reading == readings[0] for reading in readings)


def test_a_bonus_asks_about_weak_cues_and_leaves_their_probability_low() -> None:
    units, weak = split_units("Olsen said it sank."), FakeScorer(certainty=-1.0)
    assert list(attribute(units, weak, SETTINGS)) == []
    (candidate,) = attribute(units, weak, replace(SETTINGS, cue_bonus=2.0))
    assert candidate.cue_probability < 0.5


def test_probabilities_say_how_sure_each_part_is() -> None:
    (candidate,) = attribute(split_units("Olsen said it sank."), FakeScorer(), SETTINGS)
    assert candidate.cue_probability > 0.95
    assert candidate.valid_probability == pytest.approx(1 / (1 + np.exp(-3.0)))
    assert candidate.source_probability > 0.95
    assert candidate.content_probability > 0.95


def test_windows_are_padded_to_one_length_and_pieces_carry_the_features_of_their_unit() -> None:
    scorer = FakeScorer()
    units = split_units("Harbourmasters said it.\n\n“It sank.”")
    pieces = [scorer.pieces_of(word) for word in units.words]
    windows = [Window(first=0, last=4, own_first=0, own_last=4), Window(first=4, last=6, own_first=4, own_last=6)]
    given_ = encoder_input(windows, units, pieces, scorer.border_pieces)
    assert given_.pieces.tolist() == [
        [0, *pieces[0], *pieces[1], *pieces[2], *pieces[3], 1],
        [0, *pieces[4], *pieces[5], 1, 0, 0, 0],
    ]
    assert given_.mask.sum(axis=1).tolist() == [7, 4]
    assert given_.first_piece.tolist() == [[1, 3, 4, 5], [1, 2, 0, 0]]
    assert given_.features[:, 0, 1].tolist() == given_.features[:, 0, 2].tolist() == [6, 0, 2]
    assert given_.features[:, 1, 1].tolist() == [0, 4, 2]
    assert not given_.features[:, given_.mask == 0].any()


@given(
    st.lists(st.sampled_from(["Olsen", "said", "believes", "harbourmasters", ".", "“", "”", "\n\n", "😀"]), max_size=80)
)
def test_candidates_stay_in_the_text_and_their_parts_apart(words: list[str]) -> None:
    units = split_units(" ".join(words))
    for candidate in attribute(units, FakeScorer(), SETTINGS):
        runs = [candidate.cue, *candidate.source, *candidate.content]
        places = [place for run in runs for place in range(*run)]
        assert all(0 <= first < last <= len(units) for first, last in runs)
        assert len(places) == len(set(places))
        assert units.words[candidate.cue[0]] in FakeScorer.cues
        assert all(0 <= value <= 1 for value in _probabilities(candidate))


def _probabilities(candidate: Candidate) -> list[float]:
    return [
        candidate.cue_probability,
        candidate.valid_probability,
        candidate.source_probability,
        candidate.content_probability,
    ]
