"""Trains the speaker model: the entity tagger, then the choice of antecedents, on the states of a frozen encoder.

    python training/speakers/train.py --data SHARED/data --labels LABELS ARTICLES.jsonl [--labels …] --out DIR

`LABELS` is a folder of label files (one JSON an article), `ARTICLES.jsonl` holds their texts and statements. Takes a
few minutes on two cores. Writes DIR/speakers.npz and prints how often the right place is chosen on `--check`.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from pairs import Case, Pairs, batch, chances, gum_cases, label_cases, train_pairs
from tags import CLEAR, Tagger, documents, gum_example, label_example, names_example, train_tagger, written_example
from torch import nn

from counterclaim.reading.attribution.attribute import Encoded, Floats, show_states
from counterclaim.reading.attribution.model import OnnxScorer, shipped_model
from counterclaim.reading.attribution.units import split_units
from counterclaim.reading.attribution.windows import Window
from counterclaim.reading.speaker.mentions import FORMAT, MentionReader, Mentions, SpeakerModel

Labelled = tuple[dict[str, Any], list[dict[str, Any]]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with coref/gum.jsonl, entities/wikigold.jsonl")
    parser.add_argument("--labels", type=Path, nargs=2, action="append", required=True)
    parser.add_argument("--texts", type=Path, help="articles whose names teach the kinds by how they are written")
    parser.add_argument("--check", type=Path, nargs=2, help="labels and articles that are only scored")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    scorer = OnnxScorer(shipped_model(), n_threads=2)
    labelled = [pair for folder, articles in options.labels for pair in read_labelled(folder, articles)]
    gum = [d for d in documents(options.data / "coref" / "gum.jsonl") if d["genre"] in CLEAR and d["split"] == "train"]
    names = list(documents(options.data / "entities" / "wikigold.jsonl"))
    print(f"{len(labelled)} labelled articles, {len(gum)} texts with coreference, {len(names)} sentences with names")

    examples = [(states_of(d["text"], scorer), gum_example(d)[1]) for d in gum]
    examples += [(states_of(d["text"], scorer), names_example(d)[1]) for d in names]
    examples += [(states_of(a["text"], scorer), label_example(a, rows)[1]) for a, rows in labelled]
    if options.texts:
        examples += [(states_of(d["text"], scorer), written_example(d["text"])[1]) for d in documents(options.texts)]
    tagger = train_tagger(examples)
    options.out.mkdir(parents=True, exist_ok=True)
    path = options.out / "speakers.npz"
    whole = np.eye(examples[0][0].shape[1], dtype=np.float32)
    write(path, tagger, None, whole, scorer.name)
    whole_states = SpeakerModel(path)

    cases = [c for a, rows in labelled for c in label_cases(a, rows, mentions_of(a["text"], scorer, whole_states))]
    cases += [case for d in gum for case in gum_cases(d, mentions_of(d["text"], scorer, whole_states))]
    print(f"{len(cases)} anaphors")
    pairs = train_pairs(cases)
    if options.check:
        pair = read_labelled(*options.check)
        report(
            pairs, [c for a, rows in pair for c in label_cases(a, rows, mentions_of(a["text"], scorer, whole_states))]
        )
    write(path, tagger, pairs, pairs.project.weight.detach().numpy().T, scorer.name)


def read_labelled(folder: Path, articles: Path) -> list[Labelled]:
    by_id = {article["id"]: article for article in documents(articles)}
    files = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json")))
    return [(by_id[each["id"]], each["labels"]) for each in files]


def states_of(text: str, scorer: OnnxScorer) -> npt.NDArray[np.float16]:
    """States of all units: `(n_units, width)`."""
    kept: list[Floats] = []

    def watch(windows: Sequence[Window], encoded: Encoded) -> None:
        for window, row in zip(windows, encoded.states, strict=False):
            kept.append(row[window.own])

    show_states(split_units(text), scorer, scorer.settings, watch)
    return np.concatenate(kept).astype(np.float16)


def mentions_of(text: str, scorer: OnnxScorer, model: SpeakerModel) -> Mentions:
    seen = MentionReader(model)
    show_states(split_units(text), scorer, scorer.settings, seen.see)
    return seen.mentions()


def weights(name: str, inner: nn.Linear, outer: nn.Linear) -> Iterator[tuple[str, npt.NDArray[np.float32]]]:
    for side, layer in (("inner", inner), ("outer", outer)):
        yield f"{name}.{side}.weight", layer.weight.detach().numpy().T
        yield f"{name}.{side}.bias", layer.bias.detach().numpy()


def write(path: Path, tagger: Tagger, pairs: Pairs | None, project: npt.NDArray[np.float32], encoder: str) -> None:
    stored: dict[str, Any] = {"format": np.array(FORMAT), "encoder": np.array(encoder), "project.weight": project}
    stored.update(weights("tagger", tagger.inner, tagger.outer))
    if pairs is not None:
        stored.update(weights("pair", pairs.pair[0], pairs.pair[3]))
        stored.update(weights("none", pairs.none[0], pairs.none[3]))
    np.savez_compressed(path, **stored)


def report(pairs: Pairs, cases: Sequence[Case]) -> None:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    with torch.no_grad():
        rows, none = pairs(*batch(cases))
    for case, logs in zip(cases, chances(rows, none, cases), strict=True):
        counts[case.asking][0] += int(case.right[int(logs.argmax())])
        counts[case.asking][1] += 1
    for asking, (right, n) in sorted(counts.items()):
        print(f"{asking:12} {right:4} of {n}")


if __name__ == "__main__":
    main()
