"""Trains the act model: act and commitment of a statement, on the states of a frozen encoder.

    python training/meaning/train.py --labels LABELS ARTICLES.jsonl [--labels …] --check LABELS ARTICLES.jsonl --out DIR

`LABELS` is a folder of label files (one JSON an article) or a file of JSON lines with `article` and `statement`,
`ARTICLES.jsonl` holds the texts and statements. Takes five minutes on two cores. Writes DIR/acts.npz and prints
accuracy and F1 on the articles that are only checked.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from counterclaim.reading.attribution.attribute import Encoded, Floats, show_states
from counterclaim.reading.attribution.model import OnnxScorer, shipped_model
from counterclaim.reading.attribution.units import split_units
from counterclaim.reading.attribution.windows import Window
from counterclaim.reading.meaning.acts import ACTS, COMMITMENTS, CONTENT, CUE, FORMAT, LOWEST, words_of
from counterclaim.reading.reading import Act, Commitment, Part, Quotation, Statement
from counterclaim.text.span import Span

WIDTH, LOOKS, INNER = 64, 8, 128


@dataclass(frozen=True)
class Example:
    """States of the words of a statement `(n, n_features)`, their roles `(n,)`, and what was labelled."""

    states: npt.NDArray[np.float16]
    roles: npt.NDArray[np.int64]
    act: int
    commitment: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labels", type=Path, nargs=2, action="append", required=True)
    parser.add_argument("--check", type=Path, nargs=2, required=True)
    parser.add_argument("--epochs", type=int, default=11)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    scorer = OnnxScorer(shipped_model(), n_threads=2)
    examples = [each for labels, articles in options.labels for each in examples_of(labels, articles, scorer)]
    checked = list(examples_of(*options.check, scorer))
    print(f"{len(examples)} statements to learn from, {len(checked)} to check")
    network = train(examples, epochs=options.epochs, seed=options.seed)
    report(network, checked)
    options.out.mkdir(parents=True, exist_ok=True)
    write(options.out / "acts.npz", network, scorer.name)


def examples_of(labels: Path, articles: Path, scorer: OnnxScorer) -> Iterable[Example]:
    with articles.open(encoding="utf-8") as lines:
        by_id = {article["id"]: article for article in map(json.loads, lines)}
    for id_, rows in labelled(labels).items():
        article = by_id[id_]
        units = split_units(article["text"])
        states = states_of(article["text"], scorer)
        given = {statement["id"]: statement for statement in article["statements"]}
        for row in rows:
            numbers, roles = words_of(units, as_statement(given[row["statement"]]))
            if len(numbers):
                act, commitment = ACTS.index(Act(row["act"])), COMMITMENTS.index(Commitment(row["commitment"]))
                yield Example(states[numbers], roles, act, commitment)


def labelled(path: Path) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    if path.is_dir():
        for file in sorted(path.glob("*.json")):
            document = json.loads(file.read_text(encoding="utf-8"))
            rows[document["id"]] += document["labels"]
    else:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            rows[row["article"]].append(row)
    return rows


def as_statement(given: dict[str, Any]) -> Statement:
    def part(spans: Sequence[Sequence[int]] | None) -> Part | None:
        return Part(spans=tuple(Span(*span) for span in spans), text="") if spans else None

    content = part(given["content"])
    assert content is not None
    cue, source = part(given["cue"]), part(given["source"])
    return Statement(id="", source=source, cue=cue, content=content, quotation=Quotation.INDIRECT, score=1.0)


def states_of(text: str, scorer: OnnxScorer) -> npt.NDArray[np.float16]:
    """States of all units, the last layer's before those of earlier ones: `(n_units, n_features)`."""
    kept: list[Floats] = []

    def watch(windows: Sequence[Window], encoded: Encoded) -> None:
        kept.extend(encoded.own_of(row, window) for row, window in enumerate(windows))

    show_states(split_units(text), scorer, scorer.settings, watch)
    return np.concatenate(kept).astype(np.float16)


class Network(nn.Module):
    """What `counterclaim.reading.meaning.acts.ActModel` computes, for many statements at once."""

    def __init__(self, n_features: int) -> None:
        super().__init__()
        self.project = nn.Linear(n_features, WIDTH)
        self.role = nn.Embedding(3, WIDTH)
        self.look = nn.Linear(WIDTH, LOOKS)
        self.inner = nn.Linear(WIDTH * (LOOKS + 4), INNER)
        self.outer = nn.Linear(INNER, len(ACTS) + len(COMMITMENTS))
        self.drop_states, self.drop = nn.Dropout(0.3), nn.Dropout(0.4)

    def forward(self, states: torch.Tensor, roles: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """`(n, n_words, n_features)`, `(n, n_words)` twice → logits of acts and commitments `(n, 14)`."""
        seen = torch.relu(self.project(self.drop_states(states))) + self.role(roles)
        looks = self.look(seen).masked_fill(~there[:, :, None], -1e4).softmax(dim=1)
        parts = [torch.einsum("nwl,nwd->nld", looks, seen).flatten(1)]
        for role in (CUE, CONTENT):
            of_role = (there & (roles == role)).float()[:, :, None]
            parts.append((seen * of_role).sum(dim=1) / of_role.sum(dim=1).clamp(min=1))
        for role in (CUE, CONTENT):
            of_role = there & (roles == role)
            parts.append(seen.masked_fill(~of_role[:, :, None], LOWEST).amax(dim=1).clamp(min=LOWEST))
        return self.outer(self.drop(torch.relu(self.inner(torch.cat(parts, dim=1)))))


def batch(examples: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    longest = max(len(each.roles) for each in examples)
    states = torch.zeros(len(examples), longest, examples[0].states.shape[1])
    roles = torch.zeros(len(examples), longest, dtype=torch.long)
    there = torch.zeros(len(examples), longest, dtype=torch.bool)
    for row, each in enumerate(examples):
        n = len(each.roles)
        states[row, :n] = torch.from_numpy(each.states.astype(np.float32))
        roles[row, :n] = torch.from_numpy(each.roles)
        there[row, :n] = True
    return states, roles, there


def train(examples: Sequence[Example], *, epochs: int, seed: int, rate: float = 2e-3) -> Network:
    torch.manual_seed(seed)
    generator = np.random.default_rng(seed)
    network = Network(examples[0].states.shape[1])
    n_batches = len(examples) // 64 + 1
    optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=epochs * n_batches + 1)
    for _ in range(epochs):
        for rows in np.array_split(generator.permutation(len(examples)), n_batches):
            chosen = [examples[row] for row in rows]
            out = network(*batch(chosen))
            acts = torch.tensor([each.act for each in chosen])
            commitments = torch.tensor([each.commitment for each in chosen])
            loss = nn.functional.cross_entropy(out[:, : len(ACTS)], acts, label_smoothing=0.05)
            loss = loss + nn.functional.cross_entropy(out[:, len(ACTS) :], commitments, label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return network.eval()


def report(network: Network, examples: Sequence[Example]) -> None:
    with torch.no_grad():
        out = network(*batch(examples))
    acts, commitments = out[:, : len(ACTS)].argmax(dim=1).tolist(), out[:, len(ACTS) :].argmax(dim=1).tolist()
    for name, names, found, gold in (
        ("act", ACTS, acts, [each.act for each in examples]),
        ("commitment", COMMITMENTS, commitments, [each.commitment for each in examples]),
    ):
        right = sum(a == b for a, b in zip(found, gold, strict=True)) / len(gold)
        print(f"{name} {right:.3f}:", ", ".join(f"{each} {f1(found, gold, n):.2f}" for n, each in enumerate(names)))


def f1(found: Sequence[int], gold: Sequence[int], value: int) -> float:
    both = sum(a == b == value for a, b in zip(found, gold, strict=True))
    return 2 * both / max(1, found.count(value) + gold.count(value))


def write(path: Path, network: Network, encoder: str) -> None:
    stored: dict[str, Any] = {"format": np.array(FORMAT), "encoder": np.array(encoder)}
    for name in ("project", "look", "inner", "outer"):
        layer = getattr(network, name)
        stored[f"{name}.weight"] = layer.weight.detach().numpy().T
        stored[f"{name}.bias"] = layer.bias.detach().numpy()
    stored["role"] = network.role.weight.detach().numpy()
    np.savez_compressed(path, **stored)


if __name__ == "__main__":
    main()
