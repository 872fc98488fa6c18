"""The data of the tests keep their own promises."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parent / "data"
ROLES = ("source", "cue", "content")


def _passages(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


NESTED, MARKED = _passages("nested.jsonl"), _passages("marked.jsonl")
each_passage = pytest.mark.parametrize("passage", [*NESTED, *MARKED], ids=lambda passage: passage["id"])


@each_passage
def test_spans_cut_whole_words_without_white_space_around_them(passage):
    text = passage["text"]
    for statement in passage["statements"]:
        for start, end in (span for role in ROLES for span in statement[role]):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
            assert not text[start - 1 : start + 1].isalnum() or start == 0, text[start:end]
            assert not text[end - 1 : end + 1].isalnum() or end == len(text), text[start:end]


@each_passage
def test_spans_of_a_statement_are_sorted_and_apart(passage):
    for statement in passage["statements"]:
        assert statement["content"]
        assert len(statement["cue"]) == 1
        for role in ROLES:
            assert statement[role] == sorted(statement[role])
        spans = sorted(span for role in ROLES for span in statement[role])
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


@each_passage
def test_a_statement_within_another_lies_in_its_content(passage):
    statements = {statement["id"]: statement for statement in passage["statements"]}
    assert len(statements) == len(passage["statements"])
    for statement in statements.values():
        if statement["within"] is None:
            continue
        outer = statements[statement["within"]]
        assert outer is not statement
        for start, end in (span for role in ROLES for span in statement[role]):
            assert any(a <= start and end <= b for a, b in outer["content"])


def test_ids_and_texts_do_not_repeat():
    for key in ("id", "text"):
        values = [passage[key] for passage in [*NESTED, *MARKED]]
        assert len(set(values)) == len(values)


def test_each_nested_passage_has_a_nested_statement_and_no_control_has_one():
    n_nested = [any(s["within"] for s in p["statements"]) for p in NESTED if p["id"].startswith("nested")]
    n_control = [any(s["within"] for s in p["statements"]) for p in NESTED if p["id"].startswith("control")]
    assert n_nested == [True] * 80
    assert n_control == [False] * 15


def test_marked_passages_have_outer_statements_only_and_some_have_none():
    assert all(s["within"] is None for p in MARKED for s in p["statements"])
    assert sum(not p["statements"] for p in MARKED) == 10
