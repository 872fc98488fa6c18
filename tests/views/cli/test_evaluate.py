"""`counterclaim evaluate`, with a reader that knows its statements."""

import json
from pathlib import Path
from typing import Any

import pytest

from counterclaim.errors import InputError
from tests.views.cli.fakes import BRIDGE, BRIDGE_TOLD, Failing, run, spans_of, write_lines

SAID = spans_of(BRIDGE_TOLD[0], BRIDGE, "g1")
ARTICLE = {"id": "bridge", "text": BRIDGE, "statements": [SAID]}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "gold.jsonl", ARTICLE)


def scores(gold: Path, *others: str | Path) -> dict[str, Any]:
    result = run("evaluate", gold, *others, "--json", "--bootstrap", "10")
    assert result.exit_code == 0, result.stderr
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def test_without_predictions_the_model_reads_and_its_speed_is_told(gold: Path) -> None:
    document = scores(gold)
    assert document["scores"]["strict"]["f1"] == 1
    assert document["speed"] == {"words": 16, "seconds": 2.0, "words_per_second": 8.0}


@pytest.mark.parametrize(
    "line",
    [
        pytest.param({"id": "bridge", "statements": [SAID]}, id="lists"),
        pytest.param(
            {"id": "bridge", "statements": [{r: {"spans": s} for r, s in SAID.items() if s and r != "id"}]},
            id="objects",
        ),
        pytest.param({"report": {"id": "bridge", "text": BRIDGE}, "statements": [SAID]}, id="readings"),
    ],
)
def test_predictions_may_have_several_forms(gold: Path, tmp_path: Path, line: dict[str, Any]) -> None:
    document = scores(gold, write_lines(tmp_path / "read.jsonl", line))
    assert document["scores"]["strict"]["f1"] == 1
    assert document["speed"] is None


def test_what_read_prints_can_be_scored(gold: Path, tmp_path: Path) -> None:
    printed = run("read", "--json", "-", stdin=BRIDGE).stdout
    document = json.loads(printed)
    document["report"].update(id="bridge", text=BRIDGE)
    assert scores(gold, write_lines(tmp_path / "read.jsonl", document))["scores"]["linked"]["f1"] == 1


def test_predictions_may_come_on_stdin(gold: Path) -> None:
    result = run("evaluate", gold, "-", "--json", stdin=json.dumps({"id": "bridge", "statements": [SAID]}))
    assert json.loads(result.stdout)["scores"]["found"]["f1"] == 1


def test_missing_and_unknown_articles_are_told(gold: Path, tmp_path: Path) -> None:
    predictions = write_lines(tmp_path / "read.jsonl", {"id": "elsewhere", "statements": [SAID]})
    result = run("evaluate", gold, predictions, "--json")
    document = json.loads(result.stdout)
    assert (document["articles_without_prediction"], document["articles_unknown"]) == (1, ["elsewhere"])
    assert "elsewhere" in result.stderr


def test_an_article_that_cannot_be_read_is_named(gold: Path) -> None:
    result = run("evaluate", gold, reader=Failing(InputError("no sentences.")))
    assert result.exit_code == 1
    assert "bridge: no sentences." in result.stderr
    assert "(1 without prediction)" in result.stdout


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param({"text": BRIDGE}, "gold.jsonl:1: neither id nor report.id", id="no id"),
        pytest.param({"id": "a"}, "gold.jsonl:1: no text", id="no text"),
        pytest.param({**ARTICLE, "statements": {}}, "", id="empty is no statement"),
        pytest.param({**ARTICLE, "statements": "s1"}, "gold.jsonl:1: no list of statements", id="no list"),
        pytest.param({**ARTICLE, "statements": ["s1"]}, "gold.jsonl:1: statement number 1: not an object", id="words"),
        pytest.param({**ARTICLE, "statements": [{**SAID, "cue": [54, 58]}]}, "g1: cue: 54 is no span", id="flat"),
        pytest.param({**ARTICLE, "statements": [{**SAID, "cue": "said"}]}, "g1: cue: 'said' is no list", id="string"),
        pytest.param({**ARTICLE, "statements": [{**SAID, "cue": [[58, 54]]}]}, "span [58, 54) does not fit", id="back"),
        pytest.param({**ARTICLE, "statements": [{**SAID, "cue": [[0, 999]]}]}, "span [0, 999) does not fit", id="far"),
    ],
)
def test_a_bad_line_is_named_with_its_place(tmp_path: Path, line: dict[str, Any], said: str) -> None:
    result = run("evaluate", write_lines(tmp_path / "gold.jsonl", line), "--bootstrap", "0")
    assert result.exit_code == (1 if said else 0)
    assert said in result.stderr


def test_predictions_for_another_text_are_refused(gold: Path, tmp_path: Path) -> None:
    line = {"id": "bridge", "text": "Another text.", "statements": []}
    result = run("evaluate", gold, write_lines(tmp_path / "read.jsonl", line))
    assert result.exit_code == 1
    assert "read.jsonl:1: holds another text" in result.stderr
