"""Labels unmarked articles with a trained model, as probabilities.

    python training/teach.py CHECKPOINT.pt ARTICLES.jsonl FOLDER

ARTICLES holds `{"id", "text"}` a line. A student that learns from these beside the marked articles sees other outlets
and subjects, and the teacher's doubts instead of one annotator's choice. Stopped and started again, it goes on.
"""

import argparse
import json
import pickle
import random
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from counterclaim.reading.attribution.attribute import around_cues, encoder_input, find_cues
from counterclaim.reading.attribution.decoding import label_probabilities
from counterclaim.reading.attribution.windows import plan_windows
from data import Article, Pieces, Soft, Taught, read_articles
from encoder import encoder_folder
from model import AttributionModel
from predict import TorchScorer

SURE_ENOUGH = 0.1


class Teacher(TorchScorer):
    """A scorer that keeps the roles too."""

    @torch.inference_mode()
    def encode_all(self, given) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            units, cues, roles = self._model.encode(*map(torch.from_numpy, given))
        roles = roles.float().unflatten(2, (2, 3)).softmax(3).flatten(2)
        return units.float().numpy(), cues.float().numpy(), roles.numpy()


def teach(article: Article, teacher: Teacher) -> Soft:
    units = article.units
    counts = np.array([len(p) for p in article.pieces])
    windows = list(plan_windows(units, counts, size=250, overlap=80))
    cues, roles, statements = np.zeros((len(units), 3), np.float16), np.zeros((len(units), 6), np.float16), []
    for k in range(0, len(windows), 8):
        batch = windows[k : k + 8]
        states, cue_scores, role_probabilities = teacher.encode_all(
            encoder_input(batch, units, article.pieces, teacher.border_pieces)
        )
        lengths = np.array([len(w) for w in batch])
        marginals = label_probabilities(cue_scores, lengths, *teacher.cue_chain)
        for row, w in enumerate(batch):
            cues[w.own_first : w.own_last] = marginals[row, w.own]
            roles[w.own_first : w.own_last] = role_probabilities[row, w.own]
        rows, found = find_cues(batch, cue_scores, teacher.cue_chain, 1.0)
        if not rows:
            continue
        around = around_cues(states, lengths, rows, found)
        emissions, valid = teacher.arguments(around.units, around.mask, around.in_cue, around.offsets)
        reach = around.mask.sum(axis=1)
        answers = label_probabilities(emissions, reach, *teacher.argument_chain)
        for n, row in enumerate(rows):
            sure = 1 / (1 + np.exp(-float(valid[n])))
            first, last = found[n][0] + batch[row].first, found[n][1] + batch[row].first
            if sure >= SURE_ENOUGH:
                at = int(around.firsts[n]) + batch[row].first
                statements.append(Taught((first, last), at, answers[n, : reach[n]].astype(np.float16), sure))
    return Soft(cues, roles, statements)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--words", type=int, default=1_000_000, help="stop after about so many words")
    options = parser.parse_args()
    torch.set_num_threads(2)
    options.folder.mkdir(parents=True, exist_ok=True)
    pieces = Pieces(Tokenizer.from_file(str(encoder_folder() / "tokenizer.json")))
    teacher = Teacher(AttributionModel.from_state(torch.load(options.checkpoint, weights_only=True)), pieces)
    kept = options.folder / "articles.jsonl"
    if not kept.exists():
        rows = [json.loads(line) for line in options.articles.read_text(encoding="utf-8").splitlines()]
        random.Random(1).shuffle(rows)
        with kept.open("w", encoding="utf-8") as out:
            for row in rows:
                out.write(json.dumps({"id": str(row["id"]), "text": row["text"]}, ensure_ascii=False) + "\n")
    articles, n_words = read_articles(kept, pieces), 0
    for k in range(0, len(articles), 100):
        part = options.folder / f"labels-{k:05d}.pickle"
        n_words += sum(len(a.text.split()) for a in articles[k : k + 100])
        if not part.exists():
            part.write_bytes(pickle.dumps({a.id: teach(a, teacher) for a in articles[k : k + 100]}))
            print(part.name, n_words, flush=True)
        if n_words >= options.words:
            break


if __name__ == "__main__":
    main()
