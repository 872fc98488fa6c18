"""A scorer that knows a few cues by heart, and texts with their units and quotations."""

from collections.abc import Sequence

import numpy as np

from counterclaim.reading.attribution.assemble import Draft, quoted_units
from counterclaim.reading.attribution.attribute import Candidate, Chain, Encoded, EncoderInput, Floats, Run, Settings
from counterclaim.reading.attribution.decoding import (
    ARGUMENT_LABELS,
    CUE_LABELS,
    FORBIDDEN,
    allowed_starts,
    allowed_transitions,
)
from counterclaim.reading.attribution.units import Ints, Units, split_units
from counterclaim.text.quotations import find_quotations

SETTINGS = Settings(window_pieces=60, overlap_pieces=20, batch_windows=3)


class FakeScorer:
    """Cues are `said` and `believes`; the word before is the source, what follows up to the full stop the content.

    A word of more than eight letters has two pieces. `certainty` is how far the right cue label lies above the others.
    """

    cues = frozenset({"said", "believes"})
    border_pieces = (0, 1)

    def __init__(self, *, certainty: float = 6.0, cue_words: frozenset[str] = frozenset()) -> None:
        self.cue_chain, self.argument_chain = _free_chain(CUE_LABELS), _free_chain(ARGUMENT_LABELS)
        self.cue_words = cue_words
        self.certainty = certainty
        self.encoded: list[EncoderInput] = []
        self._words = ["[CLS]", "[SEP]", "##"]

    def pieces_of(self, word: str) -> Sequence[int]:
        if word not in self._words:
            self._words.append(word)
        return [self._words.index(word), *([2] if len(word) > 8 else [])]

    def encode(self, given: EncoderInput) -> Encoded:
        self.encoded.append(given)
        numbers = np.take_along_axis(given.pieces, given.first_piece, axis=1)
        is_cue = np.isin(numbers, [n for n, word in enumerate(self._words) if word in self.cues])
        is_stop = np.isin(numbers, [n for n, word in enumerate(self._words) if word == "."])
        cues = np.zeros((*numbers.shape, 3), np.float32)
        cues[..., 0] = np.where(is_cue, 0.0, 12.0)
        cues[..., 1] = np.where(is_cue, self.certainty, 0.0)
        return Encoded(is_stop[..., None].astype(np.float32), cues, np.zeros((*numbers.shape, 0), np.float32))

    def arguments(self, units: Floats, mask: Ints, in_cue: Ints, offsets: Ints) -> tuple[Floats, Floats]:
        assert units.shape[:2] == mask.shape == in_cue.shape == offsets.shape
        emissions = np.zeros((*mask.shape, 5), np.float32)
        emissions[..., 0] = 6.0
        emissions[..., 1] = np.where(offsets == -1, 12.0, 0.0)
        stops_so_far = np.cumsum(units[..., 0] * (offsets > 0), axis=1)
        in_content = (offsets > 0) & (stops_so_far == 0)
        emissions[..., 3] = np.where(in_content & (offsets == 1), 12.0, 0.0)
        emissions[..., 4] = np.where(in_content & (offsets > 1), 12.0, 0.0)
        return emissions, np.full(len(mask), 3.0, np.float32)


def _free_chain(labels: tuple[str, ...]) -> Chain:
    """All legal transitions are equally good."""
    return Chain(
        np.where(allowed_transitions(labels), 0, FORBIDDEN).astype(np.float32),
        np.where(allowed_starts(labels), 0, FORBIDDEN).astype(np.float32),
    )


class Passage:
    """A text whose runs are told by their words; each stands once in the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.units: Units = split_units(text)
        self.quotations = find_quotations(text)
        self.quoted = quoted_units(self.units, self.quotations)

    def run(self, words: str) -> Run:
        start = self.text.index(words)
        inside = [n for n, place in enumerate(self.units.starts) if start <= place < start + len(words)]
        return inside[0], inside[-1] + 1

    def draft(
        self, source: str = "", cue: str = "", *content: str, score: float = 0.9, within: int | None = None
    ) -> Draft:
        return Draft(
            source=(self.run(source),) if source else (),
            cue=self.run(cue) if cue else None,
            content=tuple(self.run(words) for words in content),
            score=score,
            within=within,
        )

    def words(self, runs: Sequence[Run]) -> list[str]:
        return [self.text[self.units.starts[first] : self.units.ends[last - 1]] for first, last in runs]

    def told(self, draft: Draft | Candidate) -> tuple[str, str, list[str]]:
        cue = self.words([draft.cue])[0] if draft.cue else ""
        return "".join(self.words(draft.source)), cue, self.words(draft.content)
