"""Where quotation marks open and close.

Marks are read paragraph by paragraph. Curly marks and guillemets say themselves whether they open or close; straight
marks, doubled apostrophes and single marks are judged by their neighbours. Texts with lost or stray marks are common,
so a quotation says whether its opening and its closing mark were really there.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

_MARK = re.compile(r"``|''|[\"“”„‟«»‘’‚‹›']")
_OPENS = {"“": '"', "„": '"', "‟": '"', "«": "«", "``": '"', "‘": "'", "‚": "'", "‹": "‹"}
_CLOSES = {"”": '"', "»": "«", "’": "'", "›": "‹"}
_BY_CONTEXT = {'"': '"', "''": '"', "'": "'"}
_SINGLE = re.compile(r"[’'‘]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_BEFORE_OPENING = set("([{—–-/“\"‘'«„") | {"\u200b"}
_ENDS_SPEECH = set(",.?!…;:—–-")
_BULLETS = set("»›")
_ELIDED = re.compile(r"['‘](?:\d0s|em|n|til|tis|twas)\b", re.IGNORECASE)

MOST_OPEN = 8
"""Quotations open at once in a paragraph; where more seem to be, the first has lost its closing mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words between quotation marks: `[start, end)` in characters, marks included.

    `inside` is how many quotations stand around this one. `opened` and `closed` are False where the mark is missing;
    a quotation that runs on into the next paragraph is not `closed` but `continues`.
    """

    start: int
    end: int
    single: bool
    inside: int = 0
    opened: bool = True
    closed: bool = True
    continues: bool = False


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """`[start, end)` of each paragraph, without the white space around it.

    Blank lines divide paragraphs; in a text without any, every line is one.
    """
    divider = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else re.compile(r"\n\s*")
    start = 0
    borders = [*((m.start(), m.end()) for m in divider.finditer(text)), (len(text), len(text))]
    for end, following in borders:
        words = text[start:end]
        if words.strip():
            yield start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        start = following


class _Mark(NamedTuple):
    kind: str
    start: int
    end: int


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of a text, in the order of their first character. The cost grows with the length alone."""
    found: list[Quotation] = []
    places = list(paragraphs(text))
    for number, (start, end) in enumerate(places):
        following = _opening_kind(text, places[number + 1][0]) if number + 1 < len(places) else None
        found += _in_paragraph(text, start, end, following)
    return tuple(_nested(sorted(found, key=lambda q: (q.start, -q.end))))


def _opening_kind(text: str, place: int) -> str | None:
    """The kind of the mark at the place, if it may open a quotation."""
    mark = _MARK.match(text, place)
    return (_OPENS | _BY_CONTEXT).get(mark.group()) if mark else None


def _in_paragraph(text: str, start: int, end: int, following: str | None) -> list[Quotation]:
    """Quotations of the paragraph `[start, end)`; `following` is the kind of mark that opens the next one."""
    found: list[Quotation] = []
    opened: list[_Mark] = []
    lost: list[_Mark] = []
    last_end, single_end, singles_left = start, start, True
    for match in _MARK.finditer(text, start, end):
        kind, opens = _judge(text, match, start, end, {mark.kind for mark in opened})
        if kind is None:
            continue
        mark = _Mark(kind, match.start(), match.end())
        if kind == "'":
            if not opens or mark.start < single_end:
                continue
            closing = _closing_single(text, mark.end, end) if singles_left else None
            singles_left = closing is not None
            if closing is not None:
                single_end = closing
                if mark.end < closing - 1:
                    found.append(Quotation(start=mark.start, end=closing, single=True))
            elif following == "'" and _introduced(text, mark.start, start):
                found.append(Quotation(start=mark.start, end=end, single=True, closed=False, continues=True))
        elif opens:
            opened.append(mark)
            if len(opened) > MOST_OPEN:
                lost.append(opened.pop(0))
        elif any(other.kind == kind for other in opened):
            while (opening := opened.pop()).kind != kind:
                pass
            if opening.end < mark.start:
                found.append(Quotation(start=opening.start, end=mark.end, single=False))
            last_end = mark.end
        elif mark.start > start and text[mark.start - 1] in _ENDS_SPEECH:
            found.append(_without_opening(text, last_end, mark.end))
            last_end = mark.end
    return [*found, *_unclosed([*lost, *opened], found, end, following)]


def _judge(text: str, mark: re.Match[str], start: int, end: int, opened: set[str]) -> tuple[str | None, bool]:
    """The kind of the mark (None: an apostrophe, a bullet, inches) and whether it opens; `opened` are kinds."""
    sign = mark.group()
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    free_before = before.isspace() or before in _BEFORE_OPENING
    free_after = after.isspace()
    if sign in _BULLETS and mark.start() == start:
        return None, False
    if sign in {"‘", "‚"} and before.isalnum():
        return None, False
    if sign in {"'", "‘"} and _ELIDED.match(text, mark.start()):
        return None, False
    if sign == "“" and '"' in opened and not free_before:
        return '"', False
    if sign == "”" and '"' not in opened and free_before and not free_after:
        return '"', True
    if sign in _OPENS:
        return _OPENS[sign], True
    if sign in _CLOSES:
        return _CLOSES[sign], False
    kind = _BY_CONTEXT[sign]
    if kind == "'":
        return kind, free_before and not free_after
    if '"' in opened:
        return kind, free_before and not free_after and (before.isspace() or after.isalnum())
    if before.isdigit():
        return None, False
    return kind, free_before or (after.isalnum() and before in _ENDS_SPEECH)


def _closing_single(text: str, start: int, end: int) -> int | None:
    """The place after the mark that closes a single-quoted passage begun before `start`; None if there is none.

    A mark after a comma or full stop surely closes. A mark after a word closes too, but after an s it may be a
    possessive ("the farmers' market"), which is believed only if no surer mark follows before the next passage opens.
    """
    weak: int | None = None
    for other in _SINGLE.finditer(text, start, end):
        place = other.start()
        before = text[place - 1]
        after = text[place + 1] if place + 1 < end else " "
        if other.group() == "‘" or before.isspace() or (after.isalnum() and before in _BEFORE_OPENING):
            if weak is not None and not after.isspace():
                break
        elif after.isalnum():
            continue
        elif before in _ENDS_SPEECH:
            return place + 1
        elif weak is None or (text[weak - 2] == "s" and before != "s"):
            weak = place + 1
    return weak


def _introduced(text: str, place: int, start: int) -> bool:
    """Whether speech may begin at the place: at the paragraph's beginning, after a comma or a colon."""
    return place == start or text[place - 2 : place] in {", ", ": "}


def _without_opening(text: str, last_end: int, end: int) -> Quotation:
    words = text[last_end:end]
    start = last_end + len(words) - len(words.lstrip(" ,.;:"))
    return Quotation(start=start, end=end, single=False, opened=False)


def _unclosed(
    marks: Sequence[_Mark], found: Sequence[Quotation], end: int, following: str | None
) -> Iterator[Quotation]:
    """Quotations that reach to the next one or to the paragraph's end, their closing mark being lost."""
    starts = sorted([*(q.start for q in found if not q.single), *(mark.start for mark in marks)])
    for mark in marks:
        number = bisect_right(starts, mark.start)
        until = starts[number] if number < len(starts) else end
        if mark.end < until:
            continues = following == mark.kind and until == end
            yield Quotation(start=mark.start, end=until, single=False, closed=False, continues=continues)


def _nested(quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    """The quotations, in order, with how many others stand around each."""
    around: list[int] = []
    for quotation in quotations:
        around = [end for end in around if end > quotation.start]
        inside = sum(end >= quotation.end for end in around)
        yield replace(quotation, inside=inside) if inside else quotation
        around.append(quotation.end)
