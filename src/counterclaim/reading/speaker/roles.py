"""Offices and posts beside a name, and for whom somebody speaks, in the report's words."""

import re

from counterclaim.reading.reading import SpeakerKind
from counterclaim.reading.speaker import words as w
from counterclaim.reading.speaker.kinds import kind_of_noun
from counterclaim.reading.speaker.names import Name, fold, tokens

_WINDOW = 160
_AFTER = re.compile(r"['’]?,?\s*(?:\(?\d{1,3}\)?,\s*)?")
_NOUN_PHRASE = re.compile(r"([^,.;:!?()\n“”\"—–]{3,120})(?=[,.;:!?)\n“”\"—–]|$)")
_RELATIVE = re.compile(r"who (?:is|was|serves as|served as|works as|worked as) (?:an?|the) (.+)")
_AS = re.compile(r"who .*\bas (?:the |an? )?([\w-]+)\b")
_BEFORE = re.compile(r"(?:^|[.!?,“\"\n(]\s*)((?:the|an?|[A-Z][\w’'-]*['’]s) [^,.;:!?()\n“”\"]{2,80}), $", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_MANY = re.compile(r"\band (?:the|an?|two|three|several|other|others)\b")
_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|had|have|will|would|said)\b")
_MODIFIERS = w.word_set("""
    former chief senior deputy vice acting junior campaign party police press state city county co assistant
    head associate managing executive legal general foreign defence defense prime lead veteran retired interim
    principal political military medical communications policy research security trade union opposition house
    presidential
    """)
_NO_OFFICE = w.word_set("""
    man woman boy girl son daughter brother sister husband wife boyfriend girlfriend uncle aunt cousin mother
    friend parent muslim christian catholic evangelical teenager youth star rival
    """)
_SPEAKS = r"(?:spokes(?:man|woman|person|people|men)|press secretary|press officer|spokesperson)"
_ACTS_FOR = rf"(?:{_SPEAKS}|lawyers?|attorneys?|barristers?|solicitors?|counsel|surrogates?|strategists?|aides?)"
_FOR = re.compile(rf"\b{_ACTS_FOR} (?:for|to|of|with|representing) (.+)", re.IGNORECASE)
_POSSESSOR = re.compile(rf"^(.+)['’]s?\s(?:[\w-]+ ){{0,3}}{_ACTS_FOR}$", re.IGNORECASE)
_BODY_BEFORE = re.compile(rf"^(?:the )?(.+?) (?:chief |deputy |senior )?{_SPEAKS}$", re.IGNORECASE)


def without_article(words: str) -> str:
    return _ARTICLE.sub("", words)


def head_noun(words: str) -> str:
    """The last word before a preposition, relative pronoun or comma, lower case; empty where there is none."""
    head = ""
    for token in tokens(re.split(r"[,;(—–]", words, maxsplit=1)[0]):
        if head and token.lower in w.PREPOSITIONS:
            break
        head = "" if token.possessive else token.lower
    return head


def role_near(text: str, name: Name) -> str | None:
    """The role that the words around this mention of a name give it: title, descriptor, apposition, affiliation."""
    title = _title(name)
    before = _descriptor(text, name)
    affiliation = _affiliation(text, name)
    front = " ".join(part for part in (before, title, affiliation if (before or title) else None) if part)
    return front or _apposition(text, name) or _apposition_before(text, name) or affiliation


def _title(name: Name) -> str | None:
    parts = [part for part in name.lead.split() if part.lower().strip(".") not in w.HONORIFICS]
    return " ".join(parts) or None


def _descriptor(text: str, name: Name) -> str | None:
    """A common noun and its modifiers directly before the name: "campaign manager Kel Ode"."""
    start = max(0, name.span.start - 90)
    before = list(tokens(text, start, name.span.start))
    kept = name.span.start
    if not before or text[before[-1].end : kept].strip(" \xa0"):
        return _possessor(text, name)
    noun = before[-1]
    if kind_of_noun(noun.text) is not SpeakerKind.PERSON or noun.possessive or noun.lower in _NO_OFFICE:
        return _possessor(text, name)
    for token in reversed(before[-6:]):
        gap = text[token.end : kept]
        modifier = token.capital or token.possessive or "-" in token.text or token.lower in _MODIFIERS
        fits = kept == name.span.start or (modifier and token.lower not in w.OPENERS | w.CALENDAR)
        if not fits or gap.strip(" \xa0'’s."):
            break
        kept = token.start
    return text[kept : name.span.start].strip() or None


def _possessor(text: str, name: Name) -> str | None:
    """A body in the possessive directly before the name: "the Courier's Kim Ode"."""
    match = re.search(
        r"((?:[A-Z][\w.-]* ){0,4}[A-Z][\w.-]*)['’]s $", text[max(0, name.span.start - 60) : name.span.start]
    )
    return match.group(1) if match else None


def _affiliation(text: str, name: Name) -> str | None:
    """A body after the name: "of Norvik Energy"."""
    after = text[name.span.end : name.span.end + _WINDOW]
    match = re.match(r" (?:of|from) (?:the )?((?:[A-Z][\w.&’'-]*(?: (?:of|for|and|the))* ?)+)", after)
    if not match or name.possessive:
        return None
    body = re.sub(r"(?: (?:of|for|and|the))+$", "", match.group(1).strip())
    return f"of {body.rstrip('.')}"


def _apposition(text: str, name: Name) -> str | None:
    """A post after the name and a comma, closed by a mark: "a surgeon"."""
    opening = _AFTER.match(text, name.span.end)
    if name.possessive or not opening or "," not in opening.group():
        return None
    phrase = _NOUN_PHRASE.match(text, opening.end(), opening.end() + _WINDOW)
    return as_role(phrase.group(1).strip()) if phrase else None


def as_role(phrase: str) -> str | None:
    relative = _RELATIVE.match(phrase) or _AS.match(phrase)
    if relative:
        phrase = relative.group(1)
    role = without_article(phrase)
    if len(role.split()) > 14 or _MANY.search(role) or _CLAUSE.search(role):
        return None
    noun = head_noun(role)
    fits = kind_of_noun(noun) is SpeakerKind.PERSON and noun not in _NO_OFFICE
    return role if fits and role.split()[0].lower() not in w.PRONOUNS else None


def _apposition_before(text: str, name: Name) -> str | None:
    match = _BEFORE.search(text[max(0, name.span.start - 110) : name.span.start])
    return as_role(match.group(1)) if match and text[name.span.end : name.span.end + 1] in {",", ".", ""} else None


def speaks_for(role: str | None) -> str | None:
    """The body or person that a spokesman, lawyer or the like speaks for, in the words of the role; else None."""
    if not role:
        return None
    role = without_article(role)
    match = _FOR.search(role) or _POSSESSOR.match(role) or _BODY_BEFORE.match(role)
    if not match:
        return None
    body = without_article(re.split(r"[,;(]| who | and ", match.group(1))[0]).strip()
    known = any(word[:1].isupper() for word in body.split()) or kind_of_noun(head_noun(body)) is not None
    if (
        not known
        or fold(body) in w.PRONOUNS
        or fold(body) in w.PARTIES
        or fold(body) in _MODIFIERS - {"police", "party"}
    ):
        return None
    return re.sub(r"['’]s?$", "", body) or None
