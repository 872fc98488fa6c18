"""What the speaker does with the words, and whether the speaker holds them to be so.

A small network looks at the words of cue, content and source: each word becomes a short vector, several learned looks
at all of them are averaged with attention, and two layers score acts and commitments (sections 2 and 3 of the reading
guide). It needs no second pass of the encoder.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from counterclaim.reading.attribution.attribute import Encoded, Floats
from counterclaim.reading.attribution.units import Ints, Units
from counterclaim.reading.attribution.windows import Window
from counterclaim.reading.meaning.cues import CueEntry, shipped_cues
from counterclaim.reading.reading import Act, Commitment, Part, Statement
from counterclaim.reading.weights import StoredWeights, softmax

ACTS = tuple(Act)
COMMITMENTS = tuple(Commitment)
CUE, CONTENT, SOURCE = range(3)
MOST_OF = {CUE: 8, CONTENT: 48, SOURCE: 4}
"""Units that are looked at: the first of cue and content, the last of the source."""

FORMAT = "counterclaim.act-model/1"


def shipped_acts() -> Path:
    """The weights that come with the package."""
    return Path(str(files("counterclaim") / "models" / "acts-1" / "acts.npz"))


class ActModel(StoredWeights):
    """The weights; made by `training/meaning`."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, what="act model", format_=FORMAT)

    @property
    def width(self) -> int:
        """Features that are kept of a unit."""
        return int(self["project.weight"].shape[1])

    def project(self, states: Floats) -> Floats:
        """States `(n_units, n_features)` → vectors `(n_units, width)`."""
        return np.asarray(np.maximum(states @ self["project.weight"] + self["project.bias"], 0), np.float32)

    def scores(self, vectors: Floats, roles: Ints) -> tuple[Floats, Floats]:
        """Probabilities of acts `(10,)` and commitments `(4,)`; `vectors` `(n, width)`, `roles` `(n,)`."""
        seen = vectors + self["role"][roles]
        looks = seen @ self["look.weight"] + self["look.bias"]
        looks = np.exp(looks - looks.max(axis=0))
        pooled = (looks / looks.sum(axis=0)).T @ seen
        parts = [pooled.reshape(-1)]
        for role in (CUE, CONTENT):
            of_role = seen[roles == role]
            parts.append(of_role.mean(axis=0) if len(of_role) else np.zeros(seen.shape[1], np.float32))
        for role in (CUE, CONTENT):
            parts.append(seen[roles == role].max(axis=0, initial=LOWEST))
        inner = np.maximum(np.concatenate(parts) @ self["inner.weight"] + self["inner.bias"], 0)
        out = inner @ self["outer.weight"] + self["outer.bias"]
        return softmax(out[: len(ACTS)]), softmax(out[len(ACTS) :])


LOWEST = -5.0
"""What a feature is at least, when the largest of a role is taken; the value where a role has no words."""


_CUE_TELLS_ACT, _CUE_TELLS_COMMITMENT = 2.7, 1.6
"""How many times likelier the list of cues makes what it tells; chosen on the held-out articles."""


@lru_cache(maxsize=4096)
def _told(cue: str) -> CueEntry | None:
    return shipped_cues().told_by(cue)


class ActReader:
    """Sees the encoder's states window by window and keeps a short vector of each unit."""

    def __init__(self, model: ActModel, n_units: int) -> None:
        self._model = model
        self._vectors = np.zeros((n_units, model.width), np.float16)
        self._seen = False

    def see(self, windows: Sequence[Window], encoded: Encoded) -> None:
        """Take in the states of some windows."""
        for row, window in enumerate(windows):
            vectors = self._model.project(encoded.own_of(row, window))
            self._vectors[window.own_first : window.own_last] = vectors
            self._seen = True

    def read(self, units: Units, statements: Sequence[Statement]) -> Iterator[tuple[Act, Commitment] | None]:
        """Act and commitment of each statement; None where its words were not seen."""
        for statement in statements:
            numbers, roles = words_of(units, statement)
            if not self._seen or len(numbers) == 0:
                yield None
                continue
            acts, commitments = self._model.scores(self._vectors[numbers].astype(np.float32), roles)
            told = _told(statement.cue.text) if statement.cue is not None else None
            # Most cues of assertion are open to every act, so that they tell nothing.
            if told is not None and told.act is not Act.ASSERT:
                acts[ACTS.index(told.act)] *= _CUE_TELLS_ACT
                if told.commitment is not None:
                    commitments[COMMITMENTS.index(told.commitment)] *= _CUE_TELLS_COMMITMENT
            yield ACTS[int(acts.argmax())], COMMITMENTS[int(commitments.argmax())]


def words_of(units: Units, statement: Statement) -> tuple[Ints, Ints]:
    """The units that are looked at, and their roles: `(n,)` each."""
    cue = _units(units, statement.cue)[: MOST_OF[CUE]]
    content = _units(units, statement.content)[: MOST_OF[CONTENT]]
    source = _units(units, statement.source)[-MOST_OF[SOURCE] :]
    numbers = np.array([*cue, *content, *source], np.int64)
    return numbers, np.repeat(np.array([CUE, CONTENT, SOURCE]), [len(cue), len(content), len(source)])


def _units(units: Units, part: Part | None) -> list[int]:
    if part is None or len(units) == 0:
        return []
    return [
        number
        for span in part.spans
        if span.start < span.end
        for number in range(units.at(span.start), units.at(span.end - 1) + 1)
    ]
