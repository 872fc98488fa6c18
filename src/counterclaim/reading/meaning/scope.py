"""Whether words of a statement's sentence belong to its cue or to another clause."""

import re
from collections.abc import Iterable

from counterclaim.reading.meaning.frame import anchor_of, extent_of, outside
from counterclaim.reading.reading import Statement
from counterclaim.reading.speaker.salience import Surroundings
from counterclaim.text.span import Span

_PRONOUNS = frozenset({"he", "she", "they"})
_MOST_OF_SENTENCE_BEFORE = 500
_MOST_WORDS_NEAR, _MOST_WORDS_AFTER, _MOST_WORDS_BEFORE_LEAD = 5, 16, 10
_NEW_CLAUSE = re.compile(
    r"\b(?:who|which|that|when|where|while|what|whose|whom|as|than|because|although|though|after|before|since|if)\b|;|—"
)
_NEW_SUBJECT = re.compile(r"\b(?:and|but|so|yet)\s+…")
_NEW_VERB = re.compile(r"\b(?:but|and|then)\b")
# "on Wednesday, when the mayor said …"
_WHEN_IT_WAS_SAID = re.compile(r"\W*when\b(?:\W+\w+){0,2}\W*$")
_SAME_OCCASION = re.compile(r"\b(?:when|while|after|before)\s+\w+ing\b|\b(?:as|when|while)\s+(?:he|she|they)\b")
# A relative clause or a remark between two marks: ", who is running for mayor,"; "— a year before the vote —"
_ASIDE = re.compile(r",\s*(?:who|whose|which)\b[^,—–]{0,200}[,—–]|[—–][^—–]{0,200}[—–]")

# Cues of views that are held rather than uttered, of other occasions, and nouns ("an attempt to").
_OF_NO_OCCASION = re.compile(
    r"^(?:is|are|has|have|had|does|do|did not|an?|the|['’]s|believes?|thinks?|wants?|hopes?|supports?"
    r"|opposes?|backs?|backing|knows?|seems?|plans?)\b|\b(?:later|recently|previously|long|once|earlier|repeatedly"
    r"|often)\b",
    re.IGNORECASE,
)


def in_scope(words: Span, statement: Statement, frame: Span, around: Surroundings) -> bool:
    """Whether the words, outside source and content, say something of the cue ("said in a letter on Tuesday")."""
    text, anchor = around.text, anchor_of(statement)
    between = _ASIDE.sub(" ", _between(words, anchor, statement, text))
    if words.start >= anchor.start:
        return _within_reach_after(between)
    if _WHEN_IT_WAS_SAID.match(between):
        return True
    if _NEW_CLAUSE.search(between) or _NEW_SUBJECT.search(between):
        return False
    near = len(between.split()) <= _MOST_WORDS_NEAR
    return near or (_leads(text[frame.start : words.start]) and not _subordinate(statement, text))


def may_go_on(statement: Statement) -> bool:
    """Whether the cue tells of an utterance on the occasion just named, not of a standing view or of another time."""
    return statement.within is None and (statement.cue is None or _OF_NO_OCCASION.search(statement.cue.text) is None)


def distance(one: Span, other: Span) -> int:
    """The characters between two places; 0 where they overlap."""
    return max(one.start - other.end, other.start - one.end, 0)


def _between(words: Span, anchor: Span, statement: Statement, text: str) -> str:
    """The words between that are neither source nor content."""
    first, last = min(words.end, anchor.end), max(words.start, anchor.start)
    own = [*statement.content.spans, *(statement.source.spans if statement.source else ())]
    return " … ".join(piece.cut(text) for piece in outside(Span(first, max(first, last)), own))


def _leads(before: str) -> bool:
    """Whether only a few words of the same clause open the sentence ("In an interview on Tuesday, …")."""
    return len(before.split()) <= _MOST_WORDS_BEFORE_LEAD and not _NEW_CLAUSE.search(before.lower())


def _within_reach_after(between: str) -> bool:
    """Whether a time this far after the cue still belongs to it; `between` has neither source nor content."""
    if len(between.split()) > _MOST_WORDS_AFTER or _NEW_VERB.search(between):
        return False
    return not _NEW_CLAUSE.search(_SAME_OCCASION.sub(" ", between))


def _subordinate(statement: Statement, text: str) -> bool:
    """Whether the cue hangs on a noun of another clause ("his claim that …", "a group backing …")."""
    source, anchor = statement.source, anchor_of(statement)
    if source is None or source.spans[0].end > anchor.start:
        return False
    if re.search(r"['’]s?$|^(?:his|her|their|its|who|whom|which|that|whose)$", source.text, re.IGNORECASE):
        return True
    return text[source.spans[-1].end : anchor.start].strip() == "" and anchor.cut(text).split(" ")[0].endswith("ing")


class LeadIn:
    """The sentence that leads to a statement: it tells of the same speaker and holds nobody's statement.

    "On Tuesday the mayor met the press. “We are ready,” she said."
    """

    def __init__(self, statements: Iterable[Statement], around: Surroundings) -> None:
        self._around = around
        self._occupied = {around.sentence(anchor_of(statement).start) for statement in statements}

    def of(self, statement: Statement) -> Span | None:
        around, source = self._around, statement.source
        number = around.sentence(extent_of(statement).start) - 1
        if number < 0 or number in self._occupied or source is None:
            return None
        end = around.sentence_starts[number + 1]
        before = Span(max(around.sentence_starts[number], end - _MOST_OF_SENTENCE_BEFORE), end)
        return before if _tells_of(source.text, before.cut(around.text)) else None


def _tells_of(source: str, sentence: str) -> bool:
    """Whether the sentence names the source, or has somebody for its pronoun to stand for."""
    words = source.split()
    if source.lower() in _PRONOUNS:
        return True
    name = words[-1].strip(".,'’\"“”") if words else ""
    return name[:1].isupper() and name in sentence
