"""Makes `states.json` and `seats.json` of `src/counterclaim/data` from tables of countries and of seats of power.

    python training/speakers/states.py --countries countries.json --seats metonyms.json --out src/counterclaim/data

`countries.json` is that of mledoze/countries (ODbL 1.0), `metonyms.json` our own list. Seats that may mean something
else, too, and those of nobody who governs are left out, as are capitals of territories.
"""

import argparse
import json
from pathlib import Path
from typing import Any

_NO_GOVERNMENT = {"organisation", "finance sector", "press", "party", "lobby", "political class"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--countries", type=Path, required=True)
    parser.add_argument("--seats", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    countries = json.loads(options.countries.read_text(encoding="utf-8"))
    states = [state(row) for row in sorted(countries, key=lambda row: str(row["iso2"]))]
    seats = [
        {"name": row["name"], "of": row["of"]}
        for row in json.loads(options.seats.read_text(encoding="utf-8"))
        if row["note"] is None and row["body"] not in _NO_GOVERNMENT
    ]
    write(options.out / "states.json", states)
    write(options.out / "seats.json", seats)
    print(f"{len(states)} states and territories, {len(seats)} seats")


def state(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": row["iso2"],
        "name": row["name"],
        "names": sorted({row["official"], *row["aliases"]} - {row["name"]}),
        "demonyms": row["demonyms"],
        "capitals": row["capital"] if row["independent"] else [],
    }


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
