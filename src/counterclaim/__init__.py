"""Who claims what: statements read from news reports, with their exact words and places.

>>> import counterclaim
>>> reading = counterclaim.read("“The ferry was empty,” the harbour master said.", published="2026-03-12")
>>> [statement.source.text for statement in reading.statements]
['the harbour master']
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from counterclaim.errors import CounterclaimError, FormatError, InputError, LedgerError, ModelError

if TYPE_CHECKING:
    from counterclaim.reading.read import ReportReader
    from counterclaim.reading.reading import Reading

__all__ = ["CounterclaimError", "FormatError", "InputError", "LedgerError", "ModelError", "__version__", "read"]

__version__ = "0.1.0"


def read(
    text: str,
    *,
    id: str = "text",
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    published: str | None = None,
) -> "Reading":
    """The statements of one text; offsets in the reading are characters of `text`.

    `published` is a day or an ISO date and time. The language is not asked for: the model reads English. The model is
    loaded at the first call and kept. Raises `InputError` for another form of day, `ModelError` if there is no model.
    """
    from counterclaim.text.days import day_of
    from counterclaim.text.report import Report

    day = None if published is None else day_of(published)
    if published is not None and day is None:
        raise InputError(f"published: {published!r} is no day. Write it as 2026-03-12.")
    report = Report(id=id, text=text, title=title, outlet=outlet, url=url, published=day)
    return _reader().read(report)


@lru_cache(maxsize=1)
def _reader() -> "ReportReader":
    from counterclaim.reading.read import ReportReader

    return ReportReader()
