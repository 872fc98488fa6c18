"""A reading as a person likes to see it: place, who and how, what."""

import io
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import IO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from counterclaim.reading.reading import Act, Commitment, Quotation, Reading, Statement
from counterclaim.text.quotations import paragraphs
from counterclaim.text.report import Report
from counterclaim.text.span import Span
from counterclaim.views.cli.terminal import counted, printable

PLAIN_WIDTH = 100
WIDEST = 120
"""Cells to a line where stdout is no terminal, and at most; longer lines are hard to follow."""

LONGEST_CONTENT = 400
LONGEST_SOURCE = 60
UNSURE = 0.5
"""Below this a statement is more often wrong than right, and is marked."""

_OPENING = "“\"„«‘'`"
_CLOSING = "”\"»’'"
_CLOSED = re.compile(rf"[,.;:!?…]?[{_CLOSING}]")


class Table:
    """Prints readings to a stream, with an empty line between two; colour and width are those of its terminal."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._colour = stream.isatty()
        self._width = min(Console(file=stream).width, WIDEST) if self._colour else PLAIN_WIDTH
        self._shown_before = False

    def show(self, reading: Reading) -> None:
        page = io.StringIO()
        console = Console(
            file=page,
            width=self._width,
            force_terminal=self._colour,
            highlight=False,
            markup=False,
            emoji=False,
        )
        if self._shown_before:
            console.print()
        console.print(header(reading))
        console.print(Padding(statements_grid(reading), (1, 0, 0, 0)) if reading.statements else "No statements found.")
        self._stream.write(re.sub(r" +$", "", page.getvalue(), flags=re.MULTILINE))
        self._stream.flush()
        self._shown_before = True


def header(reading: Reading) -> Text:
    """Title, then outlet, day, how many statements and speakers, and the id."""
    report = reading.report
    facts = [report.outlet, report.published, *_counts(reading), report.id if report.title else None]
    return Text.assemble(
        (_line(report.title or report.id), "bold"), "\n", (_line(" · ".join(fact for fact in facts if fact)), "dim")
    )


def _counts(reading: Reading) -> Iterator[str]:
    """An unresolved speaker is not counted as somebody."""
    yield counted(len(reading.statements), "statement")
    speakers = {s.speaker for s in reading.statements if s.resolved and s.speaker}
    if speakers:
        unresolved = sum(not s.resolved for s in reading.statements)
        yield counted(len(speakers), "speaker") + (f", {unresolved} unresolved" if unresolved else "")


def statements_grid(reading: Reading) -> Grid:
    """A row for each statement, in the order of the text; what stands within another follows it, set in."""
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", style="dim", no_wrap=True)
    grid.add_column(min_width=12, max_width=30)
    grid.add_column(ratio=1)
    names = {speaker.id: speaker.name for speaker in reading.speakers}
    starts = [start for start, _ in paragraphs(reading.report.text)]
    for statement, depth in in_order(reading.statements):
        paragraph = max(1, bisect_right(starts, statement.content.spans[0].start))
        grid.add_row(
            f"¶{paragraph}",
            Padding(who(statement, names, nested=depth > 0), (0, 0, 0, 2 * max(0, depth - 1))),
            Padding(content(statement, reading.report), (0, 0, 0, 2 * depth)),
        )
    return grid


def in_order(statements: tuple[Statement, ...]) -> Iterator[tuple[Statement, int]]:
    """Each statement once with its depth; one whose outer statement is not there stands at the left."""
    ids = {s.id for s in statements}
    inner: dict[str | None, list[Statement]] = {}
    for statement in statements:
        outer = statement.within if statement.within in ids and statement.within != statement.id else None
        inner.setdefault(outer, []).append(statement)
    waiting = [(statement, 0) for statement in reversed(inner.get(None, []))]
    while waiting:
        statement, depth = waiting.pop()
        yield statement, depth
        waiting += [(s, depth + 1) for s in reversed(inner.get(statement.id, []))]


def who(statement: Statement, names: dict[str, str], *, nested: bool) -> Text:
    """The speaker's name, else the source's words, faint; under it the cue, with the words that stand for the name."""
    name = names.get(statement.speaker or "") if statement.resolved else None
    lead, indent = ("└ ", "  ") if nested else ("", "")
    words = _line(statement.source.text) if statement.source else ""
    nobody = _cut(words, LONGEST_SOURCE) if words else "no source"
    top = (_line(name), "bold cyan") if name else (nobody, "dim italic")
    pronoun = words if name and words.casefold() != name.casefold() and len(words.split()) == 1 else ""
    how = _line(statement.cue.text) if statement.cue else ""
    parts = Text.assemble((lead, "dim"), top)
    cue_line = " ".join(filter(None, (pronoun, how)))
    for extra, style in ((cue_line, "dim"), (_meaning(statement), "magenta"), (_unsure(statement), "yellow")):
        if extra:
            parts.append(f"\n{indent}").append(extra, style)
    return parts


def _meaning(statement: Statement) -> str:
    """Act and commitment where they are not what one expects: that something is asserted as true."""
    act = statement.act if statement.act is not Act.ASSERT else None
    commitment = statement.commitment if statement.commitment in {Commitment.FALSE, Commitment.POSSIBLE} else None
    return " · ".join(str(each) for each in (act, commitment) if each)


def _unsure(statement: Statement) -> str:
    return f"unsure ({statement.score:.0%})" if statement.score < UNSURE else ""


def content(statement: Statement, report: Report) -> Text:
    """The words, quotation marks around them included; very long ones without their middle."""
    direct = statement.quotation is Quotation.DIRECT
    spans = [_with_marks(span, report.text) if direct else span for span in statement.content.spans]
    return Text(_cut(_line(" … ".join(span.cut(report.text) for span in spans)), LONGEST_CONTENT))


def _with_marks(span: Span, text: str) -> Span:
    start, end = span
    if start > 0 and text[start] not in _OPENING and text[start - 1] in _OPENING:
        start -= 1
    if text[end - 1] not in _CLOSING and (closing := _CLOSED.match(text, end)):
        end = closing.end()
    return Span(start, end)


def _line(text: str) -> str:
    """White space of any kind as one blank, nothing that steers the terminal."""
    return printable(" ".join(text.split()))


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    head, tail = text[: longest * 2 // 3].rsplit(" ", 1)[0], text[-(longest // 3) :].split(" ", 1)[-1]
    return f"{head} [… {len(text) - len(head) - len(tail)} characters …] {tail}"
