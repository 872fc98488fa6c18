"""From the words of sources to speakers."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from counterclaim.reading.reading import Speaker, SpeakerKind, Statement
from counterclaim.reading.speaker import words as w
from counterclaim.reading.speaker.index import Bearer, NameIndex
from counterclaim.reading.speaker.kinds import is_plural, kind_of_noun
from counterclaim.reading.speaker.names import Name, find_names, fold, tokens
from counterclaim.reading.speaker.places import DEMONYMS
from counterclaim.reading.speaker.roles import head_noun, role_near, speaks_for, without_article
from counterclaim.reading.speaker.salience import Subjects, Surroundings
from counterclaim.reading.speaker.source import Source, read_source
from counterclaim.text.span import Span

_PARAGRAPHS_BACK = 2
_MOST_BACK = 12
_MOST_ALIASES = 8
_BODIES = {SpeakerKind.ORGANISATION, SpeakerKind.GOVERNMENT, SpeakerKind.OUTLET}
_NAMED_BODIES = w.word_set("campaign team administration government police foundation family transition")
_EMPTY = (w.PRONOUNS | w.OPENERS) - w.word_set("some many most few several others both")
_QUANTIFIERS = w.word_set("some many most few several others both all")


def resolve(text: str, statements: Sequence[Statement]) -> tuple[tuple[Speaker, ...], tuple[Statement, ...]]:
    """The speakers of a report, and the statements with `speaker` and `resolved` filled.

    A statement without a source, or with one that the report does not explain, keeps None and False.
    """
    answering = _Resolution(text, statements).run()
    ids: dict[_Answering, str] = {}
    for who in answering:
        if who is not None:
            ids.setdefault(who, f"p{len(ids) + 1}")
    speakers = tuple(who.speaker(id_) for who, id_ in ids.items())
    filled = (
        replace(statement, speaker=None if who is None else ids[who], resolved=who is not None)
        for statement, who in zip(statements, answering, strict=True)
    )
    return speakers, tuple(filled)


@dataclass(slots=True, eq=False)
class _Answering:
    """A speaker in the making."""

    name: str
    kind: SpeakerKind
    named: bool
    gender: str = ""
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

    def suits(self, pronoun: str) -> bool:
        if pronoun in w.HE_OR_SHE:
            return self.kind is SpeakerKind.PERSON and self.gender in {"", w.HE_OR_SHE[pronoun]}
        if pronoun in w.THEY:
            return self.kind is SpeakerKind.GROUP or self.kind in _BODIES
        return self.kind in _BODIES or self.kind is SpeakerKind.DOCUMENT


class _Resolution:
    """The work on one report: sources in the order of the text, words in the first person last."""

    def __init__(self, text: str, statements: Sequence[Statement]) -> None:
        self.text = text
        self.statements = statements
        self.around = Surroundings(text)
        self.index = NameIndex(text, self.around.headlines())
        self.subjects = Subjects(self.around, self.index)
        self.of_bearer: dict[Bearer, _Answering] = {}
        self.of_description: dict[str, _Answering] = {}
        self.described: dict[str, list[_Answering]] = {}
        self.outlets: dict[Bearer, None] = {}
        self.said: list[tuple[int, _Answering]] = []
        self.speaking: _Answering | None = None

    def run(self) -> list[_Answering | None]:
        answers: list[_Answering | None] = [None] * len(self.statements)
        sources = [
            (number, source)
            for number, statement in enumerate(self.statements)
            if statement.source is not None
            if (source := read_source(self.text, statement.source.spans, self.index.written_small)) is not None
        ]
        sources.sort(key=lambda pair: (pair[1].span, pair[0]))
        own = [
            pair for pair in sources if pair[1].pronoun not in w.FIRST_PERSON and pair[1].owner not in w.FIRST_PERSON
        ]
        enclosing = _enclosing(self.statements)
        for number, source in own:
            around = enclosing[number]
            quoted = around is not None and self.around.quoted(source.span.start)
            self.speaking = answers[around] if around is not None and quoted else None
            answers[number] = self._speaker(source)
            self._remember(source.span.start, answers[number])
        for number, source in sources:
            if source.pronoun in w.FIRST_PERSON:
                around = enclosing[number]
                answers[number] = answers[around] if around is not None else None
        return answers

    def _remember(self, place: int, who: _Answering | None) -> None:
        if who is not None and not self.around.quoted(place):
            self.said.append((place, who))

    def _speaker(self, source: Source) -> _Answering | None:
        if source.pronoun:
            return self._of_pronoun(source.pronoun, source.span)
        if source.names:
            return self._of_names(source.names)
        return self._of_description(source)

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
            return None
        if not found:
            bearer = self.index.place(name)
            bearer.see(name)
            if bearer.kind is SpeakerKind.PERSON and (role := role_near(self.text, name)):
                bearer.roles.append(role)
            return self._of_bearer(bearer, name.span)
        return self._of_bearer(found[0], name.span)

    def _of_bearer(self, bearer: Bearer, mention: Span) -> _Answering:
        who = self.of_bearer.get(bearer)
        if who is None:
            role = bearer.role if bearer.kind is SpeakerKind.PERSON else None
            name = bearer.name
            spoken_for = next((body for each in bearer.roles if (body := speaks_for(each))), None)
            who = _Answering(
                name=name,
                kind=bearer.kind,
                named=True,
                gender=bearer.gender or _gender(bearer.roles),
                role=without_article(role) if role else None,
                speaks_for=self._full_name(spoken_for) if spoken_for else None,
                aliases=tuple(form for form in [*bearer.forms, *bearer.aliases] if form != name),
                bearer=bearer,
            )
            self.of_bearer[bearer] = who
            if bearer.kind is SpeakerKind.OUTLET:
                self.outlets[bearer] = None
        who.mentions.append(mention)
        return who

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
        return who

    # descriptions

    def _of_description(self, source: Source) -> _Answering | None:
        assert source.description is not None
        words = " ".join(source.description.cut(self.text).split()).strip("'’\"“”., ")
        name = without_article(words)
        if all(word in _EMPTY for word in _words(name)):
            return None
        if source.owner:
            owner = self._of_pronoun(source.owner, Span(source.span.start, source.span.start + len(source.owner)))
            if owner is None:
                return None
            name = f"{owner.name}'s {name.split(maxsplit=1)[-1]}"
        noun = _head(source.main)
        if noun.lower() in w.ABSTRACT:
            return None
        if words.lower().startswith("the "):
            state = self._of_demonym(source.main)
            if state is not None:
                return state
            meant: Sequence[Bearer | _Answering] = self._candidates(source, noun) or self._described_before(
                source, noun
            )
            if meant:
                return self._linked(meant, source.span)
        indefinite = next(iter(_words(words)), "") in w.INDEFINITE
        return self._described(source, name, noun, new=indefinite and not is_plural(noun))

    def _linked(self, meant: Sequence[Bearer | _Answering], mention: Span) -> _Answering | None:
        """The one who is meant; nobody if there are several."""
        if len(meant) > 1:
            return None
        if isinstance(meant[0], Bearer):
            return self._of_bearer(meant[0], mention)
        meant[0].mentions.append(mention)
        return meant[0]

    def _described(self, source: Source, name: str, noun: str, *, new: bool) -> _Answering:
        key = fold(name)
        who = None if new else self.of_description.get(key)
        if who is None:
            kind = _kind_of_description(source.main, noun)
            spoken_for = speaks_for(name) if kind is SpeakerKind.PERSON else None
            who = _Answering(
                name=name,
                kind=kind,
                named=noun in _NAMED_BODIES and kind is not SpeakerKind.GROUP and _has_name(name),
                gender=w.gender_of_noun(noun),
                speaks_for=self._full_name(spoken_for) if spoken_for else None,
            )
            self.of_description[key] = who
            self.described.setdefault(noun, []).append(who)
        assert source.description is not None
        who.mentions.append(source.description)
        return who

    def _of_demonym(self, main: tuple[str, ...]) -> _Answering | None:
        """The state behind "the Norwegian government"."""
        if len(main) == 3 and main[1].lower() in DEMONYMS and main[2].lower() in {"government", "authorities"}:
            bearer = self.index.state(DEMONYMS[main[1].lower()])
            return self.of_bearer.get(bearer) or self._of_bearer_unmentioned(bearer)
        return None

    def _of_bearer_unmentioned(self, bearer: Bearer) -> _Answering:
        who = self._of_bearer(bearer, Span(0, 0))
        who.mentions.pop()
        return who

    def _candidates(self, source: Source, noun: str) -> list[Bearer]:
        """Named bearers, introduced before, whose office or body is called by the noun and its modifiers."""
        if not source.main or source.description is None or len(source.main) > 4 or not noun:
            return []
        if head_noun(source.description.cut(self.text)) != source.main[-1].lower():
            return []
        modifiers = {word.lower() for word in source.main[1:-1]}
        found = self.index.by_noun.get(noun, [])[:_MOST_BACK]
        if kind_of_noun(noun) is SpeakerKind.OUTLET and not modifiers:
            found = [*found, *(bearer for bearer in self.outlets if bearer not in found)]
        return [
            bearer
            for bearer in found
            if bearer.first < source.span.start
            if modifiers <= {word for words in [*bearer.roles, *bearer.forms] for word in words.lower().split()}
        ]

    def _described_before(self, source: Source, noun: str) -> list[_Answering]:
        """Nameless speakers whom the bare noun with its article can mean."""
        bare = len(source.main) == 2 and len(_words(source.span.cut(self.text))) == 2
        return self.described.get(noun, [])[-_MOST_BACK:] if bare else []

    # pronouns

    def _of_pronoun(self, pronoun: str, span: Span) -> _Answering | None:
        if pronoun in _QUANTIFIERS:
            return self._described(Source(span=span, description=span, main=(pronoun,)), pronoun, pronoun, new=True)
        if pronoun in w.RELATIVE:
            return self._before_relative(span)
        if pronoun in w.HE_OR_SHE or pronoun in w.THEY or pronoun in w.IT:
            return self._antecedent(pronoun, span.start)
        return None

    def _antecedent(self, pronoun: str, place: int) -> _Answering | None:
        """The nearest before the place that suits: who spoke, or of whom a sentence spoke.

        Somebody quoted does not mean themself by "she".
        """
        earliest = self.around.paragraph(place) - _PARAGRAPHS_BACK
        for start, who in reversed(self.said[-_MOST_BACK:]):
            if start < place and self.around.paragraph(start) >= earliest and self._may_be(who, pronoun):
                spoke: tuple[int, _Answering | None] = (start, who)
                break
        else:
            spoke = (-1, None)
        for subject in self.subjects.before(place):
            start = subject.span.start if isinstance(subject, Name) else subject.start
            if start <= spoke[0] or self.around.paragraph(start) < earliest:
                break
            who_else = self._subject(subject, pronoun)
            if who_else is not None and self._may_be(who_else, pronoun):
                return who_else
        return spoke[1]

    def _may_be(self, who: _Answering, pronoun: str) -> bool:
        return who is not self.speaking and who.suits(pronoun)

    def _subject(self, subject: Name | Span, pronoun: str) -> _Answering | None:
        if isinstance(subject, Name):
            bearer = self.index.bearers.get(subject.span)
            if bearer is None or (bearer.kind is SpeakerKind.PERSON) != (pronoun in w.HE_OR_SHE):
                return None
            if len(bearer.words) == 1 and bearer.kind is SpeakerKind.PERSON and not bearer.solid:
                return None
            if pronoun in w.THEY and bearer.kind is not SpeakerKind.GROUP:
                return None
            return self._of_bearer(bearer, subject.span)
        source = read_source(self.text, [subject], self.index.written_small)
        if source is None or source.description is None or source.owner:
            return None
        return self._of_description(source)

    def _before_relative(self, span: Span) -> _Answering | None:
        """The noun phrase directly before "who"."""
        end = _rstrip(self.text, span.start)
        name = self.index.ending_at(end)
        if name is not None:
            return self._of_name(name)
        found = list(tokens(self.text, max(self.around.sentence_start(span.start), end - 90), end))
        for place in range(len(found) - 1, max(-1, len(found) - 7), -1):
            token = found[place]
            following = found[place + 1].start if place + 1 < len(found) else end
            if self.text[token.end : following].strip() and token is not found[-1]:
                break
            if token.lower in w.ARTICLES | w.INDEFINITE | _QUANTIFIERS and kind_of_noun(found[-1].text) is not None:
                beside = self.index.ending_at(_rstrip(self.text, token.start))
                if beside is not None and "," in self.text[beside.span.end : token.start]:
                    return self._of_name(beside)
                source = read_source(self.text, [Span(token.start, end)], self.index.written_small)
                return self._of_description(source) if source is not None and source.description else None
        return None


def _rstrip(text: str, end: int) -> int:
    while end > 0 and text[end - 1] in " ,\xa0":
        end -= 1
    return end


def _words(words: str) -> list[str]:
    return [token.lower for token in tokens(words)]


def _head(main: Sequence[str]) -> str:
    return main[-1].lower() if main else ""


def _has_name(words: str) -> bool:
    return any(word[:1].isupper() for word in words.split()[:-1])


def _gender(roles: Iterable[str]) -> str:
    return next((gender for role in roles if (gender := w.gender_of_noun(head_noun(role)))), "")


def _kind_of_description(main: Sequence[str], noun: str) -> SpeakerKind:
    if any(word.lower() == "and" for word in main):
        return SpeakerKind.GROUP
    kind = kind_of_noun(noun)
    if kind is not None:
        return kind
    return SpeakerKind.PERSON if w.gender_of_noun(noun) else SpeakerKind.UNKNOWN


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
