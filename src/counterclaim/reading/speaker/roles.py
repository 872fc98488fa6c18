"""Offices and posts beside a name, and for whom somebody speaks, in the report's words."""

import re

from counterclaim.reading.reading import SpeakerKind
from counterclaim.reading.speaker import words as w
from counterclaim.reading.speaker.kinds import kind_of_noun, singular
from counterclaim.reading.speaker.names import Name, Token, fold, tokens

_WINDOW = 160
_AFTER = re.compile(r"['’]?,?\s*(?:\(?\d{1,3}\)?,\s*)?")
_NOUN_PHRASE = re.compile(r"([^,.;:!?()\n“”\"—–]{3,120})(?=[,.;:!?)\n“”\"—–]|$)")
_RELATIVE = re.compile(r"who (?:(?:is|was|works as|worked as) (?:an?|the)|serves as|served as) (.+)")
_AS = re.compile(r"who .*\bas (?:the |an? )?([\w-]+)\b")
_BEFORE = re.compile(
    r"(?:^|[.!?,“\"\n(]\s*)((?:one of the|the|an?|his|her|their|[A-Z][\w’'-]*['’]s) [^,.;:!?()\n“”\"]{2,80}), $",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_MANY = re.compile(r"\band (?:the|an?|two|three|several|other|others)\b")
_CLAUSE = re.compile(
    r"\s(?:who|which|whose|that|when|where|is|are|was|were|has|had|have|will|would|said|says|told)\s.*"
)
_NOT_BEFORE_A_NOUN = w.OPENERS | w.CALENDAR | w.PREPOSITIONS | w.PRONOUNS | w.PARTICLES | w.ARTICLES
_PLURAL_MODIFIERS = w.word_set("communications affairs politics sports news operations services arms relations sales")
_ING_MODIFIERS = w.word_set("""
    planning managing acting leading founding marketing training sitting visiting ruling presiding standing housing
    voting banking engineering nursing operating
    """)
_FOR_WHOM = w.word_set("""
    former chief senior deputy vice acting junior campaign police press state city county co assistant head associate
    managing executive legal general foreign defence defense prime lead veteran retired interim principal political
    military medical communications policy research security trade union opposition house presidential
    """)
_NO_OFFICE = w.word_set("""
    man woman boy girl son daughter brother sister husband wife boyfriend girlfriend uncle aunt cousin mother
    friend parent muslim christian catholic evangelical teenager youth star rival
    """)
_NO_FIRST = (w.PRONOUNS | w.PREPOSITIONS) - w.word_set("his her their")
_NO_POSTS = w.HONORIFICS.keys() | {"dr", "phd", "md"}
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
    parts = [part for part in name.lead.split() if part.lower().strip(".,") not in _NO_POSTS]
    tells = any(
        part.lower().strip(".,") in w.TITLES | w.WEAK_TITLES | w.PARTIES or kind_of_noun(part) is SpeakerKind.PERSON
        for part in parts
    )
    return " ".join(parts) if tells else None


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
        fits = kept == name.span.start or _modifies(token)
        if not fits or gap.strip(" \xa0'’s."):
            break
        kept = token.start
    return text[kept : name.span.start].strip() or None


def _modifies(token: Token) -> bool:
    """Whether the word can stand between an article and the noun of a post: "senior trial counsel"."""
    word = token.text
    if token.lower in _NOT_BEFORE_A_NOUN:
        return False
    if token.capital or token.possessive or "-" in word or word in _PLURAL_MODIFIERS:
        return True
    if not word.isalpha() or word.endswith(("ed", "ly")):
        return False
    return word in _ING_MODIFIERS or not (word.endswith("ing") or (word.endswith("s") and not word.endswith("ss")))


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
    """The phrase without article and clause if it tells a post, an office or a trade; else None."""
    relative = _RELATIVE.match(phrase) or _AS.match(phrase)
    if relative:
        phrase = relative.group(1)
    role = _CLAUSE.sub("", without_article(phrase))
    one_of_many = role.lower().startswith("one of ")
    noun = head_noun(role[len("one of the ") :] if one_of_many else role)
    if not noun or len(role.split()) > 20 or _MANY.search(role) or noun in _NO_OFFICE:
        return None
    fits = kind_of_noun(singular(noun) if one_of_many else noun) is SpeakerKind.PERSON
    first = role.split()[0].lower()
    return role if fits and (one_of_many or first not in _NO_FIRST) else None


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
    if not known or fold(body) in w.PRONOUNS or fold(body) in w.PARTIES or fold(body) in _FOR_WHOM - {"police"}:
        return None
    return re.sub(r"['’]s?$", "", body) or None
