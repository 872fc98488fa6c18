"""The command `counterclaim`: finds the module of the command asked for, and turns what goes wrong into exit codes."""

import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click

from counterclaim import CounterclaimError, __version__
from counterclaim.views.cli.seams import Seams
from counterclaim.views.cli.terminal import leave_pipe, printable

INTERRUPTED = 130
PIPE_CLOSED = 141
"""128 and the number of the signal, as a shell reports them."""


class LazyGroup(click.Group):
    """Commands by the name of their module, imported when they are asked for."""

    modules = ("evaluate", "read")

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click gives it)
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self.modules:
            return None
        command = getattr(importlib.import_module(f"counterclaim.views.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command. The exit codes other than click's own (2, wrong use) come from here."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except CounterclaimError as problem:
            raise click.ClickException(printable(str(problem))) from problem
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            leave_pipe()
            ctx.exit(PIPE_CLOSED)
        except OSError as problem:  # a full disk, most likely; inputs that cannot be read are told by their reader
            leave_pipe()
            raise click.ClickException(printable(str(problem))) from problem


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Who claims what: statements read from news reports, with their exact words and places.

    It never says what is true; it says who says so, and where to read it.

    \b
    Example:
      counterclaim read report.txt --published 2026-03-12
    """  # noqa: D301 (click wants the sign itself)
    ctx.ensure_object(Seams)


def main() -> None:
    """The program."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the shell
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 (open to the end)
        else:
            stream.reconfigure(errors="replace")
    cli(prog_name="counterclaim")
