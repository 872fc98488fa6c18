"""When a statement was made: the time words of its own sentence, or those of the run that it goes on with."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from counterclaim.reading.meaning.frame import anchor_of, frame_of, in_runs, outside
from counterclaim.reading.meaning.medium import is_document
from counterclaim.reading.meaning.scope import LeadIn, distance, in_scope, may_go_on
from counterclaim.reading.meaning.times import day_of, find_times
from counterclaim.reading.reading import Statement, Time
from counterclaim.reading.speaker.salience import Surroundings
from counterclaim.text.span import Span

_OCCASIONS = (
    r"(?:debate|speech|address|rally|interview|hearing|town hall|forum|conference|news conference|press conference"
    r"|briefing|call|statement|letter|memo|report|meeting|remarks|appearance|convention|event|testimony|email)"
)
# Times of what went before or after, not of the statement.
_OTHER_TIME_BEFORE = re.compile(
    r"\b(?:since|until|till|before|of|after|following|through|ahead of|by|between|from|for|than)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(rf"['’]s?\s+(?!(?:[\w-]+\s+){{0,3}}{_OCCASIONS}\b)")
_OCCASION_AFTER = re.compile(rf"\s+(?:[\w-]+\s+){{0,2}}{_OCCASIONS}\b")
_PUBLISHED = re.compile(
    r"\b(?:released|published|issued|posted|conducted|taken|dated|sent|filed|made|written|out|from|in)\s+(?:on\s+)?$"
)
# A day does not date what holds or has been going on.
_STANDING = re.compile(r"(?:is|are|am|has|have|do|does|['’]s|thinks?|believes?|expects?|wants?)\b")
_TO_COME = re.compile(
    r"\b(?:will|would|shall|is to|are to|going to|scheduled|next|upcoming|plans? to)\b|['’]ll\b", re.I
)
_REACH_OF_TO_COME = 80


def when_of(statements: Sequence[Statement], around: Surroundings, published: str | None) -> list[Time | None]:
    """For each statement the time at which it was made; None where the report does not date it surely."""
    clock = _Clock(statements, around, published)
    times: list[Time | None] = [None] * len(statements)
    # A standing view in between is not dated by the run, but does not end it.
    of_run: list[Time | None] = [None] * len(statements)
    for number, before in in_runs(statements, around):
        statement = statements[number]
        own = clock.own_time(statement)
        of_run[number] = own or (of_run[before] if before is not None else None) or clock.time_before(statement)
        times[number] = own or (of_run[number] if may_go_on(statement) else None)
    return times


def about_times(text: str, spans_of_content: Sequence[Span], published: str | None) -> tuple[Time, ...]:
    """The times that a content names; days and months that may be still to come are left out."""
    day = day_of(published)
    times = (time for span in spans_of_content for time in find_times(text, span.start, span.end, day))
    return tuple(time for time in times if not _may_come(text, time))


class _Clock:
    """The times of a text, asked by statement."""

    def __init__(self, statements: Sequence[Statement], around: Surroundings, published: str | None) -> None:
        self._around = around
        self._day = day = day_of(published)
        times = find_times(around.text, 0, len(around.text), day)
        # A statement that is reported was made by then; values of EDTF compare as strings.
        self._times = [time for time in times if day is None or time.value <= day.isoformat()]
        self._lead_in = LeadIn(statements, around)
        self._starts = [time.spans[0].start for time in self._times]

    def own_time(self, statement: Statement) -> Time | None:
        frame, anchor = frame_of(statement, self._around), anchor_of(statement)
        fitting = [time for time in self._times_outside(frame, statement) if self._dates(time, statement, frame)]
        return min(fitting, key=lambda time: distance(time.spans[0], anchor), default=None)

    def time_before(self, statement: Statement) -> Time | None:
        """The one day of the sentence before, if that sentence leads to the statement."""
        before = self._lead_in.of(statement)
        if before is None:
            return None
        first, last = bisect_left(self._starts, before.start), bisect_left(self._starts, before.end)
        times = [time for time in self._times[first:last] if not self._around.quoted(time.spans[0].start)]
        days = [time for time in times if _is_day(time)]
        return days[0] if len(days) == 1 and self._happened(days[0], before.start) else None

    def _times_outside(self, frame: Span, statement: Statement) -> list[Time]:
        found: list[Time] = []
        for piece in outside(frame, statement.content.spans):
            first, last = bisect_left(self._starts, piece.start), bisect_left(self._starts, piece.end)
            found.extend(self._times[first:last])
        return found

    def _dates(self, time: Time, statement: Statement, frame: Span) -> bool:
        """Whether the words around the time let it date the statement rather than something that it mentions."""
        around, span, anchor = self._around, time.spans[0], anchor_of(statement)
        cue = anchor.cut(around.text)
        if around.quotation(span.start) not in {-1, around.quotation(anchor.start)}:
            return False
        if _TO_COME.search(cue) or not self._happened(time, frame.start) or not self._dates_with_a_year(time):
            return False
        if statement.source is not None and any(part.holds(span) for part in statement.source.spans):
            before = around.text[max(frame.start, span.start - 40) : span.start]
            return is_document(statement.source) or _PUBLISHED.search(before) is not None
        if _is_day(time) and _STANDING.match(cue) and not span.overlaps(anchor):
            return False
        return in_scope(span, statement, frame, around)

    def _dates_with_a_year(self, time: Time) -> bool:
        """Whether a year is the statement's: not the published one, and bare only for an occasion ("a 2007 address").

        Days, months and years that are not written in digits ("last year") pass.
        """
        text, span = self._around.text, time.spans[0]
        if time.value not in time.words or len(time.value) > len("2016"):
            return True
        if self._day is not None and time.value == str(self._day.year):
            return False
        return not time.words[0].isdigit() or _OCCASION_AFTER.match(text, span.end) is not None

    def _happened(self, time: Time, start: int) -> bool:
        """Whether the sentence from `start` on says what happened then, not since or after then."""
        text, span = self._around.text, time.spans[0]
        other = _OTHER_TIME_BEFORE.search(text, max(start, span.start - 20), span.start)
        return other is None and _POSSESSIVE.match(text, span.end) is None


def _is_day(time: Time) -> bool:
    return len(time.value) == len("2016-08-03")


def _may_come(text: str, time: Time) -> bool:
    """Whether a time without a year stands in words about what is to come."""
    if time.value[:4] in time.words:
        return False
    start = time.spans[0].start
    return _TO_COME.search(text, max(0, start - _REACH_OF_TO_COME), time.spans[0].end) is not None
