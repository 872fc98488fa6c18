"""Statements inside statements: the content of a statement is read again as a text of its own.

The training data marks only the outermost layer, so the model passes over what a quoted person says that others say.
Read alone, with its own quotation marks taken off, the same words are an outermost layer.
"""

from collections.abc import Sequence, Set
from dataclasses import replace

from counterclaim.reading.attribution.attribute import Candidate, Run, Scorer, Settings, attribute_windows
from counterclaim.reading.attribution.units import CLOSING_MARK, OPENING_MARK, Units, quoted_features
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
    numbers: dict[Run, int] = {}
    for number, run in contents:
        first, last = _bare(run, units)
        last = min(last, first + settings.window_pieces // 2)
        if last - first >= _FEWEST_UNITS and _may_hide_a_cue(units.words[first:last], scorer.cue_words):
            numbers[first, last] = number
    if not numbers:
        return []
    ordered = sorted(numbers, key=lambda run: (run[1] - run[0], run))
    plan = [Window(first=a, last=b, own_first=a, own_last=b) for a, b in ordered]
    pieces = [scorer.pieces_of(word) for word in units.words]
    alone = _as_texts_of_their_own(units, quotations, ordered)
    found = attribute_windows(plan, alone, pieces, scorer, replace(settings, batch_windows=16))
    return [
        (numbers[window.first, window.last], candidate)
        for window, candidate in found
        if not _of_the_quoted(candidate, units)
    ]


_FIRST_PERSON = frozenset({"i", "we", "my", "our"})


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


def _as_texts_of_their_own(units: Units, quotations: Sequence[Quotation], runs: Sequence[Run]) -> Units:
    """Each run begins a paragraph; one that stands in quotation marks keeps only the marks inside it."""
    inner = quoted_features(units.starts, [q for q in quotations if q.inside])
    quoted, breaks = units.quoted.copy(), units.breaks.copy()
    for first, last in runs:
        if quoted[first:last].all():
            quoted[first:last] = inner[first:last]
        breaks[first] = 2
    return replace(units, quoted=quoted, breaks=breaks)
