"""`counterclaim.reading/1`: a reading as JSON, and attributions given from outside."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.errors import FormatError
from counterclaim.reading.reading import Part, Quantity, Reading, Speaker, Statement, Time, Words
from counterclaim.text.span import Span

FORMAT = "counterclaim.reading/1"

ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenStatement:
    """Spans of a statement that somebody else marked; empty where there is no source or no cue."""

    id: str | None
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    within: str | None = None


def to_document(reading: Reading) -> dict[str, Any]:
    """The reading as one JSON object."""
    report = reading.report
    return {
        "format": FORMAT,
        "report": {
            "id": report.id,
            "sha256": report.sha256,
            "title": report.title,
            "outlet": report.outlet,
            "url": report.url,
            "published": report.published,
            "language": report.language,
            "text": report.text,
        },
        "speakers": [_speaker(speaker) for speaker in reading.speakers],
        "statements": [_statement(statement) for statement in reading.statements],
        "reader": {"name": reading.reader.name, "version": reading.reader.version, "model": reading.reader.model},
    }


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "aliases": list(speaker.aliases),
        "kind": str(speaker.kind),
        "named": speaker.named,
        "role": speaker.role,
        "speaks_for": speaker.speaks_for,
        "mentions": [list(span) for span in speaker.mentions],
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "source": _part(statement.source),
        "cue": _part(statement.cue),
        "content": _part(statement.content),
        "quotation": str(statement.quotation),
        "within": statement.within,
        "speaker": statement.speaker,
        "resolved": statement.resolved,
        "act": statement.act and str(statement.act),
        "commitment": statement.commitment and str(statement.commitment),
        "when": statement.when and _time(statement.when),
        "medium": statement.medium and {"kind": str(statement.medium.kind), **_words(statement.medium)},
        "quantities": [_quantity(quantity) for quantity in statement.quantities],
        "evidence": [{"kind": str(each.kind), **_words(each)} for each in statement.evidence],
        "unverified": statement.unverified and _words(statement.unverified),
        "about_times": [_time(time) for time in statement.about_times],
        "score": round(statement.score, 3),
        "speaker_score": None if statement.speaker_score is None else round(statement.speaker_score, 2),
    }


def _time(time: Time) -> dict[str, Any]:
    return {"value": time.value, **_words(time)}


def _words(found: Words) -> dict[str, Any]:
    return {"words": found.words, "spans": [list(span) for span in found.spans]}


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        **_words(quantity),
        "low": quantity.low,
        "high": quantity.high,
        "bound": str(quantity.bound),
        "unit": quantity.unit,
        "of": quantity.of,
        "kind": str(quantity.kind),
        "change": str(quantity.change),
    }


def _part(part: Part | None) -> dict[str, Any] | None:
    return None if part is None else {"spans": [list(span) for span in part.spans], "text": part.text}


def read_attributions(document: Mapping[str, Any], text: str, *, where: str) -> tuple[GivenStatement, ...]:
    """The spans of `{"id", "statements": [{"id", "source", "cue", "content"}]}`, checked against the text.

    `where` (a file and line) opens the message of every `FormatError`.
    """
    statements = document.get("statements")
    if not isinstance(statements, list):
        raise FormatError(f"{where}: no list of statements.")
    places = [f"{where}: statement {_name(row, number)}" for number, row in enumerate(statements)]
    given = tuple(_given(row, place, text) for row, place in zip(statements, places, strict=True))
    _check_names(given, places)
    return given


def _check_names(given: Sequence[GivenStatement], places: Sequence[str]) -> None:
    n_named = Counter(statement.id for statement in given if statement.id is not None)
    for statement, place in zip(given, places, strict=True):
        if statement.id is not None and n_named[statement.id] > 1:
            raise FormatError(f"{place}: {n_named[statement.id]} statements have this id. Each needs its own.")
        if statement.within is not None and (statement.within not in n_named or statement.within == statement.id):
            raise FormatError(f"{place}: within: {statement.within} is no other statement of this list.")


def _name(row: Any, number: int) -> str:
    return str(row.get("id", f"number {number + 1}")) if isinstance(row, dict) else f"number {number + 1}"


def _given(row: Any, where: str, text: str) -> GivenStatement:
    if not isinstance(row, dict):
        raise FormatError(f"{where}: not an object.")
    parts = {role: _spans(row.get(role), f"{where}: {role}", text) for role in ROLES}
    if not parts["content"]:
        raise FormatError(f"{where}: no content. A statement always has one.")
    id_, within = (None if row.get(key) is None else str(row[key]) for key in ("id", "within"))
    return GivenStatement(id=id_, within=within, **parts)


def _spans(value: Any, where: str, text: str) -> tuple[Span, ...]:
    if isinstance(value, dict):
        value = value.get("spans")
    if not isinstance(value, list | None):
        raise FormatError(f"{where}: {value!r} is no list of spans. A span is [start, end), two whole numbers.")
    spans = []
    for pair in value or ():
        if not (isinstance(pair, list) and len(pair) == 2 and all(type(n) is int for n in pair)):
            raise FormatError(f"{where}: {pair!r} is no span. A span is [start, end), two whole numbers.")
        start, end = pair
        if not 0 <= start < end:
            raise FormatError(f"{where}: span [{start}, {end}) is empty or runs backwards.")
        if end > len(text):
            raise FormatError(
                f"{where}: span [{start}, {end}) ends after the text ({len(text)} characters).\n"
                "Spans count Unicode characters; were these counted in bytes?"
            )
        spans.append(Span(start, end))
    return tuple(sorted(spans))
