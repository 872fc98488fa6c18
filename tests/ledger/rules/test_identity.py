"""Speakers of two reports: the same or two."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.ledger.rules.identity import LEAST, Judgement, Profile, compare, group
from counterclaim.reading.reading import SpeakerKind

PERSON, GOVERNMENT, ORGANISATION = SpeakerKind.PERSON, SpeakerKind.GOVERNMENT, SpeakerKind.ORGANISATION


def person(name: str, id_: str = "", **facts: object) -> Profile:
    return replace(Profile(id=id_ or name, name=name, kind=PERSON), **facts)


def body(name: str, kind: SpeakerKind = ORGANISATION, **facts: object) -> Profile:
    return replace(Profile(id=name, name=name, kind=kind), **facts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(person("Elena Marsh"), person("Elena Marsh", "b"), id="one name"),
        pytest.param(person("Elena Marsh"), person("Elena R. Marsh"), id="a middle initial"),
        pytest.param(
            person("Marsh", role="senator from Norvik"), person("Elena Marsh", role="senator"), id="surname and office"
        ),
        pytest.param(person("Volodymyr Taranko"), person("Володимир Таранко"), id="other script"),
        pytest.param(person("Oleksiy Taranenko"), person("Oleksii Taranenko"), id="y or i"),
        pytest.param(person("Mohammed al-Harbi"), person("Muhammad Al Harbi"), id="Arabic vowels and article"),
        pytest.param(person("Yusuf Khalidi"), person("Youssef Khalidi"), id="ou"),
        pytest.param(person("Li Weihong"), person("Weihong Li"), id="family name first"),
        pytest.param(person("José Peña"), person("Jose Pena"), id="accents"),
        pytest.param(person("Dmitry Sokolov"), person("Dmitri Sokolow"), id="w or v"),
        pytest.param(
            body("Norvik", GOVERNMENT), body("the Norvik", GOVERNMENT, aliases=("Norvik",)), id="article before a state"
        ),
        pytest.param(body("Moscow", GOVERNMENT), body("Russia", GOVERNMENT), id="capital and state"),
        pytest.param(body("Harbour Safety Board"), body("HSB"), id="initials"),
        pytest.param(body("Norvik Energy Inc."), body("Norvik Energy"), id="legal form"),
        pytest.param(
            body("Norvik Energy"), body("Norvik Energy", GOVERNMENT, id="b"), id="kinds of body read otherwise"
        ),
    ],
)
def test_the_same_speaker_in_two_reports(one: Profile, other: Profile) -> None:
    assert compare(one, other).probability >= LEAST
    assert len(group([one, other])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(person("Anna Weld"), person("Tom Weld"), id="two with one surname"),
        pytest.param(person("Weld", "a"), person("Weld", "b"), id="nothing but a surname"),
        pytest.param(person("Tom Weld Jr."), person("Tom Weld Sr."), id="son and father"),
        pytest.param(person("T. Weld"), person("Anna Weld"), id="another initial"),
        pytest.param(person("Jean Marsh"), person("Joan Marsh"), id="given names of one skeleton"),
        pytest.param(person("Kim Lee"), person("Kim Leeds"), id="one surname begins the other"),
        pytest.param(person("Tom Norvik"), body("Norvik"), id="a person and a body"),
        pytest.param(body("Norvik Energy"), body("Norvik Bank"), id="two firms of one town"),
        pytest.param(body("North Korea", GOVERNMENT), body("South Korea", GOVERNMENT), id="two states"),
        pytest.param(
            person("Defence Ministry spokesman", "a", named=False),
            person("Defence Ministry spokesman", "b", named=False),
            id="without a name",
        ),
    ],
)
def test_two_speakers_stay_two(one: Profile, other: Profile) -> None:
    assert compare(one, other).probability < LEAST
    assert len(group([one, other])) == 2


def test_the_evidence_explains_the_probability() -> None:
    one = person("Elena Marsh", role="senator from Norvik", beside=frozenset({"dan frey"}))
    other = person("Marsh", role="senator", beside=frozenset({"dan frey"}))
    found = compare(one, other)
    assert [each.about for each in found.evidence] == ["name", "role", "beside"]
    assert found.evidence[2].words == "both beside Dan Frey"
    assert all(each.weight > 0 for each in found.evidence)


def test_a_bare_surname_does_not_join_two_people() -> None:
    anna, tom = person("Anna Weld", role="mayor of Lume"), person("Tom Weld", role="mayor of Lume")
    bare = person("Weld", role="mayor of Lume")
    groups = group([anna, bare, tom])
    assert not any({"Anna Weld", "Tom Weld"} <= {each.id for each in members} for members in groups)


def test_a_judgement_wins_over_every_evidence() -> None:
    same, two = person("Elena Marsh", "a"), person("Elena Marsh", "b")
    assert len(group([same, two], [Judgement(one="a", other="b", same=False)])) == 2
    far, away = person("Anna Weld", "a"), person("Tom Berg", "b")
    assert len(group([far, away], [Judgement(one="b", other="a", same=True)])) == 1


def test_a_later_judgement_replaces_an_earlier_one() -> None:
    same, two = person("Elena Marsh", "a"), person("Elena Marsh", "b")
    judgements = [Judgement(one="a", other="b", same=False), Judgement(one="b", other="a", same=True)]
    assert len(group([same, two], judgements)) == 1


def test_what_is_judged_to_be_two_does_not_come_together_over_a_third() -> None:
    profiles = [person("Elena Marsh", each) for each in "abc"]
    groups = group(profiles, [Judgement(one="a", other="c", same=False)])
    assert sorted(len(members) for members in groups) == [1, 2]


def test_judgements_that_contradict_each_other_are_named() -> None:
    profiles = [person("Elena Marsh", each) for each in "abc"]
    judgements = [
        Judgement(one="a", other="b", same=True),
        Judgement(one="b", other="c", same=True),
        Judgement(one="a", other="c", same=False),
    ]
    with pytest.raises(ValueError, match="a and c are judged to be two"):
        group(profiles, judgements)


def test_an_id_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        group([person("Elena Marsh", "a"), person("Tom Weld", "a")])


NAMES = st.sampled_from(
    ["Anna Weld", "Tom Weld", "Weld", "T. Weld", "Elena Marsh", "Marsh", "Li Na", "Na Li", "Омар Халид", "Omar Khalid"]
)
PROFILES = st.lists(NAMES, min_size=2, max_size=9).map(
    lambda names: [person(name, f"r{number}") for number, name in enumerate(names)]
)


@given(PROFILES, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_groups_do_not_depend_on_the_order(profiles: list[Profile], random: object) -> None:
    shuffled = list(profiles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = [{frozenset(each.id for each in members) for members in group(each)} for each in (profiles, shuffled)]
    assert found[0] == found[1]


@given(NAMES, NAMES)
def test_comparing_is_symmetric(one: str, other: str) -> None:
    a, b = person(one, "a"), person(other, "b")
    assert compare(a, b).probability == pytest.approx(compare(b, a).probability)


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(SpeakerKind))
def test_any_words_can_be_compared(one: str, other: str, kind: SpeakerKind) -> None:
    found = compare(Profile(id="a", name=one, kind=kind), Profile(id="b", name=other, kind=PERSON))
    assert 0 <= found.probability <= 1
