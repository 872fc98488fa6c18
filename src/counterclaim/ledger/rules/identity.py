"""Whether speakers of two reports are the same, with the evidence for and against.

The evidence is summed as weights of evidence (log odds, natural logarithm; I. J. Good, Probability and the Weighing of
Evidence, 1950), so that each piece can be shown with what it adds. Names are compared in Latin letters and by what is
left when transliterations of the same name are made alike.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import token_set_ratio

from counterclaim.reading.reading import Reading, Speaker, SpeakerKind
from counterclaim.reading.speaker import words as w
from counterclaim.reading.speaker.names import fold
from counterclaim.reading.speaker.places import OFFICES, STATES

LEAST = 0.8
"""Probability from which two speakers count as the same without a person's judgement."""

_BEFORE_EVIDENCE = -2.0
_ALIKE = 0.88
_LEAST_LETTERS = 5
_EXCLUDES = -4.0
_MOST_IN_A_BLOCK = 400
_BODIES = frozenset({SpeakerKind.ORGANISATION, SpeakerKind.GOVERNMENT, SpeakerKind.OUTLET})
_LEGAL_FORMS = w.word_set("inc ltd llc plc corp co company corporation gmbh ag sa the of and for")
_OFFICE_WORDS = w.word_set("of for the and in at former acting new deputy senior chief")
# In this order: what one transliteration writes with two letters, then letters that stand for each other.
_ALIKE_LETTERS = [
    *[("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("zh", "j"), ("dzh", "j"), ("dj", "j"), ("sch", "s")],
    *[("sh", "s"), ("tch", "c"), ("ch", "c"), ("cz", "c"), ("tz", "c"), ("ts", "c"), ("ck", "k"), ("q", "k")],
    *[("x", "ks"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("j", "i"), ("y", "i"), ("e", "i"), ("o", "u")],
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason for or against: `weight` in natural log odds, `words` for a person to read."""

    about: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How probably two speakers are the same (0 to 1), and why."""

    probability: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Profile:
    """What one report tells of a speaker; `id` is unique among profiles, `beside` are others whom the report names."""

    id: str
    name: str
    kind: SpeakerKind
    named: bool = True
    aliases: tuple[str, ...] = ()
    role: str | None = None
    speaks_for: str | None = None
    beside: frozenset[str] = frozenset()

    @classmethod
    def of(cls, reading: Reading, speaker: Speaker) -> "Profile":
        """`reading.report.id` and the speaker's id make the id."""
        others = (each for each in reading.speakers if each.named and each.id != speaker.id)
        return cls(
            id=f"{reading.report.id}#{speaker.id}",
            name=speaker.name,
            kind=speaker.kind,
            named=speaker.named,
            aliases=speaker.aliases,
            role=speaker.role,
            speaks_for=speaker.speaks_for,
            beside=frozenset(" ".join(latin(each.name)) for each in others),
        )

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The words of the name in Latin letters, without suffix."""
        return tuple(word for word in latin(self.name) if word not in w.SUFFIXES) or latin(self.name)

    @cached_property
    def suffix(self) -> str:
        return next((word for word in latin(self.name)[1:] if word in w.SUFFIXES), "")

    @cached_property
    def forms(self) -> frozenset[str]:
        """All names in Latin letters; the state's plain name for a government."""
        names = [self.name, *self.aliases]
        forms = {" ".join(word for word in latin(name) if word not in _LEGAL_FORMS) for name in names}
        for name in names:
            place = name.lower().removeprefix("the ")
            forms |= {fold(state) for state in (STATES.get(place), OFFICES.get(place, ("", None))[1]) if state}
        return frozenset(forms - {""})

    @cached_property
    def keys(self) -> frozenset[str]:
        """Speakers without a common key are not the same."""
        if self.kind is SpeakerKind.PERSON:
            return frozenset(_skeleton(part) for part in self.parts if len(part) > 1 and part not in w.PARTICLES)
        words = {word for form in self.forms for word in form.split() if len(word) > 2}
        return frozenset({*words, *(_initials(form) for form in self.forms), *self.forms})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's decision about two profiles, by their ids: the same, or not. A later one replaces an earlier one."""

    one: str
    other: str
    same: bool


def latin(name: str) -> tuple[str, ...]:
    """The words of a name in lower-case Latin letters, without accents and apostrophes."""
    return tuple(re.findall(r"[a-z0-9]+", re.sub(r"['’.`]", "", anyascii(name)).lower()))


def compare(one: Profile, other: Profile) -> Comparison:
    """How probably two profiles of different reports are of the same speaker."""
    evidence = tuple(_evidence(one, other))
    total = _BEFORE_EVIDENCE + sum(each.weight for each in evidence)
    return Comparison(probability=1 / (1 + math.exp(-max(-50.0, min(50.0, total)))), evidence=evidence)


def group(profiles: Sequence[Profile], judgements: Sequence[Judgement] = ()) -> list[list[Profile]]:
    """The profiles parted into speakers: judgements first, then the most probable pairs.

    A pair judged to be two never comes together, not over a third either. Groups and members keep the order given; the
    result does not depend on it otherwise. Only profiles with a common part of the name are compared.

    Raises ValueError where two profiles have one id, or judgements contradict each other.
    """
    by_id = {profile.id: profile for profile in profiles}
    if len(by_id) < len(profiles):
        raise ValueError("Two profiles have the same id.")
    decided = {
        frozenset((each.one, each.other)): each.same
        for each in judgements
        if each.one != each.other and {each.one, each.other} <= by_id.keys()
    }
    groups = _Groups(by_id)
    for one, other in sorted(sorted(pair) for pair, same in decided.items() if same):
        groups.join(one, other)
    for one, other in sorted(sorted(pair) for pair, same in decided.items() if not same):
        if other in groups.members(one):
            raise ValueError(f"{one} and {other} are judged to be two speakers, and over others to be the same.")
        groups.part(one, other)
    found: list[tuple[float, str, str]] = []
    for one_profile, other_profile in _pairs(profiles):
        first, second = sorted((one_profile.id, other_profile.id))
        if frozenset((first, second)) not in decided:
            found.append((-compare(one_profile, other_profile).probability, first, second))
    for improbable, first, second in sorted(found):
        if -improbable < LEAST:
            break
        if groups.may_join(first, second) and not _excluded(groups.members(first), groups.members(second), by_id):
            groups.join(first, second)
    return groups.in_order(profiles)


class _Groups:
    def __init__(self, ids: Iterable[str]) -> None:
        self._group = {each: {each} for each in ids}
        self._apart: defaultdict[str, set[str]] = defaultdict(set)

    def members(self, id_: str) -> set[str]:
        return self._group[id_]

    def join(self, one: str, other: str) -> None:
        if self._group[one] is not self._group[other]:
            both = self._group[one] | self._group[other]
            for each in both:
                self._group[each] = both

    def part(self, one: str, other: str) -> None:
        self._apart[one].add(other)
        self._apart[other].add(one)

    def may_join(self, one: str, other: str) -> bool:
        theirs = self._group[other]
        return theirs is not self._group[one] and not any(self._apart[each] & theirs for each in self._group[one])

    def in_order(self, profiles: Sequence[Profile]) -> list[list[Profile]]:
        out: dict[int, list[Profile]] = {}
        for profile in profiles:
            out.setdefault(id(self._group[profile.id]), []).append(profile)
        return list(out.values())


def _pairs(profiles: Sequence[Profile]) -> Iterable[tuple[Profile, Profile]]:
    blocks: defaultdict[tuple[bool, str], list[Profile]] = defaultdict(list)
    for profile in profiles:
        if profile.named:
            for key in profile.keys:
                blocks[profile.kind is SpeakerKind.PERSON, key].append(profile)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        if len(block) > _MOST_IN_A_BLOCK:
            continue
        for number, one in enumerate(block):
            for other in block[number + 1 :]:
                if (one.id, other.id) not in seen:
                    seen.add((one.id, other.id))
                    yield one, other


def _excluded(ours: set[str], theirs: set[str], by_id: dict[str, Profile]) -> bool:
    """Whether two members of the groups have names or kinds that exclude each other."""
    one_each, other_each = (
        list({(by_id[id_].name, by_id[id_].kind): by_id[id_] for id_ in sorted(ids)}.values()) for ids in (ours, theirs)
    )
    return any(each.weight <= _EXCLUDES for one in one_each for other in other_each for each in _evidence(one, other))


def _evidence(one: Profile, other: Profile) -> Iterable[Evidence]:
    if not (one.named and other.named and one.parts and other.parts):
        yield Evidence(about="name", weight=-20.0, words="one of them has no name")
        return
    if one.kind is not other.kind and SpeakerKind.UNKNOWN not in {one.kind, other.kind}:
        both_bodies = {one.kind, other.kind} <= _BODIES
        yield Evidence(about="kind", weight=-0.5 if both_bodies else -8.0, words=f"{one.kind} and {other.kind}")
    persons = SpeakerKind.PERSON in {one.kind, other.kind}
    yield from _of_persons(one, other) if persons else _of_bodies(one, other)
    together = one.beside & other.beside
    if together:
        names = ", ".join(sorted(name.title() for name in together)[:3])
        yield Evidence(about="beside", weight=min(1.5, 0.5 * len(together)), words=f"both beside {names}")


def _of_persons(one: Profile, other: Profile) -> Iterable[Evidence]:
    yield _of_names(one, other)
    if one.suffix and other.suffix and one.suffix != other.suffix:
        yield Evidence(about="name", weight=-8.0, words=f"{one.suffix} and {other.suffix}")
    genders = {_gender(one), _gender(other)}
    if genders == {"m", "f"}:
        yield Evidence(about="name", weight=-4.0, words="given names of a man and of a woman")
    ours, theirs = _office(one), _office(other)
    if ours and theirs:
        common = ours & theirs
        if common:
            share = len(common) / min(len(ours), len(theirs))
            yield Evidence(about="role", weight=1.0 + share, words=f"both {' '.join(sorted(common))}")
        else:
            yield Evidence(about="role", weight=-0.7, words=f"{one.role} and {other.role}")
    if one.speaks_for and other.speaks_for:
        alike = token_set_ratio(" ".join(latin(one.speaks_for)), " ".join(latin(other.speaks_for))) >= 90
        words = f"speak for {one.speaks_for}" if alike else f"speak for {one.speaks_for} and {other.speaks_for}"
        yield Evidence(about="speaks_for", weight=1.5 if alike else -1.0, words=words)


def _of_names(one: Profile, other: Profile) -> Evidence:
    a, b = one.parts, other.parts
    words = f"{one.name} and {other.name}"
    if a == b:
        return Evidence(about="name", weight=5.0 if len(a) > 1 else 1.5, words=f"{one.name}, letter by letter")
    if len(a) > 1 and sorted(a) == sorted(b):
        return Evidence(about="name", weight=4.0, words=f"{words}: the same words in another order")
    if 1 in {len(a), len(b)}:
        alone, full = (a[0], b) if len(a) == 1 else (b[0], a)
        if _alike(alone, full[-1]):
            return Evidence(about="name", weight=1.5, words=f"{words}: the surname alone")
        known = any(_alike(alone, part) for part in full)
        return Evidence(about="name", weight=0.5 if known else -8.0, words=words)
    if not (_alike(a[-1], b[-1]) or _alike_without_particles(a, b)):
        return Evidence(about="name", weight=-8.0, words=f"{words}: other surnames")
    given, others = a[0], b[0]
    if given == others:
        return Evidence(about="name", weight=4.5, words=f"{words}: middle names or spelling differ")
    if 1 in {len(given), len(others)}:
        initial = given[0] == others[0]
        return Evidence(about="name", weight=2.0 if initial else -8.0, words=f"{words}: an initial")
    if _alike(given, others):
        return Evidence(about="name", weight=3.5, words=f"{words}: spellings of one name")
    return Evidence(about="name", weight=-8.0, words=f"{words}: other given names")


def _of_bodies(one: Profile, other: Profile) -> Iterable[Evidence]:
    common = one.forms & other.forms
    if common:
        yield Evidence(about="name", weight=5.0, words=f"both {max(common, key=len).title()}")
        return
    ours, theirs = {_initials(form) for form in one.forms}, {_initials(form) for form in other.forms}
    short = (ours & {form.replace(" ", "") for form in other.forms}) | (
        theirs & {form.replace(" ", "") for form in one.forms}
    )
    if any(len(each) > 2 for each in short):
        yield Evidence(about="name", weight=3.5, words=f"{max(short, key=len).upper()} are the initials")
        return
    alike = max(JaroWinkler.similarity(a, b) for a in one.forms or {""} for b in other.forms or {""})
    weight = 3.0 if alike >= 0.97 else -6.0
    yield Evidence(about="name", weight=weight, words=f"{one.name} and {other.name}")


def _skeleton(word: str) -> str:
    """The first letter and the consonants of a word whose sounds are written alike."""
    alike = _vowelled(word)
    return alike[:1] + re.sub(r"[aiu]", "", alike[1:])


def _alike(one: str, other: str) -> bool:
    """Whether two words may be spellings of one name."""
    if one == other:
        return True
    if min(len(one), len(other)) < 3 or _skeleton(one) != _skeleton(other):
        return False
    ours, theirs = _vowelled(one), _vowelled(other)
    longer = min(len(ours), len(theirs)) >= _LEAST_LETTERS
    # Arabic and Hebrew leave out short vowels, so that a name without any agrees with each of its readings.
    unvowelled = not (re.search("[aiu]", ours[1:]) and re.search("[aiu]", theirs[1:]))
    return ours == theirs or unvowelled or (longer and JaroWinkler.similarity(ours, theirs) >= _ALIKE)


def _vowelled(word: str) -> str:
    """The word with the usual ways to write one sound made alike, and without double letters."""
    for written, kept in _ALIKE_LETTERS:
        word = word.replace(written, kept)
    return re.sub(r"(.)\1+", r"\1", word)


def _alike_without_particles(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the last words agree once "al" and its like are written together or left out."""
    ours, theirs = one[-1], other[-1]
    return any(
        _alike(longer.removeprefix(particle), shorter)
        for longer, shorter in ((ours, theirs), (theirs, ours))
        for particle in ("al", "el", "de", "del", "von", "van", "bin", "ibn")
        if longer.startswith(particle) and len(longer) > len(particle) + 2
    )


def _initials(words: str) -> str:
    return "".join(word[0] for word in words.split()) if " " in words else ""


def _gender(profile: Profile) -> str:
    return w.GIVEN_NAMES.get(profile.parts[0], "") if len(profile.parts) > 1 else ""


def _office(profile: Profile) -> set[str]:
    return {word for word in latin(profile.role or "") if word not in _OFFICE_WORDS}
