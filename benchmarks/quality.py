"""How well statements are read: marked articles, story packs, statements inside statements, known ways to fail.

    python benchmarks/quality.py [--data FOLDER] [--gate]

The articles and stories are not part of this repository; what is not there is left out, and this says so. Writes
results/quality.json. With --gate nothing is written: the figures must reach those of floors.json, else exit 1.
`--raise-floors` sets the floors to what was measured now, where that is higher; nothing lowers them.
"""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from counterclaim.reading.attribution.score import score_articles
from counterclaim.reading.read import ReportReader
from counterclaim.reading.reading import Reading
from counterclaim.text.report import Report
from record import ROOT, SHARED, keep

FLOORS = Path(__file__).resolve().parent / "floors.json"
SLACK = 0.3
"""Points that a figure may lie below its floor: other processors round int8 sums differently."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--raise-floors", action="store_true")
    options = parser.parse_args()
    reader = ReportReader()
    dev = options.data / "data" / "polnear" / "dev.jsonl"
    stories = sorted((options.data / "data" / "stories").glob("*/key.ledger.json"))
    figures: dict[str, Any] = {"nested": nested(reader), "marked": marked(reader)}
    if dev.is_file():
        figures["polnear_dev"] = articles(reader, dev)
    if stories:
        found = {path.parent.name: story_found(reader, path) for path in stories}
        mean = {k: round(sum(row[k] for row in found.values()) / len(found), 3) for k in ("alike", "held")}
        figures["stories_found"] = found | {"mean": mean}
    cases = options.data / "eval" / "check_cases.py"
    if cases.is_file():
        figures["cases_passed"] = {name: passed(cases, name) for name in ("reading", "pages")}
    missing = [name for name in ("polnear_dev", "stories_found", "cases_passed") if name not in figures]
    if missing:
        print(f"Not here, so not measured: {', '.join(missing)} (--data).", file=sys.stderr)
    print(json.dumps(figures, indent=1))
    if options.gate:
        return gate(flat(figures))
    if options.raise_floors:
        raise_floors(flat(figures))
    keep("quality", "python benchmarks/quality.py", figures, [dev] if dev.is_file() else [], ["numpy", "onnxruntime"])
    return 0


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def spans_of(reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "source": list(s.source.spans) if s.source else [],
            "cue": list(s.cue.spans) if s.cue else [],
            "content": list(s.content.spans),
            "within": s.within,
        }
        for s in reading.statements
    ]


def read_rows(reader: ReportReader, rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {row["id"]: spans_of(reader.read(Report(id=row["id"], text=row["text"]))) for row in rows}


def articles(reader: ReportReader, path: Path) -> dict[str, Any]:
    rows = rows_of(path)
    scores = score_articles(rows, read_rows(reader, rows), resamples=1000)["scores"]
    return {
        name: {
            "f1": round(100 * (row["f1"] or 0), 1),
            "interval": [round(100 * value, 1) for value in row["interval"] or ()],
        }
        for name, row in scores.items()
    }


def marked(reader: ReportReader) -> dict[str, float]:
    """F1 on short invented passages, one for each way of attributing."""
    rows = rows_of(ROOT / "tests" / "data" / "marked.jsonl")
    scores = score_articles(rows, read_rows(reader, rows))["scores"]
    return {name: round(100 * (scores[name]["f1"] or 0), 1) for name in ("found", "linked", "strict")}


def nested(reader: ReportReader) -> dict[str, float]:
    """On invented sentences, how many inner statements are found inside the right one, and how many are right."""
    rows = rows_of(ROOT / "tests" / "data" / "nested.jsonl")
    predicted = read_rows(reader, rows)
    right = n_gold = n_predicted = 0
    for row in rows:
        gold = [s["content"] for s in row["statements"] if s["within"]]
        ours = [s["content"] for s in predicted[row["id"]] if s["within"]]
        n_gold, n_predicted = n_gold + len(gold), n_predicted + len(ours)
        right += sum(any(dice(g, o) >= 0.5 for o in ours) for g in gold)
    return {"recall": round(100 * right / n_gold, 1), "precision": round(100 * right / max(1, n_predicted), 1)}


def characters(spans: list[list[int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def dice(one: list[list[int]], other: list[list[int]]) -> float:
    a, b = characters(one), characters(other)
    return 2 * len(a & b) / (len(a) + len(b))


def story_found(reader: ReportReader, key: Path) -> dict[str, float]:
    """Shares of the key's mentions that a statement gives: `alike`, its content has Dice >= 0.5 with the mention;
    `held`, it holds half of the mention's words or more, others perhaps beside them. One statement may give several
    mentions, because a key makes a mention of every claim in it.
    """
    texts = {row["id"]: row["text"] for row in rows_of(key.parent / "reports.jsonl")}
    mentions = [m for claim in json.loads(key.read_text(encoding="utf-8"))["claims"] for m in claim["mentions"]]
    alike = held = 0
    for report, text in texts.items():
        ours = [tokens(s["content"], text) for s in spans_of(reader.read(Report(id=report, text=text)))]
        for theirs in (tokens(m["spans"], text) for m in mentions if m["report"] == report):
            alike += any(2 * len(theirs & o) >= 0.5 * (len(theirs) + len(o)) for o in ours)
            held += any(2 * len(theirs & o) >= len(theirs) for o in ours)
    return {"alike": round(alike / len(mentions), 3), "held": round(held / len(mentions), 3)}


def tokens(spans: list[list[int]], text: str) -> set[int]:
    return {start + match.start() for start, end in spans for match in re.finditer(r"\w+", text[start:end])}


def passed(script: Path, name: str) -> str:
    """`passed/all` of the known ways to fail, by the reference checker."""
    command = [sys.executable, str(script), str(script.parent / "cases" / f"{name}.jsonl")]
    command += ["--run", f"{sys.executable} -m counterclaim", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    result = json.loads(done.stdout)
    return f"{sum(case['failed'] is None for case in result['cases'])}/{len(result['cases'])}"


def flat(figures: dict[str, Any], prefix: str = "") -> dict[str, float]:
    """Every single figure under its path: `polnear_dev.linked.f1`."""
    values: dict[str, float] = {}
    for name, value in figures.items():
        if isinstance(value, dict):
            values |= flat(value, f"{prefix}{name}.")
        elif isinstance(value, float):
            values[f"{prefix}{name}"] = value
    return values


def gate(measured: dict[str, float]) -> int:
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    below = [
        f"{name}: {measured[name]} is below {floor}"
        for name, floor in floors.items()
        if name in measured and measured[name] < floor - SLACK * (1 if floor > 1 else 0.01)
    ]
    print("\n".join(below) or "Every floor is kept.", file=sys.stderr)
    return 1 if below else 0


def raise_floors(measured: dict[str, float]) -> None:
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    raised = {name: max(value, floors.get(name, value)) for name, value in measured.items()}
    FLOORS.write_text(json.dumps(floors | raised, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
