"""What reaches the two streams: results on stdout, everything else on stderr, nothing that would steer a terminal."""

import json
import os
import sys
import unicodedata
from typing import Any

import click

_KEPT = {"\n", "\t"}
_CONTROL_PICTURES = 0x2400
_TURNS_TEXT = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """The text without what would steer a terminal: an escape becomes `␛`, other signs of the kind `�`.

    Line ends and tabs stay; so do joiners and direction marks, which emoji and right-to-left words need.
    """
    return text if text.isprintable() else "".join(map(_printable_sign, text))


def _printable_sign(sign: str) -> str:
    if sign in _KEPT:
        return sign
    if sign < " ":
        return chr(_CONTROL_PICTURES + ord(sign))
    return "�" if unicodedata.category(sign) in {"Cc", "Cs"} or sign in _TURNS_TEXT else sign


def counted(n: int, word: str) -> str:
    """`1 report`, `2 reports`."""
    return f"{n} {word}{'' if n == 1 else 's'}"


def tell(message: str) -> None:
    """One message on stderr."""
    click.echo(printable(message), err=True)


def put_json(document: dict[str, Any]) -> None:
    """One JSON document on a line of its own, in UTF-8 whatever the locale, and sent on at once."""
    line = json.dumps(document, ensure_ascii=False)
    try:
        click.echo(line.encode())
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can escape and UTF-8 cannot hold
        click.echo(json.dumps(document).encode())


def put_text(text: str) -> None:
    """The exact text in UTF-8, so that spans fit what a file gets; on a screen what is printable of it."""
    if sys.stdout.isatty():
        click.echo(printable(text.replace("\r\n", "\n")), nl=not text.endswith("\n"))
    else:
        click.echo(text.encode("utf-8", "replace"), nl=not text.endswith("\n"))


def leave_pipe() -> None:
    """Points stdout at nothing: whoever read it has left, and closing it at the end must not fail again."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
