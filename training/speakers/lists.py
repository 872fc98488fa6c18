"""Makes the word lists of `src/counterclaim/data`: given names with their gender, and words that are no names.

    python training/speakers/lists.py --names name_data.json --texts ARTICLES.jsonl [ARTICLES.jsonl …] --out DIR

`name_data.json` is the table in the package nomquamgender 0.0.4 (MIT licence): name, number of sources, number of
bearers, share of women among them. The texts are JSON lines with `text`; a word counts as common if it is written small
in at least four of five places where its case tells anything. Of texts that state a genre those in `CLEAR` are read.
"""

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from tags import CLEAR

_LEAST_SOURCES, _LEAST_BEARERS, _LEAST_SOURCES_OF_WORD = 5, 200, 20
_LEAST_SEEN, _LEAST_SMALL = 3, 0.8
_WORD = re.compile(r"(?<![\w'’-])[A-Za-z]{2,}(?![\w'’-])")
_INITIAL = re.compile(r"(?:^|[.!?:\n“”\"‘(])\W*$")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    common = common_words(options.texts)
    given = given_names(options.names, common)
    write(options.out / "common_words.txt", sorted(common))
    write(options.out / "given_names.txt", [f"{name} {gender}".strip() for name, gender in sorted(given.items())])
    print(f"{len(common)} words, {len(given)} given names")


def common_words(paths: list[Path]) -> set[str]:
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row.get("genre", "news") not in CLEAR:
                    continue
                text = row["text"]
                for match in _WORD.finditer(text):
                    word = match.group()
                    if word.islower():
                        small[word] += 1
                    elif not _INITIAL.search(text[max(0, match.start() - 4) : match.start()]):
                        capital[word.lower()] += 1
    return {
        word
        for word, n in small.items()
        if n >= _LEAST_SEEN and n >= _LEAST_SMALL * (n + capital[word]) and len(word) > 2
    }


def given_names(path: Path, common: set[str]) -> dict[str, str]:
    """Name → m, f, or nothing where more than one in ten of the bearers is of the other gender."""
    table = json.loads(path.read_text(encoding="utf-8"))
    out = {}
    for name, (n_sources, n_bearers, women) in table.items():
        known = n_sources >= (_LEAST_SOURCES_OF_WORD if name in common else _LEAST_SOURCES)
        if known and n_bearers >= _LEAST_BEARERS and name.isalpha() and len(name) > 1:
            out[name] = "f" if women >= 0.9 else "m" if women <= 0.1 else ""
    return out


def write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
