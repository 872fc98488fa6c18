"""How well act, commitment, time, medium, quantities and evidence are told, and rare acts in story packs.

    python benchmarks/meaning.py [--data FOLDER]

The articles, labels, stories and the reference scorer are not part of this repository; what is not there is left out,
and this says so. Writes results/meaning.json.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from counterclaim.reading.read import ReportReader
from counterclaim.reading.reading import Statement
from readings import Shared, mentions, scores
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
    shared = Shared(parser.parse_args().data)
    reader = ReportReader()
    figures: dict[str, Any] = {}
    if shared.has_labels():
        figures["spans_given"] = scores(reader, shared, MEASURES, given=True)
    if stories := shared.stories():
        found = (pair for key in stories for pair in mentions(reader, key))
        figures["stories"] = rare_acts([(mention, statement) for mention, statement in found if statement is not None])
    print(json.dumps(figures, indent=1))
    inputs = [shared.articles] if shared.articles.is_file() else []
    keep("meaning", "python benchmarks/meaning.py", figures, inputs, ["numpy"])
    return 0


def rare_acts(pairs: Sequence[tuple[dict[str, Any], Statement]]) -> dict[str, float]:
    """F1 of the acts and the commitment that a ledger depends on, over the mentions found, and their numbers."""
    figures = {f"act.{act}": f1(pairs, "act", act) for act in RARE}
    figures["commitment.false"] = f1(pairs, "commitment", "false")
    figures |= {f"n.{act}": sum(gold["act"] == act for gold, _ in pairs) for act in RARE}
    return figures | {"n": len(pairs)}


def f1(pairs: Sequence[tuple[dict[str, Any], Statement]], field: str, value: str) -> float:
    told = [(gold[field] == value, getattr(found, field) == value) for gold, found in pairs]
    both, either = sum(a and b for a, b in told), sum(a + b for a, b in told)
    return round(2 * both / max(1, either), 3)


if __name__ == "__main__":
    sys.exit(main())
