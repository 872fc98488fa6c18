"""What reading a report gives: statements with their speakers. The labels are those of the reading guide."""

from dataclasses import dataclass
from enum import StrEnum

from counterclaim.text.report import Report
from counterclaim.text.span import Span


class Quotation(StrEnum):
    """How the content is given: in marks, in the reporter's words, or partly in marks."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class SpeakerKind(StrEnum):
    PERSON = "person"
    GROUP = "group"
    ORGANISATION = "organisation"
    GOVERNMENT = "government"
    OUTLET = "outlet"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


class Act(StrEnum):
    """What the speaker does with the words."""

    ASSERT = "assert"
    DENY = "deny"
    CONFIRM = "confirm"
    RETRACT = "retract"
    QUESTION = "question"
    WITHHOLD = "withhold"
    EVALUATE = "evaluate"
    PREDICT = "predict"
    INTEND = "intend"
    DIRECT = "direct"


class Commitment(StrEnum):
    """Whether the speaker holds the content to be so; none where nothing can be so or not."""

    TRUE = "true"
    FALSE = "false"
    POSSIBLE = "possible"
    NONE = "none"


class Bound(StrEnum):
    """How a number stands to the value meant."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    BETWEEN = "between"


class QuantityKind(StrEnum):
    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    MEASURE = "measure"
    RATIO = "ratio"


class Change(StrEnum):
    """Whether a quantity is a level or by how much one changes."""

    LEVEL = "level"
    RISE = "rise"
    FALL = "fall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of the report and their places."""

    words: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Words):
    """A counted or measured thing.

    `low` and `high` are the closed or open ends, both the value where it is exact or about. `unit` is an ISO 4217 code,
    `percent` or a plain unit; None for counts and ratios. `of` is what is counted, in the report's words.
    """

    low: float | None
    high: float | None
    bound: Bound
    unit: str | None
    of: str | None
    kind: QuantityKind
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Words):
    """A day, month or year in EDTF level 0 ("2016-08-03", "2016-08", "2016") with the exact words that name it."""

    value: str


class MediumKind(StrEnum):
    SPEECH = "speech"
    INTERVIEW = "interview"
    BRIEFING = "briefing"
    STATEMENT = "statement"
    POST = "post"
    BROADCAST = "broadcast"
    DOCUMENT = "document"
    TESTIMONY = "testimony"
    CALL = "call"
    MEETING = "meeting"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium(Words):
    """Where or how a statement was made, with the exact words that say so."""

    kind: MediumKind


class EvidenceKind(StrEnum):
    VIDEO = "video"
    PHOTO = "photo"
    SATELLITE = "satellite"
    DOCUMENT = "document"
    DATA = "data"
    INTERCEPT = "intercept"
    WITNESS = "witness"
    CAPTIVE = "captive"
    RECORD = "record"
    FORENSIC = "forensic"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Words):
    """What a statement points to for its truth, with the exact words that name it."""

    kind: EvidenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One role of a statement: its places and its words, pieces joined by ` … `."""

    spans: tuple[Span, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who answers for statements: the fullest name in the report, and where the report names them."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: SpeakerKind = SpeakerKind.UNKNOWN
    named: bool = False
    role: str | None = None
    speaks_for: str | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One attribution.

    `within` is the id of the statement in whose content this one stands. `speaker` is the id of a speaker of the
    reading; `resolved` is False where the report does not tell who it is, or not surely enough. `speaker_score` is the
    probability that the speaker is right if the source is; None for an unresolved one. `score` is the calibrated
    probability that source and content are right. `act` and `commitment` are None where a model of the user's own
    attributes, whose states the shipped act model does not know. `when` is the day, month or year on which it was made,
    `about_times` are times of which the content speaks; `unverified` are words in which the report says that it could
    not check the statement or that no evidence was given.
    """

    id: str
    source: Part | None
    cue: Part | None
    content: Part
    quotation: Quotation
    within: str | None = None
    speaker: str | None = None
    resolved: bool = False
    speaker_score: float | None = None
    act: Act | None = None
    commitment: Commitment | None = None
    when: Time | None = None
    medium: Medium | None = None
    quantities: tuple[Quantity, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    unverified: Words | None = None
    about_times: tuple[Time, ...] = ()
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """The program and the model that made a reading."""

    name: str
    version: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    report: Report
    speakers: tuple[Speaker, ...]
    statements: tuple[Statement, ...]
    reader: Reader
