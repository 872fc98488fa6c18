"""From the words of sources to speakers."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import numpy as np

from counterclaim.reading.attribution.units import Units
from counterclaim.reading.reading import Speaker, SpeakerKind, Statement
from counterclaim.reading.speaker import words as w
from counterclaim.reading.speaker.index import Bearer, NameIndex, author_of
from counterclaim.reading.speaker.kinds import is_plural, kind_of_noun
from counterclaim.reading.speaker.mentions import KINDS, Mentions, SpeakerModel
from counterclaim.reading.speaker.names import Name, find_names, fold, tokens
from counterclaim.reading.speaker.places import DEMONYMS
from counterclaim.reading.speaker.roles import as_role, head_noun, role_near, speaks_for, without_article
from counterclaim.reading.speaker.salience import Surroundings
from counterclaim.reading.speaker.scene import Anaphor, Scene, anaphor_in, probabilities
from counterclaim.reading.speaker.source import Source, read_source
from counterclaim.text.span import Span

_MOST_BACK = 12
_MOST_ALIASES = 8
_LONG_AGO, _FAR_BACK = 800, 4000
"""Characters."""
_LEAST = {"pronoun": 0.2, "description": 0.7, "one of several": 0.9, "nothing": 0.4, "role": 0.4, "kind": 0.5}
"""Probabilities, chosen on the held-out articles, below which a speaker stays the words of the source or unresolved."""

_SEVERAL = w.word_set("group number handful bunch crowd couple series majority minority")
_SURE_BY_RULE = 0.96
"""Share of names and the like that are right, on the articles that chose nothing of the rules."""
_NAMED_BODIES = w.word_set("campaign team administration government police foundation family transition")
_QUANTIFIERS = w.word_set("some many most few several others all anyone anybody everyone everybody someone somebody")
_EMPTY = (w.PRONOUNS | w.OPENERS) - _QUANTIFIERS
_ALONE = w.word_set("i me my mine myself")


def resolve(
    around: Surroundings, units: Units, statements: Sequence[Statement], mentions: Mentions, model: SpeakerModel
) -> tuple[tuple[Speaker, ...], tuple[Statement, ...]]:
    """The speakers of a report, and the statements with `speaker`, `resolved` and `speaker_score` filled.

    `mentions` are those of the same `units`. A statement whose speaker the report does not tell, or not surely enough,
    keeps None and False.
    """
    resolution = _Resolution(around, units, statements, mentions, model)
    answering = resolution.run()
    ids: dict[_Answering, str] = {}
    for who in answering:
        if who is not None:
            ids.setdefault(who, f"p{len(ids) + 1}")
    speakers = tuple(who.speaker(id_) for who, id_ in ids.items())
    filled = (
        replace(statement, speaker=ids[who], resolved=True, speaker_score=sure)
        if who is not None
        else replace(statement, speaker=None, resolved=False, speaker_score=None)
        for statement, who, sure in zip(statements, answering, resolution.sure, strict=True)
    )
    return speakers, tuple(filled)


@dataclass(slots=True, eq=False)
class _Answering:
    """A speaker in the making."""

    name: str
    kind: SpeakerKind
    named: bool
    role: str | None = None
    speaks_for: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: list[Span] = field(default_factory=list)
    bearer: Bearer | None = None

    def speaker(self, id_: str) -> Speaker:
        mentions = self.mentions + (self.bearer.mentions if self.bearer else [])
        return Speaker(
            id=id_,
            name=self.name,
            aliases=self.aliases[:_MOST_ALIASES],
            kind=self.kind,
            named=self.named,
            role=self.role,
            speaks_for=self.speaks_for,
            mentions=tuple(sorted(set(mentions))),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """Who is most probably meant: a number of the scene, its likeliest row, and the probability."""

    number: int
    row: int
    chance: float


class _Resolution:
    """The work on one report: statements in the order of the text, words in the first person last."""

    def __init__(
        self,
        around: Surroundings,
        units: Units,
        statements: Sequence[Statement],
        mentions: Mentions,
        model: SpeakerModel,
    ) -> None:
        self.text = text = around.text
        self.statements = statements
        self.model = model
        self.index = NameIndex(text, around.headlines(), partial(mentions.kinds_at, units))
        self.sources = [
            None if each.source is None else read_source(text, each.source.spans, self.index.casing)
            for each in statements
        ]
        places = {source.span: bool(source.pronoun) for source in self.sources if source is not None}
        self.scene = Scene(text, units, self.index, around, mentions, list(places.items()))
        self.of_bearer: dict[Bearer, _Answering] = {}
        self.of_number: dict[int, _Answering] = {}
        self.of_description: dict[str, _Answering] = {}
        self.number_of: dict[_Answering, int] = {}
        self.n_described: Counter[str] = Counter()
        self._asked: set[int] = set()
        """Rows whose speaker is just being found: "his lawyer" must not be the owner of "his lawyer"."""
        self.answers: list[_Answering | None] = [None] * len(statements)
        self.sure = [0.0] * len(statements)
        """How probably each answer is right."""
        self._sure = 0.0

    def run(self) -> list[_Answering | None]:
        enclosing = _enclosing(self.statements)
        places = [self._place(number) for number in range(len(self.statements))]
        for number in sorted(range(len(self.statements)), key=lambda n: (places[n], n)):
            source, around = self.sources[number], enclosing[number]
            self._sure = _SURE_BY_RULE
            if source is None:
                self.answers[number] = self._unsaid(places[number])
                self.sure[number] = self._sure
                continue
            if source.pronoun in w.FIRST_PERSON or source.owner in w.FIRST_PERSON:
                continue
            quoted = around is not None and self.scene.around.quoted(source.span.start)
            who = self._speaker(source, self.answers[around] if around is not None and quoted else None)
            self.answers[number], self.sure[number] = who, self._sure
            if who is not None:
                self.scene.settle(source.span, self.number_of[who])
                if not self.scene.around.quoted(source.span.start):
                    self.scene.spoke(self.number_of[who])
        for number, source in enumerate(self.sources):
            if source is not None and w.FIRST_PERSON & {source.pronoun, source.owner}:
                around = enclosing[number]
                self.answers[number] = self._first_person(source, around)
                self.sure[number] = self.sure[around] if around is not None else _SURE_BY_RULE
        self._fill_roles()
        return self.answers

    def _fill_roles(self) -> None:
        """Posts told by a description that surely means somebody: "the Republican nominee"."""
        lacking = {who for who in self.answers if who is not None and who.named and " " not in (who.role or "")}
        lacking = {who for who in lacking if who.kind is SpeakerKind.PERSON}
        for row in self.scene.definite() if lacking else ():
            span = self.scene.whole(row)
            source = read_source(self.text, [span], self.index.casing)
            role = as_role(" ".join(span.cut(self.text).split()))
            in_a_row = self.text.startswith(" and ", span.end)
            if role is None or in_a_row or source is None or source.description is None:
                continue
            anaphor = anaphor_in(source, self.scene)
            found = self._chosen(anaphor, None) if anaphor is not None else None
            sure = found is not None and found.chance >= _LEAST["role"]
            who = self.of_number.get(found.number) if found is not None and sure else None
            if who in lacking and (who.role is None or " " in role):
                who.role = role
                who.speaks_for = who.speaks_for or self._body_of(role)
                lacking.discard(who)

    @cached_property
    def author(self) -> Bearer | None:
        return author_of(self.text, self.index)

    def _first_person(self, source: Source, around: int | None) -> _Answering | None:
        """Who says the quotation in which the source stands; outside quotations the report's author."""
        word = source.pronoun or source.owner
        who = None
        if around is not None:
            who = self.answers[around]
        elif word in _ALONE and not self.scene.around.quoted(source.span.start):
            who = self._of_bearer_unmentioned(self.author) if self.author is not None else None
        if who is None or not source.owner:
            return who
        assert source.description is not None
        rest = source.description.cut(self.text).split(maxsplit=1)[-1]
        return self._described(source, f"{who.name}'s {rest}", _head(source.main), new=False)

    def _place(self, number: int) -> int:
        source, statement = self.sources[number], self.statements[number]
        if source is not None:
            return source.span.start
        part = statement.cue or statement.content
        return min((span.start for span in part.spans), default=0)

    def _speaker(self, source: Source, speaking: "_Answering | None") -> _Answering | None:
        if source.names:
            return self._of_names(source.names)
        if source.pronoun in _QUANTIFIERS:
            described = Source(span=source.span, description=source.span, main=(source.pronoun,))
            return self._described(described, source.pronoun, source.pronoun, new=True)
        if source.pronoun:
            return self._antecedent(source, speaking)
        return self._of_description(source, speaking)

    # names

    def _of_names(self, names: Sequence[Name]) -> _Answering | None:
        members = [self._of_name(name) for name in names]
        known = [member for member in members if member is not None]
        if len(known) < len(members):
            return None
        return known[0] if len(known) == 1 else self._together(known)

    def _of_name(self, name: Name) -> _Answering | None:
        if len(name.words) == 1 and name.after_article and name.words[0].lower() in DEMONYMS:
            return self._of_bearer(self.index.state(DEMONYMS[name.words[0].lower()]), name.span)
        found = self.index.find(name)
        if len(found) > 1:
            found = self._last_spoken_of(found, name.span)
            if not found:
                return None
        if not found:
            bearer = self.index.place(name)
            bearer.see(name)
            if bearer.kind is SpeakerKind.PERSON and (role := role_near(self.text, name)):
                bearer.roles.append(role)
            return self._of_bearer(bearer, name.span)
        return self._of_bearer(found[0], name.span)

    def _last_spoken_of(self, found: Sequence[Bearer], place: Span) -> list[Bearer]:
        """Of several bearers of a name the one of whom the report speaks here, while it has long left the others."""
        first, end = np.searchsorted(self.scene.start, [place.start - _FAR_BACK, place.start])
        who, start = self.scene.who[first:end], self.scene.start[first:end]
        last = {}
        for bearer in found:
            at = start[who == self.scene.number_of(bearer)]
            last[bearer] = int(at[-1]) if len(at) else place.start - _FAR_BACK
        order = sorted(found, key=lambda bearer: -last[bearer])
        return order[:1] if last[order[0]] - last[order[1]] > _LONG_AGO else []

    def _of_bearer(self, bearer: Bearer, mention: Span) -> _Answering:
        who = self.of_bearer.get(bearer)
        if who is None:
            role = bearer.role if bearer.kind is SpeakerKind.PERSON else None
            name = bearer.name
            spoken_for = next((body for each in bearer.roles if (body := speaks_for(each))), None)
            who = _Answering(
                name=name,
                kind=bearer.kind,
                named=bearer.kind is not SpeakerKind.GROUP or not is_plural(bearer.words[-1]),
                role=without_article(role) if role else None,
                speaks_for=self._full_name(spoken_for) if spoken_for else None,
                aliases=tuple(form for form in [*bearer.forms, *bearer.aliases] if form != name),
                bearer=bearer,
            )
            self.of_bearer[bearer] = who
            self._register(who, self.scene.number_of(bearer))
        who.mentions.append(mention)
        return who

    def _register(self, who: _Answering, number: int) -> None:
        self.number_of[who] = number
        self.of_number[number] = who

    def _body_of(self, role: str) -> str | None:
        spoken_for = speaks_for(role)
        return self._full_name(spoken_for) if spoken_for else None

    def _full_name(self, words: str) -> str:
        """The fullest name in the report for a name in a role; the words themselves where there is none."""
        names = list(find_names(words, list(tokens(words))))
        if len(names) != 1 or names[0].span != Span(0, len(words)):
            return words
        found = self.index.find(replace(names[0], span=Span(len(self.text), len(self.text))))
        return found[0].name if len(found) == 1 else words

    def _together(self, members: Sequence[_Answering]) -> _Answering:
        names = [member.name for member in members]
        name = ", ".join(names[:-1]) + " and " + names[-1]
        key = "&" + "|".join(sorted(fold(each) for each in names))
        kinds = {member.kind for member in members}
        who = self.of_description.setdefault(
            key,
            _Answering(name=name, kind=kinds.pop() if len(kinds) == 1 else SpeakerKind.GROUP, named=True),
        )
        who.mentions += [member.mentions[-1] for member in members]
        if who not in self.number_of:
            self._register(who, self.scene.number_of_words(name))
        return who

    # descriptions

    def _of_description(self, source: Source, speaking: _Answering | None = None) -> _Answering | None:
        assert source.description is not None
        words = " ".join(source.description.cut(self.text).split()).strip("'’\"“”., ")
        name = without_article(words)
        if all(word in _EMPTY for word in _words(name)):
            return None
        noun = _head(source.main)
        if noun.lower() in w.ABSTRACT:
            return None
        state = self._of_demonym(source.main) if words.lower().startswith("the ") else None
        if state is not None:
            return state
        indefinite = next(iter(_words(words)), "") in w.INDEFINITE
        called = self._called(source, noun) if words.lower().startswith("the ") else []
        if len(called) == 1:
            return self._of_bearer(called[0], source.span)
        several = len(called) > 1 or (_bare(source, self.text) and self.n_described[noun] > 1)
        least = _LEAST["one of several" if several else "description"]
        meant = None if indefinite else self._meant(source, speaking, least)
        if meant is None and several:
            return None
        if meant is not None:
            meant.mentions.append(source.span)
            return meant
        if source.owner:
            pronoun = Source(span=Span(source.span.start, source.span.start + len(source.owner)), pronoun=source.owner)
            owner = self._antecedent(pronoun, speaking)
            if owner is None:
                return None
            name = f"{owner.name}'s {name.split(maxsplit=1)[-1]}"
        return self._described(source, name, noun, new=indefinite and not is_plural(noun))

    def _described(self, source: Source, name: str, noun: str, *, new: bool) -> _Answering:
        key = fold(name)
        who = None if new else self.of_description.get(key)
        if who is None:
            kind = _kind_of_description(source.main, noun) or self._used_as(source)
            who = _Answering(
                name=name,
                kind=kind,
                named=noun in _NAMED_BODIES and kind is not SpeakerKind.GROUP and _has_name(name),
                role=as_role(name) if kind is SpeakerKind.PERSON else None,
                speaks_for=self._body_of(name) if kind is SpeakerKind.PERSON else None,
            )
            self.of_description[key] = who
            self.n_described[noun] += 1
            self._register(who, self.scene.number_of_words(name, new=new))
        assert source.description is not None
        who.mentions.append(source.description)
        return who

    def _used_as(self, source: Source) -> SpeakerKind:
        """The kind that the words around tell of a description whose noun tells none."""
        anaphor = anaphor_in(source, self.scene)
        number = self.scene.mentions.at(anaphor.unit) if anaphor is not None else None
        if number is None:
            return SpeakerKind.UNKNOWN
        chances = self.scene.mentions.kinds[number]
        return KINDS[int(chances.argmax())] if chances.max() >= _LEAST["kind"] else SpeakerKind.UNKNOWN

    def _of_demonym(self, main: tuple[str, ...]) -> _Answering | None:
        """The state behind "the Norwegian government"."""
        if len(main) == 3 and main[1].lower() in DEMONYMS and main[2].lower() in {"government", "authorities"}:
            bearer = self.index.state(DEMONYMS[main[1].lower()])
            return self._of_bearer_unmentioned(bearer)
        return None

    def _of_bearer_unmentioned(self, bearer: Bearer) -> _Answering:
        who = self._of_bearer(bearer, Span(0, 0))
        who.mentions.pop()
        return who

    def _called(self, source: Source, noun: str) -> list[Bearer]:
        """Bearers of names, introduced before, whose office or body is called by the noun and its modifiers."""
        if not source.main or source.description is None or len(source.main) > 4 or not noun:
            return []
        if head_noun(source.description.cut(self.text)) != source.main[-1].lower():
            return []
        modifiers = {word.lower() for word in source.main[1:-1]}
        return [
            bearer
            for bearer in self.index.by_noun.get(noun, [])[:_MOST_BACK]
            if bearer.first < source.span.start
            if modifiers <= {word for words in [*bearer.roles, *bearer.forms] for word in words.lower().split()}
        ]

    # who is meant

    def _meant(self, source: Source, speaking: _Answering | None, least: float) -> _Answering | None:
        """Whom the words of a source stand for with at least the given probability, other than for themselves."""
        anaphor = anaphor_in(source, self.scene)
        return self._most_probable(anaphor, speaking, least) if anaphor is not None else None

    def _antecedent(self, source: Source, speaking: _Answering | None) -> _Answering | None:
        who = self._meant(source, speaking, _LEAST["pronoun"])
        if who is not None:
            who.mentions.append(source.span)
        return who

    def _unsaid(self, place: int) -> _Answering | None:
        """The speaker of a statement without a source: one of whom the words around speak, or nobody."""
        return self._most_probable(Anaphor(span=Span(place, place), asking="nothing"), None, _LEAST["nothing"])

    def _most_probable(self, anaphor: Anaphor, speaking: _Answering | None, least: float) -> _Answering | None:
        found = self._chosen(anaphor, speaking)
        if found is None:
            return None
        if found.chance < least:
            self._sure = 1 - found.chance
            return None
        self._sure = found.chance
        return self._at_row(found.number, found.row)

    def _chosen(self, anaphor: Anaphor, speaking: _Answering | None) -> _Choice | None:
        rows = self.scene.candidates(anaphor)
        if speaking is not None:
            rows = rows[self.scene.who[rows] != self.number_of[speaking]]
        if len(rows) == 0:
            return None
        chances = probabilities(self.model, self.scene, anaphor, rows)
        numbers = self.scene.who[rows]
        those, place = np.unique(numbers, return_inverse=True)
        together = np.bincount(place, weights=chances[:-1])
        best = int(those[together.argmax()])
        row = int(rows[numbers == best][chances[:-1][numbers == best].argmax()])
        return _Choice(number=best, row=row, chance=min(1.0, float(together.max())))

    def _at_row(self, number: int, row: int) -> _Answering | None:
        """The speaker in the making of a number, which a row of the scene bears."""
        known = self.of_number.get(number)
        if known is not None:
            return known
        bearer = self.scene.known[number].bearer
        if bearer is not None:
            return self._of_bearer_unmentioned(bearer)
        span = self.scene.whole(row)
        source = read_source(self.text, [span], self.index.casing)
        if source is None or source.pronoun or row in self._asked:
            return None
        if source.names:
            return self._of_names(source.names)
        self._asked.add(row)
        who = self._of_description(source)
        self._asked.remove(row)
        if who is not None:
            self.scene.settle(self.scene.spans[row], self.number_of[who])
        return who


def _bare(source: Source, text: str) -> bool:
    """Whether the words are an article and a noun."""
    return len(source.main) == 2 and len(_words(source.span.cut(text))) == 2 and source.main[0].lower() == "the"


def _words(words: str) -> list[str]:
    return [token.lower for token in tokens(words)]


def _head(main: Sequence[str]) -> str:
    return main[-1].lower() if main else ""


def _has_name(words: str) -> bool:
    return any(word[:1].isupper() for word in words.split()[:-1])


def _kind_of_description(main: Sequence[str], noun: str) -> SpeakerKind | None:
    several = noun in _SEVERAL and [word.lower() for word in main[:-1]] == ["a"]
    if several or any(word.lower() == "and" for word in main):
        return SpeakerKind.GROUP
    kind = kind_of_noun(noun)
    return SpeakerKind.PERSON if kind is None and w.gender_of_noun(noun) else kind


def _enclosing(statements: Sequence[Statement]) -> list[int | None]:
    """For each statement the number of the one in whose content its source stands."""
    by_id = {statement.id: number for number, statement in enumerate(statements)}
    contents = sorted((span, number) for number, statement in enumerate(statements) for span in statement.content.spans)
    starts = [span.start for span, _ in contents]
    out: list[int | None] = []
    for number, statement in enumerate(statements):
        around = by_id.get(statement.within) if statement.within is not None else None
        if around is None and statement.source is not None and statement.source.spans:
            source = statement.source.spans[0]
            end = bisect_right(starts, source.start)
            for span, other in reversed(contents[max(0, end - _MOST_BACK) : end]):
                if other != number and span.holds(source):
                    around = other
                    break
        out.append(around if around != number else None)
    return out
