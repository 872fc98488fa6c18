"""What the commands print, against files here. `GOLDEN=write` writes them anew; the diff is read like code."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.views.cli.fakes import BRIDGE, BRIDGE_TOLD, FERRY, FERRY_TITLE, FERRY_TOLD, run, spans_of, write_lines

HERE = Path(__file__).parent
FACTS = ("--title", FERRY_TITLE, "--outlet", "Lume Courier", "--published", "2026-03-12")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    gold = [spans_of(told, FERRY, f"g{n}") for n, told in enumerate(FERRY_TOLD) if n != 4]
    bridge = {**spans_of(BRIDGE_TOLD[0], BRIDGE, "g1"), "cue": None}
    write_lines(
        tmp_path / "gold.jsonl",
        {"id": "ferry", "text": FERRY, "statements": gold},
        {"id": "bridge", "text": BRIDGE, "statements": [bridge]},
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("file", "arguments"),
    [
        pytest.param("help.txt", ["--help"], id="help"),
        pytest.param("read_help.txt", ["read", "--help"], id="help of read"),
        pytest.param("evaluate_help.txt", ["evaluate", "--help"], id="help of evaluate"),
        pytest.param("read_table.txt", ["read", "ferry.txt", *FACTS], id="nested, mixed and unresolved"),
        pytest.param("read_tables.txt", ["read", "bridge.txt", "ferry.txt"], id="two reports"),
        pytest.param("read_sure.txt", ["read", "ferry.txt", *FACTS, "--min-score", "0.9"], id="only sure ones"),
        pytest.param("read_texts.txt", ["read", "bridge.txt", "ferry.txt", "--text-only"], id="texts"),
        pytest.param("read.json", ["read", "ferry.txt", *FACTS, "--json"], id="the format"),
        pytest.param("evaluate_table.txt", ["evaluate", "gold.jsonl", "--bootstrap", "50"], id="measures"),
        pytest.param("evaluate.json", ["evaluate", "gold.jsonl", "--json", "--bootstrap", "50"], id="measures as JSON"),
    ],
)
def test_output_is_as_agreed(file: str, arguments: Sequence[str]) -> None:
    printed = run(*arguments).stdout
    if os.environ.get("GOLDEN") == "write":
        (HERE / file).write_text(printed, encoding="utf-8")
    assert printed == (HERE / file).read_text(encoding="utf-8")
