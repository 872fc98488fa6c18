"""A list of cues that tell an act, which a person can read and extend: `counterclaim/data/cues.txt`."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from counterclaim.reading.reading import Act, Commitment
from counterclaim.reading.tables import table

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


class CueList:
    """Entries, found by the letters with which their phrase begins."""

    def __init__(self, entries: Iterable[CueEntry]) -> None:
        self._by_start: dict[str, list[CueEntry]] = defaultdict(list)
        for entry in entries:
            self._by_start[entry.words[0][:_LETTERS]].append(entry)

    def told_by(self, cue: str) -> CueEntry | None:
        """The entry with the longest phrase that the cue contains."""
        words = _WORD.findall(cue.lower().replace("’", "'"))
        found = [
            entry
            for place, word in enumerate(words)
            for entry in self._by_start.get(word[:_LETTERS], ())
            if _begins(entry.words, words[place : place + len(entry.words)])
        ]
        return max(found, key=lambda entry: (len(entry.words), sum(map(len, entry.words))), default=None)


_LETTERS = 2
"""No phrase of the list begins with a shorter word, the star left out."""


@cache
def shipped_cues() -> CueList:
    return CueList(parse_cues(table("cues.txt").splitlines()))


def _begins(phrase: tuple[str, ...], words: list[str]) -> bool:
    return len(words) == len(phrase) and all(map(_fits, phrase, words))


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
