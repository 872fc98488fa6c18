"""Files, folders, dumps and standard input → reports.

Every input gives a report or a sentence that says why not; nothing that stands in a file ends the run.
"""

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from counterclaim.errors import InputError
from counterclaim.text.days import day_of
from counterclaim.text.decoding import (
    Decoded,
    declared_encoding,
    decode,
    why_no_text,
    wide_encoding,
)
from counterclaim.text.dump import Entry, is_dump, read_dump
from counterclaim.text.language import language_of
from counterclaim.text.loaded import Given, Loaded, Unreadable
from counterclaim.text.page import is_page, read_page
from counterclaim.text.places import (
    DUMPS,
    PAGES,
    Place,
    clean,
    find_places,
    known_ending,
    shown_name,
    why_unread,
    without_ending,
)
from counterclaim.text.report import Report

__all__ = ["Given", "Loaded", "Unreadable", "count", "load"]

_GZIP = b"\x1f\x8b"
_MOST_BYTES = 1 << 29
# Finding the body of a page takes many times the memory of the page; news pages stay far below 5 MB.
_MOST_PAGE = 20 << 20
_NOTHING_SAID = Given()


def load(
    places: Sequence[str], *, given: Given = _NOTHING_SAID, stdin: BinaryIO | None = None
) -> Iterator[Loaded | Unreadable]:
    """The reports at some places, in order: files, folders (recursively, sorted), or `-` for `stdin`.

    A place that is named twice is read once. The text of a plain file is exactly what stands in it, without a byte
    order mark. Ids are unique in one call. Raises InputError at once for a `given.published` that is no day.
    """
    published = given.published
    if published is not None:
        published = day_of(published)
        if published is None:
            raise InputError(f"{given.published!r} is not a day. Days are written YYYY-MM-DD, for example 2025-04-09.")
    given = Given(published=published, outlet=clean(given.outlet), url=clean(given.url), title=clean(given.title))
    return _load(places, _Intake(given=given), stdin)


def count(places: Sequence[str]) -> int | None:
    """How many reports (or failures) will come from these places; None where only reading would tell."""
    total = 0
    for found in find_places(places):
        if isinstance(found, Unreadable):
            total += 1
            continue
        n_here = None if found.name == "-" else _count_in(found.path)
        if n_here is None:
            return None
        total += n_here
    return total


@dataclass(slots=True, kw_only=True)
class _Intake:
    """One call of `load`: what the user said, and which ids are taken by whom."""

    given: Given
    taken: dict[str, str] = field(default_factory=dict)

    def id_of(self, name: str) -> str:
        """The file's name without ending; with folders in front, then with a number, where that is taken."""
        stem = without_ending(name)
        parts = [part for part in Path(stem).parts if part not in {"/", ".", ".."}] or ["report"]
        choices = ["/".join(parts[-n:]) for n in range(1, len(parts) + 1)]
        choices.append("/".join(parts) + Path(name).name[len(parts[-1]) :])
        id_ = next((choice for choice in choices if choice not in self.taken), None)
        number = 2
        while id_ is None:
            numbered = f"{choices[-1]}#{number}"
            id_ = None if numbered in self.taken else numbered
            number += 1
        self.taken[id_] = name
        return id_


def _load(places: Sequence[str], intake: _Intake, stdin: BinaryIO | None) -> Iterator[Loaded | Unreadable]:
    for found in find_places(places):
        if isinstance(found, Unreadable):
            yield found
            continue
        try:
            with _opened(found, stdin) as stream:
                yield from _read(found.name, stream, intake)
        except (OSError, EOFError, ValueError, zlib.error) as error:
            yield Unreadable(where=shown_name(found.name), why=why_unread(error))


# --- counting


def _count_in(path: Path) -> int | None:
    """None for pipes and devices: what is counted there cannot be read again."""
    try:
        if path.exists() and not path.is_file():
            return None
        with path.open("rb") as raw, _unpacked(raw) as stream:
            first = stream.readline(_MOST_BYTES)
            ending = known_ending(path.name)
            if ending not in DUMPS and (ending or not is_dump(decode(first).text)):
                return 1
            return max(1, bool(first.strip()) + sum(1 for line in stream if line.strip()))
    except (OSError, EOFError, ValueError, zlib.error):
        return 1


# --- reading one


@contextmanager
def _opened(found: Place, stdin: BinaryIO | None) -> Iterator[io.BufferedReader]:
    if found.name == "-":
        if stdin is None:
            raise ValueError("there is no standard input")
        with _unpacked(stdin) as stream:
            yield stream
        return
    with found.path.open("rb") as raw, _unpacked(raw) as stream:
        yield stream


@contextmanager
def _unpacked(raw: BinaryIO) -> Iterator[io.BufferedReader]:
    """The bytes of a stream, of a packed one what is packed in it. Leaves the stream itself open."""
    peekable = raw if isinstance(raw, io.BufferedReader) else io.BytesIO(raw.read(_MOST_BYTES + 1))
    if isinstance(peekable, io.BytesIO):
        peekable = io.BufferedReader(cast(io.RawIOBase, peekable))
    if peekable.peek(2)[:2] == _GZIP:
        yield io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=peekable)))
    else:
        yield peekable


def _read(name: str, stream: io.BufferedReader, intake: _Intake) -> Iterator[Loaded | Unreadable]:
    ending = "" if name == "-" else known_ending(name)
    if ending in DUMPS and not wide_encoding(stream.peek()) and not why_no_text(stream.peek()):
        yield from _read_dump(name, iter(lambda: stream.readline(_MOST_BYTES), b""), intake)
        return
    data = stream.read(_MOST_BYTES + 1)
    why_not = why_no_text(data)
    if len(data) > _MOST_BYTES:
        why_not = f"is larger than {_MOST_BYTES >> 20} MB; split it"
    if why_not:
        yield Unreadable(where=shown_name(name), why=why_not)
        return
    # What a page declares is believed only where it is a page: plain text may speak of such tags.
    as_page = ending in PAGES or (not ending and is_page(data[:4096].decode("latin-1").removeprefix("ï»¿")))
    decoded = decode(data, declared=declared_encoding(data) if as_page else None)
    as_page = as_page or (not ending and is_page(decoded.text[:4096]))
    if ending in DUMPS or (not ending and is_dump(decoded.text)):
        lines = io.BytesIO(decoded.text.encode("utf-8") if wide_encoding(data) else data)
        yield from _read_dump(name, lines, intake)
        return
    if not decoded.text.strip("\ufeff \t\r\n") or decoded.text.isspace():
        yield Unreadable(where=shown_name(name), why="is empty")
        return
    yield _report(name, decoded, intake, as_page=as_page)


def _read_dump(name: str, lines: Iterable[bytes], intake: _Intake) -> Iterator[Loaded | Unreadable]:
    n_lines = 0
    shown = shown_name(name)
    for found in read_dump(lines, name=shown):
        n_lines += 1
        if isinstance(found, Unreadable):
            yield found
            continue
        where = f"{shown}:{found.line}"
        id_ = found.id if found.id is not None else intake.id_of(f"{without_ending(name)}-{found.line}.txt")
        if found.id is not None:
            if id_ in intake.taken:
                yield Unreadable(where=where, why=f'has the id "{id_}", which {intake.taken[id_]} has already')
                continue
            intake.taken[id_] = where
        yield _from_entry(found, id_, where, intake.given)
    if not n_lines:
        yield Unreadable(where=shown, why="is empty")


def _from_entry(entry: Entry, id_: str, where: str, given: Given) -> Loaded | Unreadable:
    said = Given(
        published=given.published or entry.published,
        outlet=given.outlet or entry.outlet,
        url=given.url or entry.url,
        title=given.title or entry.title,
    )
    if entry.text is not None:
        return _finish(id_, entry.text, said, where, entry.notes)
    if len(entry.html or "") > _MOST_PAGE:
        return Unreadable(where=where, why=_page_too_large())
    return _from_page(id_, entry.html or "", said, where, entry.notes)


def _report(name: str, decoded: Decoded, intake: _Intake, *, as_page: bool) -> Loaded | Unreadable:
    where = shown_name(name)
    if not as_page:
        return _finish(intake.id_of(name), decoded.text, intake.given, where, decoded.notes)
    if len(decoded.text) > _MOST_PAGE:
        return Unreadable(where=where, why=_page_too_large())
    return _from_page(intake.id_of(name), decoded.text, intake.given, where, decoded.notes)


def _from_page(id_: str, markup: str, given: Given, where: str, notes: tuple[str, ...]) -> Loaded | Unreadable:
    page = read_page(markup, url=given.url)
    if not page.text:
        return Unreadable(where=where, why="is a page without any text of a report")
    said = Given(
        published=given.published or page.published,
        outlet=given.outlet or page.outlet,
        url=given.url or page.url,
        title=given.title or page.title,
    )
    return _finish(id_, page.text, said, where, notes)


def _finish(id_: str, text: str, said: Given, where: str, notes: tuple[str, ...]) -> Loaded | Unreadable:
    if not text or text.isspace():
        return Unreadable(where=where, why="is empty")
    report = Report(
        id=id_,
        text=text,
        title=said.title,
        outlet=said.outlet,
        url=said.url,
        published=said.published,
        language=language_of(text),
    )
    return Loaded(report=report, notes=notes)


# --- words for people


def _page_too_large() -> str:
    return f"is a page of more than {_MOST_PAGE >> 20} MB; give its text instead"
