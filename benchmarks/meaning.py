"""How well act, commitment, time, medium, quantities and evidence are told, and rare acts in story packs.

    python benchmarks/meaning.py [--data FOLDER]

The articles, labels, stories and the reference scorer are not part of this repository; what is not there is left out,
and this says so. Writes results/meaning.json.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from counterclaim.reading.read import ReportReader
from counterclaim.text.report import Report
from quality import rows_of, tokens
from readings import labelled, scores
from record import SHARED, keep

MEASURES = (
    *("act", "act.macro", "act.deny", "act.confirm", "act.retract", "act.withhold", "act.question", "act.evaluate"),
    *("commitment", "commitment.false", "commitment.possible", "when", "when.f1", "medium"),
    *("quantities", "quantities.bound", "evidence", "unverified"),
)
RARE = ("deny", "confirm", "retract", "withhold")


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
    else:
        print("Labels, articles or scorer are not here, so not measured (--data).", file=sys.stderr)
    if stories:
        figures["stories"] = rare_acts([pair for key in stories for pair in mentions(reader, key)])
    else:
        print("The story packs are not here, so not measured (--data).", file=sys.stderr)
    print(json.dumps(figures, indent=1))
    keep("meaning", "python benchmarks/meaning.py", figures, [articles] if articles.is_file() else [], ["numpy"])
    return 0


def mentions(reader: ReportReader, key: Path) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    """The key's mentions that a statement gives (half of their words lie in its content), with that statement's act."""
    listed = [m for claim in json.loads(key.read_text(encoding="utf-8"))["claims"] for m in claim["mentions"]]
    for row in rows_of(key.parent / "reports.jsonl"):
        reading = reader.read(Report(id=row["id"], text=row["text"]))
        for mention in (m for m in listed if m["report"] == row["id"]):
            theirs = tokens(mention["spans"], row["text"])
            ours = [(len(theirs & tokens(list(s.content.spans), row["text"])), s) for s in reading.statements]
            share, statement = max(ours, key=lambda each: (each[0], each[1].score), default=(0, None))
            if statement is not None and 2 * share >= len(theirs):
                yield mention, {"act": str(statement.act), "commitment": str(statement.commitment)}


def rare_acts(pairs: Sequence[tuple[dict[str, Any], dict[str, str]]]) -> dict[str, float]:
    """F1 of the acts and the commitment that a ledger depends on, over the mentions found, and their numbers."""
    figures = {f"act.{act}": f1(pairs, "act", act) for act in RARE}
    figures["commitment.false"] = f1(pairs, "commitment", "false")
    figures |= {f"n.{act}": sum(gold["act"] == act for gold, _ in pairs) for act in RARE}
    return figures | {"n": len(pairs)}


def f1(pairs: Sequence[tuple[dict[str, Any], dict[str, str]]], field: str, value: str) -> float:
    both = sum(gold[field] == found[field] == value for gold, found in pairs)
    either = sum((gold[field] == value) + (found[field] == value) for gold, found in pairs)
    return round(2 * both / max(1, either), 3)


if __name__ == "__main__":
    sys.exit(main())
