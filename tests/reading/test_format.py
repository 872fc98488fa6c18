"""`counterclaim.reading/1` and attributions from outside."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import FormatError
from counterclaim.reading.format import FORMAT, GivenStatement, read_attributions, to_document
from counterclaim.reading.reading import Part, Quotation, Reader, Reading, Speaker, SpeakerKind, Statement
from counterclaim.text.report import Report
from counterclaim.text.span import Span, cut_all

TEXT = "Elena Marsh said the union believes 😀 the ferry stops."
SOURCE, CUE, CONTENT = [0, 11], [12, 16], [17, 54]


def _part(*spans: list[int]) -> Part:
    places = tuple(Span(*span) for span in spans)
    return Part(spans=places, text=cut_all(places, TEXT))


READING = Reading(
    report=Report(id="ferry", text=TEXT, title="Ferry", published="2026-03-12", language="en"),
    speakers=(
        Speaker(
            id="p1",
            name="Elena Marsh",
            aliases=("Marsh",),
            kind=SpeakerKind.PERSON,
            named=True,
            mentions=(Span(0, 11),),
        ),
    ),
    statements=(
        Statement(
            id="s1",
            source=_part(SOURCE),
            cue=_part(CUE),
            content=_part(CONTENT),
            quotation=Quotation.INDIRECT,
            speaker="p1",
            resolved=True,
            score=0.93456,
        ),
        Statement(
            id="s2",
            source=None,
            cue=None,
            content=_part([38, 47], [48, 53]),
            quotation=Quotation.DIRECT,
            within="s1",
            score=0.5,
        ),
    ),
    reader=Reader(name="counterclaim", version="0.0.0", model="none"),
)

MAYBE_TEXT, MAYBE_OBJECT = (str, type(None)), (dict, type(None))
FIELDS: dict[str, dict[str, Any]] = {
    "document": {"format": str, "report": dict, "speakers": list, "statements": list, "reader": dict},
    "report": {
        **{"id": str, "sha256": str, "title": MAYBE_TEXT, "outlet": MAYBE_TEXT, "url": MAYBE_TEXT},
        **{"published": MAYBE_TEXT, "language": MAYBE_TEXT, "text": str},
    },
    "speaker": {
        **{"id": str, "name": str, "aliases": list, "kind": str, "named": bool, "role": MAYBE_TEXT},
        **{"speaks_for": MAYBE_TEXT, "mentions": list},
    },
    "statement": {
        **{"id": str, "source": MAYBE_OBJECT, "cue": MAYBE_OBJECT, "content": dict, "quotation": str},
        **{"within": MAYBE_TEXT, "speaker": MAYBE_TEXT, "resolved": bool, "act": MAYBE_TEXT, "commitment": MAYBE_TEXT},
        **{"when": MAYBE_OBJECT, "medium": MAYBE_OBJECT, "quantities": list, "evidence": list},
        **{"unverified": MAYBE_OBJECT, "about_times": list, "score": float, "speaker_score": (float, int, type(None))},
    },
    "part": {"spans": list, "text": str},
    "reader": {"name": str, "version": str, "model": str},
}


def _check(found: dict[str, Any], what: str) -> None:
    assert list(found) == list(FIELDS[what]), what
    for name, kinds in FIELDS[what].items():
        assert isinstance(found[name], kinds), f"{what}.{name}"


def test_a_document_has_the_fields_of_the_contract_in_their_order() -> None:
    document = json.loads(json.dumps(to_document(READING)))
    _check(document, "document")
    _check(document["report"], "report")
    _check(document["reader"], "reader")
    for speaker in document["speakers"]:
        _check(speaker, "speaker")
    for statement in document["statements"]:
        _check(statement, "statement")
        for role in ("source", "cue", "content"):
            if statement[role] is not None:
                _check(statement[role], "part")
    assert document["format"] == FORMAT == "counterclaim.reading/1"


def test_spans_are_pairs_and_unknown_is_null() -> None:
    first, second = to_document(READING)["statements"]
    assert first["source"] == {"spans": [[0, 11]], "text": "Elena Marsh"}
    assert second["source"] is second["cue"] is second["speaker"] is None
    assert second["content"] == {"spans": [[38, 47], [48, 53]], "text": "the ferry … stops"}
    assert (first["score"], second["within"], second["quotation"]) == (0.935, "s1", "direct")


def test_a_document_gives_back_its_spans_as_attributions() -> None:
    given_ = read_attributions(json.loads(json.dumps(to_document(READING))), TEXT, where="a.jsonl:1")
    for row, statement in zip(given_, READING.statements, strict=True):
        assert (row.id, row.within, row.content) == (statement.id, statement.within, statement.content.spans)
        assert row.source == (statement.source.spans if statement.source else ())
        assert row.cue == (statement.cue.spans if statement.cue else ())


@pytest.mark.parametrize(
    ("row", "statement"),
    [
        pytest.param(
            {"id": "s1", "source": [SOURCE], "cue": [CUE], "content": [CONTENT]},
            GivenStatement(id="s1", source=(Span(0, 11),), cue=(Span(12, 16),), content=(Span(17, 54),)),
            id="lists of spans",
        ),
        pytest.param(
            {"content": {"spans": [[17, 20], [0, 5]], "text": "not looked at"}},
            GivenStatement(id=None, source=(), cue=(), content=(Span(0, 5), Span(17, 20))),
            id="objects, sorted, the rest left out",
        ),
        pytest.param(
            {"id": 3, "source": None, "cue": [], "content": [CONTENT]},
            GivenStatement(id="3", source=(), cue=(), content=(Span(17, 54),)),
            id="a number as id, null for nothing",
        ),
    ],
)
def test_attributions_are_read(row: dict[str, Any], statement: GivenStatement) -> None:
    assert read_attributions({"statements": [row]}, TEXT, where="a:1") == (statement,)


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        pytest.param(None, "a:1: no list of statements", id="no list"),
        pytest.param({}, "a:1: no list of statements", id="an object"),
        pytest.param(["s1"], "a:1: statement number 1: not an object", id="a word for a statement"),
        pytest.param([{"id": "s3"}], "a:1: statement s3: no content", id="no content"),
        pytest.param([{"content": []}], "a:1: statement number 1: no content", id="empty content"),
        pytest.param(
            [{"id": "s1", "content": [CONTENT]}, {"id": "s3", "source": [[12, 99]], "content": [CONTENT]}],
            "a:1: statement s3: source: span [12, 99) ends after the text (54 characters).\n"
            "Spans count Unicode characters; were these counted in bytes?",
            id="after the end",
        ),
        pytest.param(
            [{"id": "s3", "content": [[9, 9]]}],
            "a:1: statement s3: content: span [9, 9) is empty or runs backwards",
            id="empty span",
        ),
        pytest.param([{"content": [[9, 2]]}], "content: span [9, 2) is empty or runs backwards", id="backwards"),
        pytest.param([{"content": [[-2, 4]]}], "span [-2, 4) is empty or runs backwards", id="before the text"),
        pytest.param([{"content": [3, 9]}], "content: 3 is no span", id="a flat pair"),
        pytest.param([{"content": [[3, 9, 12]]}], "content: [3, 9, 12] is no span", id="three numbers"),
        pytest.param([{"content": [[3, 9.5]]}], "content: [3, 9.5] is no span", id="a broken number"),
        pytest.param([{"content": [[False, True]]}], "content: [False, True] is no span", id="truth values"),
        pytest.param([{"content": 7}], "content: 7 is no list of spans", id="a number for spans"),
        pytest.param([{"content": "it sank"}], "content: 'it sank' is no list of spans", id="words for spans"),
        pytest.param([{"content": {"spans": {}}}], "content: {} is no list of spans", id="an object for spans"),
        pytest.param(
            [{"id": "s1", "content": [CONTENT]}] * 2, "a:1: statement s1: 2 statements have this id", id="an id twice"
        ),
        pytest.param(
            [{"id": "s1", "content": [CONTENT], "within": "s9"}],
            "a:1: statement s1: within: s9 is no other statement",
            id="within nothing",
        ),
        pytest.param(
            [{"id": "s1", "content": [CONTENT], "within": "s1"}], "within: s1 is no other statement", id="within itself"
        ),
    ],
)
def test_an_error_names_the_statement_and_the_place(statements: Any, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        read_attributions({"statements": statements}, TEXT, where="a:1")
    assert said in str(caught.value)
    assert str(caught.value).startswith("a:1: ")


spans = st.tuples(st.integers(0, 53), st.integers(1, 54)).filter(lambda pair: pair[0] < pair[1]).map(list)


@given(st.lists(spans, min_size=1, max_size=5), st.lists(spans, max_size=3))
def test_spans_come_back_as_they_were_given_but_sorted(content: list[list[int]], source: list[list[int]]) -> None:
    (row,) = read_attributions({"statements": [{"content": content, "source": source}]}, TEXT, where="a:1")
    assert [list(span) for span in row.content] == sorted(content)
    assert [list(span) for span in row.source] == sorted(source)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["spans", "id", "content", "within"]), inner)
    ),
    max_leaves=12,
)


@given(
    st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(("id", "source", "cue", "content", "within"), values)))
    | values
)
def test_anything_is_read_or_refused_with_its_place(statements: Any) -> None:
    try:
        rows = read_attributions({"statements": statements}, TEXT, where="a:1")
    except FormatError as error:
        rows, message = (), str(error)
    else:
        message = "a:1: "
    assert message.startswith("a:1: ")
    assert all(row.content for row in rows)
