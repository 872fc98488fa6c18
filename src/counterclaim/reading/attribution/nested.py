"""Statements inside statements: the content of a statement is read again as a text of its own.

The training data marks only the outermost layer, so the model passes over what a quoted person says that others say.
Read alone, with its own quotation marks taken off, the same words are an outermost layer.
"""

from collections.abc import Sequence, Set
from dataclasses import replace

import numpy as np

from counterclaim.reading.attribution.attribute import Candidate, Run, Scorer, Settings, attribute_windows
from counterclaim.reading.attribution.units import (
    CAPITALISED,
    CLOSING_MARK,
    LOWER_CASE,
    OPENING_MARK,
    Ints,
    Units,
    quoted_features,
)
from counterclaim.reading.attribution.windows import Window
from counterclaim.text.quotations import Quotation

_FEWEST_UNITS = 6
"""A content with a source, a cue and a content of its own is not shorter."""


def read_contents(
    contents: Sequence[tuple[int, Run]],
    units: Units,
    quotations: Sequence[Quotation],
    scorer: Scorer,
    settings: Settings,
) -> list[tuple[int, Candidate]]:
    """Statements in the given contents.

    `contents` are pairs of a number and a run of units; each statement found comes back with the number of the content
    in which it stands. Windows are read in the order of their length, which spares padding.
    """
    n_pieces = np.fromiter((len(scorer.pieces_of(word)) for word in units.words), np.int64, len(units))
    before = np.concatenate([[0], np.cumsum(n_pieces)])
    numbers: dict[Run, int] = {}
    for number, run in contents:
        first, last = _bare(run, units)
        fitting = int(np.searchsorted(before, before[first] + settings.window_pieces, side="right")) - 1
        last = min(last, first + settings.window_pieces // 2, fitting)
        if last - first >= _FEWEST_UNITS and _may_hide_a_cue(units.words[first:last], scorer.cue_words):
            numbers[first, last] = number
    if not numbers:
        return []
    runs = sorted(numbers, key=lambda run: (run[1] - run[0], run))
    alone, plan = _as_texts_of_their_own(units, quotations, runs)
    pieces = [scorer.pieces_of(word) for word in alone.words]
    found = []
    run_of = dict(zip(plan, runs, strict=True))
    for window, candidate in attribute_windows(plan, alone, pieces, scorer, replace(settings, batch_windows=16)):
        run = run_of[window]
        placed = _placed(candidate, run[0] - window.first, run[1])
        if placed is not None and not _of_the_quoted(placed, units):
            found.append((numbers[run], placed))
    return found


def _placed(candidate: Candidate, shift: int, end: int) -> Candidate | None:
    """The candidate in units of the report, without the full stop that was put behind; None if nothing else is left."""

    def moved(runs: Sequence[Run]) -> tuple[Run, ...]:
        return tuple((a + shift, min(b + shift, end)) for a, b in runs if a + shift < end)

    cue, source, content = moved([candidate.cue]), moved(candidate.source), moved(candidate.content)
    return replace(candidate, cue=cue[0], source=source, content=content) if cue and content else None


_FIRST_PERSON = frozenset({"i", "we"})


def _of_the_quoted(candidate: Candidate, units: Units) -> bool:
    """`“We have asked for the files”`: the first person is the speaker of the quotation, not another one inside it."""
    return bool(candidate.source) and units.words[candidate.source[0][0]].lower() in _FIRST_PERSON


def _may_hide_a_cue(words: Sequence[str], cue_words: Set[str]) -> bool:
    return not cue_words or any(word.lower() in cue_words for word in words)


def _bare(run: Run, units: Units) -> Run:
    """The run without the quotation marks around it and without a leading `that`."""
    first, last = run
    if units.quoted[first:last].all():
        first += int(units.quoted[first] == OPENING_MARK)
        last -= int(units.quoted[last - 1] == CLOSING_MARK)
    if first < last and units.words[first].lower() == "that":
        first += 1
    return first, last


def _as_texts_of_their_own(
    units: Units, quotations: Sequence[Quotation], runs: Sequence[Run]
) -> tuple[Units, list[Window]]:
    """Each run as a paragraph that begins with a capital and ends with a full stop, one window each.

    A run that stands in quotation marks keeps only the marks inside it. Places in the text have no meaning here.
    """
    inner = quoted_features(units.starts, [q for q in quotations if q.inside])
    words: list[str] = []
    shapes: list[Ints] = []
    quoted: list[Ints] = []
    breaks: list[Ints] = []
    plan = []
    for first, last in runs:
        begin = len(words)
        words += [*units.words[first:last], "."]
        plan.append(Window(first=begin, last=len(words), own_first=begin, own_last=len(words)))
        marks = inner if units.quoted[first:last].all() else units.quoted
        shapes.append(np.append(units.shapes[first:last], 0))
        quoted.append(np.append(marks[first:last], 0))
        breaks.append(np.append(units.breaks[first:last], 0))
        breaks[-1][0] = 2
        if shapes[-1][0] == LOWER_CASE:
            shapes[-1][0] = CAPITALISED
    nowhere = np.zeros(len(words), np.int64)
    return Units(
        words=tuple(words),
        starts=nowhere,
        ends=nowhere,
        shapes=np.concatenate(shapes),
        quoted=np.concatenate(quoted),
        breaks=np.concatenate(breaks),
    ), plan
