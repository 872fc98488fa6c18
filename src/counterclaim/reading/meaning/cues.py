"""A list of cues that tell an act, which a person can read and extend: `counterclaim/data/cues.txt`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from counterclaim.reading.reading import Act, Commitment

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class CueEntry:
    """A phrase and what it tells; a word that ends in `*` stands for all that begin so."""

    words: tuple[str, ...]
    act: Act
    commitment: Commitment | None


def parse_cues(lines: Iterable[str]) -> list[CueEntry]:
    """Entries of a list: `act commitment: phrase, phrase`; `-` for a commitment that is not told, `#` for comments.

    Raises ValueError, with the line, for an act or commitment that does not exist or a line without a colon.
    """
    entries = []
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            head, colon, phrases = line.partition(":")
            where = f"line {number}: {line.strip()[:60]!r}"
            if not colon:
                raise ValueError(f"{where} has no colon")
            try:
                act, commitment = head.split()
                told = None if commitment == "-" else Commitment(commitment)
                entries += [
                    CueEntry(tuple(each.split()), Act(act), told) for each in phrases.split(",") if each.strip()
                ]
            except ValueError as error:
                raise ValueError(f"{where} is no 'act commitment: phrases' ({error})") from error
    return entries


@cache
def shipped_cues() -> tuple[CueEntry, ...]:
    path = files("counterclaim") / "data" / "cues.txt"
    return tuple(parse_cues(path.read_text(encoding="utf-8").splitlines()))


def told_by(cue: str, entries: Iterable[CueEntry]) -> CueEntry | None:
    """The entry with the longest phrase that the cue contains."""
    words = _WORD.findall(cue.lower().replace("’", "'"))
    found = [entry for entry in entries if _within(entry.words, words)]
    return max(found, key=lambda entry: (len(entry.words), sum(map(len, entry.words))), default=None)


def _within(phrase: tuple[str, ...], words: list[str]) -> bool:
    return any(
        all(_fits(pattern, word) for pattern, word in zip(phrase, words[first:], strict=False))
        for first in range(len(words) - len(phrase) + 1)
    )


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
