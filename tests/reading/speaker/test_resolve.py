"""Who answers for the words. In the short reports here each source stands in brackets."""

import re
from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.reading.attribution.attribute import show_states
from counterclaim.reading.attribution.model import OnnxScorer, shipped_model
from counterclaim.reading.attribution.units import split_units
from counterclaim.reading.reading import Part, Quotation, Speaker, SpeakerKind, Statement
from counterclaim.reading.speaker import resolve as module
from counterclaim.reading.speaker.mentions import MentionReader, Mentions, SpeakerModel, shipped_speakers
from counterclaim.reading.speaker.salience import Surroundings
from counterclaim.reading.speaker.words import word_set
from counterclaim.text.span import Span

_MARKS = re.compile(r"[\[\]]")


@cache
def model() -> SpeakerModel:
    return SpeakerModel(shipped_speakers())


@cache
def scorer() -> OnnxScorer:
    return OnnxScorer(shipped_model(), n_threads=1)


def resolve(text: str, statements: Sequence[Statement]) -> tuple[tuple[Speaker, ...], tuple[Statement, ...]]:
    units = split_units(text)
    seen = MentionReader(model())
    show_states(units, scorer(), scorer().settings, seen.see)
    return module.resolve(Surroundings(text), units, statements, seen.mentions(), model())


def resolve_unseen(text: str, statements: Sequence[Statement]) -> tuple[tuple[Speaker, ...], tuple[Statement, ...]]:
    """Without the encoder's states, as with an attribution model of one's own."""
    return module.resolve(Surroundings(text), split_units(text), statements, Mentions.none(), model())


def marked(report: str) -> tuple[str, list[Statement]]:
    """The text without brackets, and a statement for each source in brackets (its content: the text's last word)."""
    text = _MARKS.sub("", report)
    sources: list[list[int]] = []
    for n_before, mark in enumerate(_MARKS.finditer(report)):
        place = mark.start() - n_before
        if mark.group() == "[":
            sources.append([place])
        else:
            sources[-1].append(place)
    last = Span(text.rindex(" ") + 1, len(text))
    return text, [statement(f"s{n}", text, Span(*source), last) for n, source in enumerate(sources)]


def statement(id_: str, text: str, source: Span | None, content: Span) -> Statement:
    return Statement(
        id=id_,
        source=None if source is None else Part(spans=(source,), text=source.cut(text)),
        cue=None,
        content=Part(spans=(content,), text=content.cut(text)),
        quotation=Quotation.INDIRECT,
        score=1.0,
    )


def speakers_of(report: str) -> list[Speaker | None]:
    """The speaker of each source in brackets."""
    speakers, statements = resolve(*marked(report))
    by_id = {speaker.id: speaker for speaker in speakers}
    return [by_id[each.speaker] if each.speaker is not None else None for each in statements]


def last_name(report: str) -> str | None:
    """The name of the speaker of the last source in brackets."""
    who = speakers_of(report)[-1]
    return None if who is None else who.name


@pytest.mark.parametrize(
    ("report", "name"),
    [
        pytest.param("[Captain Reyes] said the hold was empty", "Reyes", id="title off"),
        pytest.param("Ana Vogel left. [Vogel] said no", "Ana Vogel", id="surname to full name"),
        pytest.param("[Vogel] said no. Ana Vogel left", "Ana Vogel", id="full name only later"),
        pytest.param("Ana B. Vogel left. [Ana Vogel] said no", "Ana B. Vogel", id="fullest form"),
        pytest.param(
            "[Lt. Gen. Rosa B. Pike Jr. of the U.S. Army] said no", "Rosa B. Pike Jr.", id="rank, initial, suffix"
        ),
        pytest.param("Maria de la Cruz left. [De la Cruz] said no", "Maria de la Cruz", id="particles"),
        pytest.param("Ahmed al-Sharif left. [Al-Sharif] said no", "Ahmed al-Sharif", id="Arabic article"),
        pytest.param("Sinead O’Brien left. [O’Brien] said no", "Sinead O’Brien", id="apostrophe"),
        pytest.param("Eva Lund-Falk left. [Lund-Falk] said no", "Eva Lund-Falk", id="hyphen"),
        pytest.param("Petra Lind left. [LIND]: no", "Petra Lind", id="capitals"),
        pytest.param("[Jo Falk, the union's legal chief], said no", "Jo Falk", id="apposition after"),
        pytest.param("[Mr. Berg's lawyer, Jo Falk], said no", "Jo Falk", id="apposition before"),
        pytest.param("[Tomas Berg of Norvik Energy] said no", "Tomas Berg", id="affiliation"),
        pytest.param("[the Courier’s Kim Ode] said no", "Kim Ode", id="possessor"),
        pytest.param("[a man who goes by “Rusty”] said no", "Rusty", id="nickname"),
        pytest.param("[But Mr. Ode, a baker,] said no", "Ode", id="conjunction in front"),
        pytest.param("[Jo Falk and Kim Ode] said no", "Jo Falk and Kim Ode", id="two together"),
        pytest.param("[Berg’s] view is no", "Berg", id="possessive"),
        pytest.param("[The Data Agency] said no", "Data Agency", id="body"),
        pytest.param("[Beijing] said no", "China", id="capital"),
        pytest.param("[the Chinese] said no", "China", id="people"),
        pytest.param("[The Norwegian government] said no", "Norway", id="government"),
        pytest.param("[the Kremlin] said no", "Kremlin", id="residence keeps its name"),
    ],
)
def test_a_name_is_the_fullest_in_the_report_without_title(report, name):
    assert last_name(report) == name
    assert speakers_of(report)[-1].named


@pytest.mark.parametrize(
    ("report", "name"),
    [
        pytest.param("Anna Weld sang. Tom Weld danced. [Weld] said no", None, id="two with one surname"),
        pytest.param("Anna Weld sang. Tom Weld danced. [Mr. Weld] said no", "Tom Weld", id="the title decides"),
        pytest.param("Anna Weld sang. Weld left. Her son Tom Weld came. [Weld] said no", "Anna Weld", id="hers first"),
        pytest.param("Anna Weld sang. Tom Weld danced. [Tom Weld] said no", "Tom Weld", id="full name"),
    ],
)
def test_namesakes_stay_two(report, name):
    assert last_name(report) == name


@pytest.mark.parametrize(
    ("report", "name", "kind"),
    [
        pytest.param("[Police] said no", "Police", SpeakerKind.GOVERNMENT, id="police"),
        pytest.param("[Two officials] said no", "Two officials", SpeakerKind.GROUP, id="several persons"),
        pytest.param("[retired diplomats] said no", "retired diplomats", SpeakerKind.GROUP, id="plural"),
        pytest.param("[The leaked memo] said no", "leaked memo", SpeakerKind.DOCUMENT, id="document"),
        pytest.param("[the evening paper] said no", "evening paper", SpeakerKind.OUTLET, id="outlet"),
        pytest.param(
            "[a shipping firm in the north] said no", "shipping firm in the north", SpeakerKind.ORGANISATION, id="firm"
        ),
        pytest.param("[A nurse, who was on duty,] said no", "nurse", SpeakerKind.PERSON, id="clause off"),
        pytest.param(
            "[a lawyer for Berg] said no", "lawyer for Berg", SpeakerKind.PERSON, id="a name that is not the head"
        ),
        pytest.param("[the weathervane] said no", "weathervane", SpeakerKind.UNKNOWN, id="not in the lists"),
    ],
)
def test_a_description_stands_for_itself_and_is_not_named(report, name, kind):
    who = speakers_of(report)[-1]
    assert (who.name, who.kind, who.named) == (name, kind, False)


@pytest.mark.parametrize(
    ("report", "name"),
    [
        pytest.param("Colonel Brandt came. [the colonel] said no", "Brandt", id="title"),
        pytest.param("Ada Harker, the treasurer, came. [the treasurer] said no", "Ada Harker", id="apposition"),
        pytest.param("Norvik Bank closed. [the bank] said no", "Norvik Bank", id="body"),
        pytest.param("Colonel Brandt met Colonel Ruiz. [the colonel] said no", None, id="two colonels"),
        pytest.param("[A nurse] left. [the nurse] said no", "nurse", id="one without a name"),
        pytest.param("[A nurse] left. [Another nurse] came. [the nurse] said no", None, id="two without names"),
        pytest.param("[Hilltop Gazette] wrote. [the newspaper] said no", "Hilltop Gazette", id="the only outlet"),
        pytest.param("Colonel Brandt came. [a colonel] said no", "colonel", id="indefinite is another"),
        pytest.param("[the colonel] said no. Colonel Brandt came", "Brandt", id="introduced only later"),
    ],
)
def test_a_title_with_the_article_means_the_one_who_bears_it(report, name):
    assert last_name(report) == name


@pytest.mark.parametrize(
    ("report", "name"),
    [
        pytest.param("Joan Ferris left for Oslo. [She] said no", "Joan Ferris", id="subject before"),
        pytest.param("[Joan Ferris] said no. “It rained,” [she] said", "Joan Ferris", id="who spoke before"),
        pytest.param("[Joan Ferris] said no. [Karl Ode] said yes. [She] said no", "Joan Ferris", id="given names"),
        pytest.param("[Mrs. Ferris] said no. [Mr. Ode] said yes. [She] said no", "Ferris", id="titles"),
        pytest.param(
            "[Idris Cole] said: “It is full.\n\n“We need fuel,” [he] added", "Idris Cole", id="paragraph before"
        ),
        pytest.param("Jo Falk, [who] said no, left", "Jo Falk", id="relative after a name"),
        pytest.param("[A nurse] wept. [She] said no", "nurse", id="description"),
        pytest.param("[The two drivers] stopped. [They] said no", "two drivers", id="plural"),
        pytest.param("[Norvik Bank] closed. [It] said no", "Norvik Bank", id="it is a body"),
        pytest.param("[The poll] came. [He] said no", None, id="he is no document"),
        pytest.param("[He] said no", None, id="nobody before"),
        pytest.param(
            "It rained. [Joan Ferris] left.\n\nOne.\n\nTwo.\n\n[She] said no", "Joan Ferris", id="the only one"
        ),
        pytest.param("[One] said no", None, id="no pronoun is a name"),
        pytest.param("Ada Harker spoke. [her office] said no", "Ada Harker's office", id="possessive"),
        pytest.param("[his office] said no", None, id="possessive of nobody"),
    ],
)
def test_a_pronoun_means_the_nearest_that_suits(report, name):
    assert last_name(report) == name


@pytest.mark.parametrize(
    ("report", "role", "speaks_for"),
    [
        pytest.param("[Commissioner Dana Whitlock] said no", "Commissioner", None, id="title"),
        pytest.param("Idris Cole, a surgeon, came. [Cole] said no", "surgeon", None, id="apposition"),
        pytest.param("[Mira Holt, who followed Dan Frey as chair,] said no", "chair", None, id="as"),
        pytest.param("[Tomas Berg of Norvik Energy] said no", "of Norvik Energy", None, id="affiliation"),
        pytest.param("[campaign manager Kel Ode] said no", "campaign manager", None, id="descriptor"),
        pytest.param(
            "[Kim Lee, a spokeswoman for Norvik Bank,] said no", "spokeswoman for Norvik Bank", "Norvik Bank", id="for"
        ),
        pytest.param(
            "Ana Berg left. [Jo Falk, a lawyer for Berg,] said no", "lawyer for Berg", "Ana Berg", id="full name"
        ),
        pytest.param(
            "[Harbour Board spokesman Al Ito] said no", "Harbour Board spokesman", "Harbour Board", id="before"
        ),
        pytest.param("[Jo Falk, a gifted amateur,] said no", None, None, id="no post"),
        pytest.param("[Jo Falk, the mayor and two others] said no", None, None, id="a list"),
        pytest.param("[Mr. Falk] said no", None, None, id="Mr is no role"),
    ],
)
def test_roles_are_in_the_words_of_the_report(report, role, speaks_for):
    who = speakers_of(report)[-1]
    assert (who.role, who.speaks_for) == (role, speaks_for)


def test_the_first_person_is_who_says_the_quotation():
    text = "“I will testify,” said Joan Ferris"
    outer = statement("s1", text, Span(22, 34), Span(1, 15))
    inner = statement("s2", text, Span(1, 2), Span(3, 15))
    speakers, statements = resolve(text, [outer, inner])
    assert [speaker.name for speaker in speakers] == ["Joan Ferris"]
    assert statements[1].speaker == statements[0].speaker


@pytest.mark.parametrize(
    ("report", "name"),
    [
        pytest.param("[I] grew up poor and know hunger.\n\nKim Ode is a teacher in Bern.", "Kim Ode", id="at the end"),
        pytest.param("By Kim Ode\n\n[I] know hunger as few others do", "Kim Ode", id="byline"),
        pytest.param("[I] know hunger.\n\nKim Ode left early", None, id="a name in the last line"),
        pytest.param("[We] know hunger.\n\nKim Ode is a teacher in Bern.", None, id="several"),
        pytest.param("[My father] knew hunger.\n\nKim Ode is a teacher.", "Kim Ode's father", id="of the author"),
    ],
)
def test_the_first_person_outside_quotations_is_the_author(report, name):
    assert last_name(report) == name


def test_she_in_a_quotation_is_not_who_says_it():
    text = "Ito said: “She told me no.”"
    outer = statement("s1", text, Span(0, 3), Span(10, 27))
    inner = statement("s2", text, Span(11, 14), Span(23, 26))
    assert not resolve(text, [outer, inner])[1][1].resolved


def test_no_source_is_left_to_the_caller():
    text = "Ana turned. “Nobody warned us.”"
    _, (left,) = resolve(text, [statement("s1", text, None, Span(12, 31))])
    assert (left.speaker, left.resolved) == (None, False)


def test_one_bearer_is_one_speaker_with_aliases():
    first, second = speakers_of("[Ana Vogel] said no. [Vogel] said yes")
    assert first == second
    assert first.aliases == ("Vogel",)


_PIECES = sorted(
    word_set("""
    Ana VOGEL Mr. de la she who the mayor of a , . “ ” ’s and Jr. 他说 🙂 e\u0301 قال their U.S. — said police İ ß 12 US
    """)
)
_TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from([*_PIECES, "\n\n", "\xa0"]), max_size=25).map(" ".join),
)
_SPANS = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)).map(lambda pair: Span(*pair)), max_size=3).map(
    tuple
)


@given(_TEXTS, st.lists(st.tuples(st.none() | _SPANS, _SPANS), max_size=5))
@settings(deadline=None, max_examples=300)
def test_any_text_and_spans_are_read_without_error_and_alike(text, rows):
    statements = [
        Statement(
            id=f"s{number}",
            source=None if source is None else Part(spans=source, text=""),
            cue=None,
            content=Part(spans=content, text=""),
            quotation=Quotation.DIRECT,
            score=0.5,
        )
        for number, (source, content) in enumerate(rows)
    ]
    speakers, filled = resolve_unseen(text, statements)
    assert resolve_unseen(text, statements) == (speakers, filled)
    assert resolve_unseen(text, filled) == (speakers, filled)
    ids = {speaker.id for speaker in speakers}
    assert {each.speaker for each in filled if each.resolved} == ids
    for speaker in speakers:
        assert speaker.name.strip()
        for mention in speaker.mentions:
            assert 0 <= mention.start < mention.end <= len(text)
            assert re.search(r"\w", mention.cut(text))


def test_a_speaker_score_tells_how_sure_it_is_and_stands_with_resolved_speakers_only() -> None:
    text, statements = marked("Ana Vogel left. [Ana Vogel] said no. It rained. [it] said no")
    _, (named, nobody) = resolve(text, statements)
    assert named.resolved
    assert named.speaker_score is not None
    assert 0.9 < named.speaker_score <= 1
    assert (nobody.resolved, nobody.speaker, nobody.speaker_score) == (False, None, None)
