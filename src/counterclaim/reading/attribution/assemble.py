"""Candidates → statements: overlaps settled, quotations made whole, unclaimed quotations given to somebody.

Marked articles hardly have a statement without a cue, so a model cannot learn it from them; where a quotation of a
whole sentence stands outside every statement, plain rules about its neighbours say whose it is.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from counterclaim.reading.attribution.attribute import Run
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
    """A quotation in units: `[first, last)`, marks included."""

    first: int
    last: int
    quotation: Quotation

    @property
    def n_words(self) -> int:
        return self.last - self.first - int(self.quotation.opened) - int(self.quotation.closed)


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
    """The drafts in order of their cues, of two with one cue the better; those inside a content get their `within`."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (_start(d), -d.score)):
        rival = next((k for k in reversed(kept[-4:]) if _overlap(k.cue, draft.cue)), None)
        if rival is None:
            kept.append(draft)
        elif draft.score > rival.score:
            kept[kept.index(rival)] = draft
    return [replace(draft, within=_holder(number, kept)) for number, draft in enumerate(kept)]


def _start(draft: Draft) -> int:
    return draft.cue[0] if draft.cue else draft.content[0][0]


def _overlap(one: Run | None, other: Run | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


_NEIGHBOURS = 12
"""Drafts before and after that are looked at: the content of a statement holds the cues of a few others at most."""


def _holder(number: int, drafts: Sequence[Draft]) -> int | None:
    """The draft whose content holds the cue and the content of this one."""
    draft = drafts[number]
    if draft.cue is None:
        return None
    for other in range(max(0, number - _NEIGHBOURS), min(len(drafts), number + _NEIGHBOURS)):
        if other == number:
            continue
        for run in drafts[other].content:
            parts = (draft.cue, *draft.content)
            if all(run[0] <= part[0] and part[1] <= run[1] for part in parts) and (draft.content != (run,)):
                return other
    return None


def put_together(drafts: Sequence[Draft], quoted: Sequence[Quoted], units: Units, *, score: float) -> list[Draft]:
    """All rules about quotations, in order; `score` is that of drafts made by rule, without a cue."""
    whole = whole_quotations(drafts, quoted)
    return claim_quotations(split_side_by_side(whole, quoted, units, score=score), quoted, units, score=score)


def quoted_units(units: Units, quotations: Sequence[Quotation]) -> list[Quoted]:
    """The outermost quotations, in units."""
    found = []
    for quotation in quotations:
        if quotation.inside:
            continue
        first, last = np.searchsorted(units.starts, (quotation.start, quotation.end)).tolist()
        if first < last:
            found.append(Quoted(first=first, last=last, quotation=quotation))
    return found


def whole_quotations(drafts: Sequence[Draft], quoted: Sequence[Quoted]) -> list[Draft]:
    """Contents that hold most of a quotation hold all of it, marks included, where no other part stands in the way."""
    starts = np.array([q.first for q in quoted], np.int64)
    ends = np.array([q.last for q in quoted], np.int64)
    result = []
    for draft in drafts:
        content: set[int] = set()
        for first, last in draft.content:
            content.update(range(first, last))
        own = {unit for run in (*draft.source, *([draft.cue] if draft.cue else [])) for unit in range(*run)}
        for first, last in draft.content:
            for n in range(int(np.searchsorted(ends, first, side="right")), int(np.searchsorted(starts, last))):
                inside = range(quoted[n].first, quoted[n].last)
                held = sum(unit in content for unit in inside)
                if (2 * held >= len(inside) or held >= _MANY_UNITS) and not any(unit in own for unit in inside):
                    content.update(inside)
        result.append(replace(draft, content=runs_of(content)))
    return result


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
    if len(inside) < 2 or any(q.quotation.continues or units.breaks[q.first] for q in inside[:-1]):
        return False
    if units.breaks[inside[-1].first] or not any(one.last == other.first for one, other in pairwise(inside)):
        return False
    covered = {unit for q in inside for unit in range(q.first, q.last)}
    return all(unit in covered or units.words[unit] in _BETWEEN for unit in range(*run))


def runs_of(places: set[int]) -> tuple[Run, ...]:
    """Neighbouring units as runs, in order."""
    runs: list[Run] = []
    for place in sorted(places):
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return tuple(runs)


def claim_quotations(drafts: Sequence[Draft], quoted: Sequence[Quoted], units: Units, *, score: float) -> list[Draft]:
    """Gives every quotation of a sentence that no draft holds to a draft, or makes a draft without a cue of it."""
    result = list(drafts)
    taken = np.full(len(units), -1, np.int64)
    for number, draft in enumerate(result):
        for run in (*draft.source, *([draft.cue] if draft.cue else []), *draft.content):
            taken[run[0] : run[1]] = number
    before: Quoted | None = None
    for here in quoted:
        owner = _owner(taken, here)
        if before is not None and before.quotation.continues and _next_paragraph(units, before, here):
            owner = _join_paragraphs(result, taken, before, here, owner)
        if owner is None:
            owner = _continued(result, taken, here, units)
        if owner is None and _is_speech(here, units):
            owner = _give(result, taken, here, units, score)
        before = here
    return result


def _owner(taken: Ints, here: Quoted) -> int | None:
    """The draft that holds at least half of the quotation."""
    inside = taken[here.first : here.last]
    owners, counts = np.unique(inside[inside >= 0], return_counts=True)
    if not len(owners) or 2 * int(counts.sum()) < len(inside):
        return None
    return int(owners[counts.argmax()])


def _next_paragraph(units: Units, before: Quoted, here: Quoted) -> bool:
    return before.last == here.first and units.breaks[here.first] > 0


def _join_paragraphs(
    drafts: list[Draft],
    taken: Ints,
    before: Quoted,
    here: Quoted,
    owner: int | None,
) -> int | None:
    """A quotation that runs on into this paragraph is one with it, unless both have a statement of their own."""
    earlier = _owner(taken, before)
    if owner is None and earlier is not None:
        _add(drafts, taken, earlier, here)
        return earlier
    if owner is not None and earlier is not None and earlier != owner and drafts[earlier].cue is None:
        for run in drafts[earlier].content:
            _add_run(drafts, taken, owner, run)
        drafts[earlier] = replace(drafts[earlier], content=())
    return owner


def _add(drafts: list[Draft], taken: Ints, number: int, here: Quoted) -> None:
    _add_run(drafts, taken, number, (here.first, here.last))


def _add_run(drafts: list[Draft], taken: Ints, number: int, run: Run) -> None:
    content = {unit for r in (*drafts[number].content, run) for unit in range(*r)}
    drafts[number] = replace(drafts[number], content=runs_of(content))
    taken[run[0] : run[1]] = number


def _is_speech(here: Quoted, units: Units) -> bool:
    """A sentence of its own, not a title, a nickname or a word held at arm's length."""
    inner = here.first + int(here.quotation.opened)
    final = here.last - 1 - int(here.quotation.closed)
    if here.n_words <= _FEWEST_WORDS or final <= inner or units.words[inner][0].islower():
        return False
    words = [w for w in units.words[inner + 1 : final + 1] if len(w) > _LONGEST_SMALL_WORD]
    whole = units.words[final] in _ENDS_SENTENCE or here.quotation.continues
    return whole and 2 * sum(w[0].islower() for w in words) >= max(1, len(words))


def _give(
    drafts: list[Draft],
    taken: Ints,
    here: Quoted,
    units: Units,
    score: float,
) -> int:
    """The number of the draft without a cue that now holds the quotation, its source read off the neighbours."""
    previous = _draft_before(taken, here, units)
    source: tuple[Run, ...] = ()
    named_behind = _after_dash(here, units)
    if named_behind is not None:
        source = (named_behind,)
    elif units.breaks[here.first]:
        before = _last_of_paragraph_before(taken, here, units)
        source = _announced(here, units) or (() if before is None else drafts[before].source)
    elif previous is not None:
        source = drafts[previous].source
    else:
        source = _subject_before(here, units)
    draft = Draft(source=source, cue=None, content=((here.first, here.last),), score=score)
    drafts.append(draft)
    taken[here.first : here.last] = len(drafts) - 1
    return len(drafts) - 1


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


def _continued(drafts: list[Draft], taken: Ints, here: Quoted, units: Units) -> int | None:
    """`“A,” she said, “b”` and `“A,” she said. “B.”`: the draft before takes the quotation, if it quotes itself."""
    previous = _draft_before(taken, here, units)
    if previous is None or units.breaks[here.first] or not _quotes(drafts[previous], units):
        return None
    inner, final = here.first + int(here.quotation.opened), here.last - 1 - int(here.quotation.closed)
    if final < inner:
        return None
    goes_on = units.words[here.first - 1] == ","
    own_sentence = units.words[final] in _ENDS_SENTENCE and not units.words[inner][0].islower()
    if not goes_on and not own_sentence:
        return None
    _add(drafts, taken, previous, here)
    return previous


def _quotes(draft: Draft, units: Units) -> bool:
    first, last = draft.content[-1] if draft.content else (0, 0)
    return last > first and bool((units.quoted[first:last] > 0).mean() > 0.5)


_DASHES = {"—", "–", "-", "―"}


def _after_dash(here: Quoted, units: Units) -> Run | None:
    """The name in `“…” —Name`: title-case words up to the end of the line."""
    place = here.last
    while place < len(units) and units.words[place] in _DASHES and place - here.last < 2:
        place += 1
    if place == here.last or place >= len(units):
        return None
    return _name_at(units, place)


_JOINS_NAMES = {"of", "de", "la", "van", "von", "der", "bin", "al", "el", "the", "'", "’", "-", ".", "&"}
_LONGEST_NAME = 12


def _name_at(units: Units, place: int) -> Run | None:
    """A run of capitalised words, small words between them allowed."""
    last = None
    for n in range(place, min(len(units), place + _LONGEST_NAME)):
        if n > place and units.breaks[n]:
            break
        word = units.words[n]
        if word[0].isupper():
            last = n + 1
        elif word not in _JOINS_NAMES or n == place:
            break
    return None if last is None else (place, last)


def _announced(here: Quoted, units: Units) -> tuple[Run, ...]:
    """The name at the end of a paragraph that ends in a colon: `And from Governor X:`."""
    if here.first < 2 or units.words[here.first - 1] != ":":
        return ()
    end = here.first - 1
    start = end
    while start > 0 and end - start < _LONGEST_NAME and not units.breaks[start]:
        word = units.words[start - 1]
        if not (word[0].isupper() or word in _JOINS_NAMES):
            break
        start -= 1
    while start < end and not units.words[start][0].isupper():
        start += 1
    return ((start, end),) if start < end else ()


def _subject_before(here: Quoted, units: Units) -> tuple[Run, ...]:
    """The name that opens the sentence before the quotation, in the same paragraph."""
    place = here.first - 1
    if place < 0 or units.words[place] not in {".", ":"}:
        return ()
    start = place
    while start > 0 and not units.breaks[start] and units.words[start - 1] not in {".", "?", "!", "”", '"'}:
        start -= 1
    name = _name_at(units, start)
    if name is None or units.words[name[0]].lower() in _NO_NAMES:
        return ()
    return (name,)


_NO_NAMES = frozenset(
    """the a an it this that these those there in on at for but and so then when while after before as if however
    meanwhile yesterday today they we you i not no""".split()
)
