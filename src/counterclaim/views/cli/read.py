"""`counterclaim read`: reports in, statements out."""

import itertools
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterclaim.errors import FormatError, InputError
from counterclaim.views.cli.progress import with_progress
from counterclaim.views.cli.seams import ReadsReports, Seams
from counterclaim.views.cli.terminal import counted, put_json, put_text, tell

if TYPE_CHECKING:
    from counterclaim.reading.reading import Reading
    from counterclaim.text.loaded import Given, Loaded, Unreadable
    from counterclaim.text.report import Report
    from counterclaim.views.cli.attributions import Attributions

NOTHING_TO_READ = """Nothing to read. Name a file, a folder or a page:

  counterclaim read report.txt
  counterclaim read --json pages/ > readings.jsonl

or give the text on stdin:

  cat report.txt | counterclaim read"""


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--json", "as_json", is_flag=True, help="Print counterclaim.reading/1, a line for each report.")
@click.option("--text-only", is_flag=True, help="Print the text alone, as spans count it; no model is asked.")
@click.option(
    "--attributions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Take the spans of the statements from this file of JSON lines instead of finding them.",
)
@click.option(
    "--published",
    metavar="DAY",
    help="Day of publication (2026-03-12); like the next three, before what the file says.",
)
@click.option("--outlet", metavar="NAME", help="The outlet.")
@click.option("--url", metavar="URL", help="The address of the report.")
@click.option("--title", metavar="T", help="The title.")
@click.option("--force-language", is_flag=True, help="Read what is not English all the same.")
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="X",
    help="Leave out statements with a lower score (0 to 1; all are given unless asked), and those within them.",
)
@click.option(
    "--model",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Read with this trained model instead of the one that comes with the program.",
)
@click.pass_context
def read(
    ctx: click.Context,
    files: tuple[str, ...],
    as_json: bool,
    text_only: bool,
    attributions: Path | None,
    published: str | None,
    outlet: str | None,
    url: str | None,
    title: str | None,
    force_language: bool,
    min_score: float,
    model: Path | None,
) -> None:
    """Read reports: who said what, in which words, and where.

    FILE is plain text, HTML, JSON lines, a folder of these, or - for stdin.

    \b
    Examples:
      counterclaim read report.txt --published 2026-03-12
      counterclaim read --json pages/ > readings.jsonl
      curl -s https://example.org/report | counterclaim read -
    """  # noqa: D301 (click wants the sign itself)
    if text_only and (as_json or attributions or min_score):
        raise click.UsageError(
            "--text-only prints the text and reads no statements: leave out --json, --attributions and --min-score.\n"
            "With --json alone the text stands in report.text."
        )
    from counterclaim.text.intake import count
    from counterclaim.text.loaded import Given

    places = files or _piped(ctx)
    items = _load(places, Given(published=published, outlet=outlet, url=url, title=title))
    items, only_one = _look_ahead(items) if text_only or attributions else (items, False)
    with closing(with_progress(items, total=count(places), label="Reading")) as items:
        if text_only:
            failed = print_texts(items, only_one=only_one)
        else:
            statements = _Statements(
                load_reader=partial((ctx.find_object(Seams) or Seams()).load_reader, model),
                marked=_marked(attributions),
                only_one=only_one,
                any_language=force_language,
                min_score=min_score,
            )
            failed = print_readings(items, statements, show=_put_reading if as_json else _table())
    ctx.exit(1 if failed else 0)


def _piped(ctx: click.Context) -> tuple[str, ...]:
    if sys.stdin is None or sys.stdin.isatty():
        raise click.UsageError(NOTHING_TO_READ, ctx)
    return ("-",)


def _load(places: Sequence[str], given: "Given") -> "Iterator[Loaded | Unreadable]":
    from counterclaim.text.intake import load

    try:
        yield from load(places, given=given, stdin=sys.stdin.buffer if sys.stdin else None)
    except InputError as problem:  # an unreadable file is an item; this is an option that makes no sense
        raise click.UsageError(str(problem)) from problem


def _look_ahead(items: "Iterator[Loaded | Unreadable]") -> "tuple[Iterator[Loaded | Unreadable], bool]":
    """The same items, and whether there is only one."""
    first = list(itertools.islice(items, 2))
    return itertools.chain(first, items), len(first) == 1


def _marked(path: Path | None) -> "Attributions | None":
    if path is None:
        return None
    from counterclaim.views.cli.attributions import Attributions

    return Attributions(path)


def print_texts(items: "Iterator[Loaded | Unreadable]", *, only_one: bool) -> int:
    """Prints texts, several under a line `==> id <==` each; how many reports failed."""
    n_read = failed = 0
    for item in items:
        try:
            report = _report(item)
        except InputError as problem:
            failed += 1
            tell(str(problem))
            continue
        if not only_one:
            put_text(f"{'' if n_read == 0 else chr(10)}==> {report.id} <==\n")
        put_text(report.text)
        n_read += 1
    _sum_up(n_read, failed)
    return failed


def print_readings(
    items: "Iterator[Loaded | Unreadable]", statements: "_Statements", *, show: "Callable[[Reading], None]"
) -> int:
    """Reads and shows one report after the other; how many failed."""
    n_read = n_statements = failed = 0
    for item in items:
        try:
            reading = statements.of(_report(item))
        except (InputError, FormatError) as problem:
            failed += 1
            tell(str(problem))
            continue
        show(reading)
        n_read += 1
        n_statements += len(reading.statements)
    for message in statements.marked.left_over() if statements.marked else ():
        tell(message)
    _sum_up(n_read, failed, n_statements)
    return failed


def _report(item: "Loaded | Unreadable") -> "Report":
    from counterclaim.text.loaded import Unreadable

    if isinstance(item, Unreadable):
        raise InputError(f"{item.where} {item.why}")
    for note in item.notes:
        tell(f"{item.report.id}: {note}")
    return item.report


@dataclass(slots=True, kw_only=True)
class _Statements:
    """Reads reports as the options ask; the model is loaded for the first of them."""

    load_reader: Callable[[], ReadsReports]
    marked: "Attributions | None"
    only_one: bool
    any_language: bool
    min_score: float
    reader: ReadsReports | None = None

    def of(self, report: "Report") -> "Reading":
        if report.language and report.language.partition("-")[0].lower() != "en" and not self.any_language:
            raise InputError(
                f"{report.id}: the language seems to be {report.language}; "
                "the model reads English; --force-language reads it all the same"
            )
        try:
            given = self.marked.of(report, only_one=self.only_one) if self.marked else None
        except (FormatError, InputError) as problem:
            raise type(problem)(f"{report.id}: {problem}") from problem
        self.reader = self.reader or self.load_reader()
        return at_least(self.min_score, self.reader.read(report, given=given))


def at_least(score: float, reading: "Reading") -> "Reading":
    """The reading without the statements below the score, and without those that stand in one left out."""
    kept = {s.id: s for s in reading.statements if s.score >= score}
    while orphans := [s.id for s in kept.values() if s.within is not None and s.within not in kept]:
        for orphan in orphans:
            del kept[orphan]
    return replace(reading, statements=tuple(kept.values()))


def _put_reading(reading: "Reading") -> None:
    from counterclaim.reading.format import to_document

    put_json(to_document(reading))


def _table() -> "Callable[[Reading], None]":
    from counterclaim.views.cli.table import Table

    return Table(sys.stdout).show


def _sum_up(n_read: int, failed: int, n_statements: int | None = None) -> None:
    if n_read + failed > 1:
        statements = "" if n_statements is None else f", {counted(n_statements, 'statement')}"
        unread = f"; {failed} could not be read" if failed else ""
        tell(f"{counted(n_read, 'report')}{statements}{unread}")
