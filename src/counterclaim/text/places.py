"""Which files some places stand for, and how they are called."""

import gzip
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from counterclaim.text.decoding import without_surrogates
from counterclaim.text.loaded import Unreadable

TEXTS = frozenset({".txt", ".md", ".text"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
DUMPS = frozenset({".jsonl", ".ndjson"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    name: str
    path: Path


def find_places(places: Iterable[str]) -> Iterator[Place | Unreadable]:
    seen: set[str] = set()
    for place in places:
        for found in _places_at(place):
            key = found.where if isinstance(found, Unreadable) else os.path.realpath(found.path)
            if isinstance(found, Place) and found.name == "-":
                key = "-"
            if key not in seen:
                seen.add(key)
                yield found


def _places_at(place: str) -> Iterator[Place | Unreadable]:
    if place == "-":
        yield Place(name="-", path=Path("stdin"))
    elif not place or "\0" in place:
        yield Unreadable(where=shown_name(place) or '""', why="is no file name")
    elif _is_folder(place):
        yield from _places_in(place)
    else:
        yield Place(name=place, path=Path(place))


def _is_folder(place: str) -> bool:
    try:
        return Path(place).is_dir()
    except OSError:  # a name too long, or a loop of links: reading it will say so
        return False


def _places_in(folder: str) -> Iterator[Place | Unreadable]:
    errors: list[OSError] = []
    paths: list[Path] = []
    for here, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths += [Path(here, name) for name in names if not name.startswith(".") and known_ending(name)]
    for path in sorted(paths, key=lambda path: path.parts):
        yield Place(name=str(path), path=path)
    for error in errors:
        yield Unreadable(where=shown_name(str(error.filename or folder)), why=why_unread(error))
    if not paths and not errors:
        endings = " ".join(sorted(TEXTS | PAGES | DUMPS))
        yield Unreadable(where=shown_name(folder), why=f"holds no files that end in {endings} (or these with .gz)")


def known_ending(name: str) -> str:
    """The known ending of a name in lower case, without `.gz`; empty for others."""
    ending = Path(name.lower().removesuffix(".gz")).suffix
    return ending if ending in TEXTS | PAGES | DUMPS else ""


def without_ending(name: str) -> str:
    if name == "-":
        return "stdin"
    name = clean(name) or ""
    bare = name[:-3] if name.lower().endswith(".gz") else name
    return str(Path(bare).with_suffix("")) if Path(bare).suffix else bare


def why_unread(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "does not exist"
    if isinstance(error, PermissionError):
        return "may not be read (permission denied)"
    if isinstance(error, gzip.BadGzipFile | EOFError | zlib.error):
        return "is a damaged gzip file"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror}"
    return f"cannot be read: {error}"


def clean(words: str | None) -> str | None:
    return None if words is None else without_surrogates(words).text


def shown_name(name: str) -> str:
    """A file's name that can be printed; odd bytes in names come as surrogates from the system."""
    return without_surrogates("stdin" if name == "-" else name).text
