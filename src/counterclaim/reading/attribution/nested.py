"""Statements inside statements: the content of a statement is read again as a text of its own.

The training data marks only the outermost layer, so the model passes over what a quoted person says that others say.
Read alone, with its own quotation marks taken off, the same words are an outermost layer.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from counterclaim.reading.attribution.attribute import Candidate, Run, Scorer, Settings, attribute_windows
from counterclaim.reading.attribution.units import Units
from counterclaim.reading.attribution.windows import Window

_FEWEST_UNITS = 6
"""A content with a source, a cue and a content of its own is not shorter."""


def read_contents(
    contents: Sequence[tuple[int, Run]], units: Units, scorer: Scorer, settings: Settings
) -> list[tuple[int, Candidate]]:
    """Statements in the given contents.

    `contents` are pairs of a number and a run of units; each statement found comes back with the number of the content
    in which it stands. Windows are read in the order of their length, which spares padding; the answer does not depend
    on it.
    """
    bare = _without_outer_marks(units, [run for _, run in contents])
    pieces = [scorer.pieces_of(word) for word in units.words] if contents else []
    numbers: dict[Run, int] = {}
    for number, (first, last) in contents:
        first = first + 1 if units.words[first].lower() == "that" else first
        last = min(last, first + settings.window_pieces // 2)
        if last - first >= _FEWEST_UNITS:
            numbers[first, last] = number
    ordered = sorted(numbers, key=lambda run: (run[1] - run[0], run))
    plan = [Window(first=a, last=b, own_first=a, own_last=b) for a, b in ordered]
    found = attribute_windows(plan, bare, pieces, scorer, replace(settings, batch_windows=16))
    return [(numbers[window.first, window.last], candidate) for window, candidate in found]


def _without_outer_marks(units: Units, runs: Sequence[Run]) -> Units:
    quoted, breaks = units.quoted.copy(), units.breaks.copy()
    for first, last in runs:
        inside = quoted[first:last]
        inside[(inside == 1) | (inside == 2)] = 0
        breaks[first] = 2
    return replace(units, quoted=np.asarray(quoted), breaks=np.asarray(breaks))
