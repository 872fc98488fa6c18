"""Trains the attribution model: `python training/train.py --train TRAIN.jsonl --dev DEV.jsonl --out FOLDER`.

A checkpoint is kept after every epoch, and the same command goes on from the last one.
"""

import argparse
import json
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from counterclaim.reading.attribution.decoding import label_probabilities
from counterclaim.reading.attribution.score import score_articles
from data import Article, Pieces, Window, read_articles, restyled, windows_of
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
                if w.marks:
                    mine = pieces.of(restyled(word, units.quoted[n], w.marks))
                else:
                    mine = w.article.pieces[n]
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
    n_windows, n_units = batch.unit_mask.shape
    cues, roles = (
        torch.zeros(n_windows, n_units, dtype=torch.long),
        torch.zeros(n_windows, n_units, 2, dtype=torch.long),
    )
    for row, w in enumerate(batch.windows):
        for s in w.article.statements:
            for target, runs in ((cues[row], [s.cue]), (roles[row, :, 0], s.source), (roles[row, :, 1], s.content)):
                for first, last in runs:
                    a, b = max(first - w.first, 0), min(last - w.first, w.last - w.first)
                    if a < b:
                        target[a:b] = 2
                        target[a] = 1
    return cues, roles


class Asked:
    """Cues about which the argument head is asked, with what it should answer."""

    def __init__(self) -> None:
        self.rows, self.cues, self.labels, self.valid = [], [], [], []

    def add(self, row: int, cue: tuple[int, int], labels: list[int] | None, valid: bool) -> None:
        self.rows.append(row)
        self.cues.append(cue)
        self.labels.append(labels)
        self.valid.append(valid)


def gold_questions(batch: Batch, rng: random.Random, asked: Asked) -> None:
    for row, w in enumerate(batch.windows):
        n = w.last - w.first
        for s in w.article.statements:
            a, b = s.cue[0] - w.first, s.cue[1] - w.first
            if a < 0 or b > n:
                continue
            parts = s.source + s.content
            hidden = sum((l - f) - max(0, min(l, w.last) - max(f, w.first)) for f, l in parts)
            if hidden > 0.1 * sum(l - f for f, l in parts):
                continue
            labels = [0] * n
            for kind, runs in ((1, s.source), (3, s.content)):
                for f, l in runs:
                    f, l = max(f - w.first, 0), min(l - w.first, n)
                    for k in range(f, l):
                        labels[k] = kind + (k > f)
            if rng.random() < 0.3:
                if rng.random() < 0.5:
                    a = min(max(0, a + rng.choice((-1, 1))), b - 1)
                else:
                    b = max(min(n, b + rng.choice((-1, 1))), a + 1)
            asked.add(row, (a, b), labels, True)


def wrong_questions(batch: Batch, probabilities: np.ndarray, asked: Asked, threshold: float = 0.15) -> None:
    """Places that look like a cue and are none."""
    for row, w in enumerate(batch.windows):
        taken = np.zeros(w.last - w.first, bool)
        for s in w.article.statements:
            taken[max(0, s.cue[0] - w.first) : max(0, s.cue[1] - w.first)] = True
        for a, b in runs_above(probabilities[row, : len(taken)], threshold):
            if not taken[a:b].any():
                asked.add(row, (a, b), None, False)


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
    role_loss = nn.functional.cross_entropy(role_scores.view(-1, 3), roles.view(-1), reduction="none").view(roles.shape)
    losses = {
        "cue": model.cue_chain.loss(cue_scores, cues, batch.unit_mask).sum() / n_units * 25,
        "role": (role_loss * batch.unit_mask.unsqueeze(2)).sum() / n_units * 2,
    }
    asked = Asked()
    gold_questions(batch, rng, asked)
    if wrong:
        chain = [values.detach().numpy() for values in model.cue_chain.scores()]
        marginals = label_probabilities(cue_scores.detach().numpy(), batch.unit_mask.sum(1).numpy(), *chain)
        wrong_questions(batch, 1 - marginals[..., 0], asked)
    if not asked.rows:
        return losses
    around, mask, in_cue, offsets, firsts = around_cues(units, batch.unit_mask, asked.rows, asked.cues)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=amp):
        emissions, valid = model.arguments(around, mask, in_cue, offsets)
    right = torch.tensor(asked.valid)
    losses["valid"] = nn.functional.binary_cross_entropy_with_logits(valid.float(), right.float()) * 0.5
    length = around.shape[1]
    labels = torch.zeros(len(asked.rows), length, dtype=torch.long)
    for n, (given, first) in enumerate(zip(asked.labels, firsts.tolist())):
        if given is not None:
            mine = given[first : first + length]
            labels[n, : len(mine)] = torch.tensor(mine)
    labels[:, 0] -= (labels[:, 0] == 2).long() + (labels[:, 0] == 4).long()
    if right.any():
        losses["arguments"] = model.argument_chain.loss(emissions.float()[right], labels[right], mask[right]).mean() / 6
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
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
    dev = read_articles(options.dev, pieces)
    model = AttributionModel.from_encoder(folder, width=options.width, n_blocks=options.blocks, dropout=options.dropout)
    model.encoder.embeddings.word_embeddings.requires_grad_(False)
    groups = parameter_groups(model, options.rate, options.head_rate)
    optimizer = torch.optim.AdamW(groups, fused=True)
    stride = options.pieces * 7 // 8
    per_epoch = len(epoch_batches(train, random.Random(0), options.pieces, stride, options.batch))
    total = per_epoch * options.epochs
    warm = total // 20
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / warm) * max(0.02, 1 - max(0, step - warm) / max(1, total - warm))
    )
    done = 0
    last = options.out / "last.pt"
    if last.exists():
        state = torch.load(last, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        done = state["epoch"]
    for epoch in range(done, options.epochs):
        rng = random.Random(options.seed * 1000 + epoch)
        torch.manual_seed(options.seed * 1000 + epoch)
        model.train()
        began, sums, tokens = time.time(), {}, 0
        batches = epoch_batches(train, rng, options.pieces, stride, options.batch)
        for number, windows in enumerate(batches):
            batch = Batch(windows, pieces, rng, options.mask_rate)
            losses = loss_of(model, batch, rng, wrong=epoch > 0)
            optimizer.zero_grad()
            sum(losses.values()).backward()
            nn.utils.clip_grad_norm_([p for g in groups for p in g["params"]], 1.0)
            optimizer.step()
            schedule.step()
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
                "epoch": epoch + 1,
                "options": {k: str(v) for k, v in vars(options).items()},
            },
            last,
        )
        torch.save(model.state_dict(), options.out / f"epoch{epoch + 1}.pt")
        model.eval()
        predicted = predict_articles(model, dev, pieces)
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
