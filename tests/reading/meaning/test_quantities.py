"""Quantities in contents, by section 6 of the reading guide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.meaning.quantities import find_quantities
from counterclaim.reading.reading import Bound, Change, Quantity, QuantityKind
from counterclaim.text.span import Span


def quantities(text: str) -> tuple[Quantity, ...]:
    return find_quantities(text, [Span(0, len(text))])


def read(text: str) -> list[tuple[float | None, float | None, str, str | None]]:
    return [(each.low, each.high, str(each.bound), each.unit) for each in quantities(text)]


@pytest.mark.parametrize(
    ("text", "low", "high", "bound", "unit"),
    [
        pytest.param("26 soldiers were wounded", 26, 26, "exact", None, id="digits"),
        pytest.param("Twenty-six soldiers were wounded", 26, 26, "exact", None, id="words"),
        pytest.param("two hundred and five boats", 205, 205, "exact", None, id="words with and"),
        pytest.param("12,500 boats", 12500, 12500, "exact", None, id="commas"),
        pytest.param("816 000 people fled", 816000, 816000, "exact", None, id="a space inside"),
        pytest.param("2.5 million people", 2_500_000, 2_500_000, "exact", None, id="scale"),
        pytest.param("a cost of $1.2bn", 1_200_000_000, 1_200_000_000, "exact", "USD", id="scale without a space"),
        pytest.param("a fine of €40,000", 40000, 40000, "exact", "EUR", id="euros"),
        pytest.param("300 euros", 300, 300, "exact", "EUR", id="currency in words"),
        pytest.param("more than 150 foreigners", 150, None, "more_than", None, id="more than"),
        pytest.param("at least 40 boats", 40, None, "at_least", None, id="at least"),
        pytest.param("no fewer than nine boats", 9, None, "at_least", None, id="no fewer than"),
        pytest.param("up to 700 families", None, 700, "at_most", None, id="up to"),
        pytest.param("fewer than 30 boats", None, 30, "less_than", None, id="fewer than"),
        pytest.param("a column exceeding 150 trucks", 150, None, "more_than", None, id="exceeding"),
        pytest.param("150 or more boats", 150, None, "at_least", None, id="or more"),
        pytest.param("150 or over had left", 150, None, "at_least", None, id="or over"),
        pytest.param("nearly 90 boats", 90, 90, "about", None, id="nearly"),
        pytest.param("some 200 boats", 200, 200, "about", None, id="some"),
        pytest.param("a couple of hundred boats", 200, 200, "about", None, id="a couple of hundred"),
        pytest.param("between 20 and 24 people", 20, 24, "between", None, id="between"),
        pytest.param("10 to 15 people", 10, 15, "between", None, id="range"),
        pytest.param("2 to 3 million people", 2_000_000, 3_000_000, "between", None, id="a scale for both"),
        pytest.param("dozens were killed", 24, None, "at_least", None, id="dozens"),
        pytest.param("hundreds were displaced", 200, None, "at_least", None, id="hundreds"),
        pytest.param("tens of thousands of boats", 20000, None, "at_least", None, id="tens of thousands"),
        pytest.param("millions of dollars", 2_000_000, None, "at_least", "USD", id="millions of dollars"),
        pytest.param("a dozen boats", 12, 12, "exact", None, id="a dozen"),
        pytest.param("half a dozen boats", 6, 6, "exact", None, id="half a dozen"),
        pytest.param("44 percent of voters", 44, 44, "exact", "percent", id="percent"),
        pytest.param("12.5% of boats", 12.5, 12.5, "exact", "percent", id="sign"),
        pytest.param("a lead of 17 points", 17, 17, "exact", "percent", id="points"),
        pytest.param("a third of the boats", 0.333, 0.333, "exact", None, id="fraction"),
        pytest.param("one in five boats", 0.2, 0.2, "exact", None, id="n in m"),
        pytest.param("30 km of road", 30, 30, "exact", "km", id="kilometres"),
        pytest.param("a drive of three hours", 3, 3, "exact", "hour", id="duration"),
        pytest.param("two decades of war", 20, 20, "exact", "year", id="decades are years"),
    ],
)
def test_a_quantity(text: str, low: float | None, high: float | None, bound: str, unit: str | None) -> None:
    assert read(text) == [(low, high, bound, unit)]


def test_two_figures_joined_by_and_are_two() -> None:
    assert [each[0] for each in read("12 and 15 people died")] == [12, 15]


def test_two_figures_share_a_percent_sign() -> None:
    assert [(each[0], each[3]) for each in read("a lead of 50 to 48 percent")] == [(50, "percent"), (48, "percent")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("they met in 2016", id="year"),
        pytest.param("they fled in 2012–13", id="span of years"),
        pytest.param("they met on May 12", id="day of a month"),
        pytest.param("they met on 12 May", id="day before its month"),
        pytest.param("they met at 5 p.m. or 17:30", id="times of day"),
        pytest.param("a 45-year-old sailor", id="age"),
        pytest.param("a sailor aged 45", id="aged"),
        pytest.param("the 1st and the 22nd boat", id="ranks"),
        pytest.param("No. 2 on the list", id="number two"),
        pytest.param("seen on Channel 4", id="channel"),
        pytest.param("the Group of Seven", id="group of seven"),
        pytest.param("one of the sailors", id="one of"),
        pytest.param("several boats and many sailors", id="several, many"),
        pytest.param("two months ago", id="a point in time"),
        pytest.param("at 24 Harbour Street", id="address"),
        pytest.param("call 555-0199", id="phone"),
        pytest.param("the 1990s", id="decade"),
    ],
)
def test_no_quantity(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "of"),
    [
        pytest.param("more than 150 Norvik citizens fight there", "Norvik citizens fight", id="words behind"),
        pytest.param("26 soldiers were wounded", "soldiers", id="up to the verb"),
        pytest.param("44 percent of voters", "voters", id="of"),
        pytest.param("40 boats in the harbour", "boats", id="up to a preposition"),
    ],
)
def test_what_is_counted(text: str, of: str) -> None:
    (quantity,) = quantities(text)
    assert quantity.of == of


def test_a_change_and_the_level_it_leads_to() -> None:
    by, to = quantities("the number rose by 5 to 20")
    assert (by.low, by.change, to.low, to.change) == (5, Change.RISE, 20, Change.LEVEL)
    (fall,) = quantities("exports fell 3%")
    assert (fall.change, fall.kind) == (Change.FALL, QuantityKind.PERCENT)
    (growth,) = quantities("a 5 percent increase")
    assert growth.change is Change.RISE


def test_words_hold_the_bound_and_stand_at_their_place() -> None:
    text = "She said that more than 150 men and 3 boats came"
    first, second = find_quantities(text, [Span(9, 32), Span(36, 43)])
    assert (first.words, second.words) == ("more than 150", "3")
    assert first.bound is Bound.MORE_THAN


def test_a_number_of_four_hundred_digits_is_left_out() -> None:
    assert read("9" * 400 + " boats") == []


_PIECES = st.lists(
    st.sampled_from(
        "more than|12|1,200|two|dozen|million|%|percent|to|and|$|of|boats|a|May|or more|half|between|-|.|hundreds"
        "|year|3.5|one|in|five|up|\u00a0|’".split("|")
    ),
    max_size=14,
).map(" ".join)


@given(st.one_of(st.text(max_size=60), _PIECES), st.integers(0, 40), st.integers(0, 70))
def test_any_text_is_read_and_words_are_those_at_the_spans(text: str, start: int, length: int) -> None:
    piece = Span(min(start, len(text)), min(start + length, len(text)))
    for quantity in find_quantities(text, [piece]):
        (span,) = quantity.spans
        assert span.cut(text) == quantity.words
        assert piece.start <= span.start < span.end <= piece.end
        assert quantity.low is not None or quantity.high is not None
