"""Statements that somebody else marked (`read --attributions FILE`), matched to reports."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counterclaim.errors import FormatError, InputError
from counterclaim.reading.format import GivenStatement, read_attributions
from counterclaim.text.report import Report
from counterclaim.views.cli.jsonlines import id_of, read_objects


class Attributions:
    """The lines of a file by the id of their report. A FormatError where a line is bad or an id stands twice."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines = list(read_objects(path))
        self._by_id: dict[str, tuple[str, dict[str, Any]]] = {}
        self._taken: set[str] = set()
        for where, document in self._lines:
            name = id_of(document)
            if name is None and len(self._lines) > 1:
                raise FormatError(f"{where}: neither id nor report.id. With several lines each names its report.")
            if name in self._by_id:
                raise FormatError(f"{where}: {name} stands in this file before, at {self._by_id[name][0]}.")
            if name is not None:
                self._by_id[name] = (where, document)

    def of(self, report: Report, *, only_one: bool) -> tuple[GivenStatement, ...]:
        """The statements of the report; where there is only one report and one line, they belong together."""
        if only_one and len(self._lines) == 1:
            where, document = self._lines[0]
        elif report.id in self._by_id:
            where, document = self._by_id[report.id]
        else:
            raise InputError(f"no statements for it in {self._path}.")
        self._taken.add(where)
        _check_same_text(document, report, where)
        return read_attributions(document, report.text, where=where)

    def left_over(self) -> Iterator[str]:
        """A message for each line that no report has taken."""
        for where, document in self._lines:
            if where not in self._taken:
                yield f"{where}: not used, no report is named {id_of(document)}"


def _check_same_text(document: dict[str, Any], report: Report, where: str) -> None:
    made_for = document.get("report")
    if isinstance(made_for, dict) and made_for.get("sha256") not in {None, report.sha256}:
        raise FormatError(f"{where}: marked in another version of the text, so its places mean nothing here.")
