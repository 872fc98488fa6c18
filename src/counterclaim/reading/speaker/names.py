"""Proper names in running text, by how they are written: titles, given names, particles, surname, suffix."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterclaim.reading.reading import SpeakerKind
from counterclaim.reading.speaker import words as w
from counterclaim.reading.speaker.kinds import is_plural, kind_of_noun
from counterclaim.reading.speaker.places import DEMONYMS, OFFICES, STATES
from counterclaim.text.span import Span

TOKEN = re.compile(r"[\w\u0300-\u036f\u00ad]+(?:[-'’.&‑][\w\u0300-\u036f\u00ad]+)*")
_POSSESSIVE = re.compile(r"['’][sS]$")
_CAPITAL_AFTER_PREFIX = re.compile(r"(?:al|el|ul|as|at|ibn|bin|d|l|o)[-'’‑]\w")
_MAX_WORDS = 12
_OF_HEADS = w.word_set("""
    department ministry bank university house court church board bureau institute council chamber republic
    kingdom league association federation union office college school center centre society committee coalition
    campaign foundation embassy commission confederation academy museum bishop archbishop secretary workers
    states alliance party organization organisation agency authority group assembly parliament congress army
    fund service services library centers institutes archives society friends chief director
    """)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word `[start, end)` without a possessive ending; `possessive` tells whether it had one."""

    text: str
    start: int
    end: int
    possessive: bool = False

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        first = self.text[0]
        if first.isupper() or first.istitle():
            return True
        match = _CAPITAL_AFTER_PREFIX.match(self.text)
        return bool(match) and self.text[match.end() - 1].isupper() if match else False


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A proper name: its place with the titles, and its words without them.

    `lead` is what stands before the name inside the run of capitals ("House Speaker", "Lt. Gen.", "Republican").
    `after_article` tells whether "the" stands before.
    """

    span: Span
    lead: str
    words: tuple[str, ...]
    text: str
    suffix: str = ""
    after_article: bool = False
    possessive: bool = False

    @property
    def honorific(self) -> str | None:
        """The gender that Mr, Mrs and their like tell; None without such a title."""
        found = [w.HONORIFICS[part] for part in re.findall(r"\w+", self.lead.lower()) if part in w.HONORIFICS]
        return found[0] if found else None

    @property
    def titled(self) -> bool:
        return any(_is_title(word) for word in re.findall(r"[\w-]+", self.lead))


@dataclass(frozen=True, slots=True)
class Casing:
    """How a report writes its words, in lower case: `small` without a capital, `inside` with one within a sentence."""

    small: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()

    @classmethod
    def of(cls, text: str, found: Iterable[Token]) -> "Casing":
        small, inside = set(), set()
        for token in found:
            if token.text.islower():
                small.add(token.text)
            elif token.capital and token.lower not in inside and not opens_sentence(text, token.start):
                inside.add(token.lower)
        return cls(small=frozenset(small), inside=frozenset(inside))

    def explains(self, text: str, token: Token) -> bool:
        """Whether the word has its capital only from the start of a sentence, as far as the report tells."""
        word = token.lower
        if word in self.inside or word not in w.COMMON or word in w.GIVEN_NAMES or word in _PARTS_OF_NAMES:
            return False
        return kind_of_noun(word) is None and opens_sentence(text, token.start)


_PARTS_OF_NAMES = w.TITLES | w.WEAK_TITLES | _OF_HEADS


def opens_sentence(text: str, place: int) -> bool:
    """Whether a word at the place begins a sentence, a line or a quotation."""
    before = text[max(0, place - 24) : place].rstrip(" \xa0")
    plain = before.rstrip("“‘\"'(")
    if plain != before or not plain or plain[-1] in '\n!?:;…—–”"':
        return True
    last = re.search(r"(\w+)\.$", plain)
    return plain[-1] == "." and not (last and (len(last[1]) == 1 or last[1].lower() in w.ABBREVIATED_TITLES))


def fold(words: str) -> str:
    """Words for comparison: lower case, no accents, no dots, no possessive."""
    plain = unicodedata.normalize("NFKD", words.replace("’", "'").replace("\u00ad", ""))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    return " ".join(re.findall(r"\w+", re.sub(r"'s\b|\.(?=\w)", "", plain)))


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The words of `text[start:end]`."""
    for match in TOKEN.finditer(text, start, len(text) if end is None else end):
        possessive = _POSSESSIVE.search(match.group())
        cut = 2 if possessive and len(match.group()) > 2 else 0
        word = match.group()[: len(match.group()) - cut]
        yield Token(text=word, start=match.start(), end=match.end() - cut, possessive=bool(cut))


def find_names(text: str, found: list[Token], casing: Casing | None = None) -> Iterator[Name]:
    """The proper names among the given tokens, in order; `casing` is that of the whole report."""
    position = 0
    while position < len(found):
        run = _run(text, found, position)
        if not run or (casing is not None and casing.explains(text, run[0])):
            position += 1
            continue
        before = found[position - 1] if position else None
        article = before is not None and before.lower == "the" and text[before.end : run[0].start].isspace()
        name = _name(text, run, after_article=article)
        if name is not None:
            yield name
        position += len(run)


def _run(text: str, found: list[Token], position: int) -> list[Token]:
    """The longest run of tokens from `position` that is written like one name."""
    run: list[Token] = []
    while position < len(found) and len(run) < _MAX_WORDS:
        token = found[position]
        if not token.capital or (_opener(text, token) and not (run and token.lower in w.PARTICLES)):
            break
        if run and not _joined(text, run[-1], token):
            break
        run.append(token)
        position += 1
        link = _link(text, run, found, position) or _joint(text, run, found, position)
        run += link
        position += len(link)
        if run[-1].possessive:
            break
    return run


def _opener(text: str, token: Token) -> bool:
    """Whether the word is capitalised only because it opens a sentence; an initial ("A.") is not."""
    initial = len(token.text) == 1 and text[token.end : token.end + 1] == "."
    return not initial and (token.lower in w.OPENERS or token.lower in w.CALENDAR)


def _link(text: str, run: list[Token], found: list[Token], position: int) -> list[Token]:
    """Particles, or "of" after the head of a body's name, where a capital follows; else nothing."""
    link: list[Token] = []
    before = run[-1]
    while position < len(found) and len(link) < 3:
        token = found[position]
        if token.possessive or not text[before.end : token.start].isspace() or before.possessive:
            return []
        if token.capital:
            return link
        of = token.lower in {"of", "for"} and before.lower in _OF_HEADS
        article = token.lower == "the" and bool(link) and link[-1].lower in {"of", "for"}
        if not (of or article or (token.lower in w.PARTICLES and token.lower != "y")):
            return []
        link.append(token)
        before = token
        position += 1
    return []


def _joint(text: str, run: list[Token], found: list[Token], position: int) -> list[Token]:
    """The word "and" inside the name of a body ("Food and Drug Office"): after a common word, before a body's noun."""
    if len(run) != 1 or run[0].lower not in w.COMMON or position >= len(found):
        return []
    following = found[position + 1 : position + 5]
    capitals = list(itertools.takewhile(lambda token: token.capital, following))
    joins = found[position].lower == "and" and len(capitals) > 1 and kind_of_noun(capitals[-1].text) in _BODIES
    whole = text[run[0].start : capitals[-1].end] if joins else ""
    return [found[position]] if joins and not re.search(r"[,.;:\n]", whole) else []


_BODIES = {SpeakerKind.ORGANISATION, SpeakerKind.GOVERNMENT, SpeakerKind.OUTLET}


def _joined(text: str, left: Token, right: Token) -> bool:
    """Whether the two tokens can belong to one name, by what stands between them."""
    between = text[left.end : right.start].replace("\xa0", " ")
    if left.possessive:
        return False
    if between in {" ", "  ", " & "}:
        return True
    if between in _NICKNAME_OPENS:
        return text[right.end : right.end + 2] in _NICKNAME_CLOSES
    if between in _NICKNAME_CLOSES:
        return text[left.start - 2 : left.start] in _NICKNAME_OPENS
    if between in {". ", "."}:
        return len(left.text) == 1 or left.lower in w.ABBREVIATED_TITLES or "." in left.text
    return between in {", ", ","} and right.lower in w.SUFFIXES


_NICKNAME_OPENS = frozenset({" “", ' "', " ‘"})
_NICKNAME_CLOSES = frozenset({"” ", '" ', "’ "})


def _is_title(word: str) -> bool:
    return word.lower() in w.TITLES


def _name(text: str, run: list[Token], *, after_article: bool) -> Name | None:
    start = _after_titles(run)
    kept = run[start:]
    suffix = ""
    while len(kept) > 1 and kept[-1].lower in w.SUFFIXES:
        suffix = kept[-1].lower
        kept = kept[:-1]
    if not kept or all(token.text.isdigit() for token in kept):
        return None
    end = run[-1].end
    if suffix in {"jr", "sr"} and text[end : end + 1] == ".":
        end += 1
    if len(kept) == 1 and len(kept[0].text) == 1 and not run[0].capital:
        return None
    return Name(
        span=Span(run[0].start, end),
        lead=text[run[0].start : kept[0].start].strip(),
        words=tuple(token.text for token in kept),
        text=" ".join(text[kept[0].start : end].split()),
        suffix=suffix,
        after_article=after_article,
        possessive=run[-1].possessive,
    )


def _after_titles(run: list[Token]) -> int:
    """Where the name proper begins: after the last title, a weak title or a party's or people's adjective in front."""
    if kind_of_body([token.text for token in run]) is not None:
        return 0
    start = 0
    for place, token in enumerate(run[:-1]):
        role = len(run) - place > 2 and kind_of_noun(token.text) is SpeakerKind.PERSON
        if token.lower in w.TITLES or role or (token.lower in w.WEAK_TITLES and place == start):
            start = place + 1
    if all(token.lower in w.SUFFIXES for token in run[start:]):
        return 0
    while len(run) - start > 2 and (run[start].lower in w.PARTIES or run[start].lower in DEMONYMS):
        start += 1
    return start


def kind_of_body(words: list[str] | tuple[str, ...]) -> SpeakerKind | None:
    """The kind of a name that is plainly no person's: a state, an office, or with a body's noun as head."""
    whole = " ".join(words).lower()
    if whole in STATES or whole in OFFICES:
        return SpeakerKind.GOVERNMENT
    head = words[next((i for i, word in enumerate(words) if word.lower() in {"of", "for"} and i), len(words)) - 1]
    kind = kind_of_noun(head, by_ending=False) or (
        kind_of_noun(words[0]) if len(words) > 2 and words[1].lower() == "of" else None
    )
    if kind is SpeakerKind.PERSON or (len(words) == 1 and not _stands_alone(head, kind)):
        return None
    if kind is SpeakerKind.GROUP and len(words) > 1 and words[0].lower() in w.GIVEN_NAMES:
        return None
    return kind


def _stands_alone(word: str, kind: SpeakerKind | None) -> bool:
    """Whether a single word is enough to be taken for a body rather than a surname such as Post or Church."""
    return kind is SpeakerKind.GROUP or (kind is not None and (word.isupper() or word.lower() in _SURE_ALONE))


_SURE_ALONE = w.word_set("police congress parliament senate reuters treasury department ministry army")


def kind_of_name(name: Name) -> SpeakerKind:
    """The kind that the name's own words tell, or else the likely one."""
    return told_kind(name) or likely_kind(name)


def told_kind(name: Name) -> SpeakerKind | None:
    """The kind that the name's own words surely tell."""
    body = kind_of_body(name.words)
    if body is not None:
        return body
    last = name.words[-1]
    if name.titled or name.suffix or (len(name.words) > 1 and name.words[0].lower() in w.GIVEN_NAMES):
        return SpeakerKind.PERSON
    if len(name.words) == 1 and (
        last.lower() in w.PARTIES or last.lower() in DEMONYMS or is_plural(last, by_ending=False)
    ):
        return SpeakerKind.GROUP
    if name.after_article and len(name.words) == 1:
        return kind_of_noun(last, by_ending=False)
    return None


def likely_kind(name: Name) -> SpeakerKind:
    """The kind of a name that does not tell it; a person where nothing speaks against it."""
    if name.after_article:
        return SpeakerKind.ORGANISATION
    if len(name.words) == 1 and name.words[0].isupper() and 2 <= len(name.words[0]) <= 4:
        return SpeakerKind.ORGANISATION
    return SpeakerKind.UNKNOWN if len(name.words) > 6 else SpeakerKind.PERSON
