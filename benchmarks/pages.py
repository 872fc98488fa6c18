"""How well saved news pages are read: text, title and day against expected results.

    python benchmarks/pages.py [--data FOLDER]

The pages are not part of this repository (their text belongs to the outlets). Where they are not there, this says so
and ends well. Prints a table and writes results/pages.json.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from counterclaim.text.page import read_page
from record import SHARED, keep

# What the best library reached in each measure, on the same pages with the same scorer.
BEST_LIBRARY = {"text_f1": 0.974, "title": 0.833, "title_loose": 0.85, "date": 1.0}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED / "data" / "pages")
    parser.add_argument("--scorer", type=Path, default=SHARED / "eval" / "score_pages.py")
    options = parser.parse_args()
    expected = options.data / "expected.jsonl"
    if not expected.is_file() or not options.scorer.is_file():
        print("The pages or their scorer are not here (--data, --scorer); nothing was measured.", file=sys.stderr)
        return 0
    pages = [json.loads(line) for line in expected.read_text(encoding="utf-8").splitlines() if line.strip()]
    predictions, seconds = predict(options.data, pages)
    figures = score(options.scorer, expected, predictions)
    for name, value in figures.items():
        best = BEST_LIBRARY.get(name)
        print(f"{name:20}{value!s:>8}" + (f"   best library {best}" if best else ""))
    print(f"{'seconds':20}{seconds:>8.1f}")
    kept = {**figures, "best_library": BEST_LIBRARY, "seconds": round(seconds, 1)}
    keep("pages", "python benchmarks/pages.py", kept, [expected], ["trafilatura", "htmldate", "lxml"])
    return 0


def predict(folder: Path, pages: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], float]:
    """What the package reads on each page, and how long all took, loading of the libraries included."""
    predictions = []
    started = time.perf_counter()
    for row in pages:
        page = read_page(gzip.decompress((folder / row["file"]).read_bytes()), url=row["url"])
        found = {"file": row["file"], "title": page.title, "published": page.published, "text": page.text}
        predictions.append(found)
    return predictions, time.perf_counter() - started


def score(scorer: Path, expected: Path, predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """The figures of the reference scorer, run as it is."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder, "predictions.jsonl")
        written.write_text("\n".join(json.dumps(row) for row in predictions), encoding="utf-8")
        command = [sys.executable, str(scorer), str(expected), str(written), "--json"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    total: dict[str, Any] = json.loads(done.stdout)["total"]
    return total


if __name__ == "__main__":
    sys.exit(main())
