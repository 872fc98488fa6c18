import pytest
from hypothesis import given

from counterclaim.reading.meaning.medium import media_of, medium_of
from counterclaim.reading.speaker.salience import Surroundings
from tests.reading.meaning.marking import marked
from tests.reading.meaning.random_statements import texts_with_statements


def kinds(text: str, speakers: str = "") -> list[str | None]:
    plain, statements = marked(text, speakers=speakers)
    return [medium and str(medium.kind) for medium in media_of(statements, Surroundings(plain))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[She] <said> at a rally in Lund {that it rains}.", "speech"),
        ("[She] <told> a cheering crowd {that it rains}.", "speech"),
        ("[She] <told> CNN {that it rains}.", "interview"),
        ("In an interview with a local paper, [she] <said> {it rains}.", "interview"),
        ("[She] <said> on “Meet the Press” {that it rains}.", "interview"),
        ("[She] <told> reporters {that it rains}.", "briefing"),
        ("At a news conference [she] <said> {it rains}.", "briefing"),
        ("{“It rains,”} [she] <said> in a statement.", "statement"),
        ("[She] <tweeted> {that it rains}.", "post"),
        ("On Twitter, [she] <called> {the rain heavy}.", "post"),
        ("In a radio ad, [she] <says> {it rains}.", "broadcast"),
        ("In a letter to the council, [she] <wrote> {that it rains}.", "document"),
        ("[She] <testified> {that it rained}.", "testimony"),
        ("[She] <said> on a conference call {that it rains}.", "call"),
        ("[She] <told> friends {that it rains}.", "meeting"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "[She] <said> {it rains}.",
        "[She] <said> {the rally was cancelled by tweet}.",
        "[The report] <said> in a statement {that it rains}.",
        "[A survey of farmers] <found> on Twitter {that it rains}.",
        "The men who met at the rally left before [she] <said> {it rains}.",
    ],
)
def test_none(text: str) -> None:
    assert kinds(text) == [None]


def test_a_medium_once_named_holds_for_its_speaker() -> None:
    text = "[Ada] <told> CNN {that it rains}. | [Bo] <doubted> {it}. | {“It does,”} [Ada] <said>."
    assert kinds(text, "aba") == ["interview", None, "interview"]


def test_the_sentence_before_names_the_medium() -> None:
    assert kinds("Ada Krol spoke at a rally. {“It rains,”} [Krol] <said>.") == ["speech"]


def test_words_are_exact() -> None:
    plain, statements = marked("In an interview, [she] <said> {it rains}.")
    medium = medium_of(statements[0], Surroundings(plain))
    assert medium is not None
    assert medium.words == "In an interview"


@given(texts_with_statements())
def test_never_raises_and_cuts_exactly_the_words(case) -> None:
    text, statements = case
    for medium in media_of(statements, Surroundings(text)):
        assert medium is None or [span.cut(text) for span in medium.spans] == [medium.words]
