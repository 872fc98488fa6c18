"""Where or how a statement was made: at a rally, in an interview, in a letter, in a post."""

import re
from collections.abc import Iterator, Sequence

from counterclaim.reading.meaning.frame import anchor_of, extent_of, frame_of, outside
from counterclaim.reading.meaning.scope import LeadIn, distance, in_scope, may_go_on
from counterclaim.reading.reading import Medium, MediumKind, Part, Statement
from counterclaim.reading.speaker.salience import Surroundings
from counterclaim.text.span import Span

# A determiner and up to four words before the noun: "in a wide-ranging telephone interview".
_IN = (
    r"\b(?i:in|at|during|on|through|via|from|throughout)\s+"
    r"(?:(?!(?i:that|which|who|when|for|of|to|and|or|into|unlikely)\b)[\w’'.&-]{1,40}\s+){0,5}?"
)
_OUTLET = (
    r"(?:CNN|Fox(?:\s+News|\s+Business|\s+(?:&|and)\s+Friends)?|MSNBC|NBC|ABC|CBS|CNBC|PBS|NPR|BBC|ITV|C-SPAN"
    r"|Sky\s+News"
    r"|Bloomberg|POLITICO|Politico|Reuters|AP|AFP|Breitbart|BuzzFeed|Newsmax|Univision|Telemundo|USA\s+TODAY"
    r"|Al\s+Jazeera|Sirius\w*|Yahoo|Vox|Slate|Salon|Axios|Time|Newsweek"
    r"|(?:[A-Z][\w&.-]*\s+){0,3}(?:News|Times|Post|Journal|Magazine|Press|Guardian|Tribune|Herald|Globe|Telegraph|Mail"
    r"|Examiner|Register|Atlantic|Economist|Hill|Yorker|Independent|Mirror|Chronicle|Gazette|Sentinel|Inquirer|Daily"
    r"|Radio|TV|Television|Network|Beast|Caller|Intercept|Observer|Standard|Star|Sun|Enquirer))"
)
_PROGRAMME = (
    r"(?:Meet\s+the\s+Press|Face\s+the\s+Nation|This\s+Week|State\s+of\s+the\s+Union|Good\s+Morning|Today"
    r"|Fox\s+and\s+Friends|Fox\s+&\s+Friends|Morning\s+Joe|New\s+Day|The\s+View|60\s+Minutes|Newsnight|Hardball"
    r"|Hannity|The\s+\w+\s+\w+\s+Show"
    r"|The\s+Lead|Special\s+Report|On\s+the\s+Record|Late\s+Show|Tonight\s+Show)"
)
_MARK = r"[\"“‘'’`]{0,2}"
_TELL = r"\b(?i:told|tells|telling|tell)"

_PATTERNS: tuple[tuple[MediumKind, str], ...] = (
    (
        MediumKind.POST,
        rf"\b(?i:(?:re)?tweet(?:ed|ing)(?:\s+out)?)\b|{_IN}(?i:tweets?(?:storm)?|twitter|facebook|instagram|snapchat"
        rf"|youtube"
        r"|reddit|tumblr|social\s+(?:media|networks?)|blog(?:\s+post)?|medium\s+post)\b|\b(?i:took\s+to"
        r"\s+(?:twitter|facebook|instagram)|taking\s+to\s+(?:twitter|facebook|instagram))\b",
    ),
    (
        MediumKind.TESTIMONY,
        r"\b(?i:testif(?:ied|ies|ying|y)|under\s+oath|pleaded\s+(?:not\s+)?guilty)\b"
        rf"|{_IN}(?i:testimony|deposition|hearings?|parliament|plea"
        r"|(?<!upreme\s)(?:district\s+|federal\s+|circuit\s+)?court(?!\s+(?:filing|file|paper|document|record"
        r"|precedent)))\b",
    ),
    (
        MediumKind.CALL,
        r"\b(?i:(?:conference|press|phone|telephone)\s+call)\b|\b(?i:on\s+the\s+(?:phone|call)|by\s+(?:phone"
        r"|telephone))\b",
    ),
    (
        MediumKind.INTERVIEW,
        rf"{_IN}(?i:interviews?|podcast|radio\s+(?:show|programme|program)|talk\s+shows?)\b"
        r"|\b(?i:interviewed\s+(?:by|on)|sitting\s+down\s+with|sat\s+down\s+with|radio\s+hosts?)\b"
        r"|\b(?i:(?:told|tells)\s+me|(?:talk(?:ed)?|speak|spoke)\s+(?:to|with)\s+me)\b"
        rf"|{_TELL}\s+(?:(?i:the|a|an)\s+)?{_MARK}(?:{_OUTLET}|{_PROGRAMME})(?!\w)"
        rf"|\b(?i:on)\s+(?:(?:{_OUTLET}|\w+)['’]s?\s+)?{_MARK}{_PROGRAMME}(?!\w)"
        rf"|\b(?i:to|on|with)\s+(?:CNN|Fox\s+News|MSNBC|NBC|ABC|CBS|CNBC)(?!\w)",
    ),
    (
        MediumKind.BRIEFING,
        rf"{_TELL}\s+(?:[\w’'-]+\s+)?(?i:reporters|journalists|the\s+(?:press|media))\b"
        r"|\b(?i:sp(?:eaking|oke|oken)|talk(?:ing|ed)|said|remarks|comments)\s+(?i:to|with)\s+(?:[\w’'-]+\s+){0,2}?"
        r"(?i:reporters|journalists|press|media)\b|\b(?i:to\s+reporters|(?:news|press)\s+(?:conference|briefing))\b"
        rf"|{_IN}(?i:briefing)\b",
    ),
    (
        MediumKind.STATEMENT,
        r"\b(?i:in|issued|released|put\s+out|sent\s+out|posted)\s+(?:[\w’'-]+\s+){0,3}?(?i:statements?|(?:press|news)"
        r"\s+releases?)\b|\b(?i:a|written|the)\s+(?i:statement)\s+(?i:issued|released|from|by|posted)\b",
    ),
    (
        MediumKind.DOCUMENT,
        rf"{_IN}(?i:op-eds?(?:\s+piece)?|column|editorial|letters?|e-?mails?|memos?|memorandum|books?|memoir|essay"
        rf"|article"
        r"|(?:white\s+)?paper|report|study|filings?|lawsuit|suit|complaint|brief|ruling|opinion|order|diary|cable"
        r"|petition"
        r"|indictment|affidavit|documents?|message|note)\b|\b(?i:e-?mailed|wrote|writes|writing|penned|op-eds?)\b"
        r"|\b(?i:sued|suing|filed\s+(?:a|an)\s+(?:[\w$-]+\s+){0,3}(?:lawsuit|suit|complaint))\b",
    ),
    (
        MediumKind.SPEECH,
        rf"{_IN}(?i:speech(?:es)?|address|rall(?:y|ies)|town\s+halls?|debates?|forum|convention|summit|keynote"
        rf"|tribute|conferences?"
        r"|gathering|(?:senate|house|convention)\s+floor|appearance"
        r"|campaign\s+(?:event|stop)s?|event|fundraiser|ceremony|sermon|stage|funeral|service|meeting\s+of\s+\w+"
        r"|podium|eulogy|announcement)\b"
        rf"|{_TELL}\s+(?:[\w’'-]+\s+){{0,3}}?(?i:crowds?|audience|supporters|rally|delegates|voters|students|workers"
        r"|gathering)\b|\b(?i:address(?:ed|ing)\s+(?:the|a)\s+(?:\w+\s+)?(?:crowd|convention|rally|audience)"
        r"|speaking\s+(?:in|at|to|before)|(?:acceptance|victory|concession|stump|prime-time|keynote|opening)\s+"
        r"(?:speech|address)"
        r"|(?:gave|delivered|delivering|giving)\s+(?:an?|his|her|their)\s+(?:[\w’'-]{1,40}\s+){0,3}?"
        r"(?:speech|address|remarks)"
        r"|introducing)\b",
    ),
    (
        MediumKind.BROADCAST,
        r"\b(?i:released|releasing|aired|airs|ran|unveiled|put\s+out)\s+(?:[\w’'-]{1,40}\s+){0,4}?(?i:ads?|videos?"
        r"|spot)\b"
        rf"|{_IN}(?i:ads?|spot|commercial|advert(?:isement)?s?|video|broadcast|documentary|programme|air|television"
        rf"|tv)\b",
    ),
    (
        MediumKind.MEETING,
        rf"{_TELL}\s+(?:[\w’'-]+\s+)?(?i:aides|friends|allies|advisers|advisors|donors|confidants|associates)\b"
        r"|\b(?i:privately)\b|\b(?i:in\s+(?:a\s+)?(?:private|closed-door)\s+(?:\w+\s+)?(?:meetings?|talks?"
        r"|conversations?))\b",
    ),
)
_MEDIA = [(kind, re.compile(pattern)) for kind, pattern in _PATTERNS]
# Sentences for which a medium once named holds for its speaker.
_REACH_OF_MEDIUM = 4
_DOCUMENT = re.compile(
    r"(?i:reports?|stud(?:y|ies)|polls?|surveys?|books?|letters?|lawsuits?|e-?mails?|memos?|bills?|laws?|films?|movies?"
    r"|documentar(?:y|ies)|articles?|editorials?|documents?|filings?|papers?|analys[ie]s|investigation|review|census"
    r"|statement|ads?|complaint|videos?|clips?|footage|cable|message|op-ed|playbook|order|ruling"
    r"|resolution|amendment|platform)$"
)
_HEAD_ENDS = re.compile(r",|\b(?:of|for|from|in|at|by|to|on|with|that|which|who|whose|released|conducted|published)\b")


def media_of(statements: Sequence[Statement], around: Surroundings) -> list[Medium | None]:
    """For each statement its medium: the one in its own words, or the one that its speaker was last said to use.

    Interviews and speeches are quoted over many sentences, also past other speakers, but are named only once; a post
    is over with its words.
    """
    media: list[Medium | None] = [None] * len(statements)
    lead_in = LeadIn(statements, around)
    latest: dict[str, tuple[Medium, int]] = {}
    for number in sorted(range(len(statements)), key=lambda number: extent_of(statements[number])):
        statement = statements[number]
        sentence = around.sentence(extent_of(statement).start)
        medium = medium_of(statement, around)
        if medium is None and may_go_on(statement) and not is_document(statement.source):
            medium = _still_used(latest.get(statement.speaker or ""), sentence)
            medium = medium or _medium_in(lead_in.of(statement), around)
        if medium is not None and statement.speaker is not None and medium.kind is not MediumKind.POST:
            latest[statement.speaker] = medium, around.sentence(extent_of(statement).end - 1)
        media[number] = medium
    return media


def _still_used(latest: tuple[Medium, int] | None, sentence: int) -> Medium | None:
    return latest[0] if latest is not None and sentence - latest[1] <= _REACH_OF_MEDIUM else None


def medium_of(statement: Statement, around: Surroundings) -> Medium | None:
    """The medium that the words around the content name; None where they name none, and for documents as speakers."""
    if is_document(statement.source):
        return None
    anchor = anchor_of(statement)
    found: list[Medium] = []
    for medium in _media_in_frame(statement, around):
        if not any(medium.spans[0].overlaps(other.spans[0]) for other in found):
            found.append(medium)
    return min(found, key=lambda medium: distance(medium.spans[0], anchor), default=None)


def is_document(source: Part | None) -> bool:
    """Whether the source's head noun is a report, poll, letter or the like."""
    if source is None:
        return False
    words = source.text[:200]
    end = _HEAD_ENDS.search(words, 1)
    return _DOCUMENT.search(words[: end.start() if end else None].strip(" ,'’\"“”")) is not None


def _media_in_frame(statement: Statement, around: Surroundings) -> Iterator[Medium]:
    """The media named in the statement's sentence, kind by kind: of words that overlap the first kind counts."""
    frame, quotation = frame_of(statement, around), around.quotation(anchor_of(statement).start)
    source = statement.source.spans if statement.source else ()
    for medium in _named_in(list(outside(frame, statement.content.spans)), around):
        span = medium.spans[0]
        if around.quotation(span.start) not in {-1, quotation}:
            continue
        if any(part.holds(span) for part in source) or in_scope(span, statement, frame, around):
            yield medium


def _medium_in(place: Span | None, around: Surroundings) -> Medium | None:
    """The first medium that a sentence names outside quotations."""
    media = _named_in([place] if place else [], around)
    return next((medium for medium in media if not around.quoted(medium.spans[0].start)), None)


def _named_in(places: Sequence[Span], around: Surroundings) -> Iterator[Medium]:
    for kind, pattern in _MEDIA:
        for place in places:
            for match in pattern.finditer(around.text, place.start, place.end):
                yield Medium(kind=kind, words=match.group(), spans=(Span(*match.span()),))
