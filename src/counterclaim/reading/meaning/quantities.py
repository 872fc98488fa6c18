"""Counted and measured things in a content: numbers with their bounds, units and what is counted.

The definition is section 6 of the reading guide. Numbers are found by one pass of a regular expression over each piece
of the content; what stands right before and behind a number tells its bound, its unit, and whether it is one at all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from counterclaim.reading.reading import Bound, Change, Quantity, QuantityKind
from counterclaim.text.span import Span

_MOST_DIGITS = 30
_BEFORE, _BEHIND = 48, 64

_ONES = {
    **{"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9},
    **{"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16},
    **{"seventeen": 17, "eighteen": 18, "nineteen": 19},
}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {
    **{"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    **{"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12},
}
_FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_VAGUE = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "millions": 2_000_000,
    "billions": 2 * 10**9,
    "trillions": 2 * 10**12,
}
_TENS_OF = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200}

_WORD = "|".join([*_ONES, *_TENS])
_WORDS = rf"(?:{_WORD})(?:[- ](?:(?:and\ )?(?:{_WORD}|hundred|thousand|million|billion|trillion|a\ half)))*"
_SPACE = "[\u0020\u00a0\u2009\u202f]"
_DIGITS = rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:{_SPACE}\d{{3}})+(?![\d,])|\d+(?:\.\d+)?"
_SIGN = r"(?:US|AU?|CA?|NZ|HK|S)?\$|£|€|¥|₹|₽"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|bn|bln|mn|tn)\b|[km]\b(?!/)"
_PART = r"(?:half|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|tenths?)"
_NUMBER = re.compile(
    rf"""(?<![\w.,$£€/-])(?:
      (?P<tens>(?i:tens|dozens|scores|hundreds)\ of\ (?i:thousands|millions|billions))\b
    | (?P<vague>(?i:dozens|scores|hundreds|thousands|millions|billions|trillions))\b
    | (?P<dozen>(?i:(?:half\ a|a|one|two|three|four|five|several)\ dozen))\b
    | (?P<couple>(?i:a\ couple(?:\ of)?(?:\ (?:hundred|thousand|million|dozen))?))\b
    | (?P<part>(?i:(?:(?:a|one|two|three|four|five|seven|nine)[- ])?{_PART}))
        (?=\ of\b|\ (?:the|its|their|his|her|all)\b)
    | (?P<out>(?:(?i:{_WORD})|\d+)\ (?i:out\ of|in|of)\ (?:every\ )?(?:(?i:{_WORD})|\d+))(?=\ [a-zA-Z])
    | (?P<a>(?i:an?|several)\ (?i:hundred|thousand|million|billion|trillion))\b
    | (?P<sign>{_SIGN})?[\ ]?(?P<digits>{_DIGITS})(?P<scale>[\ -]?(?i:{_SCALE}))?(?P<plus>\+)?
    | (?P<words>(?i:{_WORDS}))\b
    )""",
    re.VERBOSE,
)
_CURRENCY_OF_SIGN = {"£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "$": "USD"}
_DOLLARS = {"US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD"}
_CURRENCIES = {
    **{"dollar": "USD", "pound": "GBP", "euro": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rouble": "RUB"},
    **{"ruble": "RUB", "rupee": "INR", "franc": "CHF", "peso": "MXN", "rand": "ZAR", "won": "KRW", "hryvnia": "UAH"},
    **{"krona": "SEK", "krone": "NOK", "lira": "TRY", "shekel": "ILS", "zloty": "PLN"},
}
_UNITS = {
    **{unit: unit for unit in "second minute hour day week month year decade century mile ton acre hectare".split()},
    **{unit: unit for unit in "barrel gallon pound ounce degree megawatt gigawatt kilowatt knot yard".split()},
    **{"km": "km", "kilometer": "km", "kilometre": "km", "m": "m", "meter": "m", "metre": "m", "cm": "cm", "mm": "mm"},
    **{"foot": "foot", "feet": "foot", "inch": "inch", "inches": "inch", "kg": "kg", "kilogram": "kg", "kilo": "kg"},
    **{"gram": "g", "tonne": "ton", "liter": "litre", "litre": "litre", "mph": "mph", "mw": "megawatt"},
    **{"centuries": "century", "centimeter": "cm", "centimetre": "cm", "millimetre": "mm", "millimeter": "mm"},
}
_IN_YEARS = {"decade": 10, "century": 100}
_DURATIONS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
_BOUNDS_BEFORE = (
    (
        Bound.MORE_THAN,
        r"more than|over|above|exceeding|greater than|upwards? of|in excess of|well over|larger than|north of"
        r"|(?:sur|top)pass(?:es|ed|ing)?|topp(?:ed|ing)|exceed(?:s|ed)?",
    ),
    (
        Bound.AT_LEAST,
        r"at least|no fewer than|no less than|not less than|not fewer than|a minimum of|at minimum|as low as|as few as",
    ),
    (Bound.LESS_THAN, r"less than|fewer than|under|below|short of"),
    (
        Bound.AT_MOST,
        r"(?<!add )(?<!adds )up to|at most|no more than|not more than|as many as|as much as|a maximum of"
        r"|at maximum|within|as high as",
    ),
    (
        Bound.ABOUT,
        r"about|around|roughly|approximately|some|nearly|almost|close to|an estimated|estimated|circa"
        r"|approaching|maybe|perhaps(?: only)?|probably",
    ),
)
_BOUND_BEFORE = [
    (bound, re.compile(rf"\b(?:{words})(?: the| a| another)? ?$", re.I)) for bound, words in _BOUNDS_BEFORE
]
_BOUND_BEHIND = (
    (Bound.AT_LEAST, re.compile(r" (?:or|and) (?:more|over|above|up|better|greater|higher)\b|[- ]plus\b", re.I)),
    (Bound.AT_MOST, re.compile(r" or (?:less|fewer|under|below|lower)\b", re.I)),
    (Bound.ABOUT, re.compile(r" or so\b", re.I)),
)
_PERCENT = re.compile(r" ?%|[- ](?:percent(?:age)?(?:[- ]points?)?|per cent|points?)\b", re.I)
_UNIT = re.compile(r"(?: of |[- ])([a-z]+)\b(?:-(old)\b)?", re.I)
_TO = re.compile(r" ?(?:-|–|—| to | and | or ) ?")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE_BEFORE = re.compile(rf"(?:\b{_MONTH}|\b{_MONTH} \d{{1,2}},) $")
_NOT_BEFORE = re.compile(
    r"(?:\b(?:No\.?|number|Number|aged?|page|pages|Page|room|Room|chapter|section|Section|article|Article|Channel|Flight|"
    r"Route|Highway|Interstate|Title|Proposition|Prop\.?|Phase|Level|Boeing|Airbus|Windows|Apollo|War|Bowl|Form|Rule|"
    r"Resolution|Division|Precinct|District|Chapter|Amendment|Psalm|size|Act|Vatican|iPhone|Formula|Top)|[#@:/])[ -]?$"
)
_KNOWN_ONES = re.compile(r"\b(?:the|these|those|his|her|their|its|my|our|your|both|other|all|any) $", re.I)
_POINT_IN_TIME = re.compile(
    r" (?:ago|before|after|later|earlier|from now|prior|previously|since|removed)\b|['’] time\b"
)
_AGE = re.compile(r"\b(?:age|ages) (?:of )?$", re.I)
_AGE_BEFORE = re.compile(r"(?:\b[A-Z][\w’'-]+, |\bage of |\b(?:he|she) (?:is|was|turned) )$")
_NAME_BEFORE = re.compile(r"\b[A-Z]\w+ of $")
_NOT_BEHIND = re.compile(
    rf"(?:st|nd|rd|th|s|['’]s)\b| ?[ap]\.?m\b|:\d| o['’]clock| {_MONTH}(?![a-z])(?! (?:be|not)\b)"
    r"|[- ]years?[- ]olds?\b|[- ]years? of age|/\d|-\d{3,}"
    r"| (?:[A-Z]\w+ )+(?:St|Street|Ave|Avenue|Road|Rd|Lane|Boulevard)\b"
    r"|[- ]way\b|-story\b"
)
_YEAR_BEFORE = re.compile(r"\b(?:1[5-9]|20)\d\d[-–—]$")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_BY = r"(?: by)?(?: (?:an? )?(?:about|nearly|almost|around|more than|some|at least|estimated))? ?$"
_RISE = re.compile(
    r"\b(?:rose|rises?|risen|rising|grew|grows?|grown|increas(?:ed?|es|ing)|up|gain(?:ed|s)?|jump(?:ed|s)?|climb(?:ed|s)?|surg(?:ed?|es)"
    r"|soar(?:ed|s)?|increase of|rise of|growth of|added?)" + _BY,
    re.I,
)
_FALL = re.compile(
    r"\b(?:fell|falls?|fallen|dropp?(?:ed|s)?|declin(?:ed?|es)|decreas(?:ed?|es)|lost|cuts?|reduc(?:ed?|es)|down|shr[au]nk|slipp?ed"
    r"|(?:drop|fall|decline|reduction|cut|decrease) of)" + _BY,
    re.I,
)
_RISE_BEHIND = re.compile(
    r"^(?: [a-z]+)? (?:increase|rise|growth|gain|jump|hike|surge|boost|raise|uptick)\b|^ (?:more|higher)\b", re.I
)
_FALL_BEHIND = re.compile(
    r"^(?: [a-z]+)? (?:decrease|drop|fall|decline|cut|reduction|loss|dip)\b|^ (?:less|fewer|lower)\b", re.I
)
_OF = re.compile(
    r"(?: of)?(?: (?:the|these|those|all|its|their|his|her|our|my|other|such|more|additional))*((?: [\w’'-]+){1,4})"
)
_ENDS_OF = frozenset(
    "of in on at by for from to with without into over under after before since as than and or but who which that whose"
    " is are was were be been being has have had do does did will would can could may might must should not it he she"
    " they we you i a an the per while when where because if about during between among against out up down each every"
    " said say says told died killed went came took made left back ago there so only also never now then this last"
    " next".split()
)


@dataclass(frozen=True, slots=True)
class _Number:
    """A value at a place of the text, before its surroundings are read."""

    start: int
    end: int
    value: float
    bound: Bound = Bound.EXACT
    unit: str | None = None
    kind: QuantityKind = QuantityKind.COUNT
    in_words: bool = False
    plain: str = ""


def find_quantities(text: str, spans: Sequence[Span]) -> tuple[Quantity, ...]:
    """The quantities inside the pieces `spans` of a content, in order."""
    found: list[Quantity] = []
    for span in spans:
        numbers = [
            with_unit for each in _numbers(text, span) if (with_unit := _with_unit(text, each, span)) is not None
        ]
        found += _quantities(text, _sharing_percent(text, numbers), span)
    return tuple(found)


def _numbers(text: str, span: Span) -> Iterator[_Number]:
    for match in _NUMBER.finditer(text, span.start, span.end):
        number = _read(match)
        if number is not None and not _is_no_quantity(text, number, span):
            yield number


def _read(match: re.Match[str]) -> _Number | None:
    start, end, words = match.start(), match.end(), match.group().lower()
    if match["tens"]:
        first, _, last = words.partition(" of ")
        return _Number(start, end, _TENS_OF[first] * _SCALES[last.removesuffix("s")], Bound.AT_LEAST, in_words=True)
    if match["vague"]:
        return _Number(start, end, _VAGUE[words], Bound.AT_LEAST, in_words=True)
    if match["dozen"]:
        times = {"half a": 0.5, "a": 1, "several": None}.get(words.removesuffix(" dozen"), _ONES.get(words.split()[0]))
        return None if times is None else _Number(start, end, 12 * times, in_words=True)
    if match["couple"]:
        scale = {"hundred": 100, "thousand": 1000, "million": 10**6, "dozen": 12}.get(words.split()[-1], 1)
        return _Number(start, end, 2 * scale, Bound.ABOUT, in_words=True)
    if match["part"]:
        parts = re.split("[- ]", words)
        low = _FRACTIONS[parts[-1].removesuffix("s")]
        return _Number(start, end, round(_ONES.get(parts[0], 1) / low, 3), kind=QuantityKind.RATIO, in_words=True)
    if match["out"]:
        return _out_of(match)
    if match["a"]:
        scale = _SCALES[words.split()[-1]]
        several = words.startswith("several")
        return _Number(start, end, scale * (1 + several), Bound.AT_LEAST if several else Bound.EXACT, in_words=True)
    if match["words"]:
        return _Number(start, end, _value_of_words(words), in_words=True, plain=words)
    return _of_digits(match)


def _out_of(match: re.Match[str]) -> _Number | None:
    first, last = re.split(r" (?:out of|in|of) (?:every )?", match["out"].lower())
    n, m = (
        _ONES.get(each, _TENS.get(each)) if each.isalpha() else float(each[:_MOST_DIGITS]) for each in (first, last)
    )
    if n is None or m is None or not 0 < n < m:
        return None
    return _Number(match.start(), match.end(), round(n / m, 3), kind=QuantityKind.RATIO, in_words=True)


def _of_digits(match: re.Match[str]) -> _Number | None:
    digits = re.sub(rf"[,{_SPACE[1:-1]}]", "", match["digits"])
    if len(digits) > _MOST_DIGITS:
        return None
    scale = (match["scale"] or "").strip(" -").lower()
    sign = match["sign"]
    if scale in {"k", "m"} and not (sign or match["scale"][0] not in " -"):
        scale = ""
    end = match.end() if scale or not match["scale"] else match.start("scale")
    value = _whole(float(digits) * _SCALES.get(scale, 1))
    bound = Bound.AT_LEAST if match["plus"] else Bound.EXACT
    unit = _DOLLARS.get(sign, _CURRENCY_OF_SIGN.get(sign[-1])) if sign else None
    kind = QuantityKind.MONEY if sign else QuantityKind.COUNT
    start = match.start("sign") if sign else match.start("digits")
    plain = "" if scale else match["digits"]
    return _Number(start, end, value, bound, unit, kind, plain=plain)


def _value_of_words(words: str) -> float:
    total, current = 0.0, 0.0
    for word in re.split("[- ]", words.replace(" and ", " ").replace(" a half", " half")):
        if word == "half":
            current += 0.5
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in _SCALES:
            total, current = total + max(current, 1) * _SCALES[word], 0
        else:
            current += _ONES.get(word, _TENS.get(word, 0))
    return _whole(total + current)


def _whole(value: float) -> float:
    return int(value) if value == int(value) else round(value, 6)


def _is_no_quantity(text: str, number: _Number, span: Span) -> bool:
    before = text[max(span.start, number.start - _BEFORE) : number.start]
    behind = text[number.end : min(span.end, number.end + _BEHIND)]
    if number.kind is QuantityKind.MONEY:
        return False
    if number.value == 0 or before[-1:] in {"’", "‘", "'"} or (behind[:1] in {"’", "”"} and behind[1:2].isdigit()):
        return True
    if (
        _YEAR_BEFORE.search(before)
        or _AGE.search(before)
        or _NOT_BEFORE.search(before)
        or _DATE_BEFORE.search(before)
        or _NOT_BEHIND.match(behind)
    ):
        return True
    unit = _PERCENT.match(behind) or _known_unit(behind)
    match = _UNIT.match(behind)
    if unit and match and _UNITS.get(_singular(match[1])) in _DURATIONS and _POINT_IN_TIME.match(behind, match.end(1)):
        return True
    if number.plain == "one" and not (unit and match and match[1].lower() in _CURRENCIES | {"percent": ""}):
        return True
    if unit:
        return False
    if number.in_words and number.value <= 10 and number.plain and _KNOWN_ONES.search(before):
        return True
    if number.plain.isdigit() and re.search(r"[a-z’] [A-Z][\w’'-]+ $", before) and not re.match(r" [a-z]", behind):
        return True
    if number.in_words and text[number.start].isupper() and _NAME_BEFORE.search(before):
        return True
    year = not number.in_words and _YEAR.fullmatch(number.plain) and not any(b.search(before) for _, b in _BOUND_BEFORE)
    age = number.plain and number.value < 120 and _AGE_BEFORE.search(before) and behind[:1] in {",", ".", ""}
    return bool(year or age)


def _known_unit(behind: str) -> str | None:
    match = _UNIT.match(behind)
    return _unit_of(match[1]) if match else None


def _unit_of(word: str) -> str | None:
    return _UNITS.get(_singular(word)) or _CURRENCIES.get(_singular(word))


def _singular(word: str) -> str:
    small = word.lower()
    known = (
        form for form in (small, small.removesuffix("s"), small.removesuffix("es")) if form in _UNITS | _CURRENCIES
    )
    return next(known, small)


def _with_unit(text: str, number: _Number, span: Span) -> _Number | None:
    if number.kind in {QuantityKind.MONEY, QuantityKind.RATIO}:
        return number
    behind = text[number.end : min(span.end, number.end + _BEHIND)]
    percent = _PERCENT.match(behind)
    if percent:
        return replace(number, end=number.end + percent.end(), unit="percent", kind=QuantityKind.PERCENT)
    match = _UNIT.match(behind)
    unit = _unit_of(match[1]) if match else None
    if match is None or unit is None or unit == "second":
        return number
    if unit in _IN_YEARS:
        value = _whole(number.value * _IN_YEARS[unit])
        return replace(
            number, end=number.end + match.end(1), value=value, unit="year", kind=QuantityKind.MEASURE, plain=""
        )
    money = unit.isupper() and len(unit) == 3
    kind = QuantityKind.MONEY if money else QuantityKind.MEASURE
    return replace(number, end=number.end + match.end(1), unit=unit, kind=kind)


def _sharing_percent(text: str, numbers: list[_Number]) -> list[_Number]:
    """The numbers, with a percent sign that two of them share given to both: "50 to 48 percent"."""
    shared = list(numbers)
    for place in range(len(numbers) - 2, -1, -1):
        one, other = shared[place], shared[place + 1]
        alone = one.kind is QuantityKind.COUNT and other.kind is QuantityKind.PERCENT
        if alone and _TO.fullmatch(text[one.end : other.start]):
            shared[place] = replace(one, unit="percent", kind=QuantityKind.PERCENT)
    return shared


def _quantities(text: str, numbers: list[_Number], span: Span) -> Iterator[Quantity]:
    place = 0
    while place < len(numbers):
        number = numbers[place]
        other = numbers[place + 1] if place + 1 < len(numbers) else None
        if other is not None and _is_range(text, number, other, span):
            yield _between(text, number, other, span)
            place += 2
        else:
            yield _quantity(text, number, span)
            place += 1


def _is_range(text: str, one: _Number, other: _Number, span: Span) -> bool:
    link = text[one.end : other.start].lower()
    if not _TO.fullmatch(link) or one.value >= other.value or {one.bound, other.bound} - {Bound.EXACT}:
        return False
    if one.kind is not other.kind and one.kind is not QuantityKind.COUNT:
        return False
    before = text[max(span.start, one.start - _BEFORE) : one.start].lower()
    if one.kind is QuantityKind.MONEY and re.search(r"\bfrom (?:\w+ ){0,3}$", before):
        return False
    if link.strip() == "and":
        return before.rstrip().endswith("between")
    two_levels = re.search(r"\b(?:rose|grew|increased|up|fell|dropped|down|went|voted|swung) from $", before)
    return link.strip() != "to" or not (two_levels or _RISE.search(before) or _FALL.search(before))


def _between(text: str, one: _Number, other: _Number, span: Span) -> Quantity:
    before = text[max(span.start, one.start - _BEFORE) : one.start]
    lead = re.search(r"\b(?:between|from|anywhere from) $", before, re.I)
    start = one.start - (len(lead[0]) if lead else 0)
    whole = replace(other, start=start)
    factor = _shared_scale(text, one, other)
    unit, kind = (other.unit, other.kind) if other.unit else (one.unit, one.kind)
    low = _whole(one.value * factor)
    return Quantity(
        words=text[start : other.end],
        spans=(Span(start, other.end),),
        low=low,
        high=other.value,
        bound=Bound.BETWEEN,
        unit=unit,
        of=_counted(text, whole, span),
        kind=kind,
        change=_change(text, whole, span),
    )


def _shared_scale(text: str, one: _Number, other: _Number) -> float:
    """How often the scale of the second number counts for the first: "2 to 3 million"."""
    words = text[other.start : other.end].lower()
    found = re.search(rf"{_SCALE}", words)
    if found is None or re.search(_SCALE, text[one.start : one.end].lower()):
        return 1
    return _SCALES[found[0]] if one.value < other.value / _SCALES[found[0]] else 1


def _quantity(text: str, number: _Number, span: Span) -> Quantity:
    start, end, bound = number.start, number.end, number.bound
    before = text[max(span.start, start - _BEFORE) : start]
    for told, pattern in _BOUND_BEFORE:
        match = pattern.search(before)
        during = match is not None and number.unit in _DURATIONS and match[0].lower().split()[0] in {"over", "under"}
        if match and not during:
            bound, start = told, start - (len(before) - match.start())
            break
    behind = text[end : min(span.end, end + _BEHIND)]
    for told, pattern in _BOUND_BEHIND:
        match = pattern.match(behind)
        if match and bound is Bound.EXACT:
            bound, end = told, end + match.end()
    low = None if bound in {Bound.LESS_THAN, Bound.AT_MOST} else number.value
    high = None if bound in {Bound.MORE_THAN, Bound.AT_LEAST} else number.value
    return Quantity(
        words=text[start:end],
        spans=(Span(start, end),),
        low=low,
        high=high,
        bound=bound,
        unit=number.unit,
        of=_counted(text, replace(number, end=end), span),
        kind=number.kind,
        change=_change(text, number, span),
    )


def _counted(text: str, number: _Number, span: Span) -> str | None:
    """The noun phrase behind the number, up to a preposition or a verb."""
    if number.kind is QuantityKind.MONEY:
        return None
    match = _OF.match(text, number.end, min(span.end, number.end + _BEHIND))
    if not match:
        return None
    kept: list[str] = []
    for word in match[1].split():
        ends = word.lower() in _ENDS_OF or (kept and re.search(r"(?:ed|ing)$", word) is not None)
        if ends:
            break
        kept.append(word)
    return " ".join(kept) or None


def _change(text: str, number: _Number, span: Span) -> Change:
    before = text[max(span.start, number.start - _BEFORE) : number.start]
    behind = text[number.end : min(span.end, number.end + _BEHIND)]
    if _RISE.search(before) or _RISE_BEHIND.search(behind):
        return Change.RISE
    return Change.FALL if _FALL.search(before) or _FALL_BEHIND.search(behind) else Change.LEVEL
