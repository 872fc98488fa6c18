from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.attribution.attribute import Candidate
from counterclaim.reading.attribution.calibration import FEATURES, Calibration, features_of

CANDIDATE = Candidate(
    cue=(1, 2),
    source=((0, 1),),
    content=((2, 9),),
    cue_probability=0.9,
    valid_probability=0.8,
    source_probability=0.7,
    content_probability=0.6,
)
CALIBRATION = Calibration(weights=(0.3, 0.2, 0.1, 0.1, -0.6, 0.2, -1.0), threshold=0.4, without_cue=0.5)
PARTS = ("cue_probability", "valid_probability", "source_probability", "content_probability")


def test_a_weight_belongs_to_each_feature() -> None:
    assert len(features_of(CANDIDATE)) == len(FEATURES)
    with pytest.raises(ValueError, match="zip"):
        replace(CALIBRATION, weights=(1.0,)).score(CANDIDATE)


def test_a_calibration_is_read_from_the_configuration_of_a_model() -> None:
    config = {"weights": [1, 2, 3, 4, 5, 6, 7], "threshold": "0.4", "without_cue": 0.5}
    assert Calibration.from_config(config) == Calibration(
        weights=(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0), threshold=0.4, without_cue=0.5
    )


@pytest.mark.parametrize("part", PARTS)
def test_the_surer_a_part_the_higher_the_score(part: str) -> None:
    scores = [CALIBRATION.score(replace(CANDIDATE, **{part: value})) for value in (0.0, 0.2, 0.7, 1.0)]
    assert scores == sorted(set(scores))


def test_a_statement_without_a_source_is_less_sure() -> None:
    assert CALIBRATION.score(replace(CANDIDATE, source=())) < CALIBRATION.score(CANDIDATE)


@given(st.lists(st.floats(0, 1), min_size=4, max_size=4), st.integers(1, 10**6))
def test_a_score_is_a_probability_and_never_certain(values: list[float], n_content: int) -> None:
    candidate = replace(CANDIDATE, content=((2, 2 + n_content),), **dict(zip(PARTS, values, strict=True)))
    assert 0 < CALIBRATION.score(candidate) < 1
