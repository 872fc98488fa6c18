"""JSON lines of reports: `{"id", "text" or "html", "title", "outlet", "url", "published"}`, one object a line."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterclaim.text.days import day_of
from counterclaim.text.decoding import decode, without_surrogates
from counterclaim.text.loaded import Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a dump. Exactly one of `text` and `html` is there; `id` is None where the line gives none."""

    line: int
    id: str | None
    text: str | None
    html: str | None
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    notes: tuple[str, ...]


def read_dump(lines: Iterable[bytes], *, name: str) -> Iterator[Entry | Unreadable]:
    """The entries of a dump in order; a bad line is named as `name:line` and the others go on. Blank lines are skipped.

    Of several lines with one id only the first counts.
    """
    first_lines: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        entry = _read_line(line, number)
        if isinstance(entry, str):
            yield Unreadable(where=f"{name}:{number}", why=entry)
            continue
        if entry.id is not None:
            first = first_lines.setdefault(entry.id, number)
            if first != number:
                why = f'has the id "{entry.id}", which stands in line {first} already'
                yield Unreadable(where=f"{name}:{number}", why=why)
                continue
        yield entry


def is_dump(head: str) -> bool:
    """Whether a text begins with a line that could stand in a dump."""
    line = head.lstrip("\ufeff \t\r\n").split("\n", 1)[0]
    if not line.startswith("{"):
        return False
    fields = _parse(line)
    return isinstance(fields, dict) and ("text" in fields or "html" in fields)


def _parse(line: str) -> object:
    """What the JSON says; a string that says why it could not be read."""
    try:
        value: object = json.loads(line)
    except RecursionError:
        return "is nested too deeply"
    except json.JSONDecodeError as error:
        return f"is not JSON: {error.msg} at character {error.colno}"
    except ValueError:  # a number of thousands of digits
        return "holds a number that is too long"
    return value if isinstance(value, dict) else 'is no JSON object with "id" and "text" or "html"'


def _read_line(line: bytes, number: int) -> Entry | str:
    decoded, notes = decode(line)
    fields = _parse(decoded)
    if isinstance(fields, str):
        return fields
    assert isinstance(fields, dict)
    found: dict[str, str | None] = {}
    collected = list(notes)
    for key in ("text", "html", "title", "outlet", "url", "published"):
        value = fields.get(key)
        if value is not None and not isinstance(value, str):
            collected.append(f'"{key}" is not a string and was left out')
            value = None
        clean = without_surrogates(value or "")
        collected += clean.notes
        found[key] = clean.text if value else None
    if found["text"] is None and found["html"] is None:
        empty = any(fields.get(key) == "" for key in ("text", "html"))
        return "is empty" if empty else 'has neither "text" nor "html" with words in it'
    if found["published"]:
        day = day_of(found["published"])
        if day is None:
            collected.append(f'"published" is no ISO date and was left out: {found["published"][:40]!r}')
        found["published"] = day
    id_ = fields.get("id")
    if id_ is not None and (isinstance(id_, bool) or not isinstance(id_, str | int)):
        return '"id" is neither a string nor a whole number'
    return Entry(
        line=number,
        id=None if id_ is None or id_ == "" else without_surrogates(str(id_)).text,
        text=found["text"],
        html=None if found["text"] else found["html"],
        title=found["title"],
        outlet=found["outlet"],
        url=found["url"],
        published=found["published"],
        notes=tuple(collected),
    )
