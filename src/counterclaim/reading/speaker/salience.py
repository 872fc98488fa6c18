"""Whom a pronoun can mean: who was spoken of, and who spoke, shortly before."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from counterclaim.reading.speaker import words as w
from counterclaim.reading.speaker.index import NameIndex
from counterclaim.reading.speaker.kinds import kind_of_noun
from counterclaim.reading.speaker.names import Name, Token, fold, tokens
from counterclaim.text.quotations import find_quotations, paragraphs
from counterclaim.text.span import Span

_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+|\n\s*")
_LAST_WORD = re.compile(r"(\w+)\W*$")
_MOST_BACK = 12
_ADJECTIVES_TOO = w.word_set(
    "major general chief principal independent conservative liberal minority public half third quarter fellow"
)


class Surroundings:
    """Paragraphs, sentences and quotations of a text, asked by place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraphs = [Span(*borders) for borders in paragraphs(text)]
        self.sentence_starts = list(_sentence_starts(text))
        self._quotations: list[Span] = []
        for quotation in find_quotations(text):
            if not quotation.single and (not self._quotations or quotation.start >= self._quotations[-1].end):
                self._quotations.append(Span(quotation.start, quotation.end))

    def headlines(self) -> list[Span]:
        """Sentences written like titles, in which capitals say nothing about names."""
        ends = [*self.sentence_starts[1:], len(self.text)]
        sentences = (Span(*borders) for borders in zip(self.sentence_starts, ends, strict=True))
        return [place for place in sentences if _like_a_title(self.text, place)]

    def paragraph(self, place: int) -> int:
        return bisect_right(self.paragraphs, place, key=lambda span: span.start) - 1

    def quoted(self, place: int) -> bool:
        before = bisect_right(self._quotations, place, key=lambda span: span.start) - 1
        return before >= 0 and place < self._quotations[before].end

    def quotation(self, place: int) -> int:
        """The number of the quotation around the place; -1 outside all."""
        before = bisect_right(self._quotations, place, key=lambda span: span.start) - 1
        return before if before >= 0 and place < self._quotations[before].end else -1

    def sentence(self, place: int) -> int:
        """The number of the sentence around the place."""
        return max(0, bisect_right(self.sentence_starts, place) - 1)

    def sentence_start(self, place: int) -> int:
        before = bisect_right(self.sentence_starts, place) - 1
        return self.sentence_starts[before] if before >= 0 else 0


class Subjects:
    """Names and descriptions that open a sentence of the reporter's own words."""

    def __init__(self, around: Surroundings, index: NameIndex) -> None:
        names = [name for name in index.names if _opens_sentence(around, name)]
        taken = {around.sentence_start(name.span.start) for name in names}
        described = [
            span
            for start in around.sentence_starts
            if start not in taken and not around.quoted(start)
            if (span := _description(around.text, start))
        ]
        self._all: list[Name | Span] = sorted([*names, *described], key=_start)

    def before(self, place: int) -> list[Name | Span]:
        """The last few before the place, the nearest first."""
        end = bisect_left(self._all, place, key=_start)
        return self._all[max(0, end - _MOST_BACK) : end][::-1]


def _start(subject: Name | Span) -> int:
    return subject.span.start if isinstance(subject, Name) else subject.start


def _sentence_starts(text: str) -> Iterator[int]:
    yield 0
    for mark in _SENTENCE_END.finditer(text):
        word = _LAST_WORD.search(text, max(0, mark.start() - 12), mark.start())
        short = word is not None and (len(word.group(1)) == 1 or fold(word.group(1)) in w.ABBREVIATED_TITLES)
        if not (short and text[mark.start()] == "." and "\n" not in mark.group()):
            yield mark.end()


def _like_a_title(text: str, place: Span) -> bool:
    if place.end - place.start > 200:
        return False
    long_words = [token for token in tokens(text, *place) if len(token.text) > 3]
    row = text.count(",", *place) > 1
    return len(long_words) > 4 and not row and sum(t.capital for t in long_words) > 0.8 * len(long_words)


def _opens_sentence(around: Surroundings, name: Name) -> bool:
    start = around.sentence_start(name.span.start)
    if name.possessive or name.span.start - start > 90 or around.quoted(name.span.start):
        return False
    before = around.text[start : name.span.start]
    following = next(tokens(around.text, name.span.end, name.span.end + 30), None)
    if following is not None and following.text.islower() and kind_of_noun(following.text) is not None:
        return False
    if before.rstrip().endswith(","):
        return True
    words = [token.lower for token in tokens(before)]
    if words and kind_of_noun(words[-1]) is not None and len(words) < 5:
        return True
    return all(word in w.OPENERS | w.CALENDAR for word in words)


def _description(text: str, start: int) -> Span | None:
    """The place of "The two drivers" at the start of a sentence: a determiner and, soon after, a noun of the lists."""
    found: list[Token] = []
    for token in tokens(text, start, min(len(text), start + 80)):
        if found and not text[found[-1].end : token.start].isspace():
            break
        found.append(token)
    if not found or found[0].lower not in w.ARTICLES | w.INDEFINITE | {"some", "many", "most"}:
        return None
    for place, token in enumerate(found[1:6], 1):
        following = found[place + 1] if place + 1 < len(found) else None
        goes_on = following is not None and (following.capital or kind_of_noun(following.text) is not None)
        if token.lower in _ADJECTIVES_TOO:
            continue
        if kind_of_noun(token.text) is not None and not token.possessive and not goes_on:
            return Span(start, token.end)
    return None
