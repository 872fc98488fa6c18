"""Where somebody is spoken of, told by a small network on the encoder's states of each unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from counterclaim.reading.attribution.attribute import Encoded, Floats
from counterclaim.reading.attribution.units import Ints, Units
from counterclaim.reading.attribution.windows import Window
from counterclaim.reading.reading import SpeakerKind
from counterclaim.reading.weights import StoredWeights
from counterclaim.text.span import Span

KINDS = (
    SpeakerKind.PERSON,
    SpeakerKind.GROUP,
    SpeakerKind.ORGANISATION,
    SpeakerKind.GOVERNMENT,
    SpeakerKind.OUTLET,
    SpeakerKind.DOCUMENT,
)
VECTOR = 48
"""Features kept of a mention."""

_FAINT, _SURE = 0.2, 0.5
_LONGEST = 8

FORMAT = "counterclaim.speaker-model/1"


def shipped_speakers() -> Path:
    """The weights that come with the package."""
    return Path(str(files("counterclaim") / "models" / "speakers-1" / "speakers.npz"))


class SpeakerModel(StoredWeights):
    """The weights of the tagger and of the choice of antecedents; made by `training/speakers`."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, what="speaker model", format_=FORMAT)

    def layers(self, name: str, given: Floats) -> Floats:
        """Two layers with a rectifier between them: `(n, n_in)` → `(n, n_out)`."""
        inner = np.maximum(given @ self[f"{name}.inner.weight"] + self[f"{name}.inner.bias"], 0)
        return np.asarray(inner @ self[f"{name}.outer.weight"] + self[f"{name}.outer.bias"], np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """Heads of what may be mentions, in the order of the text.

    `heads` and `firsts` `(n,)` are unit numbers of the last and first word of the noun phrase up to its head, `sure`
    `(n,)` tells which are mentions rather than perhaps, `kinds` `(n, 6)` are probabilities in the order of `KINDS`,
    `vectors` `(n, 48)` stand for the words in their context.
    """

    heads: Ints
    firsts: Ints
    sure: npt.NDArray[np.bool_]
    kinds: Floats
    vectors: Floats

    @classmethod
    def none(cls) -> "Mentions":
        return cls(
            heads=np.zeros(0, np.int64),
            firsts=np.zeros(0, np.int64),
            sure=np.zeros(0, bool),
            kinds=np.zeros((0, len(KINDS)), np.float32),
            vectors=np.zeros((0, VECTOR), np.float32),
        )

    def kinds_at(self, units: Units, span: Span) -> Floats | None:
        """The probabilities of the kinds for the mention that ends with the span; None if there is none."""
        number = self.at(units.at(span.end - 1))
        return self.kinds[number] if number is not None else None

    def at(self, unit: int) -> int | None:
        """The number of the mention whose head is the unit."""
        place = int(np.searchsorted(self.heads, unit))
        return place if place < len(self.heads) and self.heads[place] == unit else None


class MentionReader:
    """Sees the encoder's states window by window and keeps the mentions alone.

    They are kept in two arrays that grow, since many small ones would lie between the freed states and hold the memory.
    """

    def __init__(self, model: SpeakerModel) -> None:
        self._model = model
        self._n = 0
        self._places = np.zeros((1024, 2), np.int64)
        self._facts = np.zeros((1024, 1 + len(KINDS) + model["project.weight"].shape[1]), np.float32)

    def see(self, windows: Sequence[Window], encoded: Encoded) -> None:
        """Take in the states of some windows."""
        for window, row in zip(windows, encoded.states, strict=False):
            self._tag(row[window.own], window.own_first)

    def _tag(self, states: Floats, shift: int) -> None:
        out = self._model.layers("tagger", states)
        probable = np.asarray(1 / (1 + np.exp(-out[:, :2])), np.float32)
        heads = np.flatnonzero(probable[:, 0] > _FAINT)
        scores = np.exp(out[heads, 2:] - out[heads, 2:].max(axis=1, keepdims=True))
        end = self._n + len(heads)
        if end > len(self._places):
            self._places = np.concatenate([self._places, np.zeros_like(self._places)])
            self._facts = np.concatenate([self._facts, np.zeros_like(self._facts)])
        new = slice(self._n, end)
        self._places[new, 0] = heads + shift
        self._places[new, 1] = [_first(probable[:, 1], int(head)) + shift for head in heads]
        self._facts[new, 0] = probable[heads, 0]
        self._facts[new, 1 : 1 + len(KINDS)] = scores / scores.sum(axis=1, keepdims=True)
        self._facts[new, 1 + len(KINDS) :] = states[heads] @ self._model["project.weight"]
        self._n = end

    def mentions(self) -> Mentions:
        places, facts = self._places[: self._n], self._facts[: self._n]
        return Mentions(
            heads=places[:, 0],
            firsts=places[:, 1],
            sure=facts[:, 0] > _SURE,
            kinds=facts[:, 1 : 1 + len(KINDS)],
            vectors=facts[:, 1 + len(KINDS) :],
        )


def _first(begins: Floats, head: int) -> int:
    """The nearest unit at or before the head that seems to begin a noun phrase; the head itself if none does."""
    for unit in range(head, max(-1, head - _LONGEST), -1):
        if begins[unit] > _SURE:
            return unit
    return head
