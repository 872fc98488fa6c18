"""What a statement points to for its truth, and the report's own words that it could not be checked.

Evidence is rare, and most mentions of videos and documents are no evidence; only wordings that tie it to the statement
count.
"""

import re
from collections.abc import Iterator, Sequence

from counterclaim.reading.meaning.frame import extent_of, frame_of, outside
from counterclaim.reading.meaning.scope import in_scope
from counterclaim.reading.reading import Evidence, EvidenceKind, Statement, Words
from counterclaim.reading.speaker.salience import Surroundings
from counterclaim.text.span import Span

_SEEN: tuple[tuple[EvidenceKind, str], ...] = (
    (EvidenceKind.SATELLITE, r"satellite\s+(?:images?|imagery|photos?|photographs?|pictures?|data)"),
    (
        EvidenceKind.INTERCEPT,
        r"intercepts?|intercepted\s+\w+|wiretaps?|recorded\s+(?:phone\s+)?calls?|phone\s+recordings?",
    ),
    (
        EvidenceKind.FORENSIC,
        r"autops(?:y|ies)(?:\s+results)?|forensic\s+\w+|lab(?:oratory)?\s+(?:tests?|results?)|DNA\s+\w+",
    ),
    (EvidenceKind.CAPTIVE, r"interrogations?|confessions?|captured\s+(?:fighters|soldiers|militants)|detainees"),
    (EvidenceKind.VIDEO, r"(?:video\s+)?footage|videos?|video\s+clips?|clips?"),
    (EvidenceKind.PHOTO, r"photos?|photographs?|pictures|screenshots?|screen\s+(?:images?|grabs?|shots?)|images"),
)
_WRITTEN: tuple[tuple[EvidenceKind, str], ...] = (
    (
        EvidenceKind.RECORD,
        r"(?:court|public|police|official|tax|property|medical|flight|travel|[A-Z][a-z]+)\s+(?:records|precedents?)"
        r"|(?:court|police|official)\s+(?:files?|filings?|documents?)|transcripts?|precedents?|records",
    ),
    (EvidenceKind.DATA, r"data|figures|statistics|polls|polling|surveys|stud(?:y|ies)|research"),
    (EvidenceKind.WITNESS, r"(?:eye)?witness(?:es)?|witness\s+accounts?"),
    (
        EvidenceKind.DOCUMENT,
        r"documents?|memos?|memorandum|reports?|letters?|e-?mails|articles?|investigation|files|contracts?|receipts",
    ),
)
_BEFORE_NOUN = r"(?:(?!(?:that|which|who|to|and|he|she|they|it|as)\b)[\w’'.&-]{1,40}\s+){0,4}?"
_CITES = (
    r"\b(?:cit(?:ing|ed|es)|point(?:ing|ed|s)\s+to|relying\s+on|relied\s+on|bas(?:ed|ing)(?:\s+\w+){0,3}?\s+on"
    r"|on\s+the\s+(?:basis|strength)\s+of|backed\s+(?:up\s+)?by|supported\s+by)\s+"
)
_SHOWS = (
    r"\b(?:releas(?:ed|ing)|publish(?:ed|ing)|present(?:ed|ing)|show(?:ed|ing|n)|produc(?:ed|ing)|shared|sharing)\s+"
)
_PROVES = r"\s+(?:that\s+)?(?:prov(?:e|es|ed|ing)|shows?|showed|confirms?|confirmed|indicates?|indicated)\b"


_Patterns = tuple[re.Pattern[str], list[tuple[EvidenceKind, re.Pattern[str]]]]


def _patterns(nouns: tuple[tuple[EvidenceKind, str], ...], *, before: str = "", after: str = "") -> _Patterns:
    """The wording before or after that makes something evidence, and patterns with it whose group `what` is that."""
    named = [
        (kind, re.compile(rf"{before}(?P<what>\b{_BEFORE_NOUN}(?:{noun})\b){after}", re.IGNORECASE))
        for kind, noun in nouns
    ]
    return re.compile(before + after, re.IGNORECASE), named


_AROUND_CONTENT = [_patterns(_SEEN + _WRITTEN, before=_CITES), _patterns(_SEEN, before=_SHOWS)]
# "according to court records" inside a content is what its speaker points to; around it, it is the source.
_IN_CONTENT = [
    _patterns(_SEEN + _WRITTEN, before=r"\baccording\s+to\s+"),
    _patterns(_SEEN + _WRITTEN, after=_PROVES),
]

_UNVERIFIED = re.compile(
    r"""
    (?P<aside>
        \bevidence-free\b
        | \b(?:never\s+cited|cited\s+no|without\s+citing)\s+(?:a\s+|any\s+)?sources?\b
        | \bwithout\s+(?:(?:providing|offering|giving|citing|presenting|producing|any|further|specific|clear
            |supporting)\s+){0,3}(?:evidence|proof|substantiation)\b
    )
    | \b(?:did|does|do|has|have|had)\s*n(?:[o’']t|ot)\s+(?:immediately\s+)?(?:provided?|offer(?:ed)?|given?|cited?
        |present(?:ed)?|produced?)\s+(?:(?:any|specific|further|clear|supporting|hard)\s+){0,2}(?:evidence|proof)\b
    | \b(?:provid|offer|giv|cit|present|produc)(?:ed|es|ing|ave|e)\s+no\s+(?:\w+\s+)?(?:evidence|proof)\b
    | \bgave\s+no\s+(?:\w+\s+)?(?:evidence|proof)\b
    | \b(?:could|can)(?:\s*not|n[’']t)\s+(?:immediately\s+)?be\s+(?:immediately\s+)?(?:independently\s+)?
        (?:verified|confirmed|corroborated|authenticated|checked)(?:\s+independently)?\b
    | \b(?:could|can)(?:\s*not|n[’']t)\s+(?:immediately\s+)?(?:independently\s+)?
        (?:verify|confirm|corroborate|authenticate|check)\b
    | \b(?:was|were|is|are|been|has|have)\s+(?:not\s+been|not|n[’']t|unable\s+to)\s+(?:immediately\s+)?
        (?:independently\s+)?
        (?:verified|verify|corroborated|corroborate)\b
    | \bunable\s+to\s+(?:immediately\s+)?(?:independently\s+)?(?:verify|confirm|corroborate|authenticate)\b
    | \bno\s+(?:\w+\s+)?(?:evidence|proof)\s+(?:was|were|has\s+been|had\s+been)\s+
        (?:provided|offered|given|presented|cited)\b
    | \bthere\s+(?:was|were|is|has\s+been)\s+no\s+independent\s+(?:confirmation|verification)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def evidence_of(statement: Statement, around: Surroundings) -> tuple[Evidence, ...]:
    """What the words around the content cite or show, and what the content itself says proves it."""
    source = statement.source.spans if statement.source else ()
    found: list[Evidence] = []
    for evidence in _pointed_to(statement, around):
        span = evidence.spans[0]
        if not any(span.overlaps(other) for other in (*source, *(known.spans[0] for known in found))):
            found.append(evidence)
    return tuple(found)


def unverified_of(statement: Statement, around: Surroundings) -> Words | None:
    """The report's own words, in the statement's sentence or the next, that nothing was shown or could be checked."""
    own = outside(frame_of(statement, around), statement.content.spans)
    places = [*((span, True) for span in own), (_next_sentence(statement, around), False)]
    for place, same_sentence in places:
        for match in _UNVERIFIED.finditer(around.text, place.start, place.end):
            # "without evidence" in the next sentence speaks of what is said there.
            if not around.quoted(match.start()) and (same_sentence or match["aside"] is None):
                return Words(words=match.group(), spans=(Span(*match.span()),))
    return None


def _pointed_to(statement: Statement, around: Surroundings) -> Iterator[Evidence]:
    frame = frame_of(statement, around)
    for piece in outside(frame, statement.content.spans):
        for evidence in _matches(_AROUND_CONTENT, piece, around.text):
            if in_scope(evidence.spans[0], statement, frame, around):
                yield evidence
    for span in statement.content.spans:
        yield from _matches(_IN_CONTENT, span, around.text)


def _matches(patterns: Sequence[_Patterns], place: Span, text: str) -> Iterator[Evidence]:
    for frame, named in patterns:
        # Few sentences cite anything, and one look for the frame spares a look for each kind.
        if frame.search(text, place.start, place.end):
            for kind, pattern in named:
                for match in pattern.finditer(text, place.start, place.end):
                    yield Evidence(kind=kind, words=match["what"], spans=(Span(*match.span("what")),))


def _next_sentence(statement: Statement, around: Surroundings) -> Span:
    """The sentence after the statement's end, if it stands in the same paragraph."""
    end = extent_of(statement).end
    number = around.sentence(max(0, end - 1)) + 1
    starts = around.sentence_starts
    if number >= len(starts):
        return Span(end, end)
    stop = starts[number + 1] if number + 1 < len(starts) else len(around.text)
    return Span(starts[number], min(stop, starts[number] + 500))
