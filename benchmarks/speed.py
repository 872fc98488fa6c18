"""How fast and how large: words a second of the whole of `read` on one core, loading, memory, `--help`.

    taskset -c 0 python benchmarks/speed.py [--data ARTICLES.jsonl]

The articles are not part of this repository; where they are not there, the bundled example is read many times over.
Run it on an idle machine, bound to one core. Writes results/speed.json.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import counterclaim.reading.read as reading
from counterclaim.text.report import Report
from record import ROOT, SHARED, keep

LONG_BYTES = 2_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED / "data" / "polnear" / "dev.jsonl")
    options = parser.parse_args()
    began = time.perf_counter()
    reader = reading.ReportReader(n_threads=1)
    load_s = time.perf_counter() - began
    texts = texts_of(options.data)
    figures = {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None,
        "load_s": round(load_s, 3),
        "words_per_s": round(words_per_s(reader, texts)),
        "words_per_s_of_2_mb": round(words_per_s(reader, [long_text(texts)])),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "help_s": round(help_s(), 3),
    }
    for name, value in figures.items():
        print(f"{name:22}{value!s:>10}")
    data = [options.data] if options.data.is_file() else []
    keep("speed", "taskset -c 0 python benchmarks/speed.py", figures, data, ["numpy", "onnxruntime", "tokenizers"])


def texts_of(path: Path) -> list[str]:
    if path.is_file():
        return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    print(f"{path.name} is not here (--data); the bundled example is read instead.", file=sys.stderr)
    return [(ROOT / "examples" / "ferry.txt").read_text(encoding="utf-8")] * 50


def long_text(texts: list[str]) -> str:
    joined = "\n\n".join(texts)
    while len(joined.encode()) < LONG_BYTES:
        joined += "\n\n" + joined
    return joined.encode()[:LONG_BYTES].decode("utf-8", "ignore")


def words_per_s(reader: reading.ReportReader, texts: list[str]) -> float:
    reader.read(Report(id="warm", text=texts[0][:3000]))
    began = time.perf_counter()
    for number, text in enumerate(texts):
        reader.read(Report(id=str(number), text=text))
    return sum(len(text.split()) for text in texts) / (time.perf_counter() - began)


def help_s() -> float:
    times = []
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "counterclaim", "--help"], check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


if __name__ == "__main__":
    main()
