"""The rules about quotations, on drafts made by hand; no model is asked."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.attribution.assemble import (
    Draft,
    claim_quotations,
    inside_each_other,
    joined_runs,
    outermost,
    put_together,
    split_side_by_side,
    whole_quotations,
)
from counterclaim.reading.attribution.attribute import Run
from tests.reading.attribution.fakes import Passage

SCORE = 0.5


# Which of two, and which in which


def test_of_two_drafts_with_one_cue_the_better_stays() -> None:
    p = Passage("Olsen said the boat sank.")
    worse = p.draft("Olsen", "said", "the boat", score=0.5)
    better = p.draft("Olsen", "said", "the boat sank", score=0.6)
    assert outermost([worse, better]) == outermost([better, worse]) == [better]


def test_drafts_come_in_the_order_of_their_cues() -> None:
    p = Passage("Olsen said it sank. Marsh denied it floats.")
    first, second = p.draft("Olsen", "said", "it sank"), p.draft("Marsh", "denied", "it floats")
    assert outermost([second, first]) == [first, second]


@pytest.mark.parametrize(
    ("inner", "within"),
    [
        pytest.param(("the union", "believes", "the talks are over"), 0, id="cue and content in the content"),
        pytest.param(("The mayor", "said", "on Monday"), None, id="its own cue stands outside"),
        pytest.param(("the union", "believes", "the talks are over", "he left"), None, id="a piece stands outside"),
        pytest.param(("", "", "the talks are over"), None, id="no cue"),
        pytest.param(("", "believes", "the union believes the talks are over"), None, id="the same content"),
    ],
)
def test_a_draft_is_within_the_one_whose_content_holds_its_cue_and_content(inner, within) -> None:
    p = Passage("The mayor said on Monday the union believes the talks are over. Then he left.")
    outer = p.draft("The mayor", "said", "the union believes the talks are over")
    assert [d.within for d in inside_each_other([outer, p.draft(*inner)])] == [None, within]


def test_within_still_names_the_right_draft_after_quotations_were_split() -> None:
    p = Passage("“Go on now?” “Stay,” he said. Marsh said the union believes the talks are over.")
    drafts = [
        p.draft("he", "said", "“Go on now?” “Stay,”"),
        p.draft("Marsh", "Marsh said", "the union believes the talks are over"),
        p.draft("the union", "believes", "the talks are over"),
    ]
    result = put_together(drafts, p.quoted, p.units, score=SCORE)
    (inner,) = [draft for draft in result if draft.within is not None]
    assert inner.within is not None
    assert p.told(inner)[1] == "believes"
    assert p.told(result[inner.within])[2] == ["the union believes the talks are over"]


# Whole quotations


@pytest.mark.parametrize(
    ("text", "content", "whole"),
    [
        pytest.param("“We go now,” he said.", "We go now", ["“We go now,”"], id="the marks belong to it"),
        pytest.param("“We go now and stay,” he said.", "We go now and", ["“We go now and stay,”"], id="most is enough"),
        pytest.param("“We go now and stay away,” he said.", "We", ["We"], id="little is not"),
        pytest.param("It is “too late” he said", "It is “too", ["It is “too late”"], id="a mixed one"),
        pytest.param("It is late, he said.", "It is late", ["It is late"], id="no quotation"),
        pytest.param(
            "''We go right home now,'' he said.",
            "We go right home now",
            ["''We go right home now,''"],
            id="doubled apostrophes",
        ),
    ],
)
def test_most_of_a_quotation_becomes_all_of_it(text: str, content: str, whole: list[str]) -> None:
    p = Passage(text)
    (draft,) = whole_quotations([p.draft("he", "said", content)], p.quoted)
    assert p.words(draft.content) == whole


def test_much_of_a_very_long_quotation_is_enough() -> None:
    p = Passage("“" + "word " * 200 + "end,” he said.")
    draft = p.draft("he", "said")
    (whole,) = whole_quotations([Draft(source=draft.source, cue=draft.cue, content=((150, 190),), score=1)], p.quoted)
    assert whole.content == ((0, p.quoted[0].last),)


def test_a_quotation_with_the_cue_in_it_is_not_made_whole() -> None:
    p = Passage("“Olsen said the boat sank.”")
    draft = p.draft("Olsen", "said", "the boat sank")
    assert whole_quotations([draft], p.quoted) == [draft]


# Side by side


def test_quotations_side_by_side_after_the_cue_share_its_source() -> None:
    p = Passage("The banners read “Go” “Stay” and “Be”.")
    drafts = split_side_by_side(
        [p.draft("The banners", "read", "“Go” “Stay” and “Be”")], p.quoted, p.units, score=SCORE
    )
    assert sorted(p.told(d) for d in drafts) == [
        ("The banners", "read", [words]) for words in sorted(["“Go”", "“Stay”", "“Be”"])
    ]
    assert {d.score for d in drafts} == {0.9}


def test_before_the_cue_only_the_nearest_has_the_source() -> None:
    p = Passage("“Was it late?” “It was,” he said.")
    drafts = split_side_by_side([p.draft("he", "said", "“Was it late?” “It was,”")], p.quoted, p.units, score=SCORE)
    assert [(*p.told(d), d.score) for d in drafts] == [
        ("", "", ["“Was it late?”"], SCORE),
        ("he", "said", ["“It was,”"], 0.9),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The banners read “Go”.", id="one"),
        pytest.param("The banners read “Go” to the men “Stay”.", id="words between"),
        pytest.param("The banners read “Go”, “Stay”.", id="none touches the other"),
        pytest.param("The banners read “Go\n\n“Stay”.", id="over paragraphs"),
    ],
)
def test_other_quotations_are_not_split(text: str) -> None:
    p = Passage(text)
    draft = p.draft("The banners", "read", text[text.index("“") : text.rindex("”") + 1])
    assert split_side_by_side([draft], p.quoted, p.units, score=SCORE) == [draft]


# Quotations that no draft holds


@pytest.mark.parametrize(
    ("text", "draft", "contents"),
    [
        pytest.param(
            "“We go,” she said. “Nobody stays here.”",
            ("she", "said", "“We go,”"),
            ["“We go,”", "“Nobody stays here.”"],
            id="the next sentence",
        ),
        pytest.param(
            "“We go,” she said, “and nobody stays”.",
            ("she", "said", "“We go,”"),
            ["“We go,”", "“and nobody stays”"],
            id="the same sentence",
        ),
        pytest.param(
            "''We go,'' she said. ''Nobody stays here.''",
            ("she", "said", "''We go,''"),
            ["''We go,''", "''Nobody stays here.''"],
            id="doubled apostrophes",
        ),
        pytest.param(
            "She said: “Nobody stays here.\n\n“Everybody goes home.”",
            ("She", "said", "“Nobody stays here."),
            ["“Nobody stays here.\n\n“Everybody goes home.”"],
            id="over two paragraphs",
        ),
        pytest.param(
            "“We go,” she said. “Nobody stays.” “Everybody goes.” “That is that.”",
            ("she", "said", "“We go,”"),
            ["“We go,”", "“Nobody stays.” “Everybody goes.” “That is that.”"],
            id="one after the other",
        ),
        pytest.param(
            "“We go,” she said about the so-called “peace plan”.",
            ("she", "said", "“We go,”"),
            ["“We go,”"],
            id="not a word held at arm's length",
        ),
        pytest.param(
            "She said it sank. “so on”",
            ("She", "said", "it sank"),
            ["it sank"],
            id="not after words that are no quotation",
        ),
    ],
)
def test_the_draft_before_takes_a_quotation_that_goes_on(
    text: str, draft: tuple[str, ...], contents: list[str]
) -> None:
    p = Passage(text)
    (taken,) = claim_quotations([p.draft(*draft)], p.quoted, p.units, score=SCORE)
    assert p.words(taken.content) == contents


LONG = "“Nobody knows where the boat went.”"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        pytest.param(f"{LONG} —Ana Reyes", "Ana Reyes", id="behind a dash"),
        pytest.param(f"{LONG}\n— Ana de la Vega, a pilot", "Ana de la Vega", id="behind a dash, a comma after"),
        pytest.param(f"{LONG} — The men then left.", "", id="a dash that goes on with the sentence"),
        pytest.param(
            f"And from Governor Reyes:\n\n{LONG}", "Governor Reyes", id="the paragraph before ends in a colon"
        ),
        pytest.param(f"Here it is:\n\n{LONG}", "", id="a colon without a name"),
        pytest.param(f"Olsen shook his head. {LONG}", "Olsen", id="the sentence before begins with a name"),
        pytest.param(f"It rained. Mayor Ana Reyes waited. {LONG}", "Mayor Ana Reyes", id="only the last sentence"),
        pytest.param(f"The rain went on. {LONG}", "", id="an article is no name"),
        pytest.param(f"Nobody asked in the U.S. {LONG}", "Nobody", id="initials end no sentence"),
        pytest.param(f"Olsen left.\n\n{LONG}", "", id="a name in the paragraph before is too far"),
        pytest.param(LONG, "", id="alone"),
    ],
)
def test_a_quotation_of_a_sentence_makes_a_draft_without_a_cue(text: str, source: str) -> None:
    p = Passage(text)
    (draft,) = claim_quotations([], p.quoted, p.units, score=SCORE)
    assert p.told(draft) == (source, "", [LONG])
    assert draft.score == SCORE


@pytest.mark.parametrize(
    ("between", "source"),
    [
        pytest.param(" ", "Marsh", id="directly behind"),
        pytest.param("\n\n", "Marsh", id="a paragraph of its own"),
        pytest.param("\n\nIt rained all day.\n\n", "", id="a paragraph between"),
    ],
)
def test_a_quotation_without_a_cue_has_the_source_of_the_statement_before(between: str, source: str) -> None:
    p = Passage(f"Marsh denied the boat sank.{between}{LONG}")
    _, draft = claim_quotations([p.draft("Marsh", "denied", "the boat sank")], p.quoted, p.units, score=SCORE)
    assert p.told(draft) == (source, "", [LONG])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("He sang “The Long Road to the Western Harbour.”", id="title of a work"),
        pytest.param("The “so-called experts” left.", id="scare quotes"),
        pytest.param("They call him “Big Joe.”", id="nickname"),
        pytest.param("It was “a day that nobody in the town forgets.”", id="a part of the sentence"),
        pytest.param("“”", id="nothing in marks"),
        pytest.param("“. . . ! ?”", id="only signs"),
    ],
)
def test_marks_around_what_is_no_sentence_make_no_statement(text: str) -> None:
    p = Passage(text)
    assert claim_quotations([], p.quoted, p.units, score=SCORE) == []


def test_a_quotation_over_paragraphs_goes_to_the_statement_at_its_end() -> None:
    p = Passage("“Nobody knows where the boat went.\n\n“Everybody went home,” Marsh said.")
    drafts = claim_quotations([p.draft("Marsh", "said", "“Everybody went home,”")], p.quoted, p.units, score=SCORE)
    assert [p.told(d) for d in drafts if d.content] == [
        ("Marsh", "said", ["“Nobody knows where the boat went.\n\n“Everybody went home,”"])
    ]


# Promises


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 5)).map(lambda pair: (pair[0], sum(pair)))))
def test_joined_runs_are_apart_in_order_and_hold_the_same_units(runs: list[Run]) -> None:
    joined = joined_runs(runs)
    assert {n for run in joined for n in range(*run)} == {n for run in runs for n in range(*run)}
    assert all(one[1] < other[0] for one, other in pairwise(joined))


PIECES = [
    "“",
    "”",
    '"',
    "''",
    "‘",
    "’",
    "«",
    "»",
    " ",
    "\n\n",
    "Olsen",
    "said",
    "goes",
    "Nobody knows",
    ".",
    ",",
    ":",
    "—",
]


@st.composite
def passages(draw: st.DrawFn) -> tuple[Passage, list[Draft]]:
    p = Passage(" ".join(draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40))))
    n_units = len(p.units)
    drafts = []
    for _ in range(draw(st.integers(0, 5))):
        borders = (
            draw(st.lists(st.integers(0, n_units), min_size=4, max_size=6, unique=True).map(sorted))
            if n_units > 6
            else []
        )
        if borders:
            cue, *content = list(pairwise(borders))[::2]
            drafts.append(Draft(source=(), cue=cue, content=tuple(content), score=draw(st.floats(0.1, 0.9))))
    return p, drafts


@given(passages())
def test_put_together_keeps_runs_apart_and_contents_inside_those_they_are_within(
    given_: tuple[Passage, list[Draft]],
) -> None:
    p, drafts = given_
    result = put_together(outermost(drafts), p.quoted, p.units, score=SCORE)
    for number, draft in enumerate(result):
        assert all(0 <= first < last <= len(p.units) for first, last in draft.content)
        assert draft.content == joined_runs(draft.content)
        if draft.within is not None:
            assert draft.within != number
            held = {n for run in result[draft.within].content for n in range(*run)}
            assert held >= {n for run in draft.content for n in range(*run)}
