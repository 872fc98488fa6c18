"""How well speakers are told: on marked articles with the spans given and from raw text, and in story packs.

    python benchmarks/speakers.py [--data FOLDER]

The articles, labels, stories and the reference scorer are not part of this repository; what is not there is left out,
and this says so. Writes results/speakers.json.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from counterclaim.reading.format import read_attributions, to_document
from counterclaim.reading.read import ReportReader
from counterclaim.text.report import Report
from quality import rows_of, tokens
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
        figures["spans_given"] = scores(reader, scorer, labels, rows, given=True)
        figures["from_raw_text"] = scores(reader, scorer, labels, rows, given=False)
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


def labelled(articles: Path, labels: Path) -> list[dict[str, Any]]:
    ids = {json.loads(path.read_text(encoding="utf-8"))["id"] for path in labels.glob("*.json")}
    return [row for row in rows_of(articles) if row["id"] in ids]


def scores(
    reader: ReportReader, scorer: Path, labels: Path, rows: list[dict[str, Any]], *, given: bool
) -> dict[str, dict[str, Any]]:
    """Value and 95 % interval of each measure, by the reference scorer."""
    readings = []
    for row in rows:
        report = Report(id=row["id"], text=row["text"], title=row.get("title"), outlet=row.get("outlet"))
        spans = read_attributions(row, row["text"], where=row["id"]) if given else None
        readings.append(to_document(reader.read(report, given=spans)))
    with tempfile.TemporaryDirectory() as folder:
        read, texts = Path(folder) / "readings.jsonl", Path(folder) / "articles.jsonl"
        read.write_text("".join(f"{json.dumps(each)}\n" for each in readings), encoding="utf-8")
        texts.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        command = [sys.executable, str(scorer), str(labels), str(read), "--text", str(texts), "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    measures = json.loads(done.stdout)["measures"]
    return {
        name: {
            "value": round(measures[name]["value"], 3),
            "interval": [round(value, 3) for value in measures[name].get("interval") or ()],
        }
        for name in MEASURES
    }


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
