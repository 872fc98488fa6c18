"""Paragraphs, sentences and quotations around the places of a text."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from counterclaim.reading.speaker import words as w
from counterclaim.reading.speaker.names import fold, tokens
from counterclaim.text.quotations import Quotation, find_quotations, paragraphs
from counterclaim.text.span import Span

_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+|\n\s*")
_LAST_WORD = re.compile(r"(\w+)\W*$")


class Surroundings:
    """Paragraphs, sentences and quotations of a text, asked by place."""

    def __init__(self, text: str, quotations: Iterable[Quotation] | None = None) -> None:
        """`quotations` may be given if they are known already."""
        self.text = text
        self.paragraphs = [Span(*borders) for borders in paragraphs(text)]
        self.sentence_starts = list(_sentence_starts(text))
        self._quotations: list[Span] = []
        for quotation in find_quotations(text) if quotations is None else quotations:
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
        return self.quotation(place) >= 0

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
    words = text[place.start : place.end].strip()
    if words.isupper():
        return not words.startswith("BY ")
    long_words = [token for token in tokens(text, *place) if len(token.text) > 3]
    row = text.count(",", *place) > 1
    return len(long_words) > 4 and not row and sum(t.capital for t in long_words) > 0.8 * len(long_words)
