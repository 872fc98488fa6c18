"""Runs of units → statements with places in the text."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import count
from unicodedata import category

from counterclaim.reading.attribution.assemble import Draft
from counterclaim.reading.attribution.attribute import Run
from counterclaim.reading.attribution.units import Units
from counterclaim.reading.format import GivenStatement
from counterclaim.reading.reading import Part, Statement
from counterclaim.reading.reading import Quotation as Manner
from counterclaim.text.quotations import Quotation
from counterclaim.text.span import Span, cut_all


def as_statements(
    drafts: Sequence[Draft], units: Units, text: str, quotations: Sequence[Quotation]
) -> tuple[Statement, ...]:
    """The drafts in the order of the text, numbered `s1`, `s2`, …; those without content are left out."""
    contents = {
        number: content
        for number, draft in enumerate(drafts)
        if (content := _part(draft.content, units, text, outside_edges=True)) is not None
    }
    order = sorted(contents, key=lambda n: (min(_runs(drafts[n]))[0], drafts[n].within is not None, drafts[n].content))
    names = {number: f"s{place}" for place, number in enumerate(order, start=1)}
    in_marks = _MarkedText(quotations)
    return tuple(
        Statement(
            id=names[number],
            source=_part(draft.source, units, text),
            cue=_part((draft.cue,) if draft.cue else (), units, text),
            content=contents[number],
            quotation=in_marks.manner(contents[number].spans, text),
            within=None if draft.within is None else names.get(draft.within),
            score=draft.score,
        )
        for number, draft in ((number, drafts[number]) for number in order)
    )


def given_statements(
    given: Iterable[GivenStatement], text: str, quotations: Sequence[Quotation]
) -> tuple[Statement, ...]:
    """Statements with spans from outside; they are taken as they are, with score 1."""
    rows = list(given)
    in_marks = _MarkedText(quotations)
    taken = {row.id for row in rows}
    free = (name for name in map("s{}".format, count(1)) if name not in taken)
    return tuple(
        Statement(
            id=row.id if row.id is not None else next(free),
            source=Part(spans=row.source, text=cut_all(row.source, text)) if row.source else None,
            cue=Part(spans=row.cue, text=cut_all(row.cue, text)) if row.cue else None,
            content=Part(spans=row.content, text=cut_all(row.content, text)),
            quotation=in_marks.manner(row.content, text),
            within=row.within,
            score=1.0,
        )
        for row in rows
    )


def _runs(draft: Draft) -> tuple[Run, ...]:
    return (*draft.source, *((draft.cue,) if draft.cue else ()), *draft.content)


_AT_EDGE = set(",;:.")


def _part(runs: Sequence[Run], units: Units, text: str, *, outside_edges: bool = False) -> Part | None:
    """The spans of the runs; with `outside_edges`, punctuation of the sentence around is left off."""
    spans = []
    for first, last in runs:
        while outside_edges and last > first and _is_edge(units, last - 1):
            last -= 1
        while outside_edges and first < last and _is_edge(units, first):
            first += 1
        if first < last:
            spans.append(Span(int(units.starts[first]), int(units.ends[last - 1])))
    joined: list[Span] = []
    for span in spans:
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return Part(spans=tuple(joined), text=cut_all(joined, text)) if joined else None


def _is_edge(units: Units, place: int) -> bool:
    """Whether the unit is the sentence's and not the content's: a comma, a full stop, an emoji."""
    word = units.words[place]
    return category(word[0]) == "So" or (word in _AT_EDGE and not _abbreviates(units, place))


def _abbreviates(units: Units, place: int) -> bool:
    """Whether the full stop at `place` belongs to its word: `U.S.`"""
    return (
        units.words[place] == "."
        and place > 1
        and len(units.words[place - 1]) == 1
        and units.words[place - 1].isalpha()
        and units.words[place - 2] == "."
        and bool(units.starts[place] - units.starts[place - 2] == 2)
    )


class _MarkedText:
    """Which characters stand in quotation marks."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self._outer = [q for q in quotations if not q.inside]

    def manner(self, spans: Sequence[Span], text: str) -> Manner:
        """Direct if all words stand in marks, indirect if none, else mixed."""
        inside = outside = 0
        for span in spans:
            for start, end, quoted in self._pieces(span):
                n_words = sum(c.isalnum() for c in text[start:end])
                inside, outside = inside + n_words * quoted, outside + n_words * (not quoted)
        if not outside:
            return Manner.DIRECT if inside else Manner.INDIRECT
        return Manner.MIXED if inside else Manner.INDIRECT

    def _pieces(self, span: Span) -> Iterable[tuple[int, int, bool]]:
        place = span.start
        for quotation in self._overlapping(span):
            start, end = max(place, quotation.start), min(span.end, quotation.end)
            if start > place:
                yield place, start, False
            if start < end:
                yield start, end, True
                place = end
        if place < span.end:
            yield place, span.end, False

    def _overlapping(self, span: Span) -> Iterable[Quotation]:
        first = bisect_left(self._outer, span.start, key=lambda q: q.end)
        for quotation in self._outer[first:]:
            if quotation.start >= span.end:
                return
            yield quotation
