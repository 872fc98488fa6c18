"""The whole of reading, with the model of the package."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.reading.attribution.score import score_articles
from counterclaim.reading.format import GivenStatement
from counterclaim.reading.read import ReportReader
from counterclaim.reading.reading import Part, Quotation, Reading
from counterclaim.text.report import Report
from counterclaim.text.span import Span
from tests.reading.promises import check_promises

DATA = Path(__file__).parent.parent / "data"
EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "ferry.txt"

few_examples = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _read(reader: ReportReader, text: str) -> Reading:
    reading = reader.read(Report(id="a", text=text))
    check_promises(reading)
    return reading


def _words(part: Part | None) -> str | None:
    return None if part is None else part.text


def _told(reading: Reading) -> list[tuple[str | None, str | None, str]]:
    return [(_words(s.source), _words(s.cue), s.content.text) for s in reading.statements]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "“The pump is broken,” the mayor said.", [("the mayor", "said", "“The pump is broken,”")], id="cue after"
        ),
        pytest.param(
            "The harbour board said that the crane would be repaired in May.",
            [("The harbour board", "said", "that the crane would be repaired in May")],
            id="indirect",
        ),
        pytest.param(
            "The quay lay still. The crane would be repaired in May, the harbour board said. Two ships waited.",
            [("the harbour board", "said", "The crane would be repaired in May")],
            id="indirect, cue after",
        ),
        pytest.param(
            "Governor Ana Reyes told reporters: “We will rebuild the school.”",
            [("Governor Ana Reyes", "told", "“We will rebuild the school.”")],
            id="cue before",
        ),
        pytest.param(
            "“The road,” the engineer explained, “was never finished.”",
            [("the engineer", "explained", "“The road,” … “was never finished.”")],
            id="cue between",
        ),
        pytest.param(
            "“We counted twice,” said Mara Lindqvist. “Nobody was missing.”",
            [("Mara Lindqvist", "said", "“We counted twice,” … “Nobody was missing.”")],
            id="over two sentences",
        ),
        pytest.param(
            "“The pump is broken,” the mayor said.\n\n“It will be mended on Friday.”",
            [("the mayor", "said", "“The pump is broken,”"), ("the mayor", None, "“It will be mended on Friday.”")],
            id="a paragraph that is a quotation",
        ),
        pytest.param(
            "The minister denied that the dam had leaked.",
            [("The minister", "denied", "that the dam had leaked")],
            id="denial",
        ),
        pytest.param(
            "Critics dismissed the plan and stressed that the valley would flood.",
            [("Critics", "dismissed", "the plan"), ("Critics", "stressed", "that the valley would flood")],
            id="one source for two cues",
        ),
        pytest.param(
            "The council called the offer “a bad joke” on Friday.",
            [("The council", "called", "the offer “a bad joke”")],
            id="mixed",
        ),
        pytest.param(
            "The union believes the pay is too low.",
            [("The union", "believes", "the pay is too low")],
            id="belief",
        ),
        pytest.param(
            "Mayor Rob Teller announced that the library would open on Sundays.",
            [("Mayor Rob Teller", "announced", "that the library would open on Sundays")],
            id="announcement",
        ),
        pytest.param("The sun rose over the hills and the cows went home.", [], id="nobody says anything"),
    ],
)
def test_plain_sentences_give_who_said_what(reader: ReportReader, text: str, told: list[tuple[str, str, str]]) -> None:
    assert _told(_read(reader, text)) == told


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("“The pump is broken,” the mayor said.", Quotation.DIRECT),
        ("The mayor said that the pump was broken.", Quotation.INDIRECT),
        ("The council called the offer “a bad joke” on Friday.", Quotation.MIXED),
    ],
)
def test_the_manner_of_a_quotation_is_told(reader: ReportReader, text: str, manner: Quotation) -> None:
    assert [s.quotation for s in _read(reader, text).statements] == [manner]


def test_a_statement_inside_a_statement_names_it(reader: ReportReader) -> None:
    outer, inner = _read(reader, "The minister said that the union believed the talks were over.").statements
    assert (outer.within, inner.within) == (None, outer.id)
    assert (_words(inner.source), _words(inner.cue)) == ("the union", "believed")


def test_the_bundled_report_is_read(reader: ReportReader) -> None:
    reading = _read(reader, EXAMPLE.read_text(encoding="utf-8"))
    assert len(reading.statements) >= 15
    assert {"Joren Talvik", "Tallis Lines", "Oda Brennick"} <= {speaker.name for speaker in reading.speakers}


# Odd characters


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        pytest.param(
            "😀👩‍🚒 “The pump is broken,” the mayor said. 🇳🇴", "the mayor", "“The pump is broken,”", id="emoji"
        ),
        pytest.param('"The pump is broken," the mayor said.', "the mayor", '"The pump is broken,"', id="straight"),
        pytest.param("«The pump is broken», the mayor said.", "the mayor", "«The pump is broken»", id="guillemets"),
        pytest.param("''The pump is broken,'' the mayor said.", "the mayor", "''The pump is broken,''", id="doubled"),
        pytest.param("``The pump is broken,'' the mayor said.", "the mayor", "``The pump is broken,''", id="backticks"),
        pytest.param(
            "It rained.\r\n\r\n“The pump\r\nis broken,” the mayor said.\r\n",
            "the mayor",
            "“The pump\r\nis broken,”",
            id="CRLF",
        ),
        pytest.param(
            "The cafe\u0301 owner said that Zoe\u0308 had left.",
            "The cafe\u0301 owner",
            "that Zoe\u0308 had left",
            id="combining characters",
        ),
        pytest.param(
            "“The pump is bro\u00adken,” the may\u00ador said.",
            "the may\u00ador",
            "“The pump is bro\u00adken,”",
            id="soft hyphens",
        ),
        pytest.param(
            "\ufeff“The pump is broken,”\u200b the mayor\u200b said.",
            "the mayor",
            "“The pump is broken,”",
            id="zero width",
        ),
        pytest.param(
            "“The\u00a0pump is broken,” the\u202fmayor said.",
            "the\u202fmayor",
            "“The\u00a0pump is broken,”",
            id="other blanks",
        ),
    ],
)
def test_spans_cut_the_exact_words_whatever_the_characters(
    reader: ReportReader, text: str, source: str, content: str
) -> None:
    (statement,) = _read(reader, text).statements
    assert (_words(statement.source), statement.content.text) == (source, content)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n\t\r\n\u2003", id="white space"),
        pytest.param('"' * 5000, id="marks alone"),
        pytest.param("“A.” " * 2000, id="many small quotations"),
        pytest.param("x" * 100_000, id="one line without a blank"),
        pytest.param("x-" * 5000, id="one line of small pieces"),
        pytest.param("“" + "Olsen said it sank. " * 100, id="a mark that is never closed"),
        pytest.param("“Nobody knows where the harbour goes.\n\n" * 100, id="paragraph after paragraph in marks"),
        pytest.param("The mayor said \ud800 that it \udfff sank.", id="halves of surrogate pairs"),
        pytest.param("\u202eThe mayor said\u202c \x00 it\x1fsank \x85.", id="control characters"),
        pytest.param("“" + "Ютлжшщфывапр " * 150 + ",” said the mayor of Tamsel.", id="words of many pieces"),
    ],
)
def test_odd_texts_are_read(reader: ReportReader, text: str) -> None:
    _read(reader, text)


@pytest.mark.slow
def test_very_many_short_lines_are_read(reader: ReportReader) -> None:
    _read(reader, "so\n" * 20_000)


# Promises


@few_examples
@given(text=st.text(max_size=200))
def test_any_text_keeps_the_promises(reader: ReportReader, text: str) -> None:
    _read(reader, text)


PIECES = [
    *["“", "”", '"', "''", "``", "‘", "’", "'", "«", "»", "„"],
    *[" ", " ", " ", "\n", "\r\n", "\n\n", "\t", "\u00ad", "\u200b", "\u0301", "😀"],
    *[".", ",", ":", ";", "?", "—", "-", "…", "*", "1.5", "U.S."],
    *["Olsen", "Ana Reyes", "the mayor", "she", "I", "the union", "Reuters", "officials"],
    *["said", "told reporters", "believes", "according to", "denied", "that", "who", "it was reported that"],
    *["the boat sank", "nobody was there", "it is over", "We have no ice class"],
]


@few_examples
@given(words=st.lists(st.sampled_from(PIECES), max_size=60), blank=st.sampled_from(["", " "]))
def test_mixtures_of_marks_lines_and_words_keep_the_promises(
    reader: ReportReader, words: list[str], blank: str
) -> None:
    _read(reader, blank.join(words))


@few_examples
@given(words=st.lists(st.sampled_from(PIECES), max_size=40))
def test_reading_twice_gives_the_same(reader: ReportReader, words: list[str]) -> None:
    report = Report(id="a", text=" ".join(words))
    assert reader.read(report) == reader.read(report)


def test_what_was_read_before_makes_no_difference(reader: ReportReader) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert _told(_read(reader, text)) == _told(_read(ReportReader(n_threads=1), text))


# Given statements


def test_given_statements_are_kept_and_get_their_speakers(reader: ReportReader) -> None:
    text = "Nobody asked. Elena Marsh said the ferry stops."
    row = GivenStatement(id="x7", source=(Span(14, 25),), cue=(Span(26, 30),), content=(Span(31, 46),))
    reading = reader.read(Report(id="a", text=text), given=[row])
    (statement,) = reading.statements
    assert (statement.id, statement.score, statement.resolved) == ("x7", 1.0, True)
    assert _told(reading) == [("Elena Marsh", "said", "the ferry stops")]
    assert [speaker.name for speaker in reading.speakers] == ["Elena Marsh"]


def test_no_given_statements_are_no_statements(reader: ReportReader) -> None:
    assert reader.read(Report(id="a", text="Olsen said it sank."), given=[]).statements == ()


# Quality


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def _spans(reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "source": s.source.spans if s.source else (),
            "cue": s.cue.spans if s.cue else (),
            "content": s.content.spans,
            "within": s.within,
        }
        for s in reading.statements
    ]


def _characters(spans: Any) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def _dice(one: set[int], other: set[int]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _outer_f1(rows: list[dict[str, Any]], predicted: dict[str, list[dict[str, Any]]]) -> dict[str, float]:
    scores = score_articles(rows, predicted)["scores"]
    return {name: 100 * (scores[name]["f1"] or 0) for name in ("found", "linked", "strict")}


def _inner(rows: list[dict[str, Any]], predicted: dict[str, list[dict[str, Any]]]) -> dict[str, float]:
    right = n_gold = n_predicted = 0
    for row in rows:
        gold = [_characters(s["content"]) for s in row["statements"] if s["within"]]
        ours = [_characters(s["content"]) for s in predicted[row["id"]] if s["within"]]
        right += sum(any(_dice(g, o) >= 0.5 for o in ours) for g in gold)
        n_gold, n_predicted = n_gold + len(gold), n_predicted + len(ours)
    return {"recall": 100 * right / n_gold, "precision": 100 * right / max(1, n_predicted)}


@pytest.mark.parametrize(("name", "measure"), [("marked.jsonl", _outer_f1), ("nested.jsonl", _inner)])
def test_quality_does_not_fall(reader: ReportReader, name: str, measure: Any) -> None:
    floors = json.loads((DATA / "floors.json").read_text(encoding="utf-8"))[name]
    digest = hashlib.sha256((DATA / name).read_bytes()).hexdigest()
    assert digest == floors["sha256"], f"{name} is not the file that floors.json was measured on: measure anew"
    rows = _rows(name)
    measured = measure(rows, {row["id"]: _spans(_read(reader, row["text"])) for row in rows})
    below = {key: round(value, 1) for key, value in measured.items() if value < floors["floors"][key]}
    assert not below, f"below the floors {floors['floors']}"
