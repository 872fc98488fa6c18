"""Trains the entity tagger: which units are the heads of mentions, where mentions begin, what kind they are.

The encoder stays as it is; the tagger is a small network on its states.
"""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from counterclaim.reading.attribution.units import Units, split_units
from counterclaim.reading.reading import SpeakerKind
from counterclaim.reading.speaker import words as w
from counterclaim.reading.speaker.index import NameIndex
from counterclaim.reading.speaker.kinds import kind_of_noun
from counterclaim.reading.speaker.mentions import KINDS
from counterclaim.reading.speaker.salience import Surroundings

CLEAR = frozenset({"news", "interview", "academic", "court", "bio", "voyage"})
"""Genres of GUM whose texts may be used freely, with attribution."""

ALLOWED = {
    "person": (SpeakerKind.PERSON, SpeakerKind.GROUP),
    "organization": (SpeakerKind.ORGANISATION, SpeakerKind.GOVERNMENT, SpeakerKind.OUTLET),
    "place": (SpeakerKind.GOVERNMENT,),
    "PER": (SpeakerKind.PERSON,),
    "ORG": (SpeakerKind.ORGANISATION, SpeakerKind.GOVERNMENT, SpeakerKind.OUTLET),
    "LOC": (SpeakerKind.GOVERNMENT,),
}
WIDTH = 96
"""Features of the tagger's inner layer."""

_ENDS = w.PREPOSITIONS | w.RELATIVE | {",", "(", "—", "–", "-", ":", ";"}


def head_of(units: Units, first: int, last: int) -> int:
    """The unit that heads the noun phrase `[first, last)`: the last before a preposition, relative or comma."""
    for number in range(first + 1, last):
        word = units.words[number]
        small = word.lower()
        joined = word == "-" and number + 1 < last and units.ends[number] == units.starts[number + 1]
        participle = number > first + 1 and word.islower() and re.search(r"(?:ing|ed)$", word) is not None
        if (small in _ENDS and not joined) or (participle and number > first + 1):
            return number - 1
    return last - 1


class Example:
    """Targets of one text: `head` and `start` `(n_units,)` (-1: unknown), `kinds` `(n_units, 6)` allowed kinds."""

    def __init__(self, n_units: int) -> None:
        self.head = np.zeros(n_units, np.int64)
        self.start = np.zeros(n_units, np.int64)
        self.kinds = np.zeros((n_units, len(KINDS)), bool)

    def allow(self, unit: int, kinds: Sequence[SpeakerKind]) -> None:
        self.kinds[unit] = [kind in kinds for kind in KINDS]


def gum_example(document: dict[str, Any]) -> tuple[Units, Example]:
    units = split_units(document["text"])
    example = Example(len(units))
    for cluster in document["clusters"]:
        for start, end in cluster["mentions"]:
            first, last = units.at(start), units.at(end - 1) + 1
            head = head_of(units, first, last)
            word = units.words[head].lower()
            kinds = ALLOWED.get(cluster["type"])
            if kinds is None and kind_of_noun(word, by_ending=False) is SpeakerKind.DOCUMENT:
                kinds = (SpeakerKind.DOCUMENT,)
            if kinds is None:
                continue
            example.head[head] = 1
            example.start[first] = 1
            noun = kind_of_noun(word)
            if cluster["type"] == "person" and noun in kinds and word not in w.PRONOUNS:
                kinds = (noun,)
            example.allow(head, kinds)
    return units, example


def names_example(row: dict[str, Any]) -> tuple[Units, Example]:
    """Named entities only: whether a common noun is a head stays unknown."""
    units = split_units(row["text"])
    example = Example(len(units))
    example.head[:] = -1
    example.start[:] = -1
    for start, end, kind in row["entities"]:
        head = units.at(end - 1)
        if kind in ALLOWED:
            example.head[head] = 1
            example.start[units.at(start)] = 1
            example.allow(head, ALLOWED[kind])
    return units, example


def label_example(article: dict[str, Any], labels: Sequence[dict[str, Any]]) -> tuple[Units, Example]:
    """Sources of labelled statements, whose kind was read."""
    units = split_units(article["text"])
    example = Example(len(units))
    example.head[:] = -1
    example.start[:] = -1
    by_id = {statement["id"]: statement for statement in article["statements"]}
    for label in labels:
        source = by_id[label["statement"]]["source"]
        speaker = label["speaker"]
        if not source or not speaker["resolved"] or speaker["kind"] == "unknown":
            continue
        first, last = units.at(source[0][0]), units.at(source[0][1] - 1) + 1
        head = head_of(units, first, last)
        example.head[head] = 1
        example.allow(head, (SpeakerKind(speaker["kind"]),))
    return units, example


def written_example(text: str) -> tuple[Units, Example]:
    """Names whose kind is told by a title, a given name, or the noun of a body, wherever the text has them.

    Only kinds are taught: where mentions begin and end other data tell better.
    """
    units = split_units(text)
    example = Example(len(units))
    example.head[:] = -1
    example.start[:] = -1
    index = NameIndex(text, Surroundings(text).headlines())
    for name in index.names:
        bearer = index.bearers.get(name.span)
        if bearer is not None and bearer.told and bearer.kind in KINDS:
            example.allow(units.at(name.span.end - 1), (bearer.kind,))
    return units, example


class Tagger(nn.Module):
    """States `(n, width)` → head logit, start logit and kind logits `(n, 8)`."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.inner = nn.Linear(width, WIDTH)
        self.outer = nn.Linear(WIDTH, 2 + len(KINDS))
        self.drop = nn.Dropout(0.2)

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        return self.outer(self.drop(torch.relu(self.inner(self.drop(states)))))


def loss_of(out: torch.Tensor, head: torch.Tensor, start: torch.Tensor, kinds: torch.Tensor) -> torch.Tensor:
    known, begun, kinded = head >= 0, start >= 0, kinds.any(dim=1)
    total = nn.functional.binary_cross_entropy_with_logits(out[known, 0], head[known].float())
    if begun.any():
        total = total + 0.5 * nn.functional.binary_cross_entropy_with_logits(out[begun, 1], start[begun].float())
    if kinded.any():
        log = torch.log_softmax(out[kinded, 2:], dim=1)
        total = total - torch.logsumexp(log.masked_fill(~kinds[kinded], -1e9), dim=1).mean()
    return total


def train_tagger(sets: Sequence[tuple[npt.NDArray[np.float16], Example]], *, epochs: int = 12, seed: int = 1) -> Tagger:
    torch.manual_seed(seed)
    states = torch.from_numpy(np.concatenate([s for s, _ in sets]))
    head = torch.from_numpy(np.concatenate([e.head for _, e in sets]))
    start = torch.from_numpy(np.concatenate([e.start for _, e in sets]))
    kinds = torch.from_numpy(np.concatenate([e.kinds for _, e in sets]))
    useful = torch.nonzero((head >= 0) | kinds.any(dim=1)).flatten()
    model = Tagger(states.shape[1])
    steps = epochs * (len(useful) // 512 + 1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps + 1)
    for _ in range(epochs):
        for rows in torch.randperm(len(useful)).split(512):
            chosen = useful[rows]
            loss = loss_of(model(states[chosen].float()), head[chosen], start[chosen], kinds[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return model.eval()


def documents(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)
