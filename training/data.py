"""Articles with marked statements → windows of labelled units."""

import json
import pickle
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from counterclaim.reading.attribution.units import Units, split_units


@dataclass(slots=True)
class Marked:
    """A statement in unit numbers: the cue `[first, last)`, source and content as sets of unit runs `[first, last)`."""

    cue: tuple[int, int]
    source: list[tuple[int, int]]
    content: list[tuple[int, int]]


@dataclass(slots=True)
class Taught:
    """A statement that a teacher found: labels `(n_units, 5)` of the units from `first` on, and how sure it is."""

    cue: tuple[int, int]
    first: int
    labels: np.ndarray
    valid: float


@dataclass(slots=True)
class Soft:
    """A teacher's labels of an article: cues `(n_units, 3)`, roles `(n_units, 6)`, statements."""

    cues: np.ndarray
    roles: np.ndarray
    statements: list[Taught]


@dataclass(slots=True)
class Article:
    id: str
    text: str
    units: Units
    pieces: list[list[int]]
    statements: list[Marked]
    sentence_starts: list[int]
    raw: dict = field(repr=False)
    soft: Soft | None = None


class Pieces:
    """Word pieces of units, remembered."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer, self._known = tokenizer, {}
        self.cls, self.sep, self.mask = (tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]", "[MASK]"))

    def of(self, word: str) -> list[int]:
        known = self._known.get(word)
        if known is None:
            known = self._tokenizer.encode(word, add_special_tokens=False).ids[:16] or [
                self._tokenizer.token_to_id("[UNK]")
            ]
            self._known[word] = known
        return known


def read_articles(path: Path, pieces: Pieces, leave_out: Iterable[str] = ()) -> list[Article]:
    articles = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if any(row["id"].startswith(name) for name in leave_out):
            continue
        units = split_units(row["text"])
        statements = []
        for statement in row.get("statements", ()):
            if statement.get("within") is not None:
                continue
            runs = {role: unit_runs(units, statement.get(role) or []) for role in ("source", "cue", "content")}
            if runs["cue"] and runs["content"]:
                cue = (runs["cue"][0][0], runs["cue"][-1][1])
                statements.append(Marked(cue, runs["source"], runs["content"]))
        starts = [0] + [
            n
            for n in range(1, len(units))
            if units.breaks[n]
            or (units.words[n - 1] in '.?!”"' and units.starts[n] > units.ends[n - 1] and units.words[n][0].isupper())
        ]
        articles.append(
            Article(row["id"], row["text"], units, [pieces.of(w) for w in units.words], statements, starts, row)
        )
    return articles


def read_taught(folder: Path, pieces: Pieces) -> list[Article]:
    """Articles of `articles.jsonl` with the labels that `teach.py` wrote beside them."""
    articles = {a.id: a for a in read_articles(folder / "articles.jsonl", pieces)}
    taught = []
    for part in sorted(folder.glob("labels-*.pickle")):
        with part.open("rb") as file:
            for name, soft in pickle.load(file).items():
                articles[name].soft = soft
                taught.append(articles[name])
    return taught


def unit_runs(units: Units, spans: list[list[int]]) -> list[tuple[int, int]]:
    runs = []
    for start, end in spans:
        first = int(np.searchsorted(units.ends, start, side="right"))
        last = int(np.searchsorted(units.starts, end, side="left"))
        if first < last:
            runs.append((first, last))
    return runs


@dataclass(slots=True)
class Window:
    """Units `[first, last)` of an article."""

    article: Article
    first: int
    last: int
    marks: str | None = None


def windows_of(article: Article, rng: random.Random | None, n_pieces: int, stride: int) -> Iterator[Window]:
    """Windows over the whole article; with `rng` their borders move, often to the start of a sentence."""
    lengths = np.cumsum([0, *map(len, article.pieces)])
    n_units = len(article.units)
    if not n_units:
        return
    marks = rng.choice([None] * 6 + ["straight", "straight", "curly", "single"]) if rng else None
    size = n_pieces if rng is None else rng.choice([n_pieces] * 7 + [n_pieces // 2])
    step = stride * size // n_pieces
    first = 0
    if rng and lengths[-1] > size:
        # The opening window may be short, so that every place meets every distance from a border.
        size_first = rng.randint(size // 3, size)
        last = int(np.searchsorted(lengths, size_first, side="right")) - 1
        yield Window(article, 0, max(last, 1), marks)
        first = max(0, int(np.searchsorted(lengths, max(0, lengths[last] - (size - step)))))
    before = -1
    while True:
        if rng and rng.random() < 0.5:
            first = max((s for s in article.sentence_starts if before < s <= first), default=first)
        before = first
        last = int(np.searchsorted(lengths, lengths[first] + size, side="right")) - 1
        last = min(max(last, first + 1), n_units)
        yield Window(article, first, last, marks)
        if last == n_units:
            return
        following = int(np.searchsorted(lengths, lengths[first] + step))
        first = max(first + 1, following) if not rng else max(first + (last - first) // 2, following)


def restyled(word: str, quoted: int, style: str | None) -> str:
    """The mark in another style; words stay."""
    if style is None or len(word) != 1 or word not in "“”\"‘’'«»":
        return word
    if style == "straight":
        return {"“": '"', "”": '"', "‘": "'", "’": "'"}.get(word, word)
    if style == "single" and word in '“”"«»':
        return "'"
    if style == "curly" and word == '"':
        return "“" if quoted == 4 else "”"
    return word
