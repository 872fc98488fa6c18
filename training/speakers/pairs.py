"""Trains the choice of antecedents: for words that stand for somebody, which place of the report names them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from tags import head_of
from torch import nn

from counterclaim.reading.attribution.units import split_units
from counterclaim.reading.speaker import words as w
from counterclaim.reading.speaker.index import NameIndex
from counterclaim.reading.speaker.mentions import VECTOR, Mentions
from counterclaim.reading.speaker.names import Casing, fold
from counterclaim.reading.speaker.salience import Surroundings
from counterclaim.reading.speaker.scene import N_FEATURES, N_OWN, NOMINAL, Anaphor, Scene, anaphor_in
from counterclaim.reading.speaker.source import Source, read_source
from counterclaim.text.span import Span

INNER = 64


@dataclass(frozen=True)
class Case:
    """An anaphor and the rows that it may stand for; `right` `(n_rows + 1,)`, the last for none of them."""

    own: npt.NDArray[np.float32]
    mine: npt.NDArray[np.float32]
    features: npt.NDArray[np.float32]
    theirs: npt.NDArray[np.float32]
    right: npt.NDArray[np.bool_]
    asking: str


def label_cases(article: dict[str, Any], labels: Sequence[dict[str, Any]], mentions: Mentions) -> Iterator[Case]:
    """Cases from labelled statements, in the order of the text, each with the earlier ones settled as labelled."""
    text = article["text"]
    units = split_units(text)
    around = Surroundings(text)
    index = NameIndex(text, around.headlines(), partial(mentions.kinds_at, units))
    by_id = {statement["id"]: statement for statement in article["statements"]}
    rows = []
    for label in labels:
        statement = by_id[label["statement"]]
        spans = [Span(*span) for span in statement["source"] or []]
        source = read_source(text, spans, index.casing) if spans else None
        place = source.span.start if source else (statement["cue"] or statement["content"])[0][0]
        rows.append((place, source, label["speaker"]))
    rows.sort(key=lambda row: row[0])
    sources = [(source.span, bool(source.pronoun)) for _, source, *_ in rows if source is not None]
    scene = Scene(text, units, index, around, mentions, sources)
    numbers: dict[str, int] = {}
    for place, source, speaker in rows:
        gold = speaker["name"]
        if source is not None and source.pronoun in w.FIRST_PERSON:
            continue
        if source is None:
            anaphor = Anaphor(span=Span(place, place), asking="nothing", unit=0)
        else:
            anaphor = anaphor_in(source, scene)
        number = _number(scene, speaker, numbers) if gold else None
        if anaphor is not None:
            usable = scene.candidates(anaphor)
            right = _right(scene, speaker, number, usable, numbers)
            if source is None and gold and not right.any():
                right = None
            if right is not None:
                yield _case(scene, anaphor, usable, right)
        if number is None and gold:
            number = scene.number_of_words(gold)
            numbers[gold] = number
        if number is not None:
            if source is not None:
                scene.settle(source.span, number)
            scene.spoke(number)


def _number(scene: Scene, speaker: dict[str, Any], numbers: dict[str, int]) -> int | None:
    gold = speaker["name"]
    if gold in numbers:
        return numbers[gold]
    names = {fold(name) for name in [gold, *speaker["accept"]]}
    for number, known in enumerate(scene.known):
        bearer = known.bearer
        if known.key and " and " in known.key and known.key in names:
            numbers[gold] = number
            return number
        if bearer is not None and (
            fold(bearer.name) in names or any(fold(form) == fold(gold) for form in bearer.forms)
        ):
            numbers[gold] = number
            return number
    return None


def _right(
    scene: Scene, speaker: dict[str, Any], number: int | None, usable: npt.NDArray[np.int64], numbers: dict[str, int]
) -> npt.NDArray[np.bool_]:
    if not speaker["name"]:
        return np.zeros(len(usable), bool)
    right = scene.who[usable] == (-2 if number is None else number)
    words = {word for name in [speaker["name"], *speaker["accept"]] for word in fold(name).split()}
    others = set(numbers.values()) - {number}
    for place, row in enumerate(usable):
        if scene.sort[row] == NOMINAL and not right[place] and scene.who[row] not in others:
            said = [word for word in fold(scene.spans[row].cut(scene.text)).split() if word not in w.ARTICLES]
            if said and said[-1] in words and set(said) <= words and (len(said) > 1 or len(words) < 4):
                right[place] = True
    return right


def _case(scene: Scene, anaphor: Anaphor, usable: npt.NDArray[np.int64], right: npt.NDArray[np.bool_]) -> Case:
    return Case(
        own=scene.about(anaphor),
        mine=scene.vector(anaphor),
        features=scene.features(anaphor, usable).reshape(len(usable), N_FEATURES),
        theirs=scene.vectors[usable],
        right=np.append(right, not right.any()),
        asking=anaphor.asking,
    )


_DEFINITE = frozenset({"the", "his", "her", "their", "its"})
_PRONOUNS = frozenset(w.HE_OR_SHE) | w.THEY | w.IT | {"who"}


def gum_cases(document: dict[str, Any], mentions: Mentions) -> Iterator[Case]:
    """Cases from clusters of mentions: pronouns and definite descriptions of persons and bodies."""
    text = document["text"]
    units = split_units(text)
    around = Surroundings(text)
    index = NameIndex(text, around.headlines(), partial(mentions.kinds_at, units))
    cluster_of: dict[int, int] = {}
    asked: list[tuple[int, int, Source]] = []
    for number, cluster in enumerate(document["clusters"]):
        for order, (start, end) in enumerate(sorted(cluster["mentions"])):
            first, last = units.at(start), units.at(end - 1) + 1
            head = head_of(units, first, last)
            cluster_of.setdefault(head, number)
            words = text[start:end].lower().split()
            pronoun = len(words) == 1 and words[0] in _PRONOUNS
            described = cluster["type"] in {"person", "organization"} and words[0] in _DEFINITE
            if pronoun or (described and (order or len(cluster["mentions"]) > 1)):
                source = read_source(text, [Span(start, end if pronoun else int(units.ends[head]))], Casing())
                if source is not None and not source.names:
                    asked.append((start, number, source))
    asked.sort(key=lambda each: each[0])
    scene = Scene(text, units, index, around, mentions, [(each[2].span, bool(each[2].pronoun)) for each in asked])
    heads = [cluster_of.get(scene.unit_of(span), -1) for span in scene.spans]
    clusters = np.array(heads, np.int64)
    for _, number, source in asked:
        anaphor = anaphor_in(source, scene)
        usable = scene.candidates(anaphor)
        right = clusters[usable] == number
        yield _case(scene, anaphor, usable, right)
        if right.any():
            row = usable[np.flatnonzero(right)[-1]]
            scene.settle(anaphor.span, int(scene.who[row]))


class Pairs(nn.Module):
    """Scores of rows, and of none of them."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.project = nn.Linear(width, VECTOR, bias=False)
        self.pair = nn.Sequential(
            nn.Linear(N_FEATURES + 3 * VECTOR, INNER), nn.ReLU(), nn.Dropout(0.3), nn.Linear(INNER, 1)
        )
        self.none = nn.Sequential(nn.Linear(N_OWN + VECTOR, 32), nn.ReLU(), nn.Dropout(0.3), nn.Linear(32, 1))
        self.drop = nn.Dropout(0.3)

    def forward(
        self, own: torch.Tensor, mine: torch.Tensor, features: torch.Tensor, theirs: torch.Tensor, of: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        m, t = self.drop(self.project(mine)), self.drop(self.project(theirs))
        if self.training:
            keep = (torch.rand(len(m), 1) > 0.15).float()
            m, t = m * keep, t * keep[of]
        mm = m[of]
        rows = self.pair(torch.cat([features, mm, t, t * mm], dim=1))[:, 0]
        return rows, self.none(torch.cat([own, m], dim=1))[:, 0]


def batch(cases: Sequence[Case]) -> tuple[torch.Tensor, ...]:
    of = np.concatenate([np.full(len(c.features), n) for n, c in enumerate(cases)]).astype(np.int64)
    return (
        torch.from_numpy(np.stack([c.own for c in cases])),
        torch.from_numpy(np.stack([c.mine for c in cases])).float(),
        torch.from_numpy(np.concatenate([c.features for c in cases])),
        torch.from_numpy(np.concatenate([c.theirs for c in cases])).float(),
        torch.from_numpy(of),
    )


def chances(rows: torch.Tensor, none: torch.Tensor, cases: Sequence[Case]) -> list[torch.Tensor]:
    """Log probabilities of each case: `(n_rows + 1,)`."""
    parts = torch.split(rows, [len(c.features) for c in cases])
    return [torch.log_softmax(torch.cat([part, none[n : n + 1]]), dim=0) for n, part in enumerate(parts)]


def train_pairs(cases: Sequence[Case], *, epochs: int = 14, seed: int = 1, rate: float = 1.5e-3) -> Pairs:
    torch.manual_seed(seed)
    generator = np.random.default_rng(seed)
    model = Pairs(cases[0].mine.shape[0])
    n_batches = len(cases) // 64 + 1
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=epochs * n_batches + 1)
    for _ in range(epochs):
        order = generator.permutation(len(cases))
        for first in range(0, len(order), 64):
            chosen = [cases[n] for n in order[first : first + 64]]
            rows, none = model(*batch(chosen))
            loss = torch.zeros(())
            for case, logs in zip(chosen, chances(rows, none, chosen), strict=True):
                loss = loss - torch.logsumexp(logs[torch.from_numpy(case.right)], dim=0)
            optimizer.zero_grad()
            (loss / len(chosen)).backward()
            optimizer.step()
            schedule.step()
    return model.eval()
