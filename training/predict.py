"""Statements of articles by the model in PyTorch, through the same code that the package runs."""

import numpy as np
import torch

from counterclaim.reading.attribution.attribute import Candidate, Chain, Encoded, EncoderInput, Settings, attribute
from data import Article, Pieces
from model import AttributionModel


class TorchScorer:
    """The model, or the mean of several, behind the seam of the package."""

    def __init__(self, model: AttributionModel, pieces: Pieces, amp: bool = True) -> None:
        self._model, self._pieces, self._amp = model, pieces, amp
        self.cue_chain = Chain(*(v.detach().numpy() for v in model.cue_chain.scores()))
        self.argument_chain = Chain(*(v.detach().numpy() for v in model.argument_chain.scores()))
        self.cue_words: frozenset[str] = frozenset()
        self.border_pieces = (pieces.cls, pieces.sep)

    def pieces_of(self, word: str) -> list[int]:
        return self._pieces.of(word)

    @torch.inference_mode()
    def encode(self, given: EncoderInput) -> Encoded:
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self._amp):
            units, cues, _ = self._model.encode(*map(torch.from_numpy, given))
        states = units.float().numpy()
        return Encoded(states, cues.float().numpy(), np.zeros((*states.shape[:2], 0), np.float32))

    @torch.inference_mode()
    def arguments(self, units, mask, in_cue, offsets):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self._amp):
            emissions, valid = self._model.arguments(*map(torch.from_numpy, (units, mask, in_cue, offsets)))
        return emissions.float().numpy(), valid.float().numpy()


def as_spans(article: Article, candidate: Candidate) -> dict:
    units = article.units

    def spans(runs):
        return [[int(units.starts[a]), int(units.ends[b - 1])] for a, b in runs]

    return {"source": spans(candidate.source), "cue": spans([candidate.cue]), "content": spans(candidate.content)}


PROGRESS = Settings(cue_bonus=0.5)
PROGRESS_THRESHOLD = 0.2
"""Good enough to watch a training; the settings of a release are chosen by `calibrate.py`."""


def predict_articles(model: AttributionModel, articles: list[Article], pieces: Pieces) -> dict:
    scorer = TorchScorer(model, pieces)
    return {
        a.id: [
            as_spans(a, c)
            for c in attribute(a.units, scorer, PROGRESS)
            if c.cue_probability * c.valid_probability >= PROGRESS_THRESHOLD
        ]
        for a in articles
    }
