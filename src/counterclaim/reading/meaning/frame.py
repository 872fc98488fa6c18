"""The words that frame a statement, and the runs of statements that one speaker made on one occasion."""

import re
from collections.abc import Iterator, Sequence

from counterclaim.reading.reading import Statement
from counterclaim.reading.speaker.salience import Surroundings
from counterclaim.text.span import Span

# Longer sentences are lists or lost line breaks; the bound also keeps the work linear in the text.
_REACH = 500
_REACH_OF_RUN = 3  # sentences
_SHORT_FORM = re.compile(
    r"\b(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec|U\.S|vs|No|Inc|Ariz|Calif|Conn|Fla|Ill|Mass|Va|Wis)\.\s+$"
)


def anchor_of(statement: Statement) -> Span:
    """The cue; the source or the content's beginning where there is no cue."""
    return (statement.cue or statement.source or statement.content).spans[0]


def extent_of(statement: Statement) -> Span:
    """From the first to the last character of the statement's parts."""
    spans = [span for part in (statement.source, statement.cue, statement.content) if part for span in part.spans]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def frame_of(statement: Statement, around: Surroundings) -> Span:
    """The sentence of the statement's cue, with the pieces that full stops of short forms cut off."""
    anchor = anchor_of(statement)
    first, last = around.sentence(anchor.start), around.sentence(max(anchor.start, anchor.end - 1))
    starts, text = around.sentence_starts, around.text
    while first > 0 and anchor.start - starts[first] < _REACH and _cut_short(text, starts[first]):
        first -= 1
    while last + 1 < len(starts) and starts[last + 1] - anchor.end < _REACH and _cut_short(text, starts[last + 1]):
        last += 1
    end = starts[last + 1] if last + 1 < len(starts) else len(text)
    return Span(max(starts[first], anchor.start - _REACH), min(end, anchor.end + _REACH))


def outside(frame: Span, content: Sequence[Span]) -> Iterator[Span]:
    """The pieces of the frame that the content leaves."""
    place = frame.start
    for span in sorted(content):
        if span.start > place:
            yield Span(place, min(span.start, frame.end))
        place = max(place, span.end)
        if place >= frame.end:
            return
    yield Span(place, frame.end)


def in_runs(statements: Sequence[Statement], around: Surroundings) -> Iterator[tuple[int, int | None]]:
    """The places of the statements in the order of the text, each with that of the one whose occasion it shares.

    A run is unbroken: the same speaker with at most two sentences between. A statement inside another's content was
    made on an occasion of its own.
    """
    order = sorted(range(len(statements)), key=lambda number: extent_of(statements[number]))
    before: int | None = None
    for number in order:
        statement = statements[number]
        if statement.within is not None:
            yield number, None
            continue
        yield number, before if before is not None and _goes_on(statements[before], statement, around) else None
        before = number


def _goes_on(earlier: Statement, later: Statement, around: Surroundings) -> bool:
    if later.speaker is None or later.speaker != earlier.speaker:
        return False
    last = around.sentence(max(0, extent_of(earlier).end - 1))
    return around.sentence(extent_of(later).start) - last <= _REACH_OF_RUN


def _cut_short(text: str, border: int) -> bool:
    return _SHORT_FORM.search(text, max(0, border - 12), border) is not None
