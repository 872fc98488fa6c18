"""Where quotation marks open and close.

Marks are read paragraph by paragraph. Curly marks and guillemets say themselves whether they open or close; straight
marks, doubled apostrophes and single marks are judged by their neighbours. Texts with lost or stray marks are common,
so a quotation says whether its opening and its closing mark were really there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"``|''|[\"“”„‟«»‘’‚‹›']")
_OPENS = {"“": '"', "„": '"', "‟": '"', "«": "«", "``": '"', "‘": "'", "‚": "'", "‹": "‹"}
_CLOSES = {"”": '"', "»": "«", "’": "'", "›": "‹"}
_BY_CONTEXT = {'"': '"', "''": '"', "'": "'"}
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_BEFORE_OPENING = set("([{—–-/“\"‘'«„") | {"\u200b"}
_ENDS_SPEECH = set(",.?!…;:—–-")
_BULLETS = set("»›")


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


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of a text, in the order of their first character."""
    found: list[Quotation] = []
    places = list(paragraphs(text))
    for number, (start, end) in enumerate(places):
        following = text[places[number + 1][0]] if number + 1 < len(places) else ""
        found += _in_paragraph(text, start, end, goes_on=following in {"“", '"', "„", "«", "‘", "'"})
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _in_paragraph(text: str, start: int, end: int, *, goes_on: bool) -> list[Quotation]:
    found: list[Quotation] = []
    open_marks: list[tuple[str, int]] = []
    single_until = -1
    for mark in _MARK.finditer(text, start, end):
        kind, opens = _judge(text, mark, start, end, [k for k, _ in open_marks])
        if kind is None:
            continue
        if kind == "'":
            if opens and mark.start() >= single_until:
                closing = _closing_single(text, mark, end)
                if closing is None and goes_on and mark.start() == start:
                    found.append(Quotation(start=start, end=end, single=True, closed=False, continues=True))
                elif closing is not None:
                    single_until = closing
                    found.append(
                        Quotation(start=mark.start(), end=closing, single=True, inside=int(bool(open_marks)))
                    )
            continue
        if opens:
            open_marks.append((kind, mark.start()))
        elif any(k == kind for k, _ in open_marks):
            while open_marks:
                opened_kind, opened_at = open_marks.pop()
                if opened_kind == kind:
                    found.append(
                        Quotation(start=opened_at, end=mark.end(), single=False, inside=len(open_marks))
                    )
                    break
        elif text[mark.start() - 1 : mark.start()] in _ENDS_SPEECH and mark.start() > start:
            found.append(_without_opening(text, start, mark.end(), found))
    return found + _unclosed(open_marks, found, end, goes_on=goes_on)


def _judge(
    text: str, mark: re.Match[str], start: int, end: int, open_kinds: list[str]
) -> tuple[str | None, bool]:
    """The kind of the mark (None: an apostrophe, a bullet, inches) and whether it opens."""
    sign = mark.group()
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    if sign in _BULLETS and mark.start() == start:
        return None, False
    if sign == "“" and '"' in open_kinds and not (before.isspace() or before in _BEFORE_OPENING):
        return '"', False
    if sign in {"‘", "‚"} and before.isalnum():
        return None, False
    if sign in _OPENS:
        return _OPENS[sign], True
    if sign in _CLOSES:
        return _CLOSES[sign], False
    kind = _BY_CONTEXT[sign]
    free_before = before.isspace() or before in _BEFORE_OPENING
    free_after = after.isspace()
    if kind == "'":
        return kind, free_before and not free_after
    if before.isdigit() and '"' not in open_kinds:
        return None, False
    if free_before and free_after:
        return kind, '"' not in open_kinds
    return kind, free_before and not free_after


def _closing_single(text: str, mark: re.Match[str], end: int) -> int | None:
    """The place after the mark that closes a single-quoted passage; None if it is an apostrophe.

    A mark after a comma or full stop surely closes. A mark after a word closes too, but after an s it may be a
    possessive ("the farmers' market"), which is believed only if no surer mark follows.
    """
    weak = None
    for other in re.finditer(r"[’']", text[mark.end() : end]):
        place = mark.end() + other.start()
        before = text[place - 1]
        after = text[place + 1] if place + 1 < end else " "
        if after.isalnum() or before.isspace():
            continue
        if before in _ENDS_SPEECH:
            return place + 1 if place > mark.end() else None
        if weak is None or (before_weak_is_s := text[weak - 2] == "s") and before != "s" and before_weak_is_s:
            weak = place + 1
    return weak


def _without_opening(text: str, start: int, end: int, found: list[Quotation]) -> Quotation:
    after_last = max((q.end for q in found if q.end < end), default=start)
    words = text[after_last:end]
    return Quotation(
        start=after_last + len(words) - len(words.lstrip(" ,.;:")), end=end, single=False, opened=False
    )


def _unclosed(
    open_marks: list[tuple[str, int]], found: list[Quotation], end: int, *, goes_on: bool
) -> list[Quotation]:
    unclosed = []
    for depth, (_, opened_at) in enumerate(open_marks):
        inner = [q.start for q in found if q.start > opened_at and not q.single]
        inner += [place for _, place in open_marks[depth + 1 :]]
        until = min(inner, default=end)
        unclosed.append(
            Quotation(
                start=opened_at, end=until, single=False, closed=False, continues=goes_on and until == end
            )
        )
    return unclosed
