import json

import pytest
from hypothesis import given as with_any
from hypothesis import settings
from hypothesis import strategies as st

from counterclaim.text.dump import Entry, is_dump, read_dump
from counterclaim.text.loaded import Unreadable


def read(*lines: str | bytes) -> list[Entry | Unreadable]:
    return list(read_dump([line if isinstance(line, bytes) else line.encode() for line in lines], name="d.jsonl"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("{", "is not JSON", id="broken"),
        pytest.param("[1]", "no JSON object", id="a list"),
        pytest.param('"words"', "no JSON object", id="a string"),
        pytest.param('{"id": "a"}', 'neither "text" nor "html"', id="no text"),
        pytest.param('{"id": "a", "text": 5}', 'neither "text" nor "html"', id="a number for a text"),
        pytest.param('{"id": "a", "text": ""}', "is empty", id="empty"),
        pytest.param('{"id": [1], "text": "A."}', '"id" is neither', id="a list for an id"),
        pytest.param("[" * 100_000, "nested", id="very deep"),
        pytest.param('{"id": ' + "9" * 5000 + ', "text": "A."}', "number that is too long", id="very long number"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(line, said):
    bad, good = read(line, '{"id": "b", "text": "B."}')
    assert isinstance(bad, Unreadable)
    assert bad.where == "d.jsonl:1"
    assert said in bad.why
    assert isinstance(good, Entry)
    assert (good.line, good.id, good.text) == (2, "b", "B.")


def test_a_second_line_with_an_id_names_the_first():
    _, second = read('{"id": "a", "text": "A."}', "", '{"id": "a", "text": "B."}')[0:2]
    assert second == Unreadable(where="d.jsonl:3", why='has the id "a", which stands in line 1 already')


@pytest.mark.parametrize(
    ("written", "day", "noted"),
    [
        pytest.param("2026-03-05", "2026-03-05", False, id="a day"),
        pytest.param("2026-03-05T23:10:00Z", "2026-03-05", False, id="day and time"),
        pytest.param("2026-03-05 23:10:00 +02:00", "2026-03-05", False, id="with spaces"),
        pytest.param("5 March", None, True, id="no ISO day"),
        pytest.param("2026-02-30", None, True, id="no such day"),
        pytest.param("", None, False, id="not said"),
        pytest.param(None, None, False, id="null"),
        pytest.param(20260305, None, True, id="a number"),
    ],
)
def test_days_are_made_alike_and_bad_ones_noted(written, day, noted):
    (entry,) = read(json.dumps({"id": "a", "text": "A.", "published": written}))
    assert isinstance(entry, Entry)
    assert entry.published == day
    assert bool(entry.notes) == noted


def test_lone_surrogates_are_replaced_and_pairs_are_not():
    (entry,) = read('{"id": "a", "text": "x\\ud800y \\ud83d\\ude00"}')
    assert isinstance(entry, Entry)
    assert entry.text == "x\ufffdy 😀"
    assert entry.notes == ("1 lone surrogate was replaced by \ufffd",)


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ('{"id": 1, "text": "A."}\n{', True),
        ('\ufeff\n{"html": "<p>A</p>"}', True),
        ('{"title": "A"}', False),
        ("{ some words }", False),
        ('["text"]', False),
        ("", False),
    ],
)
def test_a_dump_is_told_by_its_first_line(head, told):
    assert is_dump(head) == told


@with_any(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
@settings(deadline=None)
def test_any_text_comes_back_identical(text):
    for ascii_only in (True, False):
        (entry,) = read(json.dumps({"id": "a", "text": text}, ensure_ascii=ascii_only))
        assert isinstance(entry, Entry)
        assert entry.text == text
        assert entry.notes == ()


@with_any(st.lists(st.binary(max_size=80), max_size=5))
def test_no_bytes_ever_raise(lines):
    read(*lines)
