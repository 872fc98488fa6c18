"""Marked statements against read ones: found, linked, strict, and the roles by token and by span.

Everything is counted in tokens, runs of letters and digits, so that punctuation and white space at the edges make no
difference. Two statements are paired one to one within an article, the pair that shares most tokens first. *Found*: the
cues share a token (or, where one has no cue, the contents have Dice >= 0.5). *Linked*: found, and sources and contents
have Dice >= 0.5. *Strict*: all three sets of tokens are equal.
"""

import random
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

Tokens = frozenset[int]
Statement = Mapping[str, Tokens]
Counts = dict[str, tuple[int, int, int]]

ROLES = ("source", "cue", "content")
MEASURES = (*(f"token.{r}" for r in ROLES), *(f"span.{r}" for r in ROLES), "found", "linked", "strict")

_TOKEN = re.compile(r"[^\W_]+")
_ENOUGH = 0.5


class Measure(TypedDict):
    """One line of the table; shares in [0, 1], None where neither side has anything."""

    precision: float | None
    recall: float | None
    f1: float | None
    interval: list[float] | None
    right: int
    predicted: int
    gold: int


class Result(TypedDict):
    articles: int
    statements: dict[str, int]
    scores: dict[str, Measure]


def score_articles(
    gold: Sequence[Mapping[str, Any]], predicted: Mapping[str, Sequence[Mapping[str, Any]]], *, resamples: int = 0
) -> Result:
    """Scores `{article id: statements}` against articles with `id`, `text` and `statements`.

    A statement's roles are lists of `[start, end)` in characters or None; statements with a `within` are not counted,
    because gold marks one layer. `resamples` > 0 adds a 95 % bootstrap interval of F1 over articles.
    """
    counts, n_gold, n_predicted = [], 0, 0
    for article in gold:
        marked = as_token_sets(article["statements"], article["text"])
        guessed = as_token_sets(predicted.get(article["id"], ()), article["text"])
        n_gold, n_predicted = n_gold + len(marked), n_predicted + len(guessed)
        counts.append(count_article(marked, guessed))
    return {
        "articles": len(gold),
        "statements": {"gold": n_gold, "predicted": n_predicted},
        "scores": {measure: _measure([c[measure] for c in counts], resamples) for measure in MEASURES},
    }


def count_article(gold: Sequence[Statement], predicted: Sequence[Statement]) -> Counts:
    """`{measure: (right, predicted, gold)}` of one article."""
    counts: Counts = {}
    for role in ROLES:
        ours: Tokens = frozenset().union(*(s[role] for s in gold))
        theirs: Tokens = frozenset().union(*(s[role] for s in predicted))
        counts[f"token.{role}"] = (len(ours & theirs), len(theirs), len(ours))
        our_sets = Counter(s[role] for s in gold if s[role])
        their_sets = Counter(s[role] for s in predicted if s[role])
        counts[f"span.{role}"] = ((our_sets & their_sets).total(), their_sets.total(), our_sets.total())
    pairs = pair_statements(gold, predicted)
    for name, is_right in (("found", _is_found), ("linked", is_linked), ("strict", _is_strict)):
        counts[name] = (sum(is_right(one, other) for one, other in pairs), len(predicted), len(gold))
    return counts


def pair_statements(gold: Sequence[Statement], predicted: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """One to one, the pair with most shared tokens first, then the one whose cues share most, then by order."""
    candidates = []
    for g, one in enumerate(gold):
        for p, other in enumerate(predicted):
            shared = sum(len(one[role] & other[role]) for role in ROLES)
            if shared:
                candidates.append((-shared, -len(one["cue"] & other["cue"]), g, p))
    pairs, gold_taken, predicted_taken = [], set(), set()
    for *_, g, p in sorted(candidates):
        if g not in gold_taken and p not in predicted_taken:
            gold_taken.add(g)
            predicted_taken.add(p)
            pairs.append((gold[g], predicted[p]))
    return pairs


def as_token_sets(statements: Sequence[Mapping[str, Any]], text: str) -> list[Statement]:
    """For each statement of the first layer, the numbers of the tokens that its roles overlap."""
    borders = [match.span() for match in _TOKEN.finditer(text)]
    starts, ends = [b[0] for b in borders], [b[1] for b in borders]
    return [
        {
            role: frozenset(
                token
                for start, end in statement.get(role) or ()
                for token in range(bisect_right(ends, start), bisect_left(starts, end))
            )
            for role in ROLES
        }
        for statement in statements
        if statement.get("within") is None
    ]


def _dice(one: Tokens, other: Tokens) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def _is_found(one: Statement, other: Statement) -> bool:
    if one["cue"] and other["cue"]:
        return bool(one["cue"] & other["cue"])
    return _dice(one["content"], other["content"]) >= _ENOUGH


def is_linked(one: Statement, other: Statement) -> bool:
    return _is_found(one, other) and all(_dice(one[r], other[r]) >= _ENOUGH for r in ("source", "content"))


def _is_strict(one: Statement, other: Statement) -> bool:
    return all(one[role] == other[role] for role in ROLES)


def _measure(rows: Sequence[tuple[int, int, int]], resamples: int) -> Measure:
    right, predicted, gold = (sum(row[k] for row in rows) for k in range(3))
    return {
        "precision": right / predicted if predicted else (0.0 if gold else None),
        "recall": right / gold if gold else (0.0 if predicted else None),
        "f1": _f1(right, predicted, gold),
        "interval": _interval(rows, resamples),
        "right": right,
        "predicted": predicted,
        "gold": gold,
    }


def _f1(right: int, predicted: int, gold: int) -> float | None:
    return 2 * right / (predicted + gold) if predicted + gold else None


def _interval(rows: Sequence[tuple[int, int, int]], resamples: int) -> list[float] | None:
    drawn = random.Random(0)
    values = []
    for _ in range(resamples if rows else 0):
        sample = drawn.choices(rows, k=len(rows))
        value = _f1(*(sum(row[k] for row in sample) for k in range(3)))
        if value is not None:
            values.append(value)
    if not values:
        return None
    values.sort()
    return [values[int(0.025 * (len(values) - 1))], values[round(0.975 * (len(values) - 1))]]
