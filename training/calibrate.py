"""Chooses cue bonus, score weights and threshold on held-out articles.

    python training/calibrate.py CHECKPOINT.pt|FOLDER TRAIN.jsonl DEV.jsonl OUT.json

The weights are a logistic regression whose target is *linked*. The reliability table is cross-fitted: each half of the
articles is scored with weights from the other half.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from counterclaim.reading.attribution.assemble import Draft, outermost, put_together, quoted_units
from counterclaim.reading.attribution.attribute import Candidate, Scorer, Settings, attribute
from counterclaim.reading.attribution.calibration import Calibration, features_of
from counterclaim.reading.attribution.model import OnnxScorer
from counterclaim.reading.attribution.score import as_token_sets, is_linked, pair_statements, score_articles
from counterclaim.text.quotations import find_quotations
from cue_words import cue_words
from data import Article, Pieces, read_articles
from encoder import encoder_folder
from model import AttributionModel
from predict import TorchScorer, as_spans


def linked_flags(article: Article, candidates: list[Candidate]) -> list[bool]:
    gold = as_token_sets(article.raw["statements"], article.text)
    ours = as_token_sets([as_spans(article, c) for c in candidates], article.text)
    right = {id(p) for g, p in pair_statements(gold, ours) if is_linked(g, p)}
    return [id(one) in right for one in ours]


def logistic_regression(x: np.ndarray, y: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Newton's method with an L2 penalty."""
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(x.shape[1])
        w = w - np.linalg.solve(hessian, x.T @ (p - y) + ridge * w)
    return w


def drafts_of(article: Article, candidates: list[Candidate], calibration: Calibration) -> list[Draft]:
    scored = [(c, calibration.score(c)) for c in candidates]
    drafts = outermost(
        [Draft(source=c.source, cue=c.cue, content=c.content, score=s) for c, s in scored if s >= calibration.threshold]
    )
    quoted = quoted_units(article.units, find_quotations(article.text))
    return put_together(drafts, quoted, article.units, score=calibration.without_cue)


def spans_of(article: Article, draft: Draft) -> dict:
    units = article.units

    def spans(runs):
        return [[int(units.starts[a]), int(units.ends[b - 1])] for a, b in runs]

    return {
        "source": spans(draft.source),
        "cue": spans([draft.cue] if draft.cue else []),
        "content": spans(draft.content),
        "within": draft.within,
    }


def scores_of(articles: list[Article], candidates: dict, calibration: Calibration) -> dict:
    predicted = {
        a.id: [spans_of(a, d) for d in drafts_of(a, candidates[a.id], calibration) if d.content] for a in articles
    }
    return {k: 100 * v["f1"] for k, v in score_articles([a.raw for a in articles], predicted)["scores"].items()}


def reliability(scores: np.ndarray, right: np.ndarray) -> list[dict]:
    rows = []
    for low in np.arange(0, 1, 0.1):
        chosen = (scores >= low) & (scores < low + 0.1)
        if chosen.any():
            rows.append(
                {
                    "from": round(float(low), 1),
                    "n": int(chosen.sum()),
                    "score": round(float(scores[chosen].mean()), 3),
                    "linked": round(float(right[chosen].mean()), 3),
                }
            )
    return rows


def goodness(scores: dict) -> float:
    """What is chosen by: a ledger needs statements found and linked; exact edges count half."""
    return scores["found"] + scores["linked"] + 0.5 * scores["strict"]


def choose(articles: list[Article], scorer: Scorer, settings: Settings) -> dict:
    candidates = {a.id: list(attribute(a.units, scorer, settings)) for a in articles}
    flags = {a.id: linked_flags(a, candidates[a.id]) for a in articles}
    x = {a.id: np.array([features_of(c) for c in candidates[a.id]]).reshape(-1, 7) for a in articles}
    halves = [[a.id for a in articles[k::2]] for k in (0, 1)]

    def fit(ids):
        return logistic_regression(
            np.concatenate([x[i] for i in ids]), np.concatenate([np.array(flags[i], float) for i in ids])
        )

    weights = fit([a.id for a in articles])
    crossed, right = [], []
    for one, other in (halves, halves[::-1]):
        w = fit(one)
        crossed.append(1 / (1 + np.exp(-np.concatenate([x[i] for i in other]) @ w)))
        right.append(np.concatenate([np.array(flags[i], float) for i in other]))
    crossed, right = np.concatenate(crossed), np.concatenate(right)
    best = None
    for threshold in np.arange(0.2, 0.46, 0.02):
        calibration = Calibration(weights=tuple(weights), threshold=float(threshold), without_cue=0.5)
        scores = scores_of(articles, candidates, calibration)
        if best is None or goodness(scores) > best[0]:
            best = (goodness(scores), float(threshold), scores)
    brier = float(((crossed - right) ** 2).mean())
    return {
        "settings": {
            "window_pieces": settings.window_pieces,
            "overlap_pieces": settings.overlap_pieces,
            "cue_bonus": settings.cue_bonus,
        },
        "calibration": {
            "weights": [round(float(w), 4) for w in weights],
            "threshold": round(best[1], 2),
            "without_cue": 0.5,
        },
        "scores": {k: round(v, 1) for k, v in best[2].items()},
        "reliability": reliability(crossed, right),
        "brier": round(brier, 4),
    }


def scorer_of(place: Path, pieces: Pieces) -> Scorer:
    if place.is_dir():
        return OnnxScorer(place, n_threads=1)
    return TorchScorer(AttributionModel.from_state(torch.load(place, weights_only=True)), pieces, amp=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("train", type=Path)
    parser.add_argument("dev", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--bonus", type=float, nargs="*", default=[0.0, 0.5, 1.0])
    parser.add_argument("--window", type=int, default=250)
    parser.add_argument("--overlap", type=int, default=60)
    options = parser.parse_args()
    pieces = Pieces(Tokenizer.from_file(str(encoder_folder() / "tokenizer.json")))
    articles = read_articles(options.dev, pieces)
    scorer = scorer_of(options.model, pieces)
    results = []
    for bonus in options.bonus:
        settings = Settings(window_pieces=options.window, overlap_pieces=options.overlap, cue_bonus=bonus)
        results.append(choose(articles, scorer, settings))
        print(bonus, results[-1]["calibration"], results[-1]["scores"], flush=True)
    best = max(results, key=lambda result: goodness(result["scores"]))
    best["cue_words"] = cue_words(read_articles(options.train, pieces))
    best["dev_articles"] = len(articles)
    options.out.write_text(json.dumps(best, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
