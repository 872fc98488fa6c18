"""What goes into intake and what comes out of it."""

from dataclasses import dataclass

from counterclaim.text.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the user said about the report; None = not said. It goes before what a page or dump says."""

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A report and what had to be done to read it, in plain sentences."""

    report: Report
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """An input that gave no report: `where` is the file, or `file:line`; `why` goes on from there."""

    where: str
    why: str
