"""Numbers in a text: digits and words, with their scales, currency signs and vague plurals ("dozens").

What a number stands for, and whether it is a quantity, is told by the words around it (`quantities`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.reading.reading import Bound, QuantityKind
from counterclaim.text.span import Span

_MOST_DIGITS = 30  # longer ones are serial numbers or noise
YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d")

_ONES = {word: value for value, word in enumerate("zero one two three four five six seven eight nine ten".split())}
_TEENS = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_ONES |= {word: value for value, word in enumerate(_TEENS, 11)}
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12}
_ALL_SCALES = _SCALES | _SHORT_SCALES
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_TIMES = {"d": 2, "t": 3, "q": 4, "twice": 2}
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 0.333, "⅔": 0.667, "": 0}
_PLURALS = {"tens": 20, "dozens": 24, "scores": 40, **{f"{scale}s": 2 * value for scale, value in _SCALES.items()}}

_CURRENCY_OF_SIGN = {
    **{"$": "USD", "US$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₴": "UAH", "₩": "KRW"},
    **{"A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "R$": "BRL"},
    **{code: code for code in "USD EUR GBP CHF JPY CNY RUB UAH CAD AUD".split()},
}

_SPACE = "[ \u00a0\u2009\u202f]"
_SCALE = "|".join(_SCALES)
_SCALE_WORD = re.compile(rf"\b(?:{_SCALE})\b|(?<=[\d ])(?:bn|bln|mn|tn)\b|(?<=\d)[km]\b")
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|{'|'.join(_ONES)})\b"
_SCALED = rf"(?:{_SCALE})\b(?:(?:{_SPACE}and)?{_SPACE}{_SMALL})?"
_ARTICLE = rf"(?:(?:half|a\ quarter\ of){_SPACE})?an?(?={_SPACE}(?:{_SCALE})\b)"
_WORDS = rf"(?:{_ARTICLE}|{_SMALL})(?:[- ]{_SCALED}|\ and\ a\ half\b){{0,6}}"
_DIGITS = rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d{{1,3}}(?:{_SPACE}\d{{3}})+(?![\d,.]\d|\d)|\d+(?:\.\d+)?"
_SIGN = "|".join(sorted(map(re.escape, _CURRENCY_OF_SIGN), key=len, reverse=True))
_DURATION = "second|minute|hour|day|week|month|year|decade|century|centurie"
# only ASCII letters are equal in any case: "ſ" is no "s" to the tables
_NUMBER = re.compile(
    rf"""(?:(?<![\w.,$£€/–-])|(?<=[\d%][–-]))(?:
      (?ai:(?P<plurals>(?:tens|dozens|scores|hundreds)\ of\ (?:thousands|millions|billions|trillions)
        |dozens|scores|hundreds|thousands|millions|billions|trillions))\b
    | (?ai:(?P<dozens>half(?:[- ]an?)?|an?|{_SMALL})[- ]dozen)\b
    | (?ai:(?:a|another)\ couple(?:\ of)?(?:\ (?P<couple>{_SCALE}|dozen))?)\b(?!,)
    | (?ai:several\ (?P<several>{_SCALE}))\b
    | (?P<part_of>(?ai:{_SMALL})|[1-9]\d{{0,8}}\b)
        (?=\ (?P<link>(?ai:out\ of|in|of))\ (?:every\ )?(?P<whole>(?ai:{_SMALL})|\d{{1,9}})
            (?:\ (?!{_SCALE}|per)[a-zA-Z]|[.;:!?]|$))
    | (?ai:(?P<single>half\ an?|an?|the\ (?:past|last))(?=\ (?:{_DURATION}|mile|percent|point)))\b
    | (?P<part>(?ai:(?:an?|one|two|three|four|five|seven|nine)[- ](?:{"|".join(_PARTS)})s?|half)\b
        (?!\ (?:of\ )?an?\ (?:{_SCALE})\b)
        |\d/\d(?=\ of\b))
    | (?ai:(?P<times>twice(?=\ (?:as|the))|(?:doubl|tripl|quadrupl)(?:e|ed|ing)(?=\ (?:the|its|their|his|her|our)\b)))
    | (?ai:(?P<words>{_WORDS}))
    | (?P<feet>\d)[’'′](?P<inches>\d\d?)(?:[”"″]|’’|'')
    | (?:(?P<sign>{_SIGN})\ ?)?(?P<digits>{_DIGITS})(?P<vulgar>[½¼¾⅓⅔])?
        (?:[\ -]?(?ai:(?P<scale>{_SCALE}|bn|bln|mn|tn))\b|(?P<letter>[kKmM])\b(?!/)(?!\ (?:deep|high|long|wide|tall)))?
        (?P<plus>\+(?!\d))?
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at a place of the text; `plain` is the number alone, in small letters, where no scale is with it.

    `needs_bound` marks an article ("a year") that counts only beside a bound ("almost a year"), and only with a unit.
    """

    start: int
    end: int
    value: float
    bound: Bound = Bound.EXACT
    unit: str | None = None
    kind: QuantityKind = QuantityKind.COUNT
    plain: str = ""
    needs_bound: bool = False


def find_numbers(text: str, span: Span) -> Iterator[Number]:
    """The numbers inside `span`, in order; the m of an "n in m" comes again by itself."""
    for match in _NUMBER.finditer(text, span.start, span.end):
        number = _read(match)
        if number is not None:
            yield number


def scale_of(words: str) -> int:
    """What the scale in a number multiplies by: 10**6 in "3 million"; 1 without one."""
    found = _SCALE_WORD.search(words.lower())
    return _ALL_SCALES[found[0]] if found else 1


def _read(match: re.Match[str]) -> Number | None:
    start, end, words = match.start(), match.end(), match.group().lower()
    if match["plurals"]:
        first, _, scale = words.partition(" of ")
        value = _PLURALS[first] * _SCALES.get(scale.removesuffix("s"), 1)
        return Number(start, end, value, Bound.AT_LEAST)
    if match["dozens"]:
        return Number(start, end, whole(12 * _value_of_words(match["dozens"].lower())))
    if " couple" in words:
        scale = (match["couple"] or "").lower()
        return Number(start, end, 2 * {"dozen": 12, **_SCALES}.get(scale, 1), Bound.ABOUT)
    if match["several"]:
        return Number(start, end, 2 * _SCALES[match["several"].lower()], Bound.AT_LEAST)
    if match["part_of"] and _is_ratio(match):
        n, m = _value(match["part_of"]), _value(match["whole"])
        return Number(start, match.end("whole"), round(n / m, 3), kind=QuantityKind.RATIO)
    if match["part_of"]:
        return Number(start, end, _value(words), plain=words)
    if match["single"]:
        return Number(start, end, 0.5 if "half" in words else 1, plain=words, needs_bound="half" not in words)
    if match["part"]:
        return Number(start, end, _value_of_part(words), kind=QuantityKind.RATIO, plain=words)
    if match["times"]:
        return Number(start, end, _TIMES.get(words, _TIMES[words[0]]), kind=QuantityKind.RATIO)
    if match["words"]:
        return Number(start, end, _value_of_words(words), plain=words if words in _ONES else "")
    if match["feet"]:
        inches = 12 * int(match["feet"]) + int(match["inches"])
        return Number(start, end, inches, unit="inch", kind=QuantityKind.MEASURE)
    return _read_digits(match)


def _is_ratio(match: re.Match[str]) -> bool:
    """Whether "n in m" is a share: not "one of two", which picks one, nor "three in 2016", which dates them."""
    link, n, m = match["link"].lower(), _value(match["part_of"]), _value(match["whole"])
    picks, dates = link == "of" and n == 1, YEAR.fullmatch(match["whole"]) is not None
    return 0 < n < m and not picks and not dates and (link != "in" or m <= 100 or m % 100 == 0)


def _value(words: str) -> float:
    return int(words) if words[0].isdigit() else _value_of_words(words.lower())


def _read_digits(match: re.Match[str]) -> Number | None:
    digits = re.sub(f"[,{_SPACE[1:]}", "", match["digits"])
    if len(digits) > _MOST_DIGITS or (len(digits) > 1 and digits[0] == "0" and digits[1] != "."):
        return None
    scale = (match["scale"] or match["letter"] or "").lower()
    number: float = float(digits) if "." in digits else int(digits)
    value = whole((number + _VULGAR[match["vulgar"] or ""]) * _ALL_SCALES.get(scale, 1))
    bound = Bound.AT_LEAST if match["plus"] else Bound.EXACT
    plain = "" if scale or match["vulgar"] else match["digits"]
    if match["sign"]:
        unit = _CURRENCY_OF_SIGN[match["sign"]]
        return Number(match.start(), match.end(), value, bound, unit, QuantityKind.MONEY, plain)
    return Number(match.start(), match.end(), value, bound, plain=plain)


def _value_of_words(words: str) -> float:
    """The value of "twenty-six", "a hundred and five", "half a million", "one and a half million"."""
    total: float = 0
    current: float = 0
    scale = 1
    for word in re.split(rf"-|{_SPACE}", words.replace("a quarter of a", "quarter").replace(" and a half", " half")):
        if word in _PARTS:
            current += scale / _PARTS[word]
        elif word in {"a", "an"}:
            current = current or 1
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _SCALES:
            scale = _SCALES[word]
            total, current = total + (current or 1) * scale, 0
        else:
            current += _ONES.get(word, _TENS.get(word, 0))
    return whole(total + current)


def _value_of_part(words: str) -> float:
    if "/" in words:
        return round(int(words[0]) / max(int(words[2]), 1), 3)
    count, _, part = words.replace("-", " ").rpartition(" ")
    return round(_ONES.get(count, 1) / _PARTS[part if part in _PARTS else part.removesuffix("s")], 3)


def whole(value: float) -> float:
    """The value as an int where it is whole, else rounded to six places."""
    value = round(value, 6)
    return int(value) if value == int(value) else value
