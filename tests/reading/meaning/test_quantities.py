"""Quantities in contents, by section 6 of the reading guide."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.meaning.quantities import find_quantities
from counterclaim.reading.reading import Bound, Change, Quantity, QuantityKind
from counterclaim.text.span import Span


def quantities(text: str) -> tuple[Quantity, ...]:
    return find_quantities(text, [Span(0, len(text))])


def ends(text: str) -> list[tuple[float | None, float | None, str | None]]:
    return [(each.low, each.high, each.unit) for each in quantities(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("26 divers came", 26),
        ("12,500 crates", 12_500),
        ("816 000 letters", 816_000),
        ("816\u00a0000 letters", 816_000),
        ("1\u202f234\u2009567 letters", 1_234_567),
        ("2.5 lighthouses a mile", 2.5),
        ("3½ lighthouses", 3.5),
        ("3 million crates", 3_000_000),
        ("1.2bn letters", 1_200_000_000),
        ("40k letters", 40_000),
        ("5m letters", 5_000_000),
        ("twenty-six divers", 26),
        ("a hundred and fifty divers", 150),
        ("two hundred and five divers", 205),
        ("forty thousand crates", 40_000),
        ("one and a half million letters", 1_500_000),
        ("a million and a half letters", 1_500_000),
        ("half a million letters", 500_000),
        ("a quarter of a million letters", 250_000),
        ("a dozen crates", 12),
        ("two dozen crates", 24),
        ("half a dozen crates", 6),
        ("half-dozen crates", 6),
        ("a 12-member crew", 12),
        ("all 49 were read aloud", 49),
        ("the two harbours", 2),
        ("zero divers", 0),
        ("2000 divers fled", 2000),
        ("one diver was killed", 1),
        ("six barges in Norvik and one barge in Estmark", 6),
        ("five times as many", 5),
        ("these 99999999999999999999 grains", 99_999_999_999_999_999_999),
    ],
)
def test_an_exact_count(text: str, value: float) -> None:
    first = quantities(text)[0]
    assert (first.low, first.high, first.unit, first.bound) == (value, value, None, Bound.EXACT)
    assert first.kind is QuantityKind.COUNT
    assert isinstance(first.low, int) == (value == int(value))


@pytest.mark.parametrize(
    ("text", "bound", "low", "high"),
    [
        ("more than 150 divers", "more_than", 150, None),
        ("over 300 divers", "more_than", 300, None),
        ("a load exceeding 40 crates", "more_than", 40, None),
        ("upwards of 70 crates", "more_than", 70, None),
        ("at least 40 crates", "at_least", 40, None),
        ("at least one diver", "at_least", 1, None),
        ("no fewer than twelve divers", "at_least", 12, None),
        ("150 or more divers", "at_least", 150, None),
        ("150 or over", "at_least", 150, None),
        ("150-plus divers", "at_least", 150, None),
        ("40+ divers", "at_least", 40, None),
        ("dozens of crates", "at_least", 24, None),
        ("scores of crates", "at_least", 40, None),
        ("hundreds of crates", "at_least", 200, None),
        ("several hundred crates", "at_least", 200, None),
        ("tens of thousands of crates", "at_least", 20_000, None),
        ("hundreds if not thousands of crates", "at_least", 200, None),
        ("millions and millions of letters", "at_least", 2_000_000, None),
        ("fewer than 30 crates", "less_than", None, 30),
        ("under 30 crates", "less_than", None, 30),
        ("up to 700 divers", "at_most", None, 700),
        ("no more than 50 divers", "at_most", None, 50),
        ("as many as 50 divers", "at_most", None, 50),
        ("50 divers or fewer, 50 or fewer", "exact", 50, 50),
        ("50 or fewer divers", "at_most", None, 50),
        ("nearly 90 crates", "about", 90, 90),
        ("almost 90 crates", "about", 90, 90),
        ("roughly ninety crates", "about", 90, 90),
        ("some 200 crates", "about", 200, 200),
        ("200 or so crates", "about", 200, 200),
        ("a couple of crates", "about", 2, 2),
        ("a couple of hundred crates", "about", 200, 200),
        ("between 5 and 10 divers", "between", 5, 10),
        ("between two and four divers", "between", 2, 4),
        ("from 20 to 30 divers", "between", 20, 30),
        ("10 to 15 people", "between", 10, 15),
        ("12–15 divers", "between", 12, 15),
        ("two or three divers", "between", 2, 3),
        ("2 to 3 million letters", "between", 2_000_000, 3_000_000),
        ("1.5 million to 2 million letters", "between", 1_500_000, 2_000_000),
    ],
)
def test_a_bound(text: str, bound: str, low: float | None, high: float | None) -> None:
    first = quantities(text)[0]
    assert (str(first.bound), first.low, first.high) == (bound, low, high)


@pytest.mark.parametrize(
    ("text", "kind", "low", "high", "unit"),
    [
        ("44 percent of divers", "percent", 44, 44, "percent"),
        ("12.5% of divers", "percent", 12.5, 12.5, "percent"),
        ("seven per cent", "percent", 7, 7, "percent"),
        ("0 percent", "percent", 0, 0, "percent"),
        ("9 percentage points", "percent", 9, 9, "percent"),
        ("a lead of 17 points", "percent", 17, 17, "percent"),
        ("one-eighth of 1 percent", "percent", 0.125, 0.125, "percent"),
        ("12-15 per cent", "percent", 12, 15, "percent"),
        ("20%-30%", "percent", 20, 30, "percent"),
        ("$5m", "money", 5_000_000, 5_000_000, "USD"),
        ("a €40,000 fine", "money", 40_000, 40_000, "EUR"),
        ("£3.4bn", "money", 3_400_000_000, 3_400_000_000, "GBP"),
        ("US$4 million", "money", 4_000_000, 4_000_000, "USD"),
        ("A$4 million", "money", 4_000_000, 4_000_000, "AUD"),
        ("300 euros", "money", 300, 300, "EUR"),
        ("5 million pounds", "money", 5_000_000, 5_000_000, "GBP"),
        ("USD 40 million", "money", 40_000_000, 40_000_000, "USD"),
        ("77 cents", "money", 0.77, 0.77, "USD"),
        ("millions of dollars", "money", 2_000_000, None, "USD"),
        ("$10-15 million", "money", 10_000_000, 15_000_000, "USD"),
        ("between $5 and $9", "money", 5, 9, "USD"),
        ("30 km of road", "measure", 30, 30, "km"),
        ("5km", "measure", 5, 5, "km"),
        ("12 miles", "measure", 12, 12, "mile"),
        ("3 tonnes", "measure", 3, 3, "ton"),
        ("six feet", "measure", 6, 6, "foot"),
        ("she is 5’2” tall", "measure", 62, 62, "inch"),
        ("30 square miles", "measure", 30, 30, "square mile"),
        ("60 miles per hour", "measure", 60, 60, "mph"),
        ("15 °C", "measure", 15, 15, "degree"),
        ("a three-hour dive", "measure", 3, 3, "hour"),
        ("two decades of war", "measure", 20, 20, "year"),
        ("almost a year", "measure", 1, 1, "year"),
        ("a year and a half", "measure", 1.5, 1.5, "year"),
        ("half an hour", "measure", 0.5, 0.5, "hour"),
        ("the past decade", "measure", 10, 10, "year"),
        ("two to three decades", "measure", 20, 30, "year"),
        ("within 24 hours", "measure", None, 24, "hour"),
        ("for over 30 hours", "measure", 30, None, "hour"),
        ("two to three weeks", "measure", 2, 3, "week"),
        ("half of the fleet", "ratio", 0.5, 0.5, None),
        ("more than half", "ratio", 0.5, None, None),
        ("a third of the fleet", "ratio", 0.333, 0.333, None),
        ("two-thirds of divers", "ratio", 0.667, 0.667, None),
        ("three quarters of the fleet", "ratio", 0.75, 0.75, None),
        ("one in five divers", "ratio", 0.2, 0.2, None),
        ("3 out of 4 divers", "ratio", 0.75, 0.75, None),
        ("twice as many divers", "ratio", 2, 2, None),
    ],
)
def test_a_unit(text: str, kind: str, low: float | None, high: float | None, unit: str | None) -> None:
    (quantity,) = quantities(text)
    assert (str(quantity.kind), quantity.low, quantity.high, quantity.unit) == (kind, low, high, unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("12 and 15 people died", [(12, 12, None), (15, 15, None)], id="joined by and"),
        pytest.param("50 to 48 percent", [(50, 50, "percent"), (48, 48, "percent")], id="one sign for two"),
        pytest.param(
            "Marsh with 25 percent and Lund at 14", [(25, 25, "percent"), (14, 14, "percent")], id="a sign carried on"
        ),
        pytest.param("raised from $7 to $12", [(7, 7, "USD"), (12, 12, "USD")], id="moved from and to"),
        pytest.param("$9 over 10 years", [(9, 9, "USD"), (10, 10, "year")], id="over a time"),
        pytest.param("5 km to 3 hours", [(5, 5, "km"), (3, 3, "hour")], id="units that do not fit"),
        pytest.param("between 9 and 4 crates", [(9, 9, None), (4, 4, None)], id="ends that fall"),
    ],
)
def test_two_figures(text: str, expected: list[tuple[float, float, str | None]]) -> None:
    assert ends(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "they met in 2016",
        "by 2030",
        "the 2016 harvest",
        "they fled in 2012–13",
        "on May 12, 2014",
        "on May 3 and 4",
        "on 12 May",
        "on 2016-08-03",
        "on 9/11",
        "at 5 p.m. or 17:30",
        "at 5 o'clock",
        "the 1990s and the ’80s",
        "two months ago",
        "three weeks later",
        "two or three months from now",
        "in two weeks' time",
        "a 45-year-old sailor",
        "a sailor aged 45",
        "a man, 45, drowned",
        "Elena Marsh, 45, drowned",
        "she was 45.",
        "divers aged 18 to 39",
        "people over 65",
        "at 24 Harbour Street",
        "in Room 12",
        "call 555-0199",
        "call 020 7946 0958",
        "the first and the 22nd boat",
        "No. 2 on the list",
        "in the top 20",
        "1) sails and 2) ropes",
        "Rovers won 3-1",
        "a 21-14 loss",
        "seen on Channel 4",
        "the Group of Seven",
        "a Boeing 737",
        "Article 5 holds",
        "an F-16 and Covid-19",
        "a 9mm pistol",
        "one of the divers",
        "no one came, one must wait",
        "at one point, one by one",
        "the two of them",
        "the two were friends",
        "a boat, an oar",
        "a year like this",
        "several boats and many sailors",
        "a third term in the second half",
        "9" * 400 + " crates",
    ],
)
def test_no_quantity(text: str) -> None:
    assert ends(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("she saw more than 150 divers", "more than 150"),
        ("150 or more divers", "150 or more"),
        ("they raised $5m", "$5m"),
        ("between 5 and 10 divers", "between 5 and 10"),
        ("nearly 9 percentage points", "nearly 9 percentage points"),
    ],
)
def test_the_words_hold_bound_and_unit(text: str, words: str) -> None:
    (quantity,) = quantities(text)
    assert quantity.words == words


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("more than 150 Norvik citizens fight there", "Norvik citizens"),
        ("26 divers were wounded", "divers"),
        ("44 percent of the voters", "voters"),
        ("40 boats in the harbour", "boats"),
        ("half the fleet", "fleet"),
        ("a 12-member crew", "crew"),
        ("three weeks of talks", "talks"),
        ("three weeks", None),
        ("$5 million in July", None),
    ],
)
def test_what_is_counted(text: str, of: str | None) -> None:
    (quantity,) = quantities(text)
    assert quantity.of == of


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("the number rose by 5 to 20", [(5, Change.RISE), (20, Change.LEVEL)]),
        ("a 5 percent increase", [(5, Change.RISE)]),
        ("an increase of 5 percent", [(5, Change.RISE)]),
        ("200 more divers", [(200, Change.RISE)]),
        ("exports fell 3%", [(3, Change.FALL)]),
        ("a cut of about 40 crates", [(40, Change.FALL)]),
        ("twenty fewer divers", [(20, Change.FALL)]),
        ("20 divers", [(20, Change.LEVEL)]),
    ],
)
def test_a_change(text: str, changes: list[tuple[float, Change]]) -> None:
    assert [(each.low, each.change) for each in quantities(text)] == changes


def test_only_the_pieces_count() -> None:
    text = "7 said that more than 150 divers and 3 boats came in 9 days"
    first, second = find_quantities(text, [Span(12, 32), Span(37, 44)])
    assert (first.words, second.words) == ("more than 150", "3")
    assert second.spans == (Span(37, 38),)


PIECES = st.lists(
    st.sampled_from(
        "more than|at least|less than|up to|12|1,200|816|000|0|two|one|dozen|a dozen|hundreds of|million|bn|%|percent"
        "|points|to|and|$|€|of|in|out of|boats|a|the|May|or more|half|third|twice as|between|from|-|–|.|,|(|)|year"
        "|years|ago|km|3.5|2016|a couple of|five|rose by|fell|dollars|if not|” |’|\u00a0|ſ|ı|İ|²|٣|½".split("|")
    ),
    max_size=16,
)
TEXTS = st.one_of(st.text(max_size=60), PIECES.map(" ".join), PIECES.map("".join))


@given(TEXTS, st.lists(st.integers(0, 80), max_size=6))
def test_any_text_is_read_and_words_stand_in_the_pieces(text: str, borders: list[int]) -> None:
    borders = sorted(min(border, len(text)) for border in borders)
    pieces = [Span(start, end) for start, end in pairwise(borders)][::2]
    found = find_quantities(text, pieces)
    assert all(one.spans[0].end <= other.spans[0].start for one, other in pairwise(found))
    for quantity in found:
        (span,) = quantity.spans
        assert span.cut(text) == quantity.words
        assert span.start < span.end
        assert any(piece.holds(span) for piece in pieces)


@given(TEXTS)
def test_the_ends_fit_the_bound(text: str) -> None:
    for quantity in quantities(text):
        assert (quantity.low is None) == (quantity.bound in {Bound.LESS_THAN, Bound.AT_MOST})
        assert (quantity.high is None) == (quantity.bound in {Bound.MORE_THAN, Bound.AT_LEAST})
        if quantity.low is not None and quantity.high is not None:
            assert (quantity.low < quantity.high) == (quantity.bound is Bound.BETWEEN)
        assert (quantity.unit is None) == (quantity.kind in {QuantityKind.COUNT, QuantityKind.RATIO})
