"""Readings of labelled articles, scored by the reference scorer, and of story packs, held against their keys."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterclaim.reading.format import read_attributions, to_document
from counterclaim.reading.read import ReportReader
from counterclaim.reading.reading import Statement
from counterclaim.text.report import Report
from quality import rows_of, tokens


@dataclass(frozen=True)
class Shared:
    """What lies in a folder of data; says on stderr what does not."""

    data: Path

    @property
    def articles(self) -> Path:
        return self.data / "data" / "polnear" / "dev.jsonl"

    @property
    def labels(self) -> Path:
        return self.data / "eval" / "reading_labels" / "dev"

    @property
    def scorer(self) -> Path:
        return self.data / "eval" / "score_readings.py"

    def has_labels(self) -> bool:
        there = self.scorer.is_file() and self.labels.is_dir() and self.articles.is_file()
        if not there:
            print("Labels, articles or scorer are not here, so not measured (--data).", file=sys.stderr)
        return there

    def stories(self) -> list[Path]:
        keys = sorted((self.data / "data" / "stories").glob("*/key.ledger.json"))
        if not keys:
            print("The story packs are not here, so not measured (--data).", file=sys.stderr)
        return keys


def scores(reader: ReportReader, shared: Shared, measures: Sequence[str], *, given: bool) -> dict[str, dict[str, Any]]:
    """Value and 95 % interval of each measure on the labelled articles, with the spans given or found."""
    ids = {json.loads(path.read_text(encoding="utf-8"))["id"] for path in shared.labels.glob("*.json")}
    rows = [row for row in rows_of(shared.articles) if row["id"] in ids]
    readings = []
    for row in rows:
        facts = {name: row.get(name) for name in ("title", "outlet", "published")}
        report = Report(id=row["id"], text=row["text"], **facts)
        spans = read_attributions(row, row["text"], where=row["id"]) if given else None
        readings.append(to_document(reader.read(report, given=spans)))
    with tempfile.TemporaryDirectory() as folder:
        read, texts = Path(folder) / "readings.jsonl", Path(folder) / "articles.jsonl"
        read.write_text("".join(f"{json.dumps(each)}\n" for each in readings), encoding="utf-8")
        texts.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        command = [sys.executable, str(shared.scorer), str(shared.labels), str(read), "--text", str(texts), "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)["measures"]
    return {
        name: {
            "value": round(found[name]["value"] or 0, 3),
            "interval": [round(value, 3) for value in found[name].get("interval") or ()],
        }
        for name in measures
    }


def mentions(reader: ReportReader, key: Path) -> Iterator[tuple[dict[str, Any], Statement | None]]:
    """Each mention of a story's key, report by report, with the statement that gives most of it.

    None where no content has half of its words.
    """
    listed = [m for claim in json.loads(key.read_text(encoding="utf-8"))["claims"] for m in claim["mentions"]]
    for row in rows_of(key.parent / "reports.jsonl"):
        reading = reader.read(Report(id=row["id"], text=row["text"]))
        for mention in (m for m in listed if m["report"] == row["id"]):
            theirs = tokens(mention["spans"], row["text"])
            ours = [(len(theirs & tokens(list(s.content.spans), row["text"])), s) for s in reading.statements]
            share, statement = max(ours, key=lambda each: (each[0], each[1].score), default=(0, None))
            yield mention, statement if 2 * share >= len(theirs) else None
