import pytest
from hypothesis import given

from counterclaim.reading.meaning.evidence import evidence_of, unverified_of
from counterclaim.reading.speaker.salience import Surroundings
from tests.reading.meaning.marking import marked
from tests.reading.meaning.random_statements import texts_with_statements


def evidence(text: str) -> list[tuple[str, str]]:
    plain, statements = marked(text)
    return [(str(found.kind), found.words) for found in evidence_of(statements[0], Surroundings(plain))]


def unverified(text: str) -> str | None:
    plain, statements = marked(text)
    found = unverified_of(statements[0], Surroundings(plain))
    return found and found.words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[The army] <said> {the bridge was hit}, citing satellite images.", [("satellite", "satellite images")]),
        ("[The army] <said> {the bridge was hit}, releasing video footage.", [("video", "video footage")]),
        ("Pointing to court records, [she] <said> {he had lied}.", [("record", "court records")]),
        ("[She] <said> {that, according to eyewitnesses, shots fell}.", [("witness", "eyewitnesses")]),
        ("[She] <said> {polling shows that voters care}.", [("data", "polling")]),
    ],
)
def test_evidence(text: str, found: list[tuple[str, str]]) -> None:
    assert evidence(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "<According to> [the report], {it rains}.",
        "[The video] <shows> {a bridge}.",
        "[She] <said> in a letter {that it rains}.",
        "[She] <criticised> {the video}.",
    ],
)
def test_sources_media_and_topics_are_no_evidence(text: str) -> None:
    assert evidence(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[She] <said>, without providing evidence, {that he lied}.", "without providing evidence"),
        (
            "[She] <said> {he lied}. The claim could not be independently verified.",
            "could not be independently verified",
        ),
        ("[She] <said> {he lied}. She did not offer any proof.", "did not offer any proof"),
        ("[She] <said> {he lied}. Bo said, without evidence, that she did.", None),
        ("[She] <said> {he lied}. It rained. The claim could not be verified.", None),
        ("[She] <said> {that the claim could not be verified}.", None),
        ("[She] <said> {he lied}.", None),
    ],
)
def test_unverified(text: str, words: str | None) -> None:
    assert unverified(text) == words


@given(texts_with_statements())
def test_never_raises_and_cuts_exactly_the_words(case) -> None:
    text, statements = case
    around = Surroundings(text)
    for statement in statements:
        found = [*evidence_of(statement, around), unverified_of(statement, around)]
        assert all([span.cut(text) for span in item.spans] == [item.words] for item in found if item is not None)
