"""Counted and measured things in a content: numbers with their bounds, units and what is counted.

The definition is section 6 of the reading guide. The words right before and behind a number, at most `_WINDOW`
characters, tell its bound and its unit, and whether it is a quantity at all; so the work grows with the length of the
content and no faster.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from counterclaim.reading.meaning.numerals import YEAR, Number, find_numbers, scale_of, whole
from counterclaim.reading.reading import Bound, Change, Quantity, QuantityKind
from counterclaim.text.span import Span

_WINDOW = 60

# what stands around a number

_BOUNDS = {
    Bound.MORE_THAN: "more than|over|above|exceeding|exceeds?|exceeded|greater than|larger than|higher than|longer than"
    "|upwards? of|in excess of|north of|surpass(?:es|ed|ing)?|topp(?:ed|ing)",
    Bound.AT_LEAST: "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|as low as|as few as"
    "|as little as",
    Bound.LESS_THAN: "less than|fewer than|lower than|under|below|short of|shy of|south of",
    Bound.AT_MOST: "(?<!add )(?<!adds )up to|at most|no more than|not more than|no longer than|a maximum of|within"
    "|as (?:many|much|high|long|large) as",
    Bound.ABOUT: "about|around|roughly|approximately|some|nearly|almost|close to|an estimated|estimated|circa"
    "|approaching|maybe|perhaps|probably|something like",
}
_BOUND_BEFORE = re.compile(
    r"\b(?:" + "|".join(f"(?P<{bound}>{words})" for bound, words in _BOUNDS.items()) + r")(?: only)?(?: an?)? ?[“\"]?$",
    re.I,
)
_FIGURE = re.compile(r"[\d%]|illions? |percent|per cent")
_BOUND_BEHIND = re.compile(
    r"(?P<at_least> (?:or|and) (?:more|over|above|up|better|greater|higher|longer)\b|[- ]plus\b)"
    r"|(?P<at_most> or (?:less|fewer|under|below|lower)\b)|(?P<about> or so\b)",
    re.I,
)
_PERCENT = re.compile(
    r" ?%|(?P<points>[- ](?:percentage[- ])?points?\b)|[- ](?:percent|per cent|pct|pc)(?:age)?(?:[- ]points?)?\b", re.I
)
_PART_OF_A_PERCENT = re.compile(r" (?:of )?(?:an?|one|1) (?:percent|per cent|percentage point)\b", re.I)
_CURRENCIES = {
    **{"dollar": "USD", "euro": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rouble": "RUB", "ruble": "RUB"},
    **{"rupee": "INR", "franc": "CHF", "peso": "MXN", "rand": "ZAR", "hryvnia": "UAH", "shekel": "ILS", "zloty": "PLN"},
    **{"sterling": "GBP", "quid": "GBP", "buck": "USD", "canadian dollar": "CAD", "australian dollar": "AUD"},
    **{code.lower(): code for code in "USD EUR GBP CHF JPY CNY RUB UAH CAD AUD".split()},
}
_UNITS = {
    **{unit: unit for unit in "minute hour day week month year mile ton acre hectare barrel gallon ounce".split()},
    **{unit: unit for unit in "degree megawatt gigawatt kilowatt knot yard km cm mm kg mph km/h foot inch".split()},
    **{"kilometer": "km", "kilometre": "km", "meter": "m", "metre": "m", "feet": "foot", "inche": "inch", "m": "m"},
    **{
        "kilogram": "kg",
        "kilo": "kg",
        "gram": "g",
        "tonne": "ton",
        "liter": "litre",
        "litre": "litre",
        "mw": "megawatt",
    },
    **{"centimeter": "cm", "centimetre": "cm", "millimeter": "mm", "millimetre": "mm", "gw": "gigawatt", "ft": "foot"},
    **{
        "second": "second",
        "decade": "year",
        "century": "year",
        "centurie": "year",
        "kph": "km/h",
        "pound": "pound",
        "lb": "pound",
    },
    **{"miles per hour": "mph", "miles an hour": "mph", "kilometers per hour": "km/h", "kilometres per hour": "km/h"},
}
_YEARS = {"decade": 10, "century": 100, "centurie": 100}
_DURATIONS = frozenset("second minute hour day week month year".split())
_TIGHT_UNITS = frozenset("km m cm mm kg mph kph mw gw ft lb".split())
_UNIT = re.compile(
    r"(?P<gap> of (?=[a-z]*(?:dollar|euro|pound|year|mile|hour|ton)s)|(?: more| additional| extra| full| whole)? |-|)"
    r"(?:(?:US|U\.S\.|American) |(?P<area>square|cubic) )?"
    r"(?P<unit>(?:Canadian|Australian) dollar|(?:mile|kilomet(?:er|re))s (?:per|an) hour|km/h|[a-z]+?)(?P<s>s?)\b"
    r"(?P<half> and a half\b)?",
    re.I,
)
_CENTS = re.compile(r"[- ]cents?\b")
_DEGREES = re.compile(r" ?°[CF]?")

# what is no quantity

_MONTH = (
    r"(?:Jan(?:\.|uary)|Feb(?:\.|ruary)|Mar(?:\.|ch)|Apr(?:\.|il)|May|June?|July?|Aug(?:\.|ust)|Sept?(?:\.|ember)"
    r"|Oct(?:\.|ober)|Nov(?:\.|ember)|Dec(?:\.|ember))"
)
_NAMED = (
    "No|number|[Pp]ages?|[Rr]oom|[Cc]hapter|[Ss]ection|[Aa]rticle|Channel|Flight|Route|Highway|Interstate|Title|Prop"
    "|Proposition|Phase|Level|Boeing|Airbus|Windows|Apollo|War|Bowl|Form|Rule|Resolution|Division|Precinct|District"
    "|Amendment|Psalm|size|Act|Vatican|iPhone|Formula|Top|Type|Category|Grade|Unit|Gate|Line|Studio|Pier|Area|Season"
    "|Episode|Volume|Version|Figure|Table|Step|Part|Exit|Brigade|Camp|Block|Lot|PO Box|P\\.O\\. Box|Suite|Apartment"
    "|Local|Order|Public Law|Code|Catch|Tier|Stage|Day|Week|Year|Zone|Sector|Model|MI|Cooper"
)
_NOT_BEFORE = re.compile(
    rf"(?:\b(?:{_NAMED})\.?|[#@/]|\d:)[- ]?$|\b0\d+ (?:\d+ )?$"
    rf"|\b{_MONTH} (?:\d{{1,2}}(?:st|nd|rd|th)?(?:, |-|–| and | or | to | through ))?$"
    r"|\b(?:1[5-9]|20)\d\d[–-]$|\d-\d+-$|\bage[sd]?(?: of| between| from)? (?:\d+(?: to | and | or |[–-]))?$"
    r"|\b(?:people|voters|those|men|women|adults|anyone|children|girls|boys|drivers|whites|workers|Americans|everyone)"
    r" (?:aged |ages )?(?:under|over|below|above) (?:the age of )?$"
)
_NOT_BEHIND = re.compile(
    rf"(?:st|nd|rd|th|s|['’]s)\b| ?[ap]\.?m\b|:\d| o['’]clock\b|(?: of)? {_MONTH}(?!\w)(?! (?:be|have|not)\b)"
    r"|[- ]years?[- ]olds?\b|[- ]years? of age|-(?:and-older|and-over|way|story|storey)\b|/\d| 0\d|-\d+-\d|-\d{3,}-?\d"
    r"| (?:[NSEW]\. )?(?:[A-Z]\w+ ){1,3}(?:St|Street|Ave|Avenue|Road|Rd|Lane|Boulevard|Blvd|Drive)\b"
)
_POINT_IN_TIME = re.compile(
    r"(?:(?: or | to |-)[\w-]+ (?:second|minute|hour|day|week|month|year|decade)s)?"
    r"(?:,| or \w+)? (?:ago|before|after|later|earlier|from now|prior|previously|beforehand|removed)\b|['’]s? time\b"
)
_NAME_BEFORE = re.compile(r"(?:\b[A-Z]\w+ of|[a-z’,] [A-Z][\w’'-]+) $")
_PERSON_BEFORE = re.compile(r"(?:\b[A-Z][\w’'-]+, |\b[A-Z][\w’'-]+ \(|\b(?:man|woman|boy|girl|son|daughter), )$")
_IS_OF_AGE = re.compile(r"\b(?:he|she|I|who) (?:is|was|turned|turns) (?:only |just |now )?$", re.I)
_YEAR_BEFORE = re.compile(r"\b(?:in|since|by|of|the|from|until|till|before|after|during|late|early|mid|to) $", re.I)
_COUNTABLE = re.compile(
    r" (?!(?:of|in|on|at|to|by|with|for|from|and|or|were|are|have|had|did|do|will|would|could|can|who|both)\b)"
    r"(?:[\w’'-]+ )?(?:[a-z]+s|people|men|women|children|personnel|police)\b"
)
_KNOWN_BEFORE = re.compile(r"\b(?:the|these|those) $", re.I)
_BOTH_BEHIND = re.compile(r" (?:men|women|gentlemen|ladies|sides)\b| of (?:them|us|you)\b")
_TOP_BEFORE = re.compile(r"\btop $", re.I)
_ONE_BEFORE = re.compile(r"\b(?:only|exactly|killed|killing|wounded) $", re.I)
_ONE_BEHIND = re.compile(
    r" (?:more |additional |extra )?(?:vote|(?:[a-z]+ ){1,3}(?:(?:was|were|is) )?(?:killed|died|wounded|injured|dead"
    r"|missing|arrested|hurt))\b|[- ](?:hour|minute|week|month|year|mile|dollar|euro)\b"
)
_RANK_BEFORE = re.compile(r"\b(?:other|first|second|better|back|latter|and a|and|your|my) $", re.I)
_BY_BEFORE = re.compile(r"\b(?:by|in) $", re.I)
_WHOLE = re.compile(r" (?:of|the|its|their|his|her|our|your|as|those|these|all|that)\b|[.,;:!?)”]|$")
_SCORE = re.compile(r" (?:vote|win|loss|victory|lead|decision|margin|defeat|split|record|ruling|series|season)\b")

# ranges, changes, what is counted

_TO = re.compile(r"[”\"]? ?(?:-|–|—| to |,? and |,? or )(?:another |even |as many as )?(?=\S|$)")
_RANGE_BEFORE = re.compile(r"\b(?:anywhere )?(?:between|from) $", re.I)
_MOVED_BY = re.compile(
    r"\b(?:rose|risen|rises?|rising|grew|grown|increased|climbed|jumped|fell|fallen|falls?|falling|dropped|declined"
    r"|decreased|shrank|slipped|up|down)(?: by)? (?:(?:about|nearly|almost|around|some) )?$",
    re.I,
)
_MOVED_FROM = re.compile(
    r"\b(?:rose|risen|rise|grew|grown|grow|increased?|up|raised?|raising|climbed|jumped|went|go|gone|going"
    r"|moved?|fell|fallen|fall|dropped|drop|declined|decline|down|cut|reduced?|lowered|shr[aiu]nk) "
    r"(?:[\w’'-]+ ){0,5}from (?:[\w’'-]+ ){0,3}$",
    re.I,
)
_IF_NOT = re.compile(r",? (?:if not|or even|and|or) $", re.I)
_BY = r"(?: by)?(?: (?:an?|another))?(?: (?:about|nearly|almost|around|more than|some|at least|estimated|up to))? $"
_RISE_BEFORE = re.compile(
    r"\b(?:rose|ris(?:es?|en|ing)|gr[eo]w(?:s|n|ing)?|increas(?:ed?|es|ing)|up|gain(?:ed|s|ing)?|jump(?:ed|s|ing)?"
    r"|climb(?:ed|s|ing)?|surg(?:ed?|es|ing)|soar(?:ed|s|ing)?|add(?:ed|s|ing)?|(?:increase|rise|growth|gain|jump) of)"
    + _BY,
    re.I,
)
_FALL_BEFORE = re.compile(
    r"\b(?:fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:ed?|es|ing)|decreas(?:ed?|es|ing)|los[te]|losing"
    r"|cut(?:s|ting)?|reduc(?:ed?|es|ing)|down|shr[aiu]nk|slip(?:s|ped)?|plung(?:ed?|es)"
    r"|(?:drop|fall|decline|reduction|cut|decrease|loss) of)" + _BY,
    re.I,
)
_RISE_BEHIND = re.compile(
    r"(?:[ -][a-z]+)?[ -](?:increase|rise|growth|gain|jump|hike|surge|boost|raise|uptick)\b| (?:more|higher)\b", re.I
)
_FALL_BEHIND = re.compile(
    r"(?:[ -][a-z]+)?[ -](?:decrease|drop|fall|decline|cut|reduction|loss|dip)\b| (?:less|fewer|lower)\b", re.I
)
_PHRASE = re.compile(r"(?:-[\w’'-]+)?(?P<of> of| in| worth of)?(?P<words>(?: [\w’'-]+){1,6})")
_COUNTING = frozenset({QuantityKind.COUNT, QuantityKind.RATIO})
_FILLERS = frozenset("the these those all its their his her our my your other such more additional of".split())
_ENDS = frozenset(
    """in on at by for from to with without into over under after before since as than and or but nor who which that
    whose where while because if about during between among against out up down per is are was were be been being has
    have had do does did will would can could may might must should not it he she they we you i a an each every said say
    says told died die killed went came took made left back ago there here so only also never now then this last next
    later earlier lost won got get voted fled live lived ahead""".split()
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of the content; nothing outside of it is looked at."""

    text: str
    span: Span

    def before(self, start: int) -> str:
        return self.text[max(self.span.start, start - _WINDOW) : start]

    def behind(self, end: int) -> str:
        return self.text[end : min(self.span.end, end + _WINDOW)]


def find_quantities(text: str, spans: Sequence[Span]) -> tuple[Quantity, ...]:
    """The quantities inside the pieces `spans` of a content of `text`, in order."""
    return tuple(quantity for span in spans for quantity in _quantities(_Piece(text, span)))


def _quantities(piece: _Piece) -> Iterator[Quantity]:
    numbers = _sharing_percent(piece, _without_repeats(piece, _apart(_numbers(piece))))
    place, floor = 0, piece.span.start
    while place < len(numbers):
        number, after = numbers[place], numbers[place + 1 : place + 2]
        if after and _is_range(piece, number, after[0]):
            yield _between(piece, number, after[0])
            place, floor = place + 2, after[0].end
            continue
        if number.plain != "one" or _counts_one(piece, number, numbers[max(0, place - 1) : place]):
            quantity = _quantity(piece, number, floor)
            floor = quantity.spans[0].end
            yield quantity
        place += 1


# reading numbers


def _numbers(piece: _Piece) -> list[Number]:
    numbers = _without_scores(piece, list(find_numbers(piece.text, piece.span)))
    with_units = (_with_unit(piece, number) for number in numbers if not _is_part_of_name_or_date(piece, number))
    return [number for number in with_units if _is_quantity(piece, number)]


def _apart(numbers: list[Number]) -> list[Number]:
    """The numbers, without those that stand in the one before: the second 1 of "one-eighth of 1 percent"."""
    kept: list[Number] = []
    for number in numbers:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def _without_repeats(piece: _Piece, numbers: list[Number]) -> list[Number]:
    """The numbers, with "hundreds if not thousands" and "millions and millions" as one, the lower end of which is sure.

    It takes its unit from the last, as in "millions and millions of dollars".
    """
    kept = numbers[-1:]
    for number in reversed(numbers[:-1]):
        last = kept[-1]
        link = piece.text[number.end : min(last.start, number.end + _WINDOW)]
        if number.bound is last.bound is Bound.AT_LEAST and _IF_NOT.fullmatch(link):
            kept[-1] = replace(number, unit=last.unit, kind=last.kind)
        else:
            kept.append(number)
    return kept[::-1]


# units


def _with_unit(piece: _Piece, number: Number) -> Number:
    """The number with the unit behind it; a fraction may be one of a percent."""
    if number.unit is not None:
        return number
    behind = piece.behind(number.end)
    if number.kind is QuantityKind.RATIO:
        of_percent = _PART_OF_A_PERCENT.match(behind)
        return _measured(number, of_percent.end(), "percent", QuantityKind.PERCENT) if of_percent else number
    percent = _PERCENT.match(behind)
    if percent and not (percent["points"] and _counts_points(number, percent["points"])):
        return _measured(number, percent.end(), "percent", QuantityKind.PERCENT)
    cents = _CENTS.match(behind)
    if cents:
        number = replace(number, value=whole(number.value / 100))
        return _measured(number, cents.end(), "USD", QuantityKind.MONEY)
    degrees = _DEGREES.match(behind)
    if degrees:
        return _measured(number, degrees.end(), "degree", QuantityKind.MEASURE)
    unit = _UNIT.match(behind)
    return number if unit is None else _with_plain_unit(number, unit)


def _counts_points(number: Number, points: str) -> bool:
    """Whether the points are such as one makes or scores, not those of a percentage."""
    return "percent" not in points and (number.value > 100 or (points[0] == " " and number.plain.isalpha()))


def _with_plain_unit(number: Number, match: re.Match[str]) -> Number:
    word = match["unit"].lower()
    known = next((form for form in (word, word + match["s"].lower()) if form in _CURRENCIES or form in _UNITS), None)
    tight = match["gap"] == ""
    if known is None or (tight and known not in _TIGHT_UNITS) or (known == "m" and not tight):
        return number
    if known == "mm" and match["gap"] in {"", "-"}:
        return replace(number, needs_bound=True)  # a calibre: it names a gun
    if known in _CURRENCIES or (known == "pound" and number.value >= 1000 and match["gap"] == " "):
        return _measured(number, match.end("s"), _CURRENCIES.get(known, "GBP"), QuantityKind.MONEY)
    if known == "second" and not match["s"] and number.value > 1 and match["gap"] == " ":
        return number
    half = 0.5 if match["half"] else 0
    value = whole((number.value + half) * _YEARS.get(known, 1))
    needs_bound = number.needs_bound and not half and not (number.plain.startswith("the") and known in _YEARS)
    unit = f"{match['area'].lower()} {_UNITS[known]}" if match["area"] else _UNITS[known]
    end = match.end("half") if half else match.end("s")
    return _measured(replace(number, value=value, needs_bound=needs_bound), end, unit, QuantityKind.MEASURE)


def _measured(number: Number, length: int, unit: str, kind: QuantityKind) -> Number:
    return replace(number, end=number.end + length, unit=unit, kind=kind)


def _sharing_percent(piece: _Piece, numbers: list[Number]) -> list[Number]:
    """The numbers, with a percent sign told once given to all that share it."""
    shared = list(numbers)
    for place in range(len(numbers) - 1, 0, -1):
        if _shares_next_percent(piece, shared[place - 1], shared[place]):
            shared[place - 1] = _as_percent(shared[place - 1])
    for place in range(1, len(numbers)):
        if _shares_last_percent(piece, shared[place - 1], shared[place]):
            shared[place] = _as_percent(shared[place])
    return shared


def _shares_next_percent(piece: _Piece, one: Number, other: Number) -> bool:
    """Whether it is like "50 to 48 percent"."""
    alone = one.kind is QuantityKind.COUNT and other.kind is QuantityKind.PERCENT
    return alone and _TO.fullmatch(piece.text[one.end : min(other.start, one.end + _WINDOW)]) is not None


def _shares_last_percent(piece: _Piece, one: Number, other: Number) -> bool:
    """Whether it is like "Marsh with 25 percent and Lund at 14"."""
    alone = one.kind is QuantityKind.PERCENT and other.kind is QuantityKind.COUNT and other.plain.isdigit()
    if not alone or other.start - one.end > _WINDOW or not re.match(r"[.,;)”]|$", piece.behind(other.end)):
        return False
    return re.fullmatch(r"[^.;!?”]*(?:\bto|\bat|\bwith|,) ", piece.text[one.end : other.start]) is not None


def _as_percent(number: Number) -> Number:
    return replace(number, unit="percent", kind=QuantityKind.PERCENT)


# what is no quantity


def _without_scores(piece: _Piece, numbers: list[Number]) -> list[Number]:
    """The numbers without scores and votes ("21-14"): tight pairs that fall, or that count nothing."""
    dropped: set[int] = set()
    for one, other in pairwise(numbers):
        if piece.text[one.end : other.start] in {"-", "–"} and one.plain and other.kind is not QuantityKind.MONEY:
            behind = piece.behind(other.end)
            counts = _PERCENT.match(behind) or re.match(r" [a-z]|-[a-z]", behind) or not other.plain
            if one.value >= other.value or not counts or _SCORE.match(behind):
                dropped |= {one.start, other.start}
    return [number for number in numbers if number.start not in dropped]


def _is_part_of_name_or_date(piece: _Piece, number: Number) -> bool:
    if number.kind is QuantityKind.MONEY or number.unit == "inch":
        return False
    before, behind = piece.before(number.start), piece.behind(number.end)
    if _NOT_BEFORE.search(before) or _NOT_BEHIND.match(behind):
        return True
    if before[-1:] in {"’", "'", "‘"} and re.fullmatch(r"\d\d", number.plain) and not re.match(r" [a-z]", behind):
        return True
    glued = re.match(r"[^\W\d_]+", behind)
    if glued and glued[0].lower() not in _TIGHT_UNITS:
        return True
    return bool(piece.text[number.start].isupper() and re.search(r"[A-Z]\w+(?: of)? $", before))


def _is_quantity(piece: _Piece, number: Number) -> bool:
    before, behind = piece.before(number.start), piece.behind(number.end)
    if number.needs_bound and (number.kind is QuantityKind.COUNT or not _bound_before(before, number)):
        return False
    if (number.unit in _DURATIONS or number.kind is QuantityKind.COUNT) and _POINT_IN_TIME.match(behind):
        return False
    if number.kind is QuantityKind.RATIO and number.plain:
        return _is_fraction(before, behind, number)
    if number.unit is not None:
        return True
    if number.plain.isalpha() and _KNOWN_BEFORE.search(before):
        return _COUNTABLE.match(behind) is not None and not _BOTH_BEHIND.match(behind)
    if _TOP_BEFORE.search(before) or (_is_enumerator(before, behind) and number.value < 20):
        return False
    if number.value == 0:
        return number.plain == "zero" and _COUNTABLE.match(behind) is not None
    return not (number.plain.isdigit() and (_is_year(before, behind, number) or _is_bare(before, behind, number)))


def _is_enumerator(before: str, behind: str) -> bool:
    """Whether a number is like the 1 in "1) sails" and no end of a parenthesis."""
    return behind.startswith(")") and before.rfind("(") <= before.rfind(")")


def _is_fraction(before: str, behind: str, number: Number) -> bool:
    """Whether a fraction is one and no rank, as in "a third term" or "the first half"."""
    if number.plain.endswith("s") or "-" in number.plain:
        return True
    if _RANK_BEFORE.search(before):
        return False
    is_whole = _WHOLE.match(behind) and (number.plain != "half" or behind[:1] == " ")
    return bool(is_whole or _BOUND_BEFORE.search(before) or _BY_BEFORE.search(before))


def _is_year(before: str, behind: str, number: Number) -> bool:
    if not YEAR.fullmatch(number.plain) or _BOUND_BEFORE.search(before):
        return False
    return bool(number.value % 50 or _YEAR_BEFORE.search(before)) or not _COUNTABLE.match(behind)


def _is_bare(before: str, behind: str, number: Number) -> bool:
    """Whether digits that count nothing belong to a name ("Boeing 737") or are an age ("a man, 45,")."""
    if re.match(r" [a-z]", behind):
        return False
    age = number.value < 120 and re.match(r"[,.);]|$", behind)
    return bool(_NAME_BEFORE.search(before) or (age and (_PERSON_BEFORE.search(before) or _IS_OF_AGE.search(before))))


def _counts_one(piece: _Piece, number: Number, last: Sequence[Number]) -> bool:
    """Whether "one" is a number and neither a pronoun nor an article."""
    before, behind = piece.before(number.start), piece.behind(number.end)
    if number.kind in {QuantityKind.MONEY, QuantityKind.PERCENT}:
        return True
    if re.match(r" (?:of|that|who|which|to|is|was|another|in|by|reason|thing|point)\b|[.,:;!?’”]|$", behind):
        return False
    bound = _bound_before(before, number)
    if number.unit is not None:
        return number.unit != "day" or bound is not None or "more" in piece.text[number.start : number.end]
    if _ONE_BEFORE.search(before) or _ONE_BEHIND.match(behind) or (bound and bound[0].lower().startswith("at ")):
        return True
    return before.endswith(" and ") and any(number.start - each.end < _WINDOW for each in last)


# bounds, ranges, changes


def _bound_before(before: str, number: Number) -> re.Match[str] | None:
    """The bound in the words before; "over ten years" says for how long where it follows another figure."""
    match = _BOUND_BEFORE.search(before)
    lasts = match is not None and match[0].lower().startswith("over") and number.unit in _DURATIONS
    return None if match is None or (lasts and _FIGURE.search(before, 0, match.start())) else match


def _is_range(piece: _Piece, one: Number, other: Number) -> bool:
    link = piece.text[one.end : min(other.start, one.end + _WINDOW)]
    if not _TO.fullmatch(link) or one.value >= other.value or {one.bound, other.bound} != {Bound.EXACT}:
        return False
    if not _fit(one, other, countable=_COUNTABLE.match(piece.behind(other.end)) is not None):
        return False
    before = piece.before(one.start)
    if "and" in link:
        return before.lower().endswith("between ")
    moved_by = _MOVED_BY.search(before) and (one.unit is not None or other.unit is None)
    return " to " not in link or not (moved_by or _MOVED_FROM.search(before))


def _fit(one: Number, other: Number, *, countable: bool) -> bool:
    """Whether two numbers measure the same, the unit being told with both or with one of them."""
    if QuantityKind.RATIO in {one.kind, other.kind}:
        return False
    if one.kind is QuantityKind.MONEY and other.kind is QuantityKind.COUNT:
        return not countable
    return one.unit in {other.unit, None}


def _between(piece: _Piece, one: Number, other: Number) -> Quantity:
    lead = _RANGE_BEFORE.search(piece.before(one.start))
    both = replace(other, start=one.start - (len(lead[0]) if lead else 0))
    low = whole(one.value * _shared_scale(piece, one, other))
    kind, unit = (other.kind, other.unit) if other.unit else (one.kind, one.unit)
    return _made(piece, replace(both, kind=kind, unit=unit, bound=Bound.BETWEEN), low, other.value)


def _shared_scale(piece: _Piece, one: Number, other: Number) -> float:
    """What multiplies the first number of a range as it does the second: 10**6 in "2 to 3 million", 10 for decades."""
    words = piece.text[other.start : other.end].lower()
    if one.unit is None and other.unit == "year":
        years = next((years for word, years in _YEARS.items() if word in words), 1)
        if years != 1:
            return years
    scale = scale_of(words)
    return scale if one.plain and one.value < other.value / scale else 1


def _quantity(piece: _Piece, number: Number, floor: int) -> Quantity:
    """The quantity with the bound before or behind; its words start at `floor`, the end of the last, or later."""
    before, behind = _bound_before(piece.before(number.start), number), _BOUND_BEHIND.match(piece.behind(number.end))
    start = number.start - (len(before.string) - before.start()) if before else number.start
    if before is not None and start >= floor:
        number = replace(number, start=start, bound=Bound(before.lastgroup or Bound.EXACT))
    elif behind is not None and number.bound is Bound.EXACT:
        number = replace(number, end=number.end + behind.end(), bound=Bound(behind.lastgroup or Bound.EXACT))
    low = None if number.bound in {Bound.LESS_THAN, Bound.AT_MOST} else number.value
    high = None if number.bound in {Bound.MORE_THAN, Bound.AT_LEAST} else number.value
    return _made(piece, number, low, high)


def _made(piece: _Piece, number: Number, low: float | None, high: float | None) -> Quantity:
    return Quantity(
        words=piece.text[number.start : number.end],
        spans=(Span(number.start, number.end),),
        low=low,
        high=high,
        bound=number.bound,
        unit=number.unit,
        of=_counted(piece.behind(number.end), number.kind),
        kind=number.kind,
        change=_change(piece.before(number.start), piece.behind(number.end)),
    )


def _change(before: str, behind: str) -> Change:
    if _RISE_BEFORE.search(before) or _RISE_BEHIND.match(behind):
        return Change.RISE
    return Change.FALL if _FALL_BEFORE.search(before) or _FALL_BEHIND.match(behind) else Change.LEVEL


def _counted(behind: str, kind: QuantityKind) -> str | None:
    """The noun phrase behind a number, up to a preposition, a verb or the first plural that no other follows."""
    match = _PHRASE.match(behind)
    if match is None or (kind not in _COUNTING and match["of"] is None):
        return None
    words = match["words"].split()
    if match["of"] == " in" and words[0][0].isupper():
        return None
    kept: list[str] = []
    for word in words:
        if not kept and (word.lower() in _FILLERS or word[0].isdigit()):
            continue
        plural = bool(kept) and re.search(r"^[a-z].*(?<![sui])s$", kept[-1]) and not word.endswith("s")
        verb = bool(kept) and re.search(r"(?:ed|ing|n[’']t)$", word)
        if word.lower() in _ENDS or plural or verb:
            break
        kept.append(word)
    return " ".join(kept[:4]) or None
