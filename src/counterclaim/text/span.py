"""Places in a text."""

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Characters `[start, end)` of a text, counted in Unicode code points."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies in this span, borders included."""
        return self.start <= other.start and other.end <= self.end


def cut_all(spans: Iterable[Span], text: str) -> str:
    """The words at the spans, pieces joined by ` … `."""
    return " … ".join(span.cut(text) for span in spans)
