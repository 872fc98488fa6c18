"""Cutting a text of any length into windows that the encoder can hold.

Neighbouring windows overlap. In the overlap each unit is *owned* by the window in which it stands further from the
border, and a cue is read in the window that owns its first unit. Nothing passes from window to window, so the cost of
a text grows with its length and memory does not.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from counterclaim.reading.attribution.units import Ints, Units


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Units `[first, last)`, of which it owns `[own_first, own_last)`."""

    first: int
    last: int
    own_first: int
    own_last: int

    def __len__(self) -> int:
        return self.last - self.first

    @property
    def own(self) -> slice:
        """The units that it owns, counted from its first."""
        return slice(self.own_first - self.first, self.own_last - self.first)


def plan_windows(units: Units, n_pieces: Ints, *, size: int, overlap: int) -> Iterator[Window]:
    """Windows of at most `size` word pieces with about `overlap` pieces in common.

    `n_pieces` is how many word pieces each unit has, `(n_units,)`. A window begins with a sentence where one begins in
    the overlap, and never ends before it has moved on.
    """
    n_units = len(units)
    before = np.concatenate([[0], np.cumsum(n_pieces)])
    first, own_first = 0, 0
    while first < n_units:
        last = max(first + 1, int(np.searchsorted(before, before[first] + size, side="right")) - 1)
        if last >= n_units:
            yield Window(first=first, last=n_units, own_first=own_first, own_last=n_units)
            return
        following = max(first + 1, int(np.searchsorted(before, before[last] - overlap)))
        following = _sentence_start(units, max(first + 1, following - (last - following) // 2), following)
        own_last = (following + last) // 2
        yield Window(first=first, last=last, own_first=own_first, own_last=own_last)
        first, own_first = following, own_last


def _sentence_start(units: Units, earliest: int, default: int) -> int:
    """The last unit in `[earliest, default]` that begins a sentence, else `default`."""
    for number in range(default, earliest - 1, -1):
        if begins_sentence(units, number):
            return number
    return default


def begins_sentence(units: Units, number: int) -> bool:
    """Whether a sentence seems to begin with this unit: good enough to cut windows, not to show to a person."""
    if number == 0 or units.breaks[number]:
        return True
    before, word = units.words[number - 1], units.words[number]
    return (
        before in {".", "?", "!", "”", '"', "…"}
        and bool(units.starts[number] > units.ends[number - 1])
        and not word[0].islower()
    )
