"""How far a long run has come, on stderr."""

import sys
from collections.abc import Generator, Iterable
from typing import TypeVar

Item = TypeVar("Item")

FEW = 3
"""So many inputs are done before a bar is worth its place."""


def with_progress(items: Iterable[Item], *, total: int | None, label: str) -> Generator[Item]:
    """The same items, with a bar while they are worked on: rate and time left.

    There is none where stderr is no terminal, nor where stdout is one, because results on the screen show it already.
    Close it (`contextlib.closing`), or an interrupt leaves the terminal without its cursor.
    """
    if total is None or total <= FEW or not sys.stderr.isatty() or sys.stdout.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task(label, total=total, rate="")
        for item in items:
            yield item
            speed = progress.tasks[task].finished_speed or progress.tasks[task].speed
            progress.update(task, advance=1, rate=f"{speed:.1f}/s" if speed else "")
