"""Names and pronouns that are easy to read wrongly. In the short reports here each source stands in brackets."""

import pytest

from counterclaim.reading.reading import SpeakerKind
from tests.reading.speaker.test_resolve import last_name, marked, resolve, speakers_of


@pytest.mark.parametrize(
    ("report", "name"),
    [
        pytest.param("Will Orr came. [Will] said no", "Will Orr", id="Will"),
        pytest.param("Tess Rice came. The crop failed. [Rice] said no", "Tess Rice", id="Rice"),
        pytest.param("The case went on. Neil Case came. [Case] said no", "Neil Case", id="Case"),
        pytest.param("[Mark Post] said no", "Mark Post", id="two words that are words"),
        pytest.param("[J. R. Falk] said no", "J. R. Falk", id="initials"),
        pytest.param("[Ludwig van der Meer] said no", "Ludwig van der Meer", id="van der"),
        pytest.param("[Omar bin Khalid al-Harbi] said no", "Omar bin Khalid al-Harbi", id="bin and al"),
        pytest.param("[Tom Weld Jr.] said no", "Tom Weld Jr.", id="Jr."),
        pytest.param("[Xi Jinping] said no. [Xi] said yes", "Xi Jinping", id="family name first"),
        pytest.param("[Park Geun-hye] said no. [Park] said yes", "Park Geun-hye", id="family name that is a word"),
        pytest.param("[Suharto] said no", "Suharto", id="one name"),
        pytest.param("[Volodymyr Taranko (Володимир Таранко)] said no", "Volodymyr Taranko", id="other script beside"),
        pytest.param("[Елена Маршак] said no", "Елена Маршак", id="another script alone"),
        pytest.param("BY ANA VOGEL\n\nAna Vogel left. [Vogel] said no", "Ana Vogel", id="byline in capitals"),
        pytest.param("HARBOUR BURNS\n\nAna Vogel left. [Vogel] said no", "Ana Vogel", id="headline in capitals"),
        pytest.param(
            "Reckless Falk Sails Again\n\nKel Falk came. [Falk] said no", "Kel Falk", id="headline in title case"
        ),
        pytest.param("Entrusting Anna Berg was wrong. [Berg] said no", "Anna Berg", id="a participle before"),
        pytest.param(
            "Beneath Falk's roof it rained. Kel Falk came. [Falk] said no", "Kel Falk", id="a preposition before"
        ),
        pytest.param(
            "[Sens. Ana Vogel of Lume and Tom Weld of Norvik] said no", "Ana Vogel and Tom Weld", id="plural title"
        ),
        pytest.param('[Kel "Tug" Ode] said no. [Ode] said yes', 'Kel "Tug" Ode', id="nickname inside"),
        pytest.param(
            "The Harbour Safety Board met. [The HSB] said no", "Harbour Safety Board", id="initials of a body"
        ),
        pytest.param("[The Food and Harbour Office] said no", "Food and Harbour Office", id="and inside a body's name"),
    ],
)
def test_names_that_are_easy_to_misread(report: str, name: str) -> None:
    assert last_name(report) == name


@pytest.mark.parametrize(
    ("report", "name"),
    [
        pytest.param("[He] said no", None, id="nobody before"),
        pytest.param("It rained. [she] said no", None, id="nothing but weather"),
        pytest.param("Someone fell. [Someone] said no", "someone", id="somebody unknown"),
        pytest.param("Ana Vogel and Tom Weld came. [They] said no", "Ana Vogel and Tom Weld", id="both of two"),
        pytest.param("Ana Vogel met the Harbour Board, [which] said no", "Harbour Board", id="which stands beside"),
        pytest.param("Tom Weld met Ana Vogel, [who] said no", "Ana Vogel", id="who stands beside"),
    ],
)
def test_pronouns_that_are_easy_to_misread(report: str, name: str | None) -> None:
    assert last_name(report) == name


def test_it_is_no_woman() -> None:
    assert last_name("The union met. Ana Vogel came. [It] said no") in {"union", None}


def test_singular_they_does_not_fail() -> None:
    text, statements = marked("A nurse came. [They] said no")
    speakers, _ = resolve(text, statements)
    assert [speaker.name for speaker in speakers] in ([], ["nurse"])


def test_two_people_of_one_name_are_read_as_one_bearer_of_it() -> None:
    first, second = speakers_of("[Kim Lee, a nurse,] said no. Another Kim Lee came. [Kim Lee, the mayor,] said yes")
    assert first.name == second.name == "Kim Lee"


@pytest.mark.parametrize(
    ("report", "role"),
    [
        pytest.param("[Jo Falk, a pollster who has worked in Lume,] said no", "pollster", id="clause off"),
        pytest.param("Jo Falk, who served as harbour pilot, left. [Falk] said no", "harbour pilot", id="served as"),
        pytest.param("[senior trial counsel Kel Ode] said no", "senior trial counsel", id="words before the noun"),
        pytest.param("[Rep. Dana Whitlock (R-Lume)] said no", "Rep.", id="party in brackets left out"),
        pytest.param("[A harbour spokesman] said no", "harbour spokesman", id="without a name"),
    ],
)
def test_roles_that_are_easy_to_misread(report: str, role: str) -> None:
    assert speakers_of(report)[-1].role == role


def test_three_hundred_names_are_kept_apart() -> None:
    given, family = ["Ana", "Tom", "Kim", "Mira", "Idris", "Jo"], [f"Vo{a}{b}el" for a in "bcdfghklmn" for b in "aeiou"]
    names = [f"{one} {other}" for other in family for one in given]
    text, statements = marked(" ".join(f"[{name}] said no." for name in names) + " End here")
    speakers, filled = resolve(text, statements)
    assert [speaker.name for speaker in speakers] == names
    assert all(each.resolved for each in filled)


def test_the_town_in_a_dateline_is_nobody() -> None:
    (who,) = speakers_of("LUME — [Ana Vogel] said no")
    assert (who.name, who.kind) == ("Ana Vogel", SpeakerKind.PERSON)
