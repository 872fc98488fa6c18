"""How well speakers are told: on marked articles with the spans given and from raw text, and in story packs.

    python benchmarks/speakers.py [--data FOLDER]

The articles, labels, stories and the reference scorer are not part of this repository; what is not there is left out,
and this says so. Writes results/speakers.json.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from counterclaim.reading.read import ReportReader
from counterclaim.text.report import Report
from quality import rows_of, tokens
from readings import labelled, scores
from record import SHARED, keep

MEASURES = (
    *("speaker", "speaker.pronoun", "speaker.description", "speaker.name", "speaker.none", "speaker.clusters"),
    *("kind", "named", "role", "role.f1", "speaks_for", "speaks_for.f1"),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED)
    options = parser.parse_args()
    reader = ReportReader()
    scorer = options.data / "eval" / "score_readings.py"
    labels = options.data / "eval" / "reading_labels" / "dev"
    articles = options.data / "data" / "polnear" / "dev.jsonl"
    stories = sorted((options.data / "data" / "stories").glob("*/key.ledger.json"))
    figures: dict[str, Any] = {}
    if scorer.is_file() and labels.is_dir() and articles.is_file():
        rows = labelled(articles, labels)
        figures["spans_given"] = scores(reader, scorer, labels, rows, MEASURES, given=True)
        figures["from_raw_text"] = scores(reader, scorer, labels, rows, MEASURES, given=False)
    else:
        print("Labels, articles or scorer are not here, so not measured (--data).", file=sys.stderr)
    if stories:
        packs = {path.parent.name: b_cubed(reader, path) for path in stories}
        figures["stories_b3"] = packs | {"mean": round(sum(row["f1"] for row in packs.values()) / len(packs), 3)}
    else:
        print("The story packs are not here, so not measured (--data).", file=sys.stderr)
    print(json.dumps(figures, indent=1))
    keep("speakers", "python benchmarks/speakers.py", figures, [articles] if articles.is_file() else [], ["numpy"])
    return 0


def b_cubed(reader: ReportReader, key: Path) -> dict[str, float]:
    """B-cubed of grouping a report's mentions by speaker (Bagga and Baldwin 1998), over the mentions that a statement
    gives: half of the mention's words lie in its content. `found` is their share. An unresolved one is alone.
    """
    document = json.loads(key.read_text(encoding="utf-8"))
    mentions = [m for claim in document["claims"] for m in claim["mentions"]]
    precision = recall = 0.0
    n_found = 0
    for row in rows_of(key.parent / "reports.jsonl"):
        reading = reader.read(Report(id=row["id"], text=row["text"]))
        pairs = []
        for number, mention in enumerate(m for m in mentions if m["report"] == row["id"]):
            theirs = tokens(mention["spans"], row["text"])
            ours = [(len(theirs & tokens(list(s.content.spans), row["text"])), s) for s in reading.statements]
            share, statement = max(ours, key=lambda each: (each[0], each[1].score), default=(0, None))
            if statement is not None and 2 * share >= len(theirs):
                pairs.append((mention["speaker"], statement.speaker or f"unresolved {number}"))
        n_found += len(pairs)
        for gold, predicted in pairs:
            same = sum(pair == (gold, predicted) for pair in pairs)
            precision += same / sum(pair[1] == predicted for pair in pairs)
            recall += same / sum(pair[0] == gold for pair in pairs)
    p, r = precision / n_found, recall / n_found
    return {
        "precision": round(p, 3),
        "recall": round(r, 3),
        "f1": round(2 * p * r / (p + r), 3),
        "found": round(n_found / len(mentions), 3),
    }


if __name__ == "__main__":
    sys.exit(main())
