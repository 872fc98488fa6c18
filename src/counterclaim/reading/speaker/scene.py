"""A report as places where somebody is spoken of, and how well each of them fits as what a later word stands for.

The features are plain facts about two places (how far, in which sentence, whose gender and number) together with the
vectors that the encoder's states give; `training/speakers` learns their weights.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from counterclaim.reading.attribution.attribute import Floats
from counterclaim.reading.attribution.units import Ints, Units
from counterclaim.reading.reading import SpeakerKind
from counterclaim.reading.speaker import words as w
from counterclaim.reading.speaker.index import Bearer, NameIndex
from counterclaim.reading.speaker.kinds import is_plural, kind_of_noun
from counterclaim.reading.speaker.mentions import KINDS, Mentions, SpeakerModel
from counterclaim.reading.speaker.names import fold, tokens
from counterclaim.reading.speaker.roles import head_noun
from counterclaim.reading.speaker.salience import Surroundings
from counterclaim.reading.speaker.source import Source
from counterclaim.reading.weights import softmax
from counterclaim.text.span import Span

NAME, NOMINAL, PRONOUN = range(3)
NOBODY = -1

_MOST_BEFORE, _MOST_AFTER, _MOST_FAR = 40, 3, 12
_MOST_LOOKED_AT = 120
_GENDERS = {"": 0, "m": 1, "f": 2}
_ASKING = ("he", "she", "they", "it", "who", "description", "nothing", "other")
_DETERMINERS = ("the", "possessive", "demonstrative", "indefinite", "bare")
_FORMS = {
    **dict.fromkeys((p for p, gender in w.HE_OR_SHE.items() if gender == "m"), "he"),
    **dict.fromkeys((p for p, gender in w.HE_OR_SHE.items() if gender == "f"), "she"),
    **dict.fromkeys(w.THEY, "they"),
    "both": "they",
    **dict.fromkeys(w.IT, "it"),
    **dict.fromkeys(w.RELATIVE, "who"),
}
_BELONGING = w.word_set("of for from at with")
_AND = frozenset({" and ", " & "})
_OWN = w.word_set("his her hers their theirs its whose")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anaphor:
    """Words that may stand for somebody named elsewhere: a pronoun, a description, or nothing before a cue."""

    span: Span
    asking: str
    own: bool = False
    determiner: str = "bare"
    noun: str = ""
    modifiers: frozenset[str] = frozenset()
    unit: int = 0

    @classmethod
    def of_pronoun(cls, pronoun: str, span: Span, unit: int) -> "Anaphor":
        return cls(span=span, asking=_FORMS.get(pronoun, "other"), own=pronoun in _OWN, unit=unit)

    @classmethod
    def of_source(cls, source: Source, unit: int) -> "Anaphor":
        """The words up to the head noun `unit`, the article included."""
        small = [word.lower() for word in source.main]
        first = small[0] if small else ""
        determiner = "bare"
        if first == "the":
            determiner = "the"
        elif first in _OWN or first in w.FIRST_PERSON:
            determiner = "possessive"
        elif first in {"this", "that", "these", "those"}:
            determiner = "demonstrative"
        elif first in w.INDEFINITE:
            determiner = "indefinite"
        rest = small if determiner == "bare" else small[1:]
        return cls(
            span=source.span,
            asking="description",
            determiner=determiner,
            noun=small[-1] if small else "",
            modifiers=frozenset(rest[:-1]),
            unit=unit,
        )


@dataclass(slots=True, kw_only=True)
class Known:
    """What is known of somebody in the scene, to be compared with the words of an anaphor.

    `key` are the words that describe somebody without a name; a bearer has `bearer_nouns` and `bearer_words` instead.
    """

    bearer: Bearer | None = None
    key: str = ""
    gender: str = ""
    bearer_nouns: frozenset[str] = frozenset()
    bearer_words: frozenset[str] = frozenset()

    @property
    def nouns(self) -> frozenset[str]:
        return self.bearer_nouns if self.bearer is not None else frozenset(self.key.split()[-1:])

    @property
    def words(self) -> frozenset[str]:
        return self.bearer_words if self.bearer is not None else frozenset(self.key.split())


class Scene:
    """Rows of places `(n,)` in the order of the text; `who` is a number of `known`, or -1 while nobody knows."""

    def __init__(
        self,
        text: str,
        units: Units,
        index: NameIndex,
        around: Surroundings,
        mentions: Mentions,
        sources: Sequence[tuple[Span, bool]],
    ) -> None:
        """`sources` are the words of the sources, with whether they are a pronoun."""
        self.text, self.units, self.mentions = text, units, mentions
        self.around = around
        self.known: list[Known] = []
        self._of_bearer: dict[int, int] = {}
        self._of_words: dict[str, int] = {}
        self._said: list[int] = []
        rows = self._rows(index, sources)
        self.spans = [span for span, *_ in rows]
        n = len(rows)
        self.start = np.array([span.start for span in self.spans], np.int64)
        self.end = np.array([span.end for span in self.spans], np.int64)
        self.sort = np.array([sort for _, sort, *_ in rows], np.int64)
        self.who = np.array([who for _, _, who, *_ in rows], np.int64)
        self.source = np.array([is_source for *_, is_source in rows], bool)
        unit = [self.unit_of(span) for span in self.spans]
        self.sentence = np.array([around.sentence(place) for place in self.start], np.int64)
        self.paragraph = np.array([around.paragraph(place) for place in self.start], np.int64)
        self.quotation = np.array([around.quotation(place) for place in self.start], np.int64)
        self.subject = self._subjects()
        self.possessive = np.array([text[end : end + 2] in {"'s", "’s", "s'"} for end in self.end], bool)
        nouns = [units.words[u].lower() for u in unit]
        self.plural = np.array(
            [
                is_plural(noun) if sort == NOMINAL else who != NOBODY and " and " in self.known[who].key
                for sort, noun, who in zip(self.sort, nouns, self.who, strict=True)
            ],
            bool,
        )
        numbers = [mentions.at(u) for u in unit]
        self.kinds = np.full((n, len(KINDS)), 1 / len(KINDS), np.float32)
        self.vectors = np.zeros((n, mentions.vectors.shape[1]), np.float32)
        for row, number in enumerate(numbers):
            if number is not None:
                self.kinds[row] = mentions.kinds[number]
                self.vectors[row] = mentions.vectors[number]
        self._counts = Counter(self.who[self.who >= 0].tolist())
        self._most = max(self._counts.values(), default=0)
        named = self.sort == NAME
        often = Counter(self.who[named].tolist()).most_common(24)
        self._often = {number: np.flatnonzero(named & (self.who == number)) for number, _ in often}

    def unit_of(self, span: Span) -> int:
        """The unit that ends the span."""
        return self.units.at(span.end - 1)

    def _rows(self, index: NameIndex, sources: Sequence[tuple[Span, bool]]) -> list[tuple[Span, int, int, bool]]:
        rows: dict[int, tuple[Span, int, int, bool]] = {}
        names_at: dict[int, Bearer] = {}
        taken: set[int] = set()
        for name in index.names:
            bearer = index.bearers.get(name.span)
            if bearer is not None:
                rows[name.span.end] = (name.span, NAME, self.number_of(bearer), False)
                names_at[name.span.end] = bearer
                first = int(np.searchsorted(self.units.starts, name.span.start))
                taken.update(range(first, self.unit_of(name.span) + 1))
        for number in np.flatnonzero(self.mentions.sure):
            head, first = int(self.mentions.heads[number]), int(self.mentions.firsts[number])
            word = self.units.words[head].lower()
            if head in taken or word in w.PRONOUNS or not word[0].isalpha():
                continue
            span = Span(int(self.units.starts[first]), int(self.units.ends[head]))
            bearer = self._apposed_to(span, names_at)
            who = self.number_of(bearer) if bearer is not None else self.number_of_words(span.cut(self.text))
            rows.setdefault(span.end, (span, NOMINAL, who, False))
        for span, is_pronoun in sources:
            known = rows.get(span.end)
            if known is not None:
                rows[span.end] = (known[0], known[1], known[2], True)
            else:
                rows[span.end] = (span, PRONOUN if is_pronoun else NOMINAL, NOBODY, True)
        together = self._together(index)
        return sorted([*rows.values(), *together], key=lambda row: (row[0].start, row[0].end))

    def _apposed_to(self, span: Span, names_at: Mapping[int, Bearer]) -> Bearer | None:
        """The person of whom the words at the place tell more: "Kel Ode, a surgeon"."""
        bearer = names_at.get(span.start - 2) if self.text[max(0, span.start - 2) : span.start] == ", " else None
        person = bearer is not None and bearer.kind is SpeakerKind.PERSON
        article = span.cut(self.text).partition(" ")[0].lower() in w.ARTICLES
        return bearer if person and article and not is_plural(self.units.words[self.unit_of(span)]) else None

    def _together(self, index: NameIndex) -> Iterator[tuple[Span, int, int, bool]]:
        """Two names with nothing but "and" between them."""
        for one, other in pairwise(index.names):
            if self.text[one.span.end : other.span.start] in _AND:
                both = index.bearers.get(one.span), index.bearers.get(other.span)
                if both[0] is not None and both[1] is not None and both[0] is not both[1]:
                    number = self.number_of_words(f"{both[0].name} and {both[1].name}")
                    yield Span(one.span.start, other.span.end), NAME, number, False

    def _subjects(self) -> npt.NDArray[np.bool_]:
        """Whether a place is the first of its sentence."""
        first = np.ones(len(self.sentence), bool)
        first[1:] = self.sentence[1:] != self.sentence[:-1]
        return first

    def number_of(self, bearer: Bearer) -> int:
        number = self._of_bearer.get(id(bearer))
        if number is None:
            words = {word.lower() for form in [*bearer.roles, *bearer.forms, *bearer.words] for word in form.split()}
            nouns = {noun for role in bearer.roles if (noun := head_noun(role))} | {bearer.words[-1].lower()}
            nouns |= {part.lower() for role in bearer.roles for part in role.split() if kind_of_noun(part)}
            self.known.append(
                Known(
                    bearer=bearer,
                    gender=bearer.gender,
                    bearer_nouns=frozenset(nouns),
                    bearer_words=frozenset(words),
                )
            )
            number = self._of_bearer[id(bearer)] = len(self.known) - 1
        return number

    def number_of_words(self, words: str, *, new: bool = False) -> int:
        """The number of whoever is described by the words, the same for the same words unless it is somebody new."""
        key = " ".join(word for word in fold(words).split() if word not in w.ARTICLES)
        number = None if new else self._of_words.get(key)
        if number is None:
            self.known.append(Known(key=key, gender=w.gender_of_noun(key.rpartition(" ")[2])))
            number = self._of_words[key] = len(self.known) - 1
        return number

    def row_of(self, span: Span) -> int | None:
        """The row of a place that ends where the span ends."""
        place = int(np.searchsorted(self.start, span.end))
        for row in range(place - 1, max(-1, place - 6), -1):
            if self.end[row] == span.end:
                return row
        return None

    def definite(self) -> Iterator[int]:
        """Rows of descriptions in the singular that begin with "the", outside quotations."""
        for row in np.flatnonzero((self.sort == NOMINAL) & ~self.plural & (self.quotation < 0)).tolist():
            if self.text[self.start[row] : self.start[row] + 4].lower() == "the ":
                yield row

    def whole(self, row: int) -> Span:
        """The place of a row with what belongs to its noun behind it: "a spokesman for the ministry"."""
        span = self.spans[row]
        following = self.unit_of(span) + 1
        if self.sort[row] != NOMINAL or following + 1 >= len(self.units.words):
            return span
        if self.units.words[following] not in _BELONGING:
            return span
        for number in range(*np.searchsorted(self.mentions.heads, [following, following + 7]).tolist()):
            if int(self.mentions.firsts[number]) == following + 1:
                return Span(span.start, int(self.units.ends[self.mentions.heads[number]]))
        return span

    def settle(self, span: Span, who: int) -> None:
        """Somebody is known to be meant at a place."""
        row = self.row_of(span)
        if row is not None:
            if self.who[row] >= 0:
                self._counts[self.who[row]] -= 1
            self.who[row] = who
            self._counts[who] += 1
            self._most = max(self._most, self._counts[who])

    def spoke(self, who: int) -> None:
        """Somebody is the speaker of the statement just read."""
        self._said.append(who)

    def candidates(self, anaphor: Anaphor) -> Ints:
        """Rows that the anaphor can stand for, in the order of the text."""
        here = int(np.searchsorted(self.start, anaphor.span.start))
        near = self._usable(anaphor, max(0, here - _MOST_LOOKED_AT), here)[-_MOST_BEFORE:]
        if anaphor.asking == "who":
            beside = near[anaphor.span.start - self.end[near] <= len(", ")]
            if len(beside):
                return beside
        after = self._usable(anaphor, here, min(len(self.who), here + _MOST_AFTER + 5))[:_MOST_AFTER]
        following = after[self.sentence[after] == self.around.sentence(anaphor.span.start)]
        seen = set(self.who[near].tolist()) | set(self.who[following].tolist())
        far: list[int] = []
        if anaphor.asking == "description":
            # somebody often named, but long before or only in what follows
            for number, rows in self._often.items():
                place = int(np.searchsorted(rows, here))
                row = int(rows[place - 1 if place else 0])
                if number not in seen and self.start[row] != anaphor.span.start:
                    far.append(row)
        return np.array(sorted({*near.tolist(), *following.tolist(), *far[:_MOST_FAR]}), np.int64)

    def _usable(self, anaphor: Anaphor, first: int, last: int) -> Ints:
        rows: Ints = np.arange(first, last, dtype=np.int64)
        apart = (self.end[rows] <= anaphor.span.start) | (self.start[rows] >= anaphor.span.end)
        rows = np.asarray(rows[apart & (self.who[rows] != NOBODY)], np.int64)
        if anaphor.asking in {"he", "she"}:
            gender = "m" if anaphor.asking == "he" else "f"
            fits = [_is_one(self.known[number], gender) for number in self.who[rows]]
        elif anaphor.asking in {"they", "it"}:
            plural = self.plural[rows] if anaphor.asking == "it" else np.zeros(len(rows), bool)
            fits = [
                not (many or _is_a_person(self.known[number]))
                for many, number in zip(plural, self.who[rows], strict=True)
            ]
        else:
            return rows
        return np.asarray(rows[np.array(fits, bool)], np.int64)

    def features(self, anaphor: Anaphor, rows: Ints) -> Floats:
        """Facts about each row as what the anaphor stands for: `(n_rows, N_FEATURES)`."""
        start = anaphor.span.start
        n = len(rows)
        sentence, paragraph, quotation = (
            self.around.sentence(start),
            self.around.paragraph(start),
            self.around.quotation(start),
        )
        who = self.who[rows]
        before = self.start[rows] < start
        rank = np.cumsum(before[::-1])[::-1] - 1
        columns: list[npt.NDArray[np.generic]] = []
        columns += _one_of(np.where(before, np.digitize(rank, [1, 2, 3, 5, 8, 13]), 7), 8)
        columns += _one_of(np.where(before, np.digitize(sentence - self.sentence[rows], [1, 2, 3, 5]), 5), 6)
        columns += _one_of(np.digitize(np.abs(paragraph - self.paragraph[rows]), [1, 2, 3]), 4)
        columns += [before & (start - self.end[rows] <= 2), before & (start - self.end[rows] <= 20)]
        columns += _one_of(self.sort[rows], 3)
        columns += [self.source[rows] & before]
        columns += _one_of(self._recency(who), 5)
        inside = self.quotation[rows]
        columns += [
            self.subject[rows],
            self.possessive[rows],
            self.paragraph[rows] == 0,
            inside >= 0,
            (inside == quotation) & (inside >= 0),
            np.full(n, quotation >= 0),
        ]
        often = np.array([self._counts[number] for number in who.tolist()], np.float32)
        columns += [np.log1p(often) / 3, often >= self._most, often > 1]
        gender = np.array([_GENDERS[self.known[number].gender] for number in who], np.int64)
        wanted = {"he": 1, "she": 2}.get(anaphor.asking, _GENDERS[w.gender_of_noun(anaphor.noun)])
        columns += [(gender == wanted) & (wanted > 0), (gender > 0) & (wanted > 0) & (gender != wanted), gender == 0]
        kinds = self.kinds[rows]
        columns += list(kinds.T)
        fixed = [self.known[number].bearer for number in who]
        columns += [
            np.array([b is not None and b.kind is kind for b in fixed], bool)
            for kind in (SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.GOVERNMENT)
        ]
        columns += [self.plural[rows]]
        columns += self._alike(anaphor, who, kinds)
        mine = self.about(anaphor)
        return np.concatenate([np.array(columns, np.float32).T, np.broadcast_to(mine, (n, len(mine)))], axis=1)

    def _recency(self, who: Ints) -> Ints:
        """How many other speakers spoke since each: 0 for the last speaker, 3 for three or more, 4 for never."""
        order: list[int] = []
        for number in reversed(self._said[-12:]):
            if number not in order:
                order.append(number)
        places = {number: min(place, 3) for place, number in enumerate(order)}
        return np.array([places.get(int(number), 4) for number in who], np.int64)

    def _alike(self, anaphor: Anaphor, who: Ints, kinds: Floats) -> list[npt.NDArray[np.generic]]:
        if anaphor.asking != "description":
            return [np.zeros(len(who), np.float32)] * 5
        known = [self.known[number] for number in who]
        modifiers = anaphor.modifiers
        kind = kind_of_noun(anaphor.noun)
        return [
            np.array([anaphor.noun in each.nouns for each in known], bool),
            np.array([anaphor.noun in each.words for each in known], bool),
            np.array([bool(modifiers) and modifiers <= each.words for each in known], bool),
            np.array([len(modifiers & each.words) / max(1, len(modifiers)) for each in known], np.float32),
            kinds[:, KINDS.index(kind)] if kind in KINDS else np.zeros(len(who), np.float32),
        ]

    def about(self, anaphor: Anaphor) -> Floats:
        """Facts about the anaphor alone: `(N_OWN,)`."""
        kind = kind_of_noun(anaphor.noun) if anaphor.noun else None
        starts_sentence = self.around.sentence_start(anaphor.span.start) == anaphor.span.start
        facts = [float(anaphor.asking == form) for form in _ASKING]
        facts += [float(anaphor.asking == "description" and anaphor.determiner == form) for form in _DETERMINERS]
        facts += [float(kind is each) for each in KINDS]
        facts += [
            float(anaphor.own),
            float(is_plural(anaphor.noun)) if anaphor.noun else 0.0,
            float(starts_sentence),
            float(len(anaphor.modifiers) > 1),
            float(self.around.paragraph(anaphor.span.start) == 0),
            float(self.around.quotation(anaphor.span.start) >= 0),
        ]
        return np.array(facts, np.float32)

    def vector(self, anaphor: Anaphor) -> Floats:
        number = self.mentions.at(anaphor.unit) if anaphor.asking != "nothing" else None
        vectors = self.mentions.vectors
        return vectors[number] if number is not None else np.zeros(vectors.shape[1], np.float32)


def _is_one(known: Known, gender: str) -> bool:
    """Whether somebody may be one person of the gender."""
    if known.gender not in {"", gender}:
        return False
    if known.bearer is not None:
        return known.bearer.kind is SpeakerKind.PERSON
    return all(kind_of_noun(noun) in {None, SpeakerKind.PERSON} for noun in known.nouns)


def _is_a_person(known: Known) -> bool:
    """Whether somebody is surely one man or woman, of whom neither "it" nor, nearly always, "they" is said."""
    named = known.bearer is not None and known.bearer.told and known.bearer.kind is SpeakerKind.PERSON
    return named or (bool(known.gender) and known.bearer is None)


def anaphor_in(source: Source, scene: Scene) -> Anaphor | None:
    """The anaphor in the words of a source; None for names."""
    if source.pronoun:
        return Anaphor.of_pronoun(source.pronoun, source.span, scene.unit_of(source.span))
    if source.names or source.description is None:
        return None
    found = list(tokens(scene.text, source.description.start, source.description.end))
    last = found[max(0, min(len(source.main), len(found)) - 1)]
    return Anaphor.of_source(source, scene.unit_of(Span(last.start, last.end)))


N_OWN = len(_ASKING) + len(_DETERMINERS) + len(KINDS) + 6
N_FEATURES = 8 + 6 + 4 + 2 + 3 + 1 + 5 + 6 + 3 + 3 + len(KINDS) + 3 + 1 + 5 + N_OWN


def _one_of(values: Ints, n: int) -> list[npt.NDArray[np.generic]]:
    return [values == value for value in range(n)]


def probabilities(model: SpeakerModel, scene: Scene, anaphor: Anaphor, rows: Ints) -> Floats:
    """How probable it is that the anaphor stands for each of the rows (one or more), and last for none of them."""
    mine = scene.vector(anaphor)
    own = np.concatenate([scene.about(anaphor), mine])[None]
    none = model.layers("none", own)[:, 0]
    theirs = scene.vectors[rows]
    given = np.concatenate(
        [scene.features(anaphor, rows), np.broadcast_to(mine, theirs.shape), theirs, theirs * mine], axis=1
    )
    return softmax(np.concatenate([model.layers("pair", given)[:, 0], none]))
