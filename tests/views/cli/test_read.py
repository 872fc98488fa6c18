"""`counterclaim read`, with a reader that knows its statements."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.text.report import Report
from counterclaim.views.cli.read import at_least
from counterclaim.views.cli.table import Table
from tests.views.cli.fakes import BRIDGE, BRIDGE_TOLD, FERRY, FakeReader, Told, run, spans_of, write_lines

GERMAN = (
    "Die Hafenmeisterin erklärte am Montag, die Fähre werde im Winter nicht mehr fahren und der Rat habe das gewusst."
)
SAID = spans_of(BRIDGE_TOLD[0], BRIDGE, "s1")


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    return written(tmp_path / "bridge.txt", BRIDGE)


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    return written(tmp_path / "ferry.txt", FERRY)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def documents(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def test_one_report_as_json_is_one_document_on_one_line(bridge: Path) -> None:
    result = run("read", "--json", bridge)
    (document,) = documents(result.stdout)
    assert (document["format"], document["report"]["id"]) == ("counterclaim.reading/1", "bridge")
    assert (result.exit_code, result.stderr) == (0, "")


def test_several_reports_are_json_lines_in_the_order_given(bridge: Path, ferry: Path) -> None:
    result = run("read", "--json", ferry, bridge)
    assert [d["report"]["id"] for d in documents(result.stdout)] == ["ferry", "bridge"]
    assert result.stderr == "2 reports, 7 statements\n"


@pytest.mark.parametrize("place", [pytest.param(["-"], id="dash"), pytest.param([], id="nothing named")])
def test_piped_text_is_read(place: list[str]) -> None:
    (document,) = documents(run("read", "--json", *place, stdin=BRIDGE).stdout)
    assert document["report"]["text"].strip() == BRIDGE


def test_facts_given_on_the_command_line_reach_the_report(bridge: Path) -> None:
    facts = {"published": "2026-03-12", "outlet": "Lume Courier", "url": "https://example.org/1", "title": "Bridge"}
    options = [x for name, value in facts.items() for x in (f"--{name}", value)]
    (document,) = documents(run("read", "--json", bridge, *options).stdout)
    assert {name: document["report"][name] for name in facts} == facts


def test_one_unreadable_file_is_named_and_the_rest_is_read(bridge: Path, tmp_path: Path) -> None:
    result = run("read", "--json", tmp_path / "absent.txt", bridge)
    assert [d["report"]["id"] for d in documents(result.stdout)] == ["bridge"]
    assert result.exit_code == 1
    assert "absent.txt" in result.stderr
    assert result.stderr.endswith("1 report, 1 statement; 1 could not be read\n")


def test_a_day_that_is_none_is_wrong_use(bridge: Path) -> None:
    result = run("read", bridge, "--published", "soon")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "soon" in result.stderr


@pytest.mark.parametrize("other", [["--json"], ["--min-score", "0.5"]])
def test_text_only_goes_with_nothing_about_statements(bridge: Path, other: list[str]) -> None:
    assert run("read", bridge, "--text-only", *other).exit_code == 2


def test_text_only_prints_the_words_and_asks_no_model(ferry: Path) -> None:
    reader = FakeReader()
    assert run("read", ferry, "--text-only", reader=reader).stdout == FERRY + "\n"
    assert not reader.seen


def test_another_language_is_read_only_if_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path / "hafen.txt", GERMAN)
    refused, forced = run("read", "--json", path), run("read", "--json", path, "--force-language")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "hafen: " in refused.stderr
    assert "the model reads English; --force-language reads it all the same" in refused.stderr
    assert (forced.exit_code, len(documents(forced.stdout))) == (0, 1)


# Statements given


@pytest.mark.parametrize("line", [{"id": "bridge"}, {"id": "other"}, {}, {"report": {"id": "bridge"}}])
def test_one_line_of_attributions_belongs_to_the_one_report(bridge: Path, tmp_path: Path, line: dict[str, Any]) -> None:
    given = write_lines(tmp_path / "given.jsonl", {**line, "statements": [SAID]})
    (document,) = documents(run("read", "--json", "--attributions", given, bridge).stdout)
    (statement,) = document["statements"]
    assert statement["content"]["text"] == "it would open again in spring"


def test_attributions_are_matched_by_id(bridge: Path, ferry: Path, tmp_path: Path) -> None:
    lines = [{"id": "elsewhere", "statements": []}, {"id": "bridge", "statements": [SAID]}]
    given = write_lines(tmp_path / "given.jsonl", *lines)
    result = run("read", "--json", "--attributions", given, ferry, bridge)
    assert [d["report"]["id"] for d in documents(result.stdout)] == ["bridge"]
    assert result.exit_code == 1
    assert "ferry: no statements for it" in result.stderr
    assert "given.jsonl:1: not used, no report is named elsewhere" in result.stderr


def test_a_span_after_the_end_refuses_the_report_and_names_the_statement(bridge: Path, tmp_path: Path) -> None:
    given = write_lines(tmp_path / "given.jsonl", {"id": "bridge", "statements": [{**SAID, "content": [[58, 111]]}]})
    result = run("read", "--json", "--attributions", given, bridge)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "given.jsonl:1: statement s1: content: span [58, 111) ends after the text" in result.stderr


def test_attributions_of_another_version_are_refused(bridge: Path, tmp_path: Path) -> None:
    line = {"report": {"id": "bridge", "sha256": "0" * 64}, "statements": [SAID]}
    result = run("read", "--attributions", write_lines(tmp_path / "given.jsonl", line), bridge)
    assert result.exit_code == 1
    assert "another version" in result.stderr


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        pytest.param("{\n", "given.jsonl:1: not JSON", id="broken"),
        pytest.param("[]\n", "given.jsonl:1: not an object", id="list"),
        pytest.param("[" * 100_000, "given.jsonl:1: not JSON", id="too deep"),
        pytest.param('{"id": "a"}\n\n{"id": "a"}', "given.jsonl:3: a stands in this file before", id="twice"),
        pytest.param('{"id": "a"}\n{}', "given.jsonl:2: neither id nor report.id", id="unnamed"),
    ],
)
def test_bad_attributions_name_their_line(bridge: Path, tmp_path: Path, lines: str, said: str) -> None:
    result = run("read", "--attributions", written(tmp_path / "given.jsonl", lines), bridge)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr


# Scores


def test_a_statement_left_out_takes_those_within_it_along() -> None:
    told = (
        Told(content=["the crossing"], score=0.2),
        Told(content=["crossing"], within="s1"),
        Told(content=["safe"]),
    )
    reading = FakeReader(told={FERRY: told}).read(Report(id="a", text=FERRY))
    assert [s.id for s in at_least(0.5, reading).statements] == ["s3"]


# The table


def table_of(text: str, *told: Told) -> str:
    return run("read", "-", stdin=text, reader=FakeReader(told={text: told})).stdout


def test_a_direct_quotation_is_shown_in_its_marks() -> None:
    assert "“We have no ice class,” … “And no crew.”" in run("read", "-", stdin=FERRY).stdout


def test_a_very_long_content_loses_its_middle_and_says_so() -> None:
    long = "so " * 300 + "long"
    printed = " ".join(table_of(f"Olsen said {long}.", Told(source="Olsen", cue="said", content=[long])).split())
    assert "characters …]" in printed
    assert printed.endswith("so so long")
    assert len(printed) < 600


def test_control_characters_of_a_text_are_not_printed() -> None:
    text = "Olsen said it was\x1b]0;taken\x07 \x1b[31mred."
    told = Told(source="Olsen", cue="said", content=["it was\x1b]0;taken\x07 \x1b[31mred"])
    assert not set(table_of(text, told)) & set("\x1b\x07")


def test_a_report_without_statements_says_so(bridge: Path) -> None:
    assert "No statements found." in run("read", bridge, reader=FakeReader(told={})).stdout


class Screen:
    """A stream that takes itself for a terminal."""

    def __init__(self) -> None:
        self.shown = ""

    def write(self, text: str) -> int:
        self.shown += text
        return len(text)

    def flush(self) -> None: ...

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("no_colour", "coloured"), [("", True), ("1", False)])
def test_colour_is_for_terminals_and_can_be_refused(
    monkeypatch: pytest.MonkeyPatch, no_colour: str, coloured: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", no_colour)
    screen: Any = Screen()
    Table(screen).show(FakeReader().read(Report(id="ferry", text=FERRY)))
    assert ("36m" in screen.shown) is coloured


@given(st.lists(st.sampled_from([None, "s1", "s2", "s3", "s4"]), min_size=4, max_size=4))
def test_the_table_ends_whatever_stands_within_what(outers: list[str | None]) -> None:
    told = tuple(Told(content=["crossing"], within=outer) for outer in outers)
    screen: Any = Screen()
    Table(screen).show(FakeReader(told={FERRY: told}).read(Report(id="a", text=FERRY)))
    assert screen.shown.count("crossing") <= len(told)
