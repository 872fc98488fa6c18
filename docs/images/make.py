"""The picture of the README: what `counterclaim read` prints on a terminal, as SVG.

    python docs/images/make.py

Runs the command on the bundled example in a pseudo-terminal (Linux, macOS) and writes `read.svg` beside this file. The
same package and model give the same file.
"""

import os
import pty
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WIDTH = 100
ARGUMENTS = ["read", "examples/ferry.txt", "--published", "2026-03-12", "--outlet", "Lume Courier"]
TYPED = '$ counterclaim read examples/ferry.txt --published 2026-03-12 --outlet "Lume Courier"'


def main() -> None:
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text(TYPED, style="bold"), soft_wrap=True)
    console.print()
    console.print(Text.from_ansi(printed_on_terminal(ARGUMENTS)), soft_wrap=True)
    svg = console.export_svg(title="counterclaim read", unique_id="counterclaim-read")
    # The template names a font on another server; a picture in a repository should ask nobody.
    svg = re.sub(r"\s*@font-face \{.*?\n\s*\}", "", svg, flags=re.DOTALL)
    (HERE / "read.svg").write_text("".join(f"{line.rstrip()}\n" for line in svg.splitlines()), encoding="utf-8")


def printed_on_terminal(arguments: list[str]) -> str:
    """The output of the command, colours included."""
    ours, theirs = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    environment |= {"TERM": "xterm-256color", "COLUMNS": str(WIDTH), "LINES": "200"}
    command = [sys.executable, "-m", "counterclaim", *arguments]
    with subprocess.Popen(command, stdout=theirs, cwd=ROOT, env=environment) as process:
        os.close(theirs)
        output = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    if process.returncode:
        raise SystemExit(process.returncode)
    return output.decode("utf-8").replace("\r\n", "\n").rstrip()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # Linux says so when the other side is closed
        return b""


if __name__ == "__main__":
    main()
