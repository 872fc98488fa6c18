"""A text as the model sees it: units with their places, word pieces and features.

A unit is a run of letters and digits with their accents, or one other visible character. Labels are given to units, so
that a span never cuts a word.
"""

import re
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterclaim.text.quotations import Quotation, find_quotations

_UNIT = re.compile(r"[^\W_]+(?:(?:\u00ad(?=[^\W_])|[\u0300-\u036f])[^\W_]*)*|[^\s\u00ad\u200b-\u200f\u2060\ufeff]")

N_SHAPES, N_QUOTED, N_BREAKS = 8, 6, 3
OPENING_MARK, CLOSING_MARK = 4, 5
LOWER_CASE, CAPITALISED = 1, 6

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """The units of one text; every array has the shape `(n_units,)`.

    `starts` and `ends` are characters of the text. `shapes`, `quoted` and `breaks` number the features that are added
    to the embeddings: how the unit is written, how it stands to quotation marks, and whether a line or paragraph
    begins.
    """

    words: tuple[str, ...]
    starts: Ints
    ends: Ints
    shapes: Ints
    quoted: Ints
    breaks: Ints

    def __len__(self) -> int:
        return len(self.words)

    def at(self, place: int) -> int:
        """The unit at a place, or else the last before it; 0 if there is none."""
        return max(0, int(np.searchsorted(self.starts, place, side="right")) - 1)


def split_units(text: str, quotations: Sequence[Quotation] | None = None) -> Units:
    """The units of `text`; `quotations` may be given if they are known already."""
    starts_found, ends_found, words_found = array("q"), array("q"), []
    for match in _UNIT.finditer(text):
        starts_found.append(match.start())
        ends_found.append(match.end())
        words_found.append(sys.intern(match.group()))
    starts, ends, words = np.array(starts_found), np.array(ends_found), tuple(words_found)
    return Units(
        words=words,
        starts=starts,
        ends=ends,
        shapes=np.fromiter(map(_shape, words), np.int64, len(words)),
        quoted=quoted_features(starts, find_quotations(text) if quotations is None else quotations),
        breaks=_breaks(text, starts, ends),
    )


def _shape(word: str) -> int:
    first = word[0]
    if not first.isalnum():
        return 0
    if word.islower():
        return LOWER_CASE
    if first.isdigit():
        return 2 if word.isdigit() else 3
    if word.isupper():
        return 4 if len(word) == 1 else 5
    if first.isupper() and word[1:].islower():
        return CAPITALISED
    return 7


def quoted_features(starts: Ints, quotations: Sequence[Quotation]) -> Ints:
    """0 outside; 1 inside double marks, 2 if they run on into the next paragraph; 3 inside single ones; 4, 5 a mark."""
    quoted = np.zeros(len(starts), np.int64)
    for quotation in quotations:
        first, last = np.searchsorted(starts, (quotation.start, quotation.end))
        if first >= last:
            continue
        quoted[first:last] = 3 if quotation.single else 2 if quotation.continues else 1
        if quotation.opened:
            quoted[first] = OPENING_MARK
        if quotation.closed:
            quoted[last - 1] = CLOSING_MARK
    return quoted


def _breaks(text: str, starts: Ints, ends: Ints) -> Ints:
    """0 in a line, 1 first of a line, 2 first of a paragraph."""
    breaks = np.zeros(len(starts), np.int64)
    if not len(starts):
        return breaks
    breaks[0] = 2
    for number in np.flatnonzero(starts[1:] > ends[:-1]):
        gap = text[ends[number] : starts[number + 1]]
        if "\n" in gap:
            breaks[number + 1] = 2 if gap.count("\n") > 1 else 1
    return breaks
