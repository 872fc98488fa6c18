"""Trains the attribution model: `python training/train.py --train TRAIN.jsonl --dev DEV.jsonl --out FOLDER`.

A checkpoint is kept after every epoch, and the same command goes on from the last one.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from counterclaim.reading.attribution.decoding import label_probabilities
from counterclaim.reading.attribution.score import score_articles
from data import Article, Pieces, Window, read_articles, read_taught, restyled, windows_of
from encoder import encoder_folder
from model import AttributionModel
from predict import predict_articles

BEFORE, AFTER = 72, 88
UNANNOTATED = ("breitbart_2016-06-29_donald-trump-denies-mike-tyson-i",)


class Batch:
    """Tensors of some windows, see `AttributionModel.encode`."""

    def __init__(
        self, windows: list[Window], pieces: Pieces, rng: random.Random | None = None, mask_rate: float = 0.0
    ) -> None:
        rows = []
        for w in windows:
            units = w.article.units
            ids, shapes, quoted, breaks, firsts = [pieces.cls], [0], [0], [0], []
            for n in range(w.first, w.last):
                word = units.words[n]
                mine = pieces.of(restyled(word, units.quoted[n], w.marks)) if w.marks else w.article.pieces[n]
                if rng and mask_rate and rng.random() < mask_rate:
                    mine = [pieces.mask] * len(mine)
                firsts.append(len(ids))
                ids += mine
                for feature, value in ((shapes, units.shapes[n]), (quoted, units.quoted[n]), (breaks, units.breaks[n])):
                    feature += [int(value)] * len(mine)
            ids.append(pieces.sep)
            for feature in (shapes, quoted, breaks):
                feature.append(0)
            rows.append((ids, shapes, quoted, breaks, firsts))
        n_pieces, n_units = max(len(r[0]) for r in rows), max(len(r[4]) for r in rows)
        self.windows = windows
        self.pieces = padded([r[0] for r in rows], n_pieces)
        self.mask = padded([[1] * len(r[0]) for r in rows], n_pieces)
        self.features = torch.stack([padded([r[k] for r in rows], n_pieces) for k in (1, 2, 3)])
        self.first_piece = padded([r[4] for r in rows], n_units)
        self.unit_mask = padded([[1] * len(r[4]) for r in rows], n_units).bool()


def padded(rows: list[list[int]], length: int) -> Tensor:
    return torch.tensor([row + [0] * (length - len(row)) for row in rows])


def cue_and_role_labels(batch: Batch) -> tuple[Tensor, Tensor]:
    """How probable each label is: cues `(n_windows, n_units, 3)`, sources and contents `(n_windows, n_units, 6)`."""
    n_windows, n_units = batch.unit_mask.shape
    cues, roles = torch.zeros(n_windows, n_units, 3), torch.zeros(n_windows, n_units, 6)
    for row, w in enumerate(batch.windows):
        n = w.last - w.first
        if w.article.soft is not None:
            cues[row, :n] = torch.from_numpy(w.article.soft.cues[w.first : w.last].astype(np.float32))
            roles[row, :n] = torch.from_numpy(w.article.soft.roles[w.first : w.last].astype(np.float32))
            begin_cut_runs(cues[row : row + 1], (2,))
            continue
        labels = np.zeros((3, n), np.int64)
        for s in w.article.statements:
            for kind, runs in enumerate(([s.cue], s.source, s.content)):
                for first, last in runs:
                    a, b = max(first - w.first, 0), min(last - w.first, n)
                    if a < b:
                        labels[kind, a:b] = 2
                        labels[kind, a] = 1
        given = torch.from_numpy(labels)
        cues[row, :n] = nn.functional.one_hot(given[0], 3).float()
        roles[row, :n] = torch.cat([nn.functional.one_hot(given[k], 3) for k in (1, 2)], dim=1).float()
    return cues, roles


def begin_cut_runs(labels: Tensor, inside: tuple[int, ...]) -> None:
    """A run that the border cuts off begins at the border: `inside` labels of the first unit become beginnings."""
    for label in inside:
        labels[:, 0, label - 1] += labels[:, 0, label]
        labels[:, 0, label] = 0


class Asked:
    """Cues about which the argument head is asked, with what it should answer.

    `labels` are `(n_units, 5)` over the window, None where no answer is right; `valid` is how probably there is one.
    """

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.cues: list[tuple[int, int]] = []
        self.labels: list[np.ndarray | None] = []
        self.valid: list[float] = []

    def add(self, row: int, cue: tuple[int, int], labels: np.ndarray | None, valid: float) -> None:
        self.rows.append(row)
        self.cues.append(cue)
        self.labels.append(labels)
        self.valid.append(valid)


def moved(cue: tuple[int, int], n_units: int, rng: random.Random) -> tuple[int, int]:
    """The cue, or in three of ten cases one that begins or ends a unit earlier or later, as a found one may."""
    first, last = cue
    if rng.random() < 0.3:
        if rng.random() < 0.5:
            first = min(max(0, first + rng.choice((-1, 1))), last - 1)
        else:
            last = max(min(n_units, last + rng.choice((-1, 1))), first + 1)
    return first, last


def known_questions(batch: Batch, rng: random.Random, asked: Asked) -> None:
    """The marked statements, or those that a teacher found; those cut off by the window's border are left out."""
    for row, w in enumerate(batch.windows):
        n = w.last - w.first
        given = hard_answers(w) if w.article.soft is None else soft_answers(w)
        for (first, last), labels, valid, hidden in given:
            if first >= 0 and last <= n and hidden < 0.1:
                asked.add(row, moved((first, last), n, rng), labels, valid)


Answer = tuple[tuple[int, int], np.ndarray, float, float]


def hard_answers(w: Window) -> Iterator[Answer]:
    n = w.last - w.first
    for s in w.article.statements:
        parts = s.source + s.content
        size = sum(last - first for first, last in parts)
        shown = sum(max(0, min(last, w.last) - max(first, w.first)) for first, last in parts)
        labels = np.zeros(n, np.int64)
        for kind, runs in ((1, s.source), (3, s.content)):
            for first, last in runs:
                a, b = max(first - w.first, 0), min(last - w.first, n)
                if a < b:
                    labels[a:b] = kind + 1
                    labels[a] = kind
        yield (s.cue[0] - w.first, s.cue[1] - w.first), np.eye(5, dtype=np.float32)[labels], 1.0, 1 - shown / size


def soft_answers(w: Window) -> Iterator[Answer]:
    n = w.last - w.first
    for s in w.article.soft.statements:
        begin = s.first - w.first
        a, b = max(begin, 0), min(begin + len(s.labels), n)
        if a >= b or not (w.first <= s.cue[0] and s.cue[1] <= w.last):
            continue
        labels = np.zeros((n, 5), np.float32)
        labels[:, 0] = 1
        labels[a:b] = s.labels[a - begin : b - begin]
        mass = float(s.labels[:, 1:].astype(np.float32).sum())
        shown = float(labels[:, 1:].sum())
        yield (s.cue[0] - w.first, s.cue[1] - w.first), labels, s.valid, 1 - shown / max(mass, 1e-6)


def wrong_questions(batch: Batch, probabilities: np.ndarray, asked: Asked, threshold: float = 0.15) -> None:
    """Places that look like a cue and are none."""
    for row, w in enumerate(batch.windows):
        if w.article.soft is not None:
            continue
        taken = np.zeros(w.last - w.first, bool)
        for s in w.article.statements:
            taken[max(0, s.cue[0] - w.first) : max(0, s.cue[1] - w.first)] = True
        for a, b in runs_above(probabilities[row, : len(taken)], threshold):
            if not taken[a:b].any():
                asked.add(row, (a, b), None, 0.0)


def runs_above(values: np.ndarray, threshold: float) -> list[tuple[int, int]]:
    runs, start = [], None
    for n, high in enumerate([*(values > threshold), False]):
        if high and start is None:
            start = n
        elif not high and start is not None:
            runs.append((start, n))
            start = None
    return runs


def around_cues(units: Tensor, unit_mask: Tensor, rows: list[int], cues: list[tuple[int, int]]) -> tuple[Tensor, ...]:
    """What `AttributionModel.arguments` wants: units, mask, in_cue, offsets, and the place of the first unit."""
    n_units = units.shape[1]
    length = min(BEFORE + AFTER, n_units)
    firsts = torch.tensor([max(0, min(a - BEFORE, n_units - length)) for a, _ in cues])
    places = firsts.unsqueeze(1) + torch.arange(length)
    row = torch.tensor(rows).unsqueeze(1)
    a = torch.tensor([c[0] for c in cues]).unsqueeze(1)
    b = torch.tensor([c[1] for c in cues]).unsqueeze(1)
    offsets = torch.where(places < a, places - a, torch.where(places >= b, places - b + 1, 0))
    in_cue = ((places >= a) & (places < b)).long()
    return units[row, places], unit_mask[row, places], in_cue, offsets, firsts


def loss_of(
    model: AttributionModel, batch: Batch, rng: random.Random, wrong: bool, amp: bool = True
) -> dict[str, Tensor]:
    cues, roles = cue_and_role_labels(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=amp):
        units, cue_scores, role_scores = model.encode(batch.pieces, batch.mask, batch.features, batch.first_piece)
    cue_scores, role_scores = cue_scores.float(), role_scores.float()
    n_units = batch.unit_mask.sum()
    role_loss = -(role_scores.unflatten(2, (2, 3)).log_softmax(3).flatten(2) * roles).sum(2)
    losses = {
        "cue": model.cue_chain.loss(cue_scores, cues, batch.unit_mask).sum() / n_units * 25,
        "role": (role_loss * batch.unit_mask).sum() / n_units,
    }
    asked = Asked()
    known_questions(batch, rng, asked)
    if wrong:
        chain = [values.detach().numpy() for values in model.cue_chain.scores()]
        marginals = label_probabilities(cue_scores.detach().numpy(), batch.unit_mask.sum(1).numpy(), *chain)
        wrong_questions(batch, 1 - marginals[..., 0], asked)
    if not asked.rows:
        return losses
    around, mask, in_cue, offsets, firsts = around_cues(units, batch.unit_mask, asked.rows, asked.cues)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=amp):
        emissions, valid = model.arguments(around, mask, in_cue, offsets)
    target = torch.tensor(asked.valid)
    losses["valid"] = nn.functional.binary_cross_entropy_with_logits(valid.float(), target) * 0.5
    length = around.shape[1]
    labels = torch.zeros(len(asked.rows), length, 5)
    for n, (given, first) in enumerate(zip(asked.labels, firsts.tolist(), strict=True)):
        if given is not None:
            mine = given[first : first + length]
            labels[n, : len(mine)] = torch.from_numpy(mine)
    begin_cut_runs(labels, (2, 4))
    known = torch.tensor([given is not None for given in asked.labels])
    if known.any():
        losses_of_cues = model.argument_chain.loss(emissions.float()[known], labels[known], mask[known])
        losses["arguments"] = (losses_of_cues * target[known]).mean() / 6
    return losses


def parameter_groups(model: AttributionModel, rate: float, head_rate: float) -> list[dict]:
    encoder = {id(p) for p in model.encoder.parameters()}
    groups = []
    for mine, r in ((True, rate), (False, head_rate)):
        for decay in (True, False):
            chosen = [
                p
                for p in model.parameters()
                if p.requires_grad and (id(p) in encoder) == mine and (p.dim() > 1) == decay
            ]
            groups.append({"params": chosen, "lr": r, "weight_decay": 0.01 if decay else 0.0})
    return groups


def epoch_batches(
    articles: list[Article], rng: random.Random, n_pieces: int, stride: int, size: int
) -> list[list[Window]]:
    windows = [w for a in articles for w in windows_of(a, rng, n_pieces, stride)]
    rng.shuffle(windows)
    pools = [windows[k : k + size * 32] for k in range(0, len(windows), size * 32)]
    batches = []
    for pool in pools:
        pool.sort(key=lambda w: w.last - w.first)
        batches += [pool[k : k + size] for k in range(0, len(pool), size)]
    rng.shuffle(batches)
    return batches


def some_of(articles: list[Article], n_units: float, epoch: int) -> list[Article]:
    """About `n_units` units of articles; the next epoch goes on where this one stopped."""
    if not articles:
        return []
    per_article = sum(len(a.units) for a in articles) / len(articles)
    n = min(len(articles), round(n_units / per_article))
    return [articles[(epoch * n + k) % len(articles)] for k in range(n)]


class Average:
    """Exponential moving average of the trained parameters, short at first."""

    def __init__(self, model: nn.Module, rate: float) -> None:
        self.rate, self.n = rate, 0
        self.values = {k: v.detach().clone() for k, v in model.named_parameters() if v.requires_grad}

    @torch.no_grad()
    def take(self, model: nn.Module) -> None:
        self.n += 1
        rate = min(self.rate, (1 + self.n) / (10 + self.n))
        for name, value in model.named_parameters():
            if name in self.values:
                self.values[name].lerp_(value, 1 - rate)

    def state(self, model: nn.Module) -> dict[str, Tensor]:
        return {**model.state_dict(), **self.values}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--taught", type=Path, help="more articles, with the labels of a teacher (training/teach.py)")
    parser.add_argument("--taught-share", type=float, default=0.75, help="their words an epoch, by those of --train")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--stop-after", type=int, help="end after this epoch, with the rates of the full run")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--width", type=int, default=192)
    parser.add_argument("--blocks", type=int, default=1)
    parser.add_argument("--dropout", type=float, default=0.15)
    parser.add_argument("--mask-rate", type=float, default=0.03)
    parser.add_argument("--pieces", type=int, default=250)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    folder = encoder_folder()
    pieces = Pieces(Tokenizer.from_file(str(folder / "tokenizer.json")))
    train = read_articles(options.train, pieces, UNANNOTATED)
    taught = read_taught(options.taught, pieces) if options.taught else []
    dev = read_articles(options.dev, pieces)
    model = AttributionModel.from_encoder(folder, width=options.width, n_blocks=options.blocks, dropout=options.dropout)
    model.encoder.embeddings.word_embeddings.requires_grad_(False)
    groups = parameter_groups(model, options.rate, options.head_rate)
    optimizer = torch.optim.AdamW(groups, fused=True)
    stride = options.pieces * 7 // 8

    def batches_of(epoch: int) -> list[list[Window]]:
        rng = random.Random(options.seed * 1000 + epoch)
        articles = train + some_of(taught, options.taught_share * sum(len(a.units) for a in train), epoch)
        return epoch_batches(articles, rng, options.pieces, stride, options.batch)

    per_epoch = len(batches_of(0))
    total = per_epoch * options.epochs
    warm = total // 20
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / warm) * max(0.02, 1 - max(0, step - warm) / max(1, total - warm))
    )
    average = Average(model, 0.998)
    done = 0
    last = options.out / "last.pt"
    if last.exists():
        state = torch.load(last, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        average.values, average.n = state["average"], state["average_n"]
        done = state["epoch"]
    for epoch in range(done, options.epochs):
        rng = random.Random(options.seed * 1000 + epoch)
        torch.manual_seed(options.seed * 1000 + epoch)
        model.train()
        began, sums, tokens = time.time(), {}, 0
        batches = batches_of(epoch)
        for number, windows in enumerate(batches):
            batch = Batch(windows, pieces, rng, options.mask_rate)
            losses = loss_of(model, batch, rng, wrong=epoch > 0)
            optimizer.zero_grad()
            sum(losses.values()).backward()
            nn.utils.clip_grad_norm_([p for g in groups for p in g["params"]], 1.0)
            optimizer.step()
            schedule.step()
            average.take(model)
            tokens += int(batch.mask.sum())
            for name, value in losses.items():
                sums[name] = 0.98 * sums.get(name, float(value.detach())) + 0.02 * float(value.detach())
            if number % 25 == 0:
                shown = " ".join(f"{k} {v:.3f}" for k, v in sums.items())
                print(
                    f"epoch {epoch + 1} {number}/{len(batches)} {shown} {tokens / (time.time() - began):.0f} pieces/s",
                    flush=True,
                )
        torch.save(
            {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "average": average.values,
                "average_n": average.n,
                "epoch": epoch + 1,
                "options": {k: str(v) for k, v in vars(options).items()},
            },
            last,
        )
        own = {k: v.clone() for k, v in model.state_dict().items()}
        torch.save(average.state(model), options.out / f"epoch{epoch + 1}.pt")
        model.load_state_dict(average.state(model))
        model.eval()
        predicted = predict_articles(model, dev, pieces)
        model.load_state_dict(own)
        scores = score_articles([a.raw for a in dev], predicted)
        line = {
            "epoch": epoch + 1,
            "seconds": round(time.time() - began),
            **{k: round(100 * v["f1"], 1) for k, v in scores["scores"].items()},
        }
        print(json.dumps(line), flush=True)
        with (options.out / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")
        if options.stop_after and epoch + 1 >= options.stop_after:
            break


if __name__ == "__main__":
    sys.exit(main())
