"""Names beside a quotation that no cue ties to it: after a dash, before a colon, opening the sentence before."""

from counterclaim.reading.attribution.attribute import Run
from counterclaim.reading.attribution.units import Units
from counterclaim.reading.attribution.windows import begins_sentence

_DASHES = {"—", "–", "-", "―"}


def name_after_dash(end: int, units: Units) -> Run | None:
    """The name in `“…” —Name`: title-case words up to a comma or the end of the line."""
    place = end
    while place < len(units) and units.words[place] in _DASHES and place - end < 2:
        place += 1
    if place == end or place >= len(units):
        return None
    name = _name_at(units, place)
    if name is None or not (name[1] == len(units) or units.breaks[name[1]] or units.words[name[1]] == ","):
        return None
    return name


_JOINS_NAMES = {"of", "de", "la", "van", "von", "der", "bin", "al", "el", "the", "'", "’", "-", ".", "&"}
_LONGEST_NAME = 12
_LONGEST_SENTENCE = 120
"""Units that are gone back to the beginning of a sentence; lists and tables have none."""


def _name_at(units: Units, place: int) -> Run | None:
    """A run of capitalised words, small words between them allowed."""
    last = None
    for n in range(place, min(len(units), place + _LONGEST_NAME)):
        if n > place and units.breaks[n]:
            break
        word = units.words[n]
        if word[0].isupper():
            last = n + 1
        elif word not in _JOINS_NAMES or n == place:
            break
    return None if last is None else (place, last)


def announced_name(begin: int, units: Units) -> Run | None:
    """The name at the end of a paragraph that ends in a colon: `And from Governor X:`."""
    if begin < 2 or units.words[begin - 1] != ":":
        return None
    end = begin - 1
    start = end
    while start > 0 and end - start < _LONGEST_NAME and not units.breaks[start]:
        word = units.words[start - 1]
        if not (word[0].isupper() or word in _JOINS_NAMES):
            break
        start -= 1
    while start < end and not units.words[start][0].isupper():
        start += 1
    return (start, end) if start < end else None


def subject_before(begin: int, units: Units) -> Run | None:
    """The name that opens the sentence before the quotation, in the same paragraph."""
    place = begin - 1
    if place < 0 or units.words[place] not in {".", ":"}:
        return None
    start = place
    while not begins_sentence(units, start):
        start -= 1
        if place - start > _LONGEST_SENTENCE:
            return None
    name = _name_at(units, start)
    if name is None or units.words[name[0]].lower() in _NO_NAMES:
        return None
    return name


_NO_NAMES = frozenset(
    """the a an it this that these those there in on at for but and so then when while after before as if however
    meanwhile yesterday today they we you i not no""".split()
)
