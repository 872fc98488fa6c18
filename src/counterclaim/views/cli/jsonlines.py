"""JSON lines, one object a line, with the place of each for messages."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from counterclaim.errors import FormatError


def read_objects(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """`file:line` and object of every line that is not blank; `-` is stdin. A FormatError at the first bad line."""
    with click.open_file(str(path), "rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                where = f"{path}:{number}"
                yield where, _object(line, where)


def _object(line: bytes, where: str) -> dict[str, Any]:
    try:
        document = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise FormatError(f"{where}: not UTF-8 (byte {problem.start + 1} of the line).") from problem
    except (ValueError, RecursionError) as problem:
        raise FormatError(f"{where}: not JSON: {problem}. Every line holds one JSON object.") from problem
    if not isinstance(document, dict):
        raise FormatError(f"{where}: not an object. Every line holds one JSON object.")
    return document


def id_of(document: dict[str, Any]) -> str | None:
    """The id of the line, else that of its report, as `counterclaim.reading/1` has it."""
    found = document.get("id")
    if found is None and isinstance(document.get("report"), dict):
        found = document["report"].get("id")
    return None if found is None else str(found)


def by_id(path: Path) -> dict[str, tuple[str, dict[str, Any]]]:
    """`{id: (file:line, object)}` in the order of the file; every line has an id, none twice."""
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for where, document in read_objects(path):
        name = id_of(document)
        if name is None:
            raise FormatError(f"{where}: neither id nor report.id. Without one the line belongs to no text.")
        if name in found:
            raise FormatError(f"{where}: {name} stands in this file before, at {found[name][0]}.")
        found[name] = (where, document)
    return found
