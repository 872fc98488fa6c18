"""`counterclaim evaluate`: read statements against marked ones."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterclaim.errors import FormatError, InputError
from counterclaim.views.cli.jsonlines import by_id
from counterclaim.views.cli.progress import with_progress
from counterclaim.views.cli.seams import ReadsReports, Seams
from counterclaim.views.cli.terminal import put_json, tell

if TYPE_CHECKING:
    from counterclaim.reading.attribution.score import Measure, Result

ROLES = ("source", "cue", "content")

FORMAT = "counterclaim.scores/1"

_FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An article or a prediction; statements are `{"source": spans, …, "within": id}`, text is None where not given."""

    text: str | None
    statements: list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """How fast the articles were read, the model loaded before."""

    words: int
    seconds: float

    @property
    def words_per_second(self) -> float:
        return self.words / self.seconds if self.seconds else 0.0


@click.command()
@click.argument("gold", type=_FILE)
@click.argument("predictions", type=_FILE, required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the measures as one JSON document.")
@click.option(
    "--bootstrap",
    type=click.IntRange(min=0),
    default=1000,
    show_default=True,
    metavar="N",
    help="How often articles are drawn anew for the 95 % interval; 0 leaves it out.",
)
@click.option(
    "--model",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Measure this trained model instead of the one that comes with the program.",
)
@click.pass_context
def evaluate(
    ctx: click.Context, gold: Path, predictions: Path | None, as_json: bool, bootstrap: int, model: Path | None
) -> None:
    """Score the model, or given PREDICTIONS, against marked articles.

    GOLD has a line for each article: {"id", "text", "statements": [{"id", "source", "cue", "content"}]}, each role a
    list of [start, end) in characters, an object with such a list under "spans", or null. PREDICTIONS has lines
    {"id", "statements"} or what `read --json` prints. Without PREDICTIONS the model reads the articles.

    \b
    Examples:
      counterclaim evaluate gold.jsonl
      counterclaim evaluate gold.jsonl predictions.jsonl --json
    """  # noqa: D301 (click wants the sign itself)
    from counterclaim.reading.attribution.score import score_articles

    articles = read_gold(gold)
    speed, failed = None, 0
    if predictions is None:
        seams = ctx.find_object(Seams) or Seams()
        predicted, speed = read_articles(articles, seams, model)
        failed = len(articles) - len(predicted)
    else:
        predicted = read_predictions(predictions, articles)
    result = score_articles(
        [{"id": name, "text": a.text, "statements": a.statements} for name, a in articles.items()],
        {name: p.statements for name, p in predicted.items()},
        resamples=bootstrap,
    )
    unknown = sorted(name for name in predicted if name not in articles)
    if unknown:
        tell(f"{predictions}: {len(unknown)} not in {gold} and left out, the first is {unknown[0]}")
    missing = sum(name not in predicted for name in articles)
    if as_json:
        put_json(_document(result, missing, unknown, speed))
    else:
        click.echo("\n".join(_table(result, missing, speed)))
    ctx.exit(1 if failed else 0)


def read_gold(path: Path) -> dict[str, Marked]:
    """`{id: article}`; a FormatError names file and line."""
    articles = {}
    for name, (where, line) in by_id(path).items():
        text = line.get("text")
        if not isinstance(text, str):
            raise FormatError(f"{where}: no text. Places are counted in it, so every article holds its own.")
        articles[name] = Marked(text=text, statements=list(_statements(line, text, where)))
    return articles


def read_predictions(path: Path, articles: Mapping[str, Marked]) -> dict[str, Marked]:
    """`{id: prediction}`; those of articles that are not in the gold stay unread."""
    predicted = {}
    for name, (where, line) in by_id(path).items():
        text = articles[name].text if name in articles else None
        report = line.get("report")
        own = line.get("text", report.get("text") if isinstance(report, dict) else None)
        if text is not None and own not in {None, text}:
            raise FormatError(f"{where}: holds another text than the gold, so its places mean nothing there.")
        statements = [] if text is None else list(_statements(line, text, where))
        predicted[name] = Marked(text=text, statements=statements)
    return predicted


def _statements(line: Mapping[str, Any], text: str, where: str) -> Iterator[dict[str, Any]]:
    """Checked; unlike statements given to `read`, they may lack a content."""
    rows = line.get("statements") or []
    if not isinstance(rows, list):
        raise FormatError(f"{where}: no list of statements.")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise FormatError(f"{where}: statement number {number}: not an object.")
        place = f"{where}: statement {row.get('id', f'number {number}')}"
        spans = {role: _spans(row.get(role), text, f"{place}: {role}") for role in ROLES}
        yield {**spans, "within": row.get("within")}


def _spans(part: Any, text: str, where: str) -> list[tuple[int, int]]:
    pairs = part.get("spans") if isinstance(part, dict) else part
    if pairs is not None and not isinstance(pairs, list):
        raise FormatError(f"{where}: {pairs!r} is no list of spans [start, end).")
    for pair in pairs or []:
        if not (isinstance(pair, list) and len(pair) == 2 and all(type(n) is int for n in pair)):
            raise FormatError(f"{where}: {pair!r} is no span. A span is [start, end), two whole numbers.")
        if not 0 <= pair[0] < pair[1] <= len(text):
            raise FormatError(
                f"{where}: span [{pair[0]}, {pair[1]}) does not fit the text ({len(text)} characters).\n"
                "Spans count Unicode characters; were these counted in bytes?"
            )
    return [(start, end) for start, end in pairs or []]


def read_articles(articles: Mapping[str, Marked], seams: Seams, model: Path | None) -> tuple[dict[str, Marked], Speed]:
    """What the model reads, and how fast; an article that it cannot read is named and left out."""
    reader = seams.load_reader(model)
    predicted = {}
    began = seams.clock_s()
    with closing(with_progress(articles.items(), total=len(articles), label="Reading")) as items:
        for name, article in items:
            try:
                predicted[name] = _read_article(name, article.text or "", reader)
            except (InputError, FormatError) as problem:
                tell(f"{name}: {problem}")
    seconds = seams.clock_s() - began
    return predicted, Speed(words=sum(len((articles[n].text or "").split()) for n in predicted), seconds=seconds)


def _read_article(name: str, text: str, reader: ReadsReports) -> Marked:
    from counterclaim.text.report import Report

    reading = reader.read(Report(id=name, text=text, language="en"))
    statements = [
        {
            "source": s.source.spans if s.source else (),
            "cue": s.cue.spans if s.cue else (),
            "content": s.content.spans,
            "within": s.within,
        }
        for s in reading.statements
    ]
    return Marked(text=text, statements=statements)


def _document(result: "Result", missing: int, unknown: list[str], speed: Speed | None) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "articles": result["articles"],
        "articles_without_prediction": missing,
        "articles_unknown": unknown,
        "statements": result["statements"],
        "scores": result["scores"],
        "speed": speed
        and {
            "words": speed.words,
            "seconds": round(speed.seconds, 3),
            "words_per_second": round(speed.words_per_second, 1),
        },
    }


def _table(result: "Result", missing: int, speed: Speed | None) -> Iterator[str]:
    without = f" ({missing} without prediction)" if missing else ""
    counts = result["statements"]
    yield f"{result['articles']} articles{without}, {counts['gold']} statements marked, {counts['predicted']} read"
    yield ""
    yield f"{'':<14}{'P':>7}{'R':>7}{'F1':>7}   {'95 % of F1':<13}{'right':>8}{'read':>8}{'marked':>8}"
    for name, measure in result["scores"].items():
        yield _row(name, measure)
    if speed:
        yield ""
        yield f"{speed.words_per_second:,.0f} words a second ({speed.words:,} words in {speed.seconds:.1f} s)"


def _row(name: str, measure: "Measure") -> str:
    between = " – ".join(map(_percent, measure["interval"])) if measure["interval"] else ""
    shares = "".join(f"{_percent(share):>7}" for share in (measure["precision"], measure["recall"], measure["f1"]))
    counts = "".join(f"{n:>8}" for n in (measure["right"], measure["predicted"], measure["gold"]))
    return f"{name:<14}{shares}   {between:<13}{counts}"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}"
