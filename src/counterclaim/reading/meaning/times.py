"""Days, months and years that a text names, resolved against the day on which it was published.

A time is given only where it is certain: "last week" is its month (its year where the week crosses a border), "on
Wednesday" the last Wednesday on or before the published day, and an expression that several days could bear is none.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from counterclaim.reading.reading import Time
from counterclaim.text.span import Span

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_NUMBERS |= {"nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
_FIRST_MONTH_OF_SEASON = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9}

# Outside these years a published day is a slip, and steps from it could leave the calendar.
_FIRST_YEAR, _LAST_YEAR = 1500, 9990
# A month or day without a year that would lie further back is as likely one to come.
_MOST_MONTHS_BACK = 9
# "that day" stands for the day named just before, not for one named paragraphs ago.
_REACH_OF_THAT_DAY = 400

_MONTH = (
    r"(?:Jan(?:uary|\b\.?)|Feb(?:ruary|\b\.?)|Mar(?:ch|\b\.?)|Apr(?:il|\b\.?)|May|June?|July?|Aug(?:ust|\b\.?)"
    r"|Sept?(?:ember|\b\.?)|Oct(?:ober|\b\.?)|Nov(?:ember|\b\.?)|Dec(?:ember|\b\.?))(?!\w)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?!\w)"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\w%]|[.,]\d)"
_DAY = r"(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w%]|[.,:]\d)"
_LEAD = r"(?:\b(?i:on|in|during|over|earlier|early|late|later|mid|midday|just|only|back)\b[ -]+){0,3}"
_PART = r"(?:\s+(?i:morning|afternoon|evening|night)\b)?"
_NUMBER = rf"(?:{'|'.join(_NUMBERS)}|\d{{1,2}})"

_TITLE_BEFORE = re.compile(
    r"\b(?:Super|Black|Good|Cyber|Ash|Palm|Easter|Bloody|Fat|Giving|Boxing|Holy|Maundy|Shrove|Ruby|Freaky|Casual)[ -]$"
)
_TITLE_AFTER = re.compile(
    r"\s+(?:Times|Mirror|Mail|Express|Telegraph|Independent|Herald|Sun|Post|Star|People|Sport|Review|Magazine|Journal"
    r"|Night\s+(?:Live|Football|Lights|Fever)|Morning\s+Futures|Today|School)\b"
)
_ARTICLE_BEFORE = re.compile(r"\b(?i:a|an|the|his|her|their|its|that|early|late|mid)[ -]$")
_NAME_AFTER = re.compile(r"\s+[A-Z]\w*[a-z]|['’]s\s")
_YEAR_RANGE = frozenset({"-", "–"})
_MONTH_BEFORE = re.compile(
    r"\b(?i:in|since|during|early|mid|late|last|this|of|until|through|by|before|after|from|back)[ -]$"
)
_NO_DATE_AFTER = re.compile(
    r"[ -](?:(?:presidential|national|general|republican|democratic|gop|white house)[ -])*"
    r"(?:president|presidency|candidate|campaign|race|election|nominee|nomination|contender|hopeful|field|cycle|contest"
    r"|primar|convention|budget|model|season|film|movie|album|novel|olympic|games|world|people|dollars|percent)",
    re.IGNORECASE,
)

_TIME = re.compile(
    rf"""
    (?P<lead>{_LEAD})
    (?:
      (?<![\w-])(?P<iso>(?P<iso_year>\d{{4}})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d))(?![\w-])
    | (?<!\w)(?:(?P<md_last>last|this)\s)?(?P<md_month>{_MONTH})\s+(?P<md_day>{_DAY})(?:,?\s+(?P<md_year>{_YEAR}))?
    | (?<![\w.,:])(?P<dm_day>{_DAY})\s+(?:of\s+)?(?P<dm_month>{_MONTH})(?:,?\s+(?P<dm_year>{_YEAR}))?
    | (?<!\w)(?P<my_month>{_MONTH}),?\s+(?:of\s+)?(?P<my_year>{_YEAR})
    | (?<![\w-])(?:(?P<weekday_order>(?i:last|next|this|past))\s+)?(?P<weekday>{_WEEKDAY}){_PART}
    | (?<!\w)(?P<month_order>(?i:last|this|next)\s+)?(?P<month>{_MONTH})
    | (?<![\w-])(?P<day_name>(?i:earlier\s+)?[Tt]oday|(?i:tonight|this\s+(?:morning|afternoon|evening)|last\s+night
        |(?:the\s+day\s+before\s+)?yesterday))\b{_PART}
    | (?<![\w-])(?P<unit_order>(?i:last|this|next|past))\s+(?P<unit>week|weekend|month|year|spring|summer|fall|autumn)\b
    | (?<![\w-])(?P<weekend>(?i:the\s+weekend))\b
    | (?<![\w-])(?P<recent>(?i:recent\s+days))\b
    | (?<![\w-])(?P<ago_number>(?i:{_NUMBER}))\s+(?P<ago_unit>day|week|month|year)s?\s+ago\b
    | (?<![\w-])(?P<same>(?i:(?:the|that)\s+(?:very\s+)?same\s+(?:day|evening|night)|that\s+(?:same\s+)?
        (?:day|morning|afternoon|evening|night)|in\s+the\s+day|hours\s+later))\b
    | (?<![\w-])(?P<step>(?i:(?:a|one)\s+day\s+(?P<step_way>earlier|later)|the\s+(?P<step_side>next|following
        |previous|preceding)\s+day|the\s+day\s+(?P<step_rank>before|after)(?=\s*[,.;:])))\b
    | (?<![\w$£€.,-])(?P<year>{_YEAR})
    )
    """,
    re.VERBOSE,
)


def day_of(published: str | None) -> date | None:
    """The day of an ISO 8601 date or time; None for anything else."""
    try:
        return date.fromisoformat((published or "").strip()[:10])
    except ValueError:
        return None


def find_times(text: str, start: int, end: int, published: date | None) -> list[Time]:
    """The time expressions in `text[start:end]` that can be resolved, in the order of the text.

    Without a published day only those are given that name their year themselves, or that stand for such a day.
    """
    if published is not None and not _FIRST_YEAR <= published.year <= _LAST_YEAR:
        published = None
    times: list[Time] = []
    named: tuple[int, date] | None = None
    for match in _TIME.finditer(text, start, end):
        near = named is not None and match.start() - named[0] <= _REACH_OF_THAT_DAY
        value = _value(match, published, named[1] if named and near else None)
        if value is None:
            continue
        times.append(Time(value=value, words=match.group(), spans=(Span(*match.span()),)))
        day = day_of(value) if len(value) == len("2016-08-03") else None
        named = (match.end(), day) if day else named
    return times


def _value(match: re.Match[str], published: date | None, named: date | None) -> str | None:
    """What the words stand for, given the published day and the day named before them."""
    found = match.groupdict()
    for key, resolve in _ABSOLUTE.items():
        if found[key] is not None:
            return resolve(match, published)
    if named is not None and (found["same"] or found["step"]):
        return _stepped(match, named)
    if published is None:
        return None
    for key, relative in _RELATIVE.items():
        if found[key] is not None:
            return relative(match, published)
    return None


def _iso(match: re.Match[str], _: date | None) -> str | None:
    return _day_value(int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))


def _month_and_day(match: re.Match[str], published: date | None) -> str | None:
    return _day_of_month(match["md_month"], match["md_day"], match["md_year"], published)


def _day_and_month(match: re.Match[str], published: date | None) -> str | None:
    return _day_of_month(match["dm_month"], match["dm_day"], match["dm_year"], published)


def _month_and_year(match: re.Match[str], _: date | None) -> str | None:
    return f"{match['my_year']}-{_month_number(match['my_month']):02d}"


def _year(match: re.Match[str], _: date | None) -> str | None:
    bare = _NO_DATE_AFTER.match(match.string, match.end(), match.end() + 60)
    return None if bare or match.string[match.end() : match.end() + 1] in _YEAR_RANGE else match["year"]


def _weekday(match: re.Match[str], published: date) -> str | None:
    if _in_a_title(match):
        return None
    order = (match["weekday_order"] or "").lower()
    back = (published.weekday() - _WEEKDAYS.index(match["weekday"].lower())) % 7
    if order == "next":
        return (published + timedelta(days=7 - back)).isoformat()
    return (published - timedelta(days=back or 7 * (order == "last"))).isoformat()


def _month(match: re.Match[str], published: date) -> str | None:
    order = (match["month_order"] or "").strip().lower()
    number = _month_number(match["month"])
    back = (published.month - number) % 12
    if order == "next" or not (order or _names_a_month(match)):
        return None
    if order != "last" and back > _MOST_MONTHS_BACK:
        return None
    return _months_before(published, back or 12 * (order == "last"))


def _day_name(match: re.Match[str], published: date) -> str | None:
    name = match["day_name"].lower()
    back = 2 if name.startswith("the day before") else int("yesterday" in name or "last" in name)
    return (published - timedelta(days=back)).isoformat()


def _unit(match: re.Match[str], published: date) -> str | None:
    order, unit = match["unit_order"].lower(), match["unit"]
    if order == "next":
        return None
    back = int(order != "this")
    if unit == "week":
        monday = published - timedelta(days=published.weekday() + 7 * back)
        return _common_unit(monday, monday + timedelta(days=6 if back else published.weekday()))
    if unit == "weekend":
        return _last_weekend(published)
    if unit == "month":
        return None if order == "past" else _months_before(published, back)
    if unit == "year":
        return None if order == "past" else f"{published.year - back}"
    return _season(unit, back, published)


def _season(season: str, back: int, published: date) -> str | None:
    """The year: "last fall" is sure only before this year's fall begins, "this fall" only from then on."""
    begun = published.month >= _FIRST_MONTH_OF_SEASON[season]
    return f"{published.year - back}" if begun != bool(back) else None


def _weekend(_: re.Match[str], published: date) -> str | None:
    return _last_weekend(published)


def _recent(_: re.Match[str], published: date) -> str | None:
    return _common_unit(published - timedelta(days=7), published)


def _ago(match: re.Match[str], published: date) -> str | None:
    words, unit = match["ago_number"].lower(), match["ago_unit"]
    number = _NUMBERS.get(words) or int(words)
    if unit == "day":
        return (published - timedelta(days=number)).isoformat()
    if unit == "week":
        day = published - timedelta(weeks=number)
        return _common_unit(day - timedelta(days=3), day + timedelta(days=3))
    return _months_before(published, number) if unit == "month" else f"{published.year - number}"


def _stepped(match: re.Match[str], named: date) -> str:
    if match["same"]:
        return named.isoformat()
    way = match["step_way"] or match["step_side"] or match["step_rank"]
    return (named + timedelta(days=1 if way.lower() in {"later", "after", "next", "following"} else -1)).isoformat()


_ABSOLUTE: Mapping[str, Callable[[re.Match[str], date | None], str | None]] = {
    "iso": _iso,
    "md_month": _month_and_day,
    "dm_month": _day_and_month,
    "my_month": _month_and_year,
    "year": _year,
}
_RELATIVE: Mapping[str, Callable[[re.Match[str], date], str | None]] = {
    "weekday": _weekday,
    "month": _month,
    "day_name": _day_name,
    "unit": _unit,
    "weekend": _weekend,
    "recent": _recent,
    "ago_number": _ago,
}


def _day_value(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _day_of_month(month: str, day: str, year: str | None, published: date | None) -> str | None:
    month_number, day_number = _month_number(month), int(re.sub(r"\D", "", day))
    if year is not None:
        return _day_value(int(year), month_number, day_number)
    if published is None:
        return None
    back = (published.month - month_number) % 12
    if back == 0 and day_number > published.day:
        return None
    return _day_value(_year_of(published, back), month_number, day_number) if back <= _MOST_MONTHS_BACK else None


def _month_number(month: str) -> int:
    return _MONTHS.index(month[:3].lower()) + 1


def _year_of(published: date, months_back: int) -> int:
    return (published.year * 12 + published.month - 1 - months_back) // 12


def _months_before(published: date, months: int) -> str:
    return f"{_year_of(published, months)}-{(published.month - 1 - months) % 12 + 1:02d}"


def _common_unit(first: date, last: date) -> str | None:
    """The month or year that holds both days; None across a new year."""
    if first.year != last.year:
        return None
    return f"{first.year}-{first.month:02d}" if first.month == last.month else f"{first.year}"


def _last_weekend(published: date) -> str | None:
    sunday = published - timedelta(days=(published.weekday() - 6) % 7)
    if published.weekday() == _WEEKDAYS.index("saturday"):
        sunday = published + timedelta(days=1)
    return _common_unit(sunday - timedelta(days=1), sunday)


def _in_a_title(match: re.Match[str]) -> bool:
    """Whether the weekday belongs to a name: "Black Friday", "the Sunday Times"."""
    start = match.start("weekday")
    named_before = _TITLE_BEFORE.search(match.string, max(0, start - 12), start)
    return bool(named_before or _TITLE_AFTER.match(match.string, match.end("weekday")))


def _names_a_month(match: re.Match[str]) -> bool:
    """Whether "May", "March" and the like mean the month: only after words that go with times."""
    text, start, end = match.string, match.start("month"), match.end("month")
    if _MONTH_BEFORE.search(text, max(0, start - 8), start):
        return _NAME_AFTER.match(text, end) is None
    # "a September debate"
    return bool(_ARTICLE_BEFORE.search(text, max(0, start - 6), start) and re.match(r" [a-z]", text[end : end + 2]))
