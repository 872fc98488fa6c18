"""Runs of units become spans of the text."""

import pytest

from counterclaim.reading.attribution.assemble import Draft
from counterclaim.reading.attribution.places import as_statements, given_statements
from counterclaim.reading.format import GivenStatement
from counterclaim.reading.reading import Quotation, Statement
from counterclaim.text.quotations import find_quotations
from counterclaim.text.span import Span
from tests.reading.attribution.fakes import Passage


def _statements(p: Passage, *drafts: Draft) -> tuple[Statement, ...]:
    return as_statements(drafts, p.units, p.text, p.quotations)


@pytest.mark.parametrize(
    ("text", "content", "kept"),
    [
        pytest.param("It sank, he said.", "It sank,", "It sank", id="a comma behind"),
        pytest.param("He said: it sank.", ": it sank.", "it sank", id="a colon before, a full stop behind"),
        pytest.param("“It sank,” he said.", "“It sank,”", "“It sank,”", id="inside marks all stays"),
        pytest.param("Did it sink?", "it sink?", "it sink?", id="a question mark stays"),
        pytest.param("He left the U.S.", "left the U.S.", "left the U.S.", id="an abbreviation keeps its full stop"),
        pytest.param("He left at 7 a.m., she said.", "at 7 a.m.,", "at 7 a.m.", id="but not the comma behind it"),
        pytest.param("It rose by 3.5.", "by 3.5.", "by 3.5", id="a number is no abbreviation"),
        pytest.param("It rose. A. He left", "rose. A.", "rose. A", id="nor a letter that stands alone"),
    ],
)
def test_punctuation_of_the_sentence_around_is_left_off(text: str, content: str, kept: str) -> None:
    p = Passage(text)
    (statement,) = _statements(p, p.draft("", "", content))
    assert statement.content.text == kept


def test_pieces_with_only_white_space_between_are_one() -> None:
    p = Passage("“It sank\n\nand then” it rained.")
    (statement,) = _statements(p, p.draft("", "", "“It sank", "and then”", "it rained"))
    assert statement.content.text == "“It sank\n\nand then” it rained"
    assert len(statement.content.spans) == 1


def test_pieces_apart_are_joined_by_an_ellipsis_in_the_text_alone() -> None:
    p = Passage("“It sank,” he said. “It is gone.”")
    (statement,) = _statements(p, p.draft("he", "said", "“It sank,”", "“It is gone.”"))
    assert statement.content.text == "“It sank,” … “It is gone.”"
    assert statement.content.spans == (Span(0, 10), Span(20, 33))


@pytest.mark.parametrize(
    ("content", "manner"),
    [
        pytest.param(["“It sank,”"], Quotation.DIRECT, id="all in marks"),
        pytest.param(["It sank"], Quotation.DIRECT, id="all in marks, the marks left off"),
        pytest.param(["and that it is “a shame” now"], Quotation.MIXED, id="partly"),
        pytest.param(["“It sank,”", "and that it is"], Quotation.MIXED, id="one piece of two"),
        pytest.param(["and that it is"], Quotation.INDIRECT, id="none"),
        pytest.param(["…"], Quotation.INDIRECT, id="no words at all"),
    ],
)
def test_the_manner_tells_how_much_stands_in_marks(content: list[str], manner: Quotation) -> None:
    p = Passage("“It sank,” he said and that it is “a shame” now …")
    (statement,) = _statements(p, p.draft("", "", *content))
    assert statement.quotation is manner


def test_marks_inside_marks_make_nothing_mixed() -> None:
    p = Passage("“It is ‘the end’ of it,” Marsh said.")
    (statement,) = _statements(p, p.draft("Marsh", "said", "“It is ‘the end’ of it,”"))
    assert statement.quotation is Quotation.DIRECT


def test_statements_are_numbered_in_the_order_of_the_text_and_name_the_one_they_are_within() -> None:
    p = Passage("It sank, he said. She said the union believes it floats.")
    inner = p.draft("the union", "believes", "it floats", within=1)
    outer = p.draft("She", "She said", "the union believes it floats")
    first = p.draft("he", "he said", "It sank")
    empty = Draft(source=(), cue=p.run("said"), content=(), score=0.5)
    statements = _statements(p, inner, outer, empty, first)
    assert [(s.id, s.within, s.content.text) for s in statements] == [
        ("s1", None, "It sank"),
        ("s2", None, "the union believes it floats"),
        ("s3", "s2", "it floats"),
    ]


def test_a_content_of_punctuation_alone_is_no_statement_and_takes_no_number() -> None:
    p = Passage("He said ., it sank")
    statements = _statements(p, p.draft("He", "said", ".,"), p.draft("", "", "it sank"))
    assert [(s.id, s.content.text) for s in statements] == [("s1", "it sank")]


def test_given_statements_are_taken_as_they_are_and_surely_right() -> None:
    text = "“It sank,” he said ."
    row = GivenStatement(id="x", source=(Span(11, 13),), cue=(), content=(Span(0, 11),))
    (statement,) = given_statements([row], text, find_quotations(text))
    assert (statement.content.text, statement.cue, statement.score) == ("“It sank,” ", None, 1.0)
    assert statement.quotation is Quotation.DIRECT


def test_given_statements_without_a_name_get_one_that_is_free() -> None:
    rows = [GivenStatement(id=id_, source=(), cue=(), content=(Span(0, 2),)) for id_ in (None, "s1", None)]
    assert [s.id for s in given_statements(rows, "It sank", ())] == ["s2", "s1", "s3"]
