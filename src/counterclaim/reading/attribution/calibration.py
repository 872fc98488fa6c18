"""From what the model thinks of the parts to one probability that the statement is right.

A logistic regression on a handful of features, fitted on held-out articles (`training/calibrate.py`): of the statements
with score 0.8, eight in ten have a source and a content that a person marked (*linked*).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counterclaim.reading.attribution.attribute import Candidate

FEATURES = ("cue", "valid", "source", "content", "sourceless", "long_content", "bias")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Weights of `FEATURES` and the score below which a candidate is dropped."""

    weights: tuple[float, ...]
    threshold: float
    without_cue: float
    """Score of a statement that was put together by rule, without a cue."""

    @classmethod
    def from_config(cls, config: Mapping[str, Any]) -> "Calibration":
        return cls(
            weights=tuple(float(w) for w in config["weights"]),
            threshold=float(config["threshold"]),
            without_cue=float(config["without_cue"]),
        )

    def score(self, candidate: Candidate) -> float:
        """The probability, in (0, 1), that source and content of the candidate are right."""
        logit = sum(w * x for w, x in zip(self.weights, features_of(candidate), strict=True))
        return 1 / (1 + math.exp(-logit))


def features_of(candidate: Candidate) -> tuple[float, ...]:
    """The values of `FEATURES` for a candidate."""
    n_content = sum(last - first for first, last in candidate.content)
    return (
        _logit(candidate.cue_probability),
        _logit(candidate.valid_probability),
        _logit(candidate.source_probability),
        _logit(candidate.content_probability),
        0.0 if candidate.source else 1.0,
        math.log(n_content) - 2.5,
        1.0,
    )


def _logit(probability: float) -> float:
    bounded = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))
