"""How well speakers are told: on marked articles with the spans given and from raw text, and in story packs.

    python benchmarks/speakers.py [--data FOLDER]

The articles, labels, stories and the reference scorer are not part of this repository; what is not there is left out,
and this says so. Writes results/speakers.json.
"""

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from counterclaim.reading.read import ReportReader
from readings import Shared, mentions, scores
from record import SHARED, keep

MEASURES = (
    *("speaker", "speaker.pronoun", "speaker.description", "speaker.name", "speaker.none", "speaker.clusters"),
    *("kind", "named", "role", "role.f1", "speaks_for", "speaks_for.f1"),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED)
    shared = Shared(parser.parse_args().data)
    reader = ReportReader()
    figures: dict[str, Any] = {}
    if shared.has_labels():
        figures["spans_given"] = scores(reader, shared, MEASURES, given=True)
        figures["from_raw_text"] = scores(reader, shared, MEASURES, given=False)
    if stories := shared.stories():
        packs = {path.parent.name: b_cubed(reader, path) for path in stories}
        figures["stories_b3"] = packs | {"mean": round(sum(row["f1"] for row in packs.values()) / len(packs), 3)}
    print(json.dumps(figures, indent=1))
    inputs = [shared.articles] if shared.articles.is_file() else []
    keep("speakers", "python benchmarks/speakers.py", figures, inputs, ["numpy"])
    return 0


def b_cubed(reader: ReportReader, key: Path) -> dict[str, float]:
    """B-cubed of grouping a report's mentions by speaker (Bagga and Baldwin 1998), over the mentions that a statement
    gives: half of the mention's words lie in its content. `found` is their share. An unresolved one is alone.
    """
    of_report: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    n_mentions = 0
    for n_mentions, (mention, statement) in enumerate(mentions(reader, key), 1):
        if statement is not None:
            ours = statement.speaker or f"unresolved {n_mentions}"
            of_report[mention["report"]].append((mention["speaker"], ours))
    precision = recall = 0.0
    for pairs in of_report.values():
        for gold, predicted in pairs:
            same = sum(pair == (gold, predicted) for pair in pairs)
            precision += same / sum(pair[1] == predicted for pair in pairs)
            recall += same / sum(pair[0] == gold for pair in pairs)
    n_found = sum(map(len, of_report.values()))
    p, r = precision / n_found, recall / n_found
    return {
        "precision": round(p, 3),
        "recall": round(r, 3),
        "f1": round(2 * p * r / (p + r), 3),
        "found": round(n_found / n_mentions, 3),
    }


if __name__ == "__main__":
    sys.exit(main())
