"""Bad input from end to end: the command with the model of the package."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from counterclaim.reading.read import ReportReader
from tests.views.cli.fakes import run, write_lines

GOOD = "“The pump is broken,” the mayor said."
GERMAN = (
    "Die Hafenmeisterin erklärte am Montag, die Fähre werde im Winter nicht mehr fahren und der Rat habe das gewusst."
)
FRENCH = (
    "La maire a déclaré lundi que le bateau ne partirait plus avant la fin de l’hiver et que personne ne le savait."
)


@pytest.fixture(scope="module")
def reader() -> ReportReader:
    return ReportReader(n_threads=1)


@pytest.fixture
def read(reader: ReportReader, tmp_path: Path) -> Any:
    """Reads files made of these bytes, each `name=bytes`, and the options."""

    def reading(*options: str, **files: bytes) -> Result:
        paths = []
        for name, data in files.items():
            paths.append(tmp_path / f"{name}.txt")
            paths[-1].write_bytes(data)
        return run("read", "--json", *options, *paths, reader=reader)

    return reading


def _contents(result: Result) -> list[list[str]]:
    return [[s["content"]["text"] for s in json.loads(line)["statements"]] for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(b"", "is empty", id="nothing"),
        pytest.param(b" \r\n\t\n", "is empty", id="white space"),
        pytest.param("\ufeff\u2003\n".encode(), "is empty", id="a byte order mark and a blank"),
        pytest.param(b"text\0with\0zeros" * 9, "NUL", id="NUL bytes"),
        pytest.param(bytes(range(256)) * 20, "NUL", id="all bytes"),
        pytest.param(b"%PDF-1.7 said the mayor", "a PDF", id="a document of another kind"),
        pytest.param(b"\x1f\x8bnot packed at all", "damaged gzip", id="damaged gzip"),
    ],
)
def test_what_is_no_text_is_named_with_the_reason(read: Any, data: bytes, why: str) -> None:
    result = read(report=data)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "report.txt" in result.stderr
    assert why in result.stderr


@pytest.mark.parametrize(
    ("data", "note", "contents"),
    [
        pytest.param(
            GOOD.encode() + b" \xff\xfe!",
            "2 bytes that are not UTF-8 were replaced",
            ["“The pump is broken,”"],
            id="UTF-8",
        ),
        pytest.param(
            '"The caf\u00e9 is closed," the mayor said.'.encode("cp1252"),
            "it is not UTF-8 and was read as Windows-1252",
            ['"The café is closed,"'],
            id="Windows-1252",
        ),
        pytest.param(GOOD.encode("utf-16"), "", ["“The pump is broken,”"], id="UTF-16 with a mark"),
    ],
)
def test_of_a_broken_encoding_is_read_what_can_be_read(read: Any, data: bytes, note: str, contents: list[str]) -> None:
    result = read(report=data)
    assert result.exit_code == 0
    assert note in result.stderr
    assert _contents(result) == [contents]


@pytest.mark.parametrize("text", [GERMAN, FRENCH], ids=["German", "French"])
def test_another_language_is_read_only_if_asked_for(read: Any, text: str) -> None:
    refused, forced = read(report=text.encode()), read("--force-language", report=text.encode())
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "the model reads English; --force-language reads it all the same" in refused.stderr
    assert (forced.exit_code, len(_contents(forced))) == (0, 1)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"x" * 100_000, id="one line without an end"),
        pytest.param(b"x " * 5_000, id="one line of letters"),
        pytest.param(b"7 " * 2_000, id="numbers alone"),
        pytest.param("😀".encode() * 500, id="emoji alone"),
        pytest.param(b"\n".join([b"so"] * 2_000), id="many short lines"),
        pytest.param("“ ” ‘ ’ « » \" ' `` ''".encode() * 50, id="marks alone"),
    ],
)
def test_a_text_without_sentences_has_no_statements(read: Any, data: bytes) -> None:
    result = read("--force-language", report=data)
    assert result.exit_code == 0
    assert _contents(result) == [[]]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        pytest.param("“The pump is broken, the mayor said.", "The pump is broken", id="never closed"),
        pytest.param("The pump is broken,” the mayor said.", "The pump is broken", id="never opened"),
        pytest.param("“The pump is “broken,” the mayor said.", "The pump is", id="opened twice"),
        pytest.param("‘The pump is broken,' the mayor said.", "The pump is broken", id="an apostrophe closes"),
        pytest.param('"The pump is broken,” the mayor said.', "The pump is broken", id="straight and curly"),
    ],
)
def test_unbalanced_marks_do_not_hide_a_statement(read: Any, text: str, content: str) -> None:
    ((found, *_),) = _contents(read(report=text.encode()))
    assert content in found


def test_offsets_count_characters_of_the_text_that_is_printed(read: Any) -> None:
    document = json.loads(read(report=f"\ufeff😀\r\nCafe\u0301s close.\r\n\r\n{GOOD}".encode()).stdout)
    text, (statement,) = document["report"]["text"], document["statements"]
    ((start, end),) = statement["content"]["spans"]
    assert text[start:end] == statement["content"]["text"] == "“The pump is broken,”"
    assert "\r\n" in text


def test_one_unreadable_file_among_many_is_named_and_the_rest_is_read(read: Any) -> None:
    files = {f"r{number}": GOOD.encode() for number in range(5)}
    result = read(**{**files, "r2": b"\0" * 100})
    assert result.exit_code == 1
    assert _contents(result) == [["“The pump is broken,”"]] * 4
    assert "r2.txt" in result.stderr
    assert result.stderr.endswith("4 reports, 4 statements; 1 could not be read\n")


def test_bad_lines_of_a_dump_are_named_and_the_rest_is_read(reader: ReportReader, tmp_path: Path) -> None:
    dump = write_lines(tmp_path / "dump.jsonl", {"id": "a", "text": GOOD}, {"id": "b"}, {"id": "c", "text": GOOD})
    with dump.open("a", encoding="utf-8") as stream:
        stream.write("{broken\n")
    result = run("read", "--json", dump, reader=reader)
    assert (result.exit_code, _contents(result)) == (1, [["“The pump is broken,”"]] * 2)
    assert "dump.jsonl:2" in result.stderr
    assert "dump.jsonl:4" in result.stderr


def test_a_table_is_printed_for_odd_texts_too(reader: ReportReader) -> None:
    odd = f"\u202e\x1b[31m{GOOD}\u0301😀 ``Go,'' she sa\u00adid."
    result = run("read", "-", stdin=odd, reader=reader)
    assert result.exit_code == 0
    assert "\x1b[31m" not in result.stdout
