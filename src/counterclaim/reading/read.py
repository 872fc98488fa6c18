"""Report → Reading: attribute, read contents again, put together, say whose words they are and what they mean."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from counterclaim import __version__
from counterclaim.reading.attribution.assemble import (
    Draft,
    outermost,
    put_together,
    quoted_units,
)
from counterclaim.reading.attribution.attribute import (
    Candidate,
    Encoded,
    Run,
    Scorer,
    Settings,
    Watch,
    attribute,
    show_states,
)
from counterclaim.reading.attribution.calibration import Calibration
from counterclaim.reading.attribution.model import OnnxScorer, shipped_model
from counterclaim.reading.attribution.nested import read_contents
from counterclaim.reading.attribution.places import as_statements, given_statements
from counterclaim.reading.attribution.units import Units, split_units
from counterclaim.reading.attribution.windows import Window
from counterclaim.reading.format import GivenStatement
from counterclaim.reading.meaning.acts import ActModel, ActReader, shipped_acts
from counterclaim.reading.meaning.interpret import interpret
from counterclaim.reading.reading import Reader, Reading
from counterclaim.reading.speaker.mentions import MentionReader, SpeakerModel, shipped_speakers
from counterclaim.reading.speaker.resolve import resolve
from counterclaim.reading.speaker.salience import Surroundings
from counterclaim.text.quotations import Quotation, find_quotations
from counterclaim.text.report import Report


class ReportReader:
    """Reads reports with one loaded model; keep it for many reports.

    `model` is a folder made by training; None is the one that comes with the package. Raises `ModelError` if it cannot
    be loaded.
    """

    def __init__(self, model: Path | None = None, *, n_threads: int | None = None) -> None:
        scorer = OnnxScorer(model or shipped_model(), n_threads=n_threads)
        self._scorer = scorer
        self._settings = scorer.settings
        self._speakers = SpeakerModel(shipped_speakers())
        self._acts = ActModel(shipped_acts())
        self._calibration = Calibration.from_config(scorer.config["calibration"])
        self._reader = Reader(name="counterclaim", version=__version__, model=scorer.name)

    def read(self, report: Report, *, given: Sequence[GivenStatement] | None = None) -> Reading:
        """The reading of a report; with `given` the statements are these instead of found ones."""
        text = report.text
        quotations = find_quotations(text)
        units = split_units(text, quotations)
        seen, acts = MentionReader(self._speakers), ActReader(self._acts, len(units))
        watchers = [
            each.see
            for each, model in ((seen, self._speakers), (acts, self._acts))
            if model.encoder == self._scorer.name
        ]
        watch = _show_each(watchers) if watchers else None
        if given is not None:
            statements = given_statements(given, text, quotations)
            if watch is not None:
                show_states(units, self._scorer, self._settings, watch)
        else:
            drafts = read_units(units, quotations, self._scorer, self._settings, self._calibration, watch)
            statements = as_statements(drafts, units, text, quotations)
        around = Surroundings(text, quotations)
        speakers, statements = resolve(around, units, statements, seen.mentions(), self._speakers)
        statements = interpret(around, units, statements, acts, report.published)
        return Reading(report=report, speakers=speakers, statements=statements, reader=self._reader)


def _show_each(watchers: Sequence[Watch]) -> Watch:
    def watch(windows: Sequence[Window], encoded: Encoded) -> None:
        for each in watchers:
            each(windows, encoded)

    return watch


def read_units(
    units: Units,
    quotations: Sequence[Quotation],
    scorer: Scorer,
    settings: Settings,
    calibration: Calibration,
    watch: Watch | None = None,
) -> list[Draft]:
    """The statements of a text in runs of units; `watch` is shown the states of the text."""
    drafts = outermost(_believed(attribute(units, scorer, settings, watch), calibration))
    quoted = quoted_units(units, quotations)
    drafts = put_together(drafts, quoted, units, score=calibration.without_cue)
    return _with_nested(drafts, units, quotations, scorer, settings, calibration)


def _believed(candidates: Iterable[Candidate], calibration: Calibration) -> list[Draft]:
    scored = ((candidate, calibration.score(candidate)) for candidate in candidates)
    return [
        Draft(source=c.source, cue=c.cue, content=c.content, score=score)
        for c, score in scored
        if score >= calibration.threshold
    ]


def _with_nested(
    drafts: list[Draft],
    units: Units,
    quotations: Sequence[Quotation],
    scorer: Scorer,
    settings: Settings,
    calibration: Calibration,
) -> list[Draft]:
    contents: list[tuple[int, Run]] = [
        (number, run) for number, draft in enumerate(drafts) if draft.within is None for run in draft.content
    ]
    found = read_contents(contents, units, quotations, scorer, settings)
    cues = {unit for draft in drafts if draft.cue for unit in range(*draft.cue)}
    inner: list[Draft] = []
    for number, candidate in found:
        if cues.isdisjoint(range(*candidate.cue)):
            inner += [replace(draft, within=number) for draft in _believed([candidate], calibration)]
            cues.update(range(*candidate.cue))
    return drafts + inner
