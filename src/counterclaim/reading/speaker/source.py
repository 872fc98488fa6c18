"""What the words of a source are: a pronoun, names, or a description."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.reading.reading import SpeakerKind
from counterclaim.reading.speaker import words as w
from counterclaim.reading.speaker.kinds import kind_of_noun
from counterclaim.reading.speaker.names import Casing, Name, Token, find_names, kind_of_name, tokens
from counterclaim.text.span import Span

_LONGEST = 400
_LEADING = w.word_set(
    "but and or nor so yet according to by from as for while though although because even then among of when if"
    " between meanwhile however with in on like both not only especially particularly including"
)
_BREAK = re.compile(r",(?!\d)|[;(\n—–:]| -{1,2} |\s(?=(?:who|which|whose|that|whom|if|when|because)\b)")
_CALLS_HIMSELF = re.compile(r"\b(?:goes by|known as|named|called|nicknamed|identified (?:only )?as|name as)\W+$")
_CONNECTOR = re.compile(r"(?: (?:of|from) [A-Z][\w.]+(?: [A-Z]\w+)?)?(?:,?\s+(?:and|&)\s+(?:the\s+)?|,\s+(?:the\s+)?)")
_FROM = frozenset({" of ", " from "})
_ARTICLE = re.compile(r"\bthe\b")
_POSSESSIVE_PRONOUNS = w.word_set("his her their its my our your whose")
_SUBJECTS = w.word_set("he she they it i we you who")
_AGE = re.compile(r"[,\s]*(?:\d{1,3})?[,\s]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The words of a source, read. Exactly one of `pronoun`, `names` and `description` is filled.

    `description` is the place of the words that describe, from their article to the first comma or relative clause;
    `main` are its words before a preposition. `owner` is the possessive pronoun in front of a description.
    """

    span: Span
    pronoun: str = ""
    names: tuple[Name, ...] = ()
    description: Span | None = None
    main: tuple[str, ...] = ()
    owner: str = ""


def read_source(text: str, spans: Sequence[Span], casing: Casing) -> Source | None:
    """The source at the spans; None if they hold no word. `casing` is that of the report."""
    for span in spans:
        start, end = max(0, span.start), min(len(text), span.end, span.start + _LONGEST)
        found = list(tokens(text, start, end)) if start < end else []
        while len(found) > 1 and found[0].lower in _LEADING:
            found = found[1:]
        if found:
            return _read(text, found, end, casing)
    return None


def _read(text: str, found: list[Token], end: int, casing: Casing) -> Source:
    start, first = found[0].start, found[0].lower
    whole = Span(start, found[-1].end)
    names = list(find_names(text, found, casing))
    cut = _end_of_head(text, start, end, names)
    head = [token for token in found if token.end <= cut] or found[:1]
    if first in w.PRONOUNS and (len(head) == 1 or first in _SUBJECTS):
        return Source(span=Span(start, found[0].end), pronoun=first)
    if compound := _compound(text, start, names):
        return Source(span=whole, names=compound)
    main = _main(head, names)
    if kind_of_noun(main[-1].text) is SpeakerKind.DOCUMENT:
        head = [*main, *itertools.takewhile(lambda token: not _tells_more(token), head[len(main) :])]
    name = next((name for name in names if name.span.start >= start and _ends(name, main)), None)
    trade = kind_of_noun(main[-1].text) in ({SpeakerKind.PERSON, None} if name is None else {SpeakerKind.PERSON})
    if trade and (person := _apposed_to(text, start)) is not None:
        return Source(span=person.span, names=(person,))
    if name is not None and not _plain_noun(name, casing):
        return Source(span=name.span, names=(name,))
    named = _titled(names, head, main)
    if named is not None:
        return Source(span=named.span, names=(named,))
    called = _called(text, names, head[-1].end)
    if called and first not in w.FIRST_PERSON:
        return Source(span=Span(called[0].span.start, called[-1].span.end), names=called)
    return Source(
        span=Span(start, head[-1].end),
        description=Span(start, head[-1].end),
        main=tuple(token.text for token in main),
        owner=first if first in _POSSESSIVE_PRONOUNS else "",
    )


def _end_of_head(text: str, start: int, end: int, names: list[Name]) -> int:
    for mark in _BREAK.finditer(text, start, end):
        if not any(name.span.start < mark.start() < name.span.end for name in names) and mark.start() > start:
            return mark.start()
    return end


def _main(head: list[Token], names: list[Name]) -> list[Token]:
    """The words of the head before its first preposition outside a name, or before what only tells more of its noun."""
    for place, token in enumerate(head):
        in_name = any(name.span.start <= token.start < name.span.end for name in names)
        after_noun = place > 0 and kind_of_noun(head[place - 1].text) is not None
        if place and not in_name and (token.lower in w.PREPOSITIONS or (after_noun and _tells_more(token))):
            return head[:place]
    return head


def _tells_more(token: Token) -> bool:
    """Whether the word opens a participle or a time: "released", "this month"."""
    word = token.text
    return (
        token.lower in w.CALENDAR
        or word in _TIMES
        or (word.islower() and len(word) > 4 and word.endswith(("ed", "ing")) and kind_of_noun(word) is None)
    )


_TIMES = w.word_set("this last next earlier today yesterday made written shown given seen taken held sent being")


def _ends(name: Name, main: list[Token]) -> bool:
    """Whether the name is the last of the main words."""
    return name.span.start <= main[-1].start and main[-1].end <= name.span.end


def _titled(names: list[Name], head: list[Token], main: list[Token]) -> Name | None:
    """The name that ends a head with an office before it: `the minister of mines and energy X Y`."""
    last = names[-1] if names else None
    if last is None or last.span.end != head[-1].end or kind_of_noun(main[-1].text) is not SpeakerKind.PERSON:
        return None
    before = next((token for token in reversed(head) if token.end <= last.span.start), None)
    joined = (
        before is None or before.capital or before.lower in _JOINING or kind_of_name(last) is not SpeakerKind.PERSON
    )
    return None if joined else last


_JOINING = w.PREPOSITIONS | w.ARTICLES | {"and", "or"}
_NAME_BEFORE = 80


def _apposed_to(text: str, start: int) -> Name | None:
    """The name to which the words from `start` are an apposition: `X Y, a surgeon`."""
    if text[max(0, start - 2) : start] != ", " or text[start : start + 4].lower().split(" ")[0] not in w.ARTICLES:
        return None
    names = list(find_names(text, list(tokens(text, max(0, start - _NAME_BEFORE), start))))
    whole = names and names[-1].span.end == start - 2 and names[-1].span.start > max(0, start - _NAME_BEFORE)
    return names[-1] if whole and kind_of_name(names[-1]) is SpeakerKind.PERSON else None


def _plain_noun(name: Name, casing: Casing) -> bool:
    """Whether a single capitalised word is no name but a noun at the start of a sentence ("Officials")."""
    word = name.words[0].lower()
    if len(name.words) > 1 or name.lead:
        return False
    if word in w.ABSTRACT:
        return True
    kind = kind_of_noun(word, by_ending=word in casing.small)
    if name.words[0].isupper() and len(word) < 6:
        return False
    plain = kind in {SpeakerKind.GROUP, SpeakerKind.PERSON, SpeakerKind.DOCUMENT} or word == "police"
    return plain or (word in casing.small and word not in w.GIVEN_NAMES)


def _compound(text: str, start: int, names: list[Name]) -> tuple[Name, ...]:
    """Two names or more that nothing parts but commas and "and"; else empty."""
    for first, name in enumerate(names[:-1]):
        if _leads_to_names(text[start : name.span.start]):
            kept = _row(text, names[first:])
            if len(kept) > 1:
                return kept
    return ()


def _row(text: str, names: list[Name]) -> tuple[Name, ...]:
    kept = [names[0]]
    joined = False
    for name in names[1:]:
        between = text[kept[-1].span.end : name.span.start]
        if between in _FROM:
            continue
        if not _CONNECTOR.fullmatch(between) or (_ARTICLE.search(between) and "and" not in between):
            break
        joined = joined or "and" in between or "&" in between
        kept.append(name)
    return tuple(kept) if joined else ()


def _leads_to_names(words: str) -> bool:
    """Whether the words before a name can belong to a row of names: none, an article, or "leaders"."""
    before = words.lower().split()
    if not before or before in (["the"], ["both"]):
        return True
    plain = not any(word in w.PREPOSITIONS for word in before) and words[-1].isspace()
    return plain and kind_of_noun(before[-1]) is SpeakerKind.GROUP


def _called(text: str, names: list[Name], head_end: int) -> tuple[Name, ...]:
    """The names that follows a description as apposition, or that the described go by."""
    for place, name in enumerate(names):
        if _CALLS_HIMSELF.search(text[max(0, name.span.start - 40) : name.span.start]):
            return (name,)
        beside = name.span.start >= head_end and _AGE.fullmatch(text[head_end : name.span.start])
        if beside and text[name.span.end : name.span.end + 1] in _CLOSES:
            return _compound(text, name.span.start, names[place:]) or (name,)
    return ()


_CLOSES = frozenset({"", ",", ".", "\n", "”", '"', " ", ";", ":"})
