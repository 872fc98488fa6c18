from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.meaning.times import day_of, find_times

WEDNESDAY = date(2016, 8, 3)


def values(text: str, published: date | None = WEDNESDAY) -> list[str]:
    return [time.value for time in find_times(text, 0, len(text), published)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on Wednesday", "2016-08-03"),
        ("on Thursday", "2016-07-28"),
        ("last Wednesday", "2016-07-27"),
        ("late Monday night", "2016-08-01"),
        ("yesterday", "2016-08-02"),
        ("the day before yesterday", "2016-08-01"),
        ("two days ago", "2016-08-01"),
        ("in a May 3 letter", "2016-05-03"),
        ("on 12 March 2014", "2014-03-12"),
        ("on Feb. 12, 2012", "2012-02-12"),
        ("on 2013-04-05", "2013-04-05"),
        ("in March", "2016-03"),
        ("last November", "2015-11"),
        ("in late June", "2016-06"),
        ("in April 2009", "2009-04"),
        ("earlier this month", "2016-08"),
        ("last month", "2016-07"),
        ("last week", "2016-07"),
        ("two weeks ago", "2016-07"),
        ("over the weekend", "2016-07"),
        ("in 2014", "2014"),
        ("last year", "2015"),
        ("five years ago", "2011"),
        ("last fall", "2015"),
        ("this spring", "2016"),
    ],
)
def test_resolves_against_the_published_day(words: str, value: str) -> None:
    assert values(f"She spoke {words}.") == [value]


@pytest.mark.parametrize(
    "words",
    [
        "on Black Friday",
        "on Super Tuesday",
        "to the Sunday Times",
        "on Feb. 30",
        "on 31 April 2015",
        "on 2015-02-30",
        "next month",
        "a few days ago",
        "in the 2016 presidential race",
        "to Theresa May",
        "in a protest march",
        "of 2016 dollars",
        "about 1,500 people",
        "of $2012",
        "in October",
        "the day before the vote",
        "last summer",
    ],
)
def test_gives_nothing_rather_than_a_guess(words: str) -> None:
    assert values(f"She spoke {words}.") == []


@pytest.mark.parametrize(
    ("published", "found"),
    [
        pytest.param(date(2016, 1, 13), ["2016-01"], id="within a month"),
        pytest.param(date(2016, 5, 4), ["2016"], id="across two months"),
        pytest.param(date(2016, 1, 4), [], id="across two years"),
    ],
)
def test_last_week_is_its_finest_certain_unit(published: date, found: list[str]) -> None:
    assert values("They met last week.", published) == found


def test_steps_go_from_the_day_named_before() -> None:
    assert values("On Monday the vote failed. A day earlier, she had asked for calm.") == ["2016-08-01", "2016-07-31"]
    assert values("On Monday the vote failed. That evening she spoke.") == ["2016-08-01", "2016-08-01"]
    assert values("A day earlier, she had asked for calm.") == []


def test_without_a_published_day_only_absolute_times_remain() -> None:
    assert values("On Monday, in May, on May 3, last week, in 2014 and on May 3, 2015.", None) == ["2014", "2015-05-03"]


@pytest.mark.parametrize("text", ["2016-08-03", " 2016-08-03T10:00:00Z "])
def test_day_of_reads_dates_and_times(text: str) -> None:
    assert day_of(text) == WEDNESDAY


@pytest.mark.parametrize("text", [None, "", "yesterday", "2016-13-01", "3 August 2016"])
def test_day_of_anything_else_is_none(text: str | None) -> None:
    assert day_of(text) is None


WORDS = st.lists(
    st.sampled_from(
        "On on last next this the a day earlier before after Monday Friday Black night May March Feb. 3 30 31 2014 "
        "2016-02-30 1999 week weeks weekend month year fall ago two 12 yesterday today , . “ ” \n who said's".split(" ")
    ),
    max_size=25,
).map(" ".join)


@given(st.one_of(st.text(), WORDS), st.none() | st.dates())
def test_never_raises_and_cuts_exactly_the_words(text: str, published: date | None) -> None:
    for time in find_times(text, 0, len(text), published):
        assert [span.cut(text) for span in time.spans] == [time.words]
        assert len(time.value) in {4, 7, 10}


@given(WORDS, st.integers(0, 60), st.integers(0, 60), st.dates())
def test_stays_in_the_part_asked_for(text: str, start: int, length: int, published: date) -> None:
    for time in find_times(text, start, start + length, published):
        assert start <= time.spans[0].start < time.spans[0].end <= start + length
