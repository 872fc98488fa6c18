"""What every benchmark keeps beside its figures: commit, machine, versions, digests of the data."""

import hashlib
import json
import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
RESULTS = Path(__file__).resolve().parent / "results"


def keep(name: str, command: str, figures: dict[str, Any], data: list[Path], packages: list[str]) -> None:
    """Writes `results/NAME.json`."""
    result = {
        "command": command,
        "commit": git("rev-parse", "HEAD"),
        "clean": not git("status", "--porcelain", "--", "src"),
        "data_sha256": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in data},
        "machine": {"platform": platform.platform(), "cpus": os.cpu_count()},
        "versions": {"python": platform.python_version(), **{package: version(package) for package in packages}},
        "figures": figures,
    }
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()
