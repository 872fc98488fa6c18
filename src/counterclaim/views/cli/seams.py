"""What the commands take from outside; a test puts its own in the place of each."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from counterclaim.reading.format import GivenStatement
    from counterclaim.reading.reading import Reading
    from counterclaim.text.report import Report


class ReadsReports(Protocol):
    """The model with the pipeline around it."""

    def read(self, report: "Report", *, given: "tuple[GivenStatement, ...] | None" = None) -> "Reading":
        """The statements of a report; those at the spans `given`, where somebody else has marked them."""


def load_reader(model: "Path | None") -> ReadsReports:
    """The reader with the model of this folder, None: that of the package. Loading takes a moment: ask late."""
    from counterclaim.reading.read import ReportReader

    return ReportReader(model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seams:
    """The click context carries one as `obj`."""

    load_reader: "Callable[[Path | None], ReadsReports]" = load_reader
    clock_s: Callable[[], float] = time.perf_counter
