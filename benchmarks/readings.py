"""Readings of labelled articles, scored by the reference scorer."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from counterclaim.reading.format import read_attributions, to_document
from counterclaim.reading.read import ReportReader
from counterclaim.text.report import Report
from quality import rows_of


def labelled(articles: Path, labels: Path) -> list[dict[str, Any]]:
    ids = {json.loads(path.read_text(encoding="utf-8"))["id"] for path in labels.glob("*.json")}
    return [row for row in rows_of(articles) if row["id"] in ids]


def scores(
    reader: ReportReader,
    scorer: Path,
    labels: Path,
    rows: list[dict[str, Any]],
    measures: Sequence[str],
    *,
    given: bool,
) -> dict[str, dict[str, Any]]:
    """Value and 95 % interval of each measure, by the reference scorer."""
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
        command = [sys.executable, str(scorer), str(labels), str(read), "--text", str(texts), "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)["measures"]
    return {
        name: {
            "value": round(found[name]["value"] or 0, 3),
            "interval": [round(value, 3) for value in found[name].get("interval") or ()],
        }
        for name in measures
    }
