"""A reader that knows its statements beforehand, and invented reports for it."""

import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from counterclaim.reading.format import GivenStatement
from counterclaim.reading.reading import Part, Quotation, Reader, Reading, Speaker, SpeakerKind, Statement
from counterclaim.text.report import Report
from counterclaim.text.span import Span, cut_all
from counterclaim.views.cli.main import cli
from counterclaim.views.cli.seams import Seams

FERRY = """Skarholm ferry to stop for the winter

Harbour master Elena Marsh said on Monday the ferry would not sail after October.
“We have no ice class,” she added. “And no crew.”

The minister told reporters that the island council believes the crossing is safe
and called the plan “a gift to nobody”.

It was reported that a second boat had been sold."""

BRIDGE = "The bridge at Tamsel is closed. Engineer Tomas Olsen said it would open again in spring."

FERRY_TITLE = "Skarholm ferry to stop for the winter"


@dataclass(frozen=True, kw_only=True)
class Told:
    """A statement by its words; each stands once in the text."""

    content: Sequence[str]
    source: str | None = None
    cue: str | None = None
    quotation: Quotation = Quotation.INDIRECT
    speaker: str | None = None
    within: str | None = None
    score: float = 0.9

    def in_text(self, text: str, id: str) -> Statement:
        return Statement(
            id=id,
            source=part(text, self.source) if self.source else None,
            cue=part(text, self.cue) if self.cue else None,
            content=part(text, *self.content),
            quotation=self.quotation,
            speaker=self.speaker,
            resolved=self.speaker is not None,
            within=self.within,
            score=self.score,
        )


def part(text: str, *words: str) -> Part:
    spans = tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)
    return Part(spans=spans, text=cut_all(spans, text))


FERRY_TOLD = (
    Told(
        source="Harbour master Elena Marsh",
        cue="said",
        content=["the ferry would not sail after October"],
        speaker="p1",
        score=0.97,
    ),
    Told(
        source="she",
        cue="added",
        content=["We have no ice class", "And no crew"],
        quotation=Quotation.DIRECT,
        speaker="p1",
    ),
    Told(source="The minister", cue="told reporters", content=["the island council believes the crossing is safe"]),
    Told(source="the island council", cue="believes", content=["the crossing is safe"], within="s3", score=0.31),
    Told(
        source="The minister",
        cue="called",
        content=["the plan “a gift to nobody”"],
        quotation=Quotation.MIXED,
    ),
    Told(cue="It was reported", content=["a second boat had been sold"], score=0.62),
)
FERRY_SPEAKERS = (Speaker(id="p1", name="Elena Marsh", aliases=(), kind=SpeakerKind.PERSON, named=True),)

BRIDGE_TOLD = (Told(source="Engineer Tomas Olsen", cue="said", content=["it would open again in spring"]),)


def spans_of(told: Told, text: str, id: str) -> dict[str, Any]:
    """The statement as lines of marked articles have it."""
    statement = told.in_text(text, id)
    roles = {"source": statement.source, "cue": statement.cue, "content": statement.content}
    spans = {role: [list(span) for span in part.spans] if part else None for role, part in roles.items()}
    return {"id": id, **spans, "within": statement.within}


@dataclass
class FakeReader:
    """Gives for a text what it was told about it; from given spans it makes statements as they are."""

    told: dict[str, Sequence[Told]] = field(default_factory=lambda: {FERRY: FERRY_TOLD, BRIDGE: BRIDGE_TOLD})
    speakers: Sequence[Speaker] = FERRY_SPEAKERS
    seen: list[Report] = field(default_factory=list)

    def read(self, report: Report, *, given: tuple[GivenStatement, ...] | None = None) -> Reading:
        self.seen.append(report)
        if given is None:
            told = next((t for text, t in self.told.items() if report.text.strip() == text.strip()), ())
            statements = tuple(t.in_text(report.text, f"s{n}") for n, t in enumerate(told, start=1))
        else:
            statements = tuple(_as_given(g, report.text) for g in given)
        reader = Reader(name="counterclaim", version="0.0.0", model="fake")
        spoke = {s.speaker for s in statements}
        speakers = tuple(s for s in self.speakers if s.id in spoke)
        return Reading(report=report, speakers=speakers, statements=statements, reader=reader)


class Failing:
    """A reader that fails with the error it was made with."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def read(self, report: Report, *, given: tuple[GivenStatement, ...] | None = None) -> Reading:  # noqa: ARG002
        raise self.error


def _as_given(given: GivenStatement, text: str) -> Statement:
    parts = [Part(spans=s, text=cut_all(s, text)) if s else None for s in (given.source, given.cue, given.content)]
    content = parts[2]
    assert content is not None
    return Statement(
        id=given.id or "s1", source=parts[0], cue=parts[1], content=content, quotation=Quotation.INDIRECT, score=1.0
    )


def ticks(step_s: float = 2.0) -> Callable[[], float]:
    """A clock that goes on by the same step whenever it is looked at."""
    times: Iterator[float] = itertools.count(0.0, step_s)
    return lambda: next(times)


def run(*arguments: str | Path, reader: Any = None, stdin: str | bytes | None = None, width: int = 80) -> Result:
    """The command with a fake reader and clock; a traceback fails the test."""
    reader = FakeReader() if reader is None else reader
    result = CliRunner().invoke(
        cli,
        [str(a) for a in arguments],
        obj=Seams(load_reader=lambda _: reader, clock_s=ticks()),
        input=stdin,
        prog_name="counterclaim",
        terminal_width=width,
    )
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def write_lines(path: Path, *documents: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents), encoding="utf-8")
    return path
