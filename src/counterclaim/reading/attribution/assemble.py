"""Candidates → statements: overlaps settled, quotations made whole, unclaimed quotations given to somebody.

Marked articles hardly have a statement without a cue, so a model cannot learn it from them; where a quotation of a
whole sentence stands outside every statement, plain rules about its neighbours say whose it is.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from counterclaim.reading.attribution.attribute import Run
from counterclaim.reading.attribution.nearby_names import announced_name, name_after_dash, subject_before
from counterclaim.reading.attribution.units import Ints, Units
from counterclaim.text.quotations import Quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A statement in runs of units; `within` is the place of another draft in the same list."""

    source: tuple[Run, ...]
    cue: Run | None
    content: tuple[Run, ...]
    score: float
    within: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quotation in units: `[first, last)`, marks included; `inner` is what stands between the marks."""

    first: int
    last: int
    inner: Run
    quotation: Quotation

    @property
    def n_words(self) -> int:
        return self.inner[1] - self.inner[0]


_FEWEST_WORDS = 3

_MANY_UNITS = 30
"""So much of a quotation is no accident: the rest lies further from the cue than the model looks."""

_LONGEST_SMALL_WORD = 3
"""Titles of works write their longer words with capitals."""

_LONGEST_PARAGRAPH = 200
"""Units; further back nobody remembers who spoke."""

_PUNCTUATION = {".", ",", ";", ":"}

_ENDS_SENTENCE = set(".?!…,")


def outermost(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts in order of their cues, of two with one cue the better."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (_start(d), -d.score)):
        rival = next((k for k in reversed(kept[-4:]) if _overlap(k.cue, draft.cue)), None)
        if rival is None:
            kept.append(draft)
        elif draft.score > rival.score:
            kept[kept.index(rival)] = draft
    return kept


def _start(draft: Draft) -> int:
    return draft.cue[0] if draft.cue else draft.content[0][0]


def _overlap(one: Run | None, other: Run | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


_NEIGHBOURS = 12
"""Drafts before and after that are looked at: the content of a statement holds the cues of a few others at most."""


def inside_each_other(drafts: Sequence[Draft]) -> list[Draft]:
    """The same drafts; those whose cue and content stand in the content of another get their `within`."""
    order = sorted((n for n, draft in enumerate(drafts) if draft.content), key=lambda n: _start(drafts[n]))
    result = [replace(draft, within=None) for draft in drafts]
    for place, number in enumerate(order):
        near = order[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS]
        holder = next((other for other in near if other != number and _holds(drafts[other], drafts[number])), None)
        result[number] = replace(result[number], within=holder)
    return result


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether one run of the outer content holds the inner cue and content, and is not the same content."""
    if inner.cue is None:
        return False
    first, last = min(inner.cue[0], inner.content[0][0]), max(inner.cue[1], inner.content[-1][1])
    return any(run[0] <= first and last <= run[1] and inner.content != (run,) for run in outer.content)


def put_together(drafts: Sequence[Draft], quoted: Sequence[Quoted], units: Units, *, score: float) -> list[Draft]:
    """All rules about quotations, in order; `score` is that of drafts made by rule, without a cue."""
    whole = whole_quotations(drafts, quoted)
    apart = split_side_by_side(whole, quoted, units, score=score)
    return inside_each_other(claim_quotations(apart, quoted, units, score=score))


def quoted_units(units: Units, quotations: Sequence[Quotation]) -> list[Quoted]:
    """The outermost quotations, in units."""
    found = []
    for quotation in quotations:
        if quotation.inside:
            continue
        first, last = np.searchsorted(units.starts, (quotation.start, quotation.end)).tolist()
        if first < last:
            inner = (
                first + _n_marks(units, first, quotation.opened),
                last - _n_marks(units, last - 1, quotation.closed),
            )
            found.append(Quoted(first=first, last=last, inner=inner, quotation=quotation))
    return found


_DOUBLED = {"'", "`"}


def _n_marks(units: Units, place: int, there: bool) -> int:
    """Units of the quotation mark at the place: doubled apostrophes are two."""
    if not there:
        return 0
    neighbours = (
        n for n in (place - 1, place + 1) if 0 <= n < len(units) and abs(units.starts[n] - units.starts[place]) == 1
    )
    return 2 if units.words[place] in _DOUBLED and any(units.words[n] == units.words[place] for n in neighbours) else 1


def whole_quotations(drafts: Sequence[Draft], quoted: Sequence[Quoted]) -> list[Draft]:
    """Contents that hold most of a quotation hold all of it, marks included, where no other part stands in the way."""
    starts = [q.first for q in quoted]
    ends = [q.last for q in quoted]
    result = []
    for draft in drafts:
        content = list(draft.content)
        own = [*draft.source, *([draft.cue] if draft.cue else [])]
        for first, last in draft.content:
            for here in quoted[bisect_right(ends, first) : bisect_left(starts, last)]:
                held = _shared(content, here)
                enough = 2 * held >= here.last - here.first or held >= _MANY_UNITS
                if enough and not _shared(own, here):
                    content = list(joined_runs([*content, (here.first, here.last)]))
        result.append(replace(draft, content=tuple(content)))
    return result


def _shared(runs: Sequence[Run], here: Quoted) -> int:
    """How many units of the quotation stand in the runs."""
    return sum(max(0, min(last, here.last) - max(first, here.first)) for first, last in runs)


def split_side_by_side(drafts: Sequence[Draft], quoted: Sequence[Quoted], units: Units, *, score: float) -> list[Draft]:
    """Quotations side by side are several statements.

    After the cue all have its source (`the banners read “A” “B” and “C”`); before it only the nearest has, and whose
    others are is not told (`“A?” “B,” he said`).
    """
    starts = [q.first for q in quoted]
    result = []
    for draft in drafts:
        for n, run in enumerate(draft.content):
            inside = [q for q in quoted[bisect_left(starts, run[0]) : bisect_left(starts, run[1])] if q.last <= run[1]]
            if draft.cue is None or not _side_by_side(run, inside, units):
                continue
            pieces = [(q.first, q.last) for q in inside]
            before_cue = run[1] <= draft.cue[0]
            kept = pieces.pop() if before_cue else pieces.pop(0)
            if before_cue:
                result += [Draft(source=(), cue=None, content=(piece,), score=score) for piece in pieces]
            else:
                result += [replace(draft, content=(piece,)) for piece in pieces]
            draft = replace(draft, content=(*draft.content[:n], kept, *draft.content[n + 1 :]))
        result.append(draft)
    return result


_BETWEEN = {",", "and", "or", ";"}


def _side_by_side(run: Run, inside: Sequence[Quoted], units: Units) -> bool:
    if any(q.quotation.continues for q in inside[:-1]) or any(units.breaks[q.first] for q in inside[1:]):
        return False
    if not any(one.last == other.first for one, other in pairwise(inside)):
        return False
    covered = {unit for q in inside for unit in range(q.first, q.last)}
    return all(unit in covered or units.words[unit] in _BETWEEN for unit in range(*run))


def joined_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs in order, those that touch or overlap made one."""
    joined: list[Run] = []
    for first, last in sorted(runs):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def claim_quotations(drafts: Sequence[Draft], quoted: Sequence[Quoted], units: Units, *, score: float) -> list[Draft]:
    """Gives every quotation of a sentence that no draft holds to a draft, or makes a draft without a cue of it."""
    claims = _Claims(drafts, units)
    before: Quoted | None = None
    for here in quoted:
        owner = claims.owner(here)
        if before is not None and before.quotation.continues and _next_paragraph(units, before, here):
            owner = _join_paragraphs(claims, before, here, owner)
        if owner is None:
            owner = _continued(claims, here, units)
        if owner is None and _is_speech(here, units):
            _give(claims, here, units, score)
        before = here
    return claims.result()


class _Claims:
    """Which draft holds which unit, while quotations are handed out; what a step costs does not grow with the text.

    `taken` `(n_units,)` is the number of the draft that holds a unit, -1 for none.
    """

    def __init__(self, drafts: Sequence[Draft], units: Units) -> None:
        self.drafts = list(drafts)
        self.taken: Ints = np.full(len(units), -1, np.int64)
        self._contents = [list(draft.content) for draft in drafts]
        self._n_quoted: Ints = np.concatenate([[0], np.cumsum(units.quoted > 0)])
        for number, draft in enumerate(drafts):
            for run in (*draft.source, *([draft.cue] if draft.cue else []), *draft.content):
                self.taken[run[0] : run[1]] = number

    def result(self) -> list[Draft]:
        return [
            replace(draft, content=joined_runs(content))
            for draft, content in zip(self.drafts, self._contents, strict=True)
        ]

    def owner(self, here: Quoted) -> int | None:
        """The draft that holds at least half of the quotation."""
        inside = self.taken[here.first : here.last]
        owners, counts = np.unique(inside[inside >= 0], return_counts=True)
        if not len(owners) or 2 * int(counts.sum()) < len(inside):
            return None
        return int(owners[counts.argmax()])

    def add(self, number: int, run: Run) -> None:
        content = self._contents[number]
        if content and content[-1][0] <= run[0] <= content[-1][1]:
            content[-1] = (content[-1][0], max(content[-1][1], run[1]))
        else:
            content.append(run)
        self.taken[run[0] : run[1]] = number

    def new(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self._contents.append([])
        for run in draft.content:
            self.add(len(self.drafts) - 1, run)

    def move(self, giver: int, taker: int) -> None:
        for run in self._contents[giver]:
            self.add(taker, run)
        self._contents[giver] = []

    def quotes(self, number: int) -> bool:
        """Whether the last piece of the draft's content stands in quotation marks, for the most part."""
        if not self._contents[number]:
            return False
        first, last = self._contents[number][-1]
        return bool(2 * (self._n_quoted[last] - self._n_quoted[first]) > last - first)


def _next_paragraph(units: Units, before: Quoted, here: Quoted) -> bool:
    return before.last == here.first and units.breaks[here.first] > 0


def _join_paragraphs(claims: _Claims, before: Quoted, here: Quoted, owner: int | None) -> int | None:
    """A quotation that runs on into this paragraph is one with it, unless both have a statement of their own."""
    earlier = claims.owner(before)
    if owner is None and earlier is not None:
        claims.add(earlier, (here.first, here.last))
        return earlier
    if owner is not None and earlier is not None and earlier != owner and claims.drafts[earlier].cue is None:
        claims.move(earlier, owner)
    return owner


def _is_speech(here: Quoted, units: Units) -> bool:
    """A sentence of its own, not a title, a nickname or a word held at arm's length."""
    inner, final = here.inner[0], here.inner[1] - 1
    if here.n_words <= _FEWEST_WORDS or final <= inner or units.words[inner][0].islower():
        return False
    words = [w for w in units.words[inner + 1 : final + 1] if len(w) > _LONGEST_SMALL_WORD]
    whole = units.words[final] in _ENDS_SENTENCE or here.quotation.continues
    return whole and 2 * sum(w[0].islower() for w in words) >= max(1, len(words))


def _give(claims: _Claims, here: Quoted, units: Units, score: float) -> None:
    """Makes a draft without a cue that holds the quotation, its source read off the neighbours."""
    previous = _draft_before(claims.taken, here, units)
    name = name_after_dash(here.last, units)
    if name is None and units.breaks[here.first]:
        name = announced_name(here.first, units)
        previous = _last_of_paragraph_before(claims.taken, here, units)
    elif name is None and previous is None:
        name = subject_before(here.first, units)
    if name is not None:
        source: tuple[Run, ...] = (name,)
    else:
        source = () if previous is None else claims.drafts[previous].source
    claims.new(Draft(source=source, cue=None, content=((here.first, here.last),), score=score))


def _last_of_paragraph_before(taken: Ints, here: Quoted, units: Units) -> int | None:
    """The last draft of the paragraph before: a quotation that is a paragraph of its own goes on with its speaker."""
    place = here.first - 1
    while place >= 0 and here.first - place < _LONGEST_PARAGRAPH:
        if taken[place] >= 0:
            return int(taken[place])
        if units.breaks[place]:
            return None
        place -= 1
    return None


def _draft_before(taken: Ints, here: Quoted, units: Units) -> int | None:
    """The draft that ends directly before the quotation, a mark of punctuation between."""
    place = here.first - 1
    if place > 0 and taken[place] < 0 and units.words[place] in _PUNCTUATION:
        place -= 1
    return int(taken[place]) if place >= 0 and taken[place] >= 0 else None


def _continued(claims: _Claims, here: Quoted, units: Units) -> int | None:
    """`“A,” she said, “b”` and `“A,” she said. “B.”`: the draft before takes the quotation, if it quotes itself."""
    previous = _draft_before(claims.taken, here, units)
    if previous is None or units.breaks[here.first] or not claims.quotes(previous) or not here.n_words:
        return None
    inner, final = here.inner[0], here.inner[1] - 1
    goes_on = units.words[here.first - 1] == ","
    own_sentence = units.words[final] in _ENDS_SENTENCE and not units.words[inner][0].islower()
    if not goes_on and not own_sentence:
        return None
    claims.add(previous, (here.first, here.last))
    return previous
