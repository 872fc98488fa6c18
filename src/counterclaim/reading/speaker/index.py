"""Every bearer of a name in a report, found once, so that a later mention costs one look-up."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from counterclaim.reading.attribution.attribute import Floats
from counterclaim.reading.reading import SpeakerKind
from counterclaim.reading.speaker import words as w
from counterclaim.reading.speaker.mentions import KINDS
from counterclaim.reading.speaker.names import (
    Casing,
    Name,
    find_names,
    fold,
    kind_of_body,
    likely_kind,
    opens_sentence,
    tokens,
    told_kind,
)
from counterclaim.reading.speaker.places import NAMES_OF_STATES, OFFICES, STATES
from counterclaim.reading.speaker.roles import head_noun, role_near
from counterclaim.text.span import Span

_MOST_NAMESAKES = 20
_DATELINE = re.compile(
    r"(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?(?:, \w+\.? \d+)?\s*(?:\([A-Z][^)\n]*\)\s*)?(?:—|–|--)\s*[A-Z]"
)


@dataclass(slots=True, eq=False)
class Bearer:
    """Somebody or something that bears a name; `first` is where the report names them first."""

    words: tuple[str, ...]
    kind: SpeakerKind
    first: int
    suffix: str = ""
    gender: str = ""
    roles: list[str] = field(default_factory=list)
    forms: dict[str, int] = field(default_factory=dict)
    aliases: list[str] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    fixed_name: str | None = None
    told: bool = False
    """Whether a name tells the kind; else it is likely at most."""

    @property
    def name(self) -> str:
        """The fullest form; of forms with as many words one that is not all capitals, then the first."""
        if self.fixed_name is not None:
            return self.fixed_name
        return max(self.forms, key=lambda form: (len(form.split()), not form.isupper()))

    @property
    def solid(self) -> bool:
        """Whether there is more evidence for a person than two capitals side by side once."""
        return bool(self.gender or self.roles) or sum(self.forms.values()) > 1

    @property
    def role(self) -> str | None:
        """The first that is more than a word ("Councillor" tells less than "councillor for roads"), then unabridged."""
        return max(self.roles, key=lambda role: (" " in role, not role.endswith(".")), default=None)

    def see(self, name: Name) -> None:
        """Take a mention into account."""
        self.forms[name.text] = self.forms.get(name.text, 0) + 1
        self.mentions.append(name.span)
        self.gender = self.gender or name.honorific or ""


class NameIndex:
    """The bearers of a report's names.

    A bare name ("Reyes") stands for the bearer introduced before it; if there are several, for the one whose bare name
    the report used before it introduced the others; else it stays open which of them is meant.
    """

    def __init__(
        self, text: str, headlines: Sequence[Span] = (), kinds_at: Callable[[Span], Floats | None] | None = None
    ) -> None:
        """`kinds_at` gives probabilities of the kinds, in the order of `KINDS`, for the name at a place."""
        self.names: list[Name] = []
        self.bearers: dict[Span, Bearer] = {}
        self.by_noun: dict[str, list[Bearer]] = defaultdict(list)
        self._full: dict[str, Bearer] = {}
        self._by_surname: dict[str, list[Bearer]] = defaultdict(list)
        self._by_part: dict[str, list[Bearer]] = defaultdict(list)
        self._owner: dict[str, tuple[int, Bearer]] = {}
        self.casing = Casing.of(
            text, (token for token in tokens(text) if not _in(Span(token.start, token.end), headlines))
        )
        self.names = _without_leads(
            text,
            [
                name
                for start, end in _lines(text)
                for name in find_names(text, list(tokens(text, start, end)), self.casing)
                if not _in(name.span, headlines) and not _dateline(text, name)
            ],
        )
        self._seen = _likely_kinds(self.names, kinds_at) if kinds_at is not None else {}
        bare = []
        for name in self.names:
            state = _whole(name.words) in STATES
            unsure = state or (len(name.words) == 1 and name.words[0].isupper())
            if not unsure and (len(_proper(name.words)) > 1 or told_kind(name) not in {None, SpeakerKind.PERSON}):
                self._note(text, name, self._place_full(name))
            elif unsure or name.titled or name.words[0].lower() not in self.casing.small:
                bare.append(name)
        for name in bare:
            bearer = self._place_bare(name)
            if bearer is not None:
                self._note(text, name, bearer)
        for bearers in self.by_noun.values():
            bearers.sort(key=lambda bearer: bearer.first)

    def find(self, name: Name) -> list[Bearer]:
        """Whom the name can stand for: nobody known, one, or several between whom the report does not decide."""
        if name.span in self.bearers:
            return [self.bearers[name.span]]
        full = self._full.get(_key(name))
        if full is not None:
            return [full]
        if len(_proper(name.words)) > 1:
            namesake = self._namesake(name)
            return [namesake] if namesake else []
        return self._find_bare(name)

    def place(self, name: Name) -> Bearer:
        """The bearer of a name that the index had not known: a new one."""
        return self._place_full(name)

    def state(self, name: str) -> Bearer:
        """The bearer of a state's plain name, known to the report or new."""
        key = fold(name) + "|"
        if key not in self._full:
            bearer = Bearer(words=tuple(name.split()), kind=SpeakerKind.GOVERNMENT, first=0, fixed_name=name)
            self._full[key] = bearer
        return self._full[key]

    def _note(self, text: str, name: Name, bearer: Bearer) -> None:
        bearer.see(name)
        bearer.told = bearer.told or told_kind(name) is bearer.kind
        self.bearers[name.span] = bearer
        if bearer.kind is SpeakerKind.PERSON and len(bearer.roles) < 8:
            role = role_near(text, name)
            if role and role not in bearer.roles:
                bearer.roles.append(role)
                self._index_noun(head_noun(role), bearer)
            if name.titled:
                self._index_noun(fold(name.lead).split()[-1], bearer)
        elif bearer.kind is not SpeakerKind.PERSON and len(name.words) > 1:
            self._index_noun(name.words[-1].lower(), bearer)

    def _index_noun(self, noun: str, bearer: Bearer) -> None:
        if noun and bearer not in self.by_noun[noun][-_MOST_NAMESAKES:]:
            self.by_noun[noun].append(bearer)

    def _namesake(self, name: Name) -> Bearer | None:
        """A person with the same surname whose given name agrees, if only as an initial."""
        given = fold(name.words[0])
        fitting = [
            bearer
            for bearer in self._by_surname[_surname(name.words)][:_MOST_NAMESAKES]
            if _agree(given, fold(bearer.words[0])) and bearer.kind is SpeakerKind.PERSON and len(bearer.words) > 1
            if bearer.suffix == name.suffix
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _kind(self, name: Name) -> SpeakerKind:
        return told_kind(name) or self._seen.get(_key(name)) or likely_kind(name)

    def _place_full(self, name: Name) -> Bearer:
        key = _key(name)
        known = self._full.get(key)
        kind = self._kind(name)
        if known is None and kind is SpeakerKind.PERSON and len(_proper(name.words)) > 1:
            known = self._namesake(name)
        if known is None:
            known = Bearer(words=name.words, kind=kind, first=name.span.start, suffix=name.suffix)
            self._enter(known)
        self._full[key] = known
        return known

    def _enter(self, bearer: Bearer) -> None:
        whole = _whole(bearer.words)
        if whole in STATES:
            bearer.fixed_name = " ".join(bearer.words) if whole in NAMES_OF_STATES else STATES[whole]
        elif whole in OFFICES:
            bearer.fixed_name, state = OFFICES[whole]
            bearer.aliases = [state] if state else []
        if bearer.kind is SpeakerKind.PERSON:
            bearer.gender = w.GIVEN_NAMES.get(bearer.words[0].lower(), "") if len(bearer.words) > 1 else ""
            self._by_surname[_surname(bearer.words)].append(bearer)
            parts: Iterable[str] = _proper(bearer.words)[:-1]
        else:
            parts = bearer.words[:1] if len(bearer.words) > 1 and bearer.fixed_name is None else ()
            initials = "".join(word[0] for word in bearer.words if word[0].isupper())
            if 2 < len(initials) < 7:
                self._by_part[fold(initials)].append(bearer)
        for part in parts:
            if len(part) > 1:
                self._by_part[fold(part)].append(bearer)

    def _place_bare(self, name: Name) -> Bearer | None:
        candidates = self._find_bare(name)
        if len(candidates) > 1:
            return None
        if not candidates:
            return self._place_full(name)
        if not name.lead:
            self._owner.setdefault(_surname(name.words), (name.span.start, candidates[0]))
        return candidates[0]

    def _find_bare(self, name: Name) -> list[Bearer]:
        key = _surname(name.words)
        parts = () if _whole(name.words) in STATES else self._by_part.get(key, ())
        for candidates in (self._by_surname.get(key, ()), parts):
            fitting = _narrow(candidates, name)
            since, owner = self._owner.get(key, (0, None))
            if len(fitting) > 1 and owner in fitting and since < name.span.start:
                return [bearer for bearer in fitting if bearer is owner]
            if fitting:
                return fitting
        return []


def _likely_kinds(names: Iterable[Name], kinds_at: Callable[[Span], Floats | None]) -> dict[str, SpeakerKind]:
    """The kinds of names that do not tell their own, from how they are used all through the report."""
    used: dict[str, list[Floats]] = defaultdict(list)
    for name in names:
        chances = kinds_at(name.span) if told_kind(name) is None else None
        if chances is not None:
            used[_key(name)].append(chances)
    likely = {}
    for key, rows in used.items():
        mean = np.mean(rows, axis=0)
        if mean.max() >= _LEAST_LIKELY:
            likely[key] = KINDS[int(mean.argmax())]
    return likely


_LEAST_LIKELY = 0.6


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Places of the lines, which no name runs over."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _without_leads(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, each without words before it that are no part of it ("Entrusting Kel Ode", "Reckless Ode").

    They are told by a full name that the report has alone too, by a given name behind them, or, at the start of a
    sentence, by a surname that the report has alone several times and never again with them.
    """
    full = {name.words for name in names if len(_proper(name.words)) > 1 and kind_of_body(name.words) is None}
    times = Counter(name.words for name in names)
    return [_without_lead(text, name, full, times) for name in names]


_LONG_GIVEN_NAMES = frozenset(name for name in w.GIVEN_NAMES if len(name) > 3)


def _without_lead(text: str, name: Name, full: set[tuple[str, ...]], times: Mapping[tuple[str, ...], int]) -> Name:
    first = name.words[0].lower()
    if len(name.words) == 2 and not name.lead and times[name.words] == 1 < times[name.words[1:]] - 1:
        sure = first not in w.GIVEN_NAMES and kind_of_body(name.words) is None
        return _cut(name, 1) if sure and opens_sentence(text, name.span.start) else name
    if len(name.words) < 3 or first in w.GIVEN_NAMES or first in w.PARTICLES or kind_of_body(name.words) is not None:
        return name
    for place in range(1, len(name.words) - 1):
        if name.words[place:] in full or name.words[place].lower() in _LONG_GIVEN_NAMES:
            return _cut(name, place)
    return name


def _cut(name: Name, place: int) -> Name:
    """The name without its first words, which now stand before it."""
    more, kept = " ".join(name.words[:place]), name.words[place:]
    return replace(name, words=kept, lead=f"{name.lead} {more}".strip(), text=name.text[name.text.index(kept[0]) :])


_WRITES = re.compile(r"(?: is an? | is the | is [a-z]| teaches | writes | covers | serves | works )")
_BYLINE = re.compile(r"(?:^|\n)by\s+$", re.IGNORECASE)


def author_of(text: str, index: NameIndex) -> Bearer | None:
    """The author, where a byline or a line at the end ("Kim Ode is a teacher in Bern") names one; else None."""
    foot = text.rstrip().rfind("\n", 0, len(text.rstrip()))
    told = set()
    for name in index.names:
        bearer = index.bearers.get(name.span)
        if bearer is None or bearer.kind is not SpeakerKind.PERSON or len(bearer.words) < 2:
            continue
        start, end = name.span.start, name.span.end
        at_foot = foot >= 0 and 0 <= start - foot < 4 and _WRITES.match(text, end)
        if at_foot or (start < _MOST_HEAD and _BYLINE.search(text[max(0, start - 6) : start])):
            told.add(bearer)
    return told.pop() if len(told) == 1 else None


_MOST_HEAD = 400


def _dateline(text: str, name: Name) -> bool:
    """Whether the name is the place before the first words of a paragraph: "LISBON — "."""
    opens = name.span.start == 0 or text[name.span.start - 1] == "\n"
    return opens and bool(_DATELINE.match(text, name.span.end, name.span.end + 60))


def _narrow(candidates: Sequence[Bearer], name: Name) -> list[Bearer]:
    """The candidates left by evidence, gender and order; all of the last step that left any."""
    fitting = list(candidates[: _MOST_NAMESAKES * 2])
    gender = name.honorific or ""
    fitting = [bearer for bearer in fitting if not (gender and bearer.gender) or bearer.gender == gender]
    fitting = [bearer for bearer in fitting if bearer.first <= name.span.start] or fitting
    fitting = [bearer for bearer in fitting if bearer.solid] or fitting
    if gender:
        fitting = [bearer for bearer in fitting if bearer.gender == gender] or fitting
    return fitting


def _proper(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without leading particles, so that "de la Cruz" counts as one."""
    kept = [word for word in words if word.lower() not in w.PARTICLES]
    return tuple(kept) or words


def _surname(words: tuple[str, ...]) -> str:
    return fold(words[-1])


def _whole(words: tuple[str, ...]) -> str:
    return " ".join(words).lower()


def _key(name: Name) -> str:
    return fold(STATES.get(_whole(name.words), " ".join(name.words))) + "|" + name.suffix


def _agree(one: str, other: str) -> bool:
    return one == other or (1 in {len(one), len(other)} and one[:1] == other[:1])


def _in(span: Span, places: Sequence[Span]) -> bool:
    """Whether one of the places, in order and apart, holds the span."""
    before = bisect_right(places, span.start, key=lambda place: place.start) - 1
    return before >= 0 and places[before].holds(span)
