"""Units → statements: cues first, then for each cue its source and content, read by one pass of the encoder."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from counterclaim.reading.attribution.decoding import best_labels, label_probabilities
from counterclaim.reading.attribution.units import Ints, Units
from counterclaim.reading.attribution.windows import Window, plan_windows

Floats = npt.NDArray[np.float32]
Run = tuple[int, int]

REACH_BEFORE, REACH_AFTER = 72, 88
"""Units around a cue among which its source and content are looked for; 99 in 100 marked parts lie there."""


class EncoderInput(NamedTuple):
    """Windows made of word pieces: `pieces` and `mask` `(n_windows, n_pieces)`, `features` `(3, n_windows, n_pieces)`,
    `first_piece` `(n_windows, n_units)` the place of each unit's first piece.
    """

    pieces: Ints
    mask: Ints
    features: Ints
    first_piece: Ints


class Chain(NamedTuple):
    """Transitions `(n_labels, n_labels)` and starts `(n_labels,)` of a conditional random field."""

    transitions: Floats
    starts: Floats


class Encoded(NamedTuple):
    """What the encoder gives of some windows.

    `states` are `(n_windows, n_units, n_features)`, `cues` emissions `(n_windows, n_units, 3)`, and `inner` states of
    earlier layers `(n_windows, n_units, n_inner)`, where `n_inner` may be 0.
    """

    states: Floats
    cues: Floats
    inner: Floats

    def own_of(self, row: int, window: Window) -> Floats:
        """All states of a window's own units, the last layer's first: `(n_units, n_features + n_inner)`."""
        return np.concatenate([self.states[row, window.own], self.inner[row, window.own]], axis=1)


class Scorer(Protocol):
    """The neural part: scores for windows, then for cues."""

    cue_chain: Chain
    argument_chain: Chain

    @property
    def cue_words(self) -> Set[str]:
        """Words that are often part of a cue, in lower case; a content without any is not read again. Empty: all."""

    def encode(self, given: EncoderInput) -> Encoded:
        """States and cue emissions of windows."""

    def arguments(self, units: Floats, mask: Ints, in_cue: Ints, offsets: Ints) -> tuple[Floats, Floats]:
        """For the units around each cue, emissions `(n_cues, n_units, 5)` and a logit `(n_cues,)` of a statement."""

    def pieces_of(self, word: str) -> Sequence[int]:
        """The word pieces of a unit, never empty."""

    @property
    def border_pieces(self) -> tuple[int, int]:
        """The pieces that open and close a window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How windows are cut and how sure a cue must be; chosen on held-out articles."""

    window_pieces: int = 250
    overlap_pieces: int = 60
    batch_windows: int = 4
    cue_bonus: float = 0.0
    """Added to the emissions of cue labels: more cues are asked about, the weak ones dropped afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A statement in unit numbers, with what the model thought of its parts (probabilities)."""

    cue: Run
    source: tuple[Run, ...]
    content: tuple[Run, ...]
    cue_probability: float
    valid_probability: float
    source_probability: float
    content_probability: float


Watch = Callable[[Sequence[Window], Encoded], None]
"""Is shown what the encoder gives of some windows of a text."""


def attribute(units: Units, scorer: Scorer, settings: Settings, watch: Watch | None = None) -> Iterator[Candidate]:
    """Statements of a text in the order of their cues; a statement without content is none."""
    plan, pieces = _planned(units, scorer, settings)
    for _, candidate in attribute_windows(plan, units, pieces, scorer, settings, watch):
        yield candidate


def show_states(units: Units, scorer: Scorer, settings: Settings, watch: Watch) -> None:
    """Encode a text for the sake of its states alone."""
    plan, pieces = _planned(units, scorer, settings)
    for windows in _batches(plan, settings.batch_windows):
        watch(windows, scorer.encode(encoder_input(windows, units, pieces, scorer.border_pieces)))


def _planned(units: Units, scorer: Scorer, settings: Settings) -> tuple[Iterator[Window], list[Sequence[int]]]:
    pieces = [scorer.pieces_of(word) for word in units.words]
    n_pieces = np.fromiter(map(len, pieces), np.int64, len(pieces))
    return plan_windows(units, n_pieces, size=settings.window_pieces, overlap=settings.overlap_pieces), pieces


def attribute_windows(
    plan: Iterable[Window],
    units: Units,
    pieces: Sequence[Sequence[int]],
    scorer: Scorer,
    settings: Settings,
    watch: Watch | None = None,
) -> Iterator[tuple[Window, Candidate]]:
    """The same for windows given from outside, each candidate with its window; `pieces` are those of all units."""
    for windows in _batches(plan, settings.batch_windows):
        given = encoder_input(windows, units, pieces, scorer.border_pieces)
        encoded = scorer.encode(given)
        if watch is not None:
            watch(windows, encoded)
        yield from _in_windows(windows, encoded.states, encoded.cues, scorer, settings)


def encoder_input(
    windows: Sequence[Window], units: Units, pieces: Sequence[Sequence[int]], borders: tuple[int, int]
) -> EncoderInput:
    """The windows padded to one length."""
    n_windows = len(windows)
    flat = [[p for word in pieces[w.first : w.last] for p in word] for w in windows]
    counts = [np.fromiter(map(len, pieces[w.first : w.last]), np.int64, len(w)) for w in windows]
    longest = max(map(len, flat)) + 2
    ids = np.zeros((n_windows, longest), np.int64)
    mask = np.zeros((n_windows, longest), np.int64)
    features = np.zeros((3, n_windows, longest), np.int64)
    first_piece = np.zeros((n_windows, max(map(len, windows))), np.int64)
    for row, window in enumerate(windows):
        n = len(flat[row])
        ids[row, 0], ids[row, 1 : n + 1], ids[row, n + 1] = borders[0], flat[row], borders[1]
        mask[row, : n + 2] = 1
        first_piece[row, : len(window)] = 1 + np.cumsum(counts[row]) - counts[row]
        for number, values in enumerate((units.shapes, units.quoted, units.breaks)):
            features[number, row, 1 : n + 1] = np.repeat(values[window.first : window.last], counts[row])
    return EncoderInput(ids, mask, features, first_piece)


def _batches(windows: Iterable[Window], size: int) -> Iterator[list[Window]]:
    """At most `size` neighbours of about one length, because the shorter ones are padded to the longest."""
    batch: list[Window] = []
    shortest = longest = 0
    for window in windows:
        shortest, longest = min(shortest, len(window)), max(longest, len(window))
        if batch and (len(batch) == size or longest > _MOST_PADDING * shortest + _FREE_PADDING):
            yield batch
            batch = []
        if not batch:
            shortest = longest = len(window)
        batch.append(window)
    if batch:
        yield batch


_MOST_PADDING, _FREE_PADDING = 1.2, 4


def _in_windows(
    windows: Sequence[Window], states: Floats, cue_scores: Floats, scorer: Scorer, settings: Settings
) -> Iterator[tuple[Window, Candidate]]:
    lengths = np.array([len(w) for w in windows])
    probable = 1 - label_probabilities(cue_scores, lengths, *scorer.cue_chain)[:, :, 0]
    rows, cues = find_cues(windows, cue_scores, scorer.cue_chain, settings.cue_bonus)
    if not rows:
        return
    around = around_cues(states, lengths, rows, cues)
    emissions, valid = scorer.arguments(around.units, around.mask, around.in_cue, around.offsets)
    reach = around.mask.sum(axis=1)
    labels = best_labels(emissions, reach, *scorer.argument_chain)
    probabilities = label_probabilities(emissions, reach, *scorer.argument_chain)
    chosen = np.take_along_axis(probabilities, labels[:, :, None], axis=2)[:, :, 0]
    for number, row in enumerate(rows):
        shift = windows[row].first + int(around.firsts[number])
        source, content = (_runs(labels[number], label, shift) for label in (1, 3))
        if not content:
            continue
        begin = windows[row].first
        candidate = Candidate(
            cue=(cues[number][0] + begin, cues[number][1] + begin),
            source=source,
            content=content,
            cue_probability=float(probable[row, cues[number][0] : cues[number][1]].max()),
            valid_probability=float(1 / (1 + np.exp(-valid[number]))),
            source_probability=_mean(chosen[number], source, shift),
            content_probability=_mean(chosen[number], content, shift),
        )
        yield windows[row], candidate


def find_cues(windows: Sequence[Window], cue_scores: Floats, chain: Chain, bonus: float) -> tuple[list[int], list[Run]]:
    """Rows of the windows, and cues in units of the window that owns them."""
    lengths = np.array([len(w) for w in windows])
    labels = best_labels(cue_scores + np.array([0, bonus, bonus], np.float32), lengths, *chain)
    rows, cues = [], []
    for row, window in enumerate(windows):
        for first, last in _runs(labels[row], 1, 0):
            if window.own_first <= first + window.first < window.own_last:
                rows.append(row)
                cues.append((first, last))
    return rows, cues


class AroundCues(NamedTuple):
    """The units around each cue, `(n_cues, n_units, …)`; `firsts` `(n_cues,)` are the first of them in the window."""

    units: Floats
    mask: Ints
    in_cue: Ints
    offsets: Ints
    firsts: Ints


def around_cues(states: Floats, lengths: Ints, rows: Sequence[int], cues: Sequence[Run]) -> AroundCues:
    row = np.array(rows)[:, None]
    start = np.array([cue[0] for cue in cues])[:, None]
    end = np.array([cue[1] for cue in cues])[:, None]
    length = min(REACH_BEFORE + REACH_AFTER, states.shape[1])
    firsts = np.clip(start - REACH_BEFORE, 0, states.shape[1] - length)
    places = firsts + np.arange(length)
    offsets = np.where(places < start, places - start, np.where(places >= end, places - end + 1, 0))
    return AroundCues(
        units=states[row, places],
        mask=(places < lengths[row]).astype(np.int64),
        in_cue=((places >= start) & (places < end)).astype(np.int64),
        offsets=offsets,
        firsts=firsts[:, 0],
    )


def _runs(labels: Ints, begin: int, shift: int) -> tuple[Run, ...]:
    """Runs of the labels `begin` and `begin + 1` (its continuation)."""
    runs: list[Run] = []
    for place in np.flatnonzero((labels == begin) | (labels == begin + 1)).tolist():
        if runs and runs[-1][1] == place + shift and labels[place] == begin + 1:
            runs[-1] = (runs[-1][0], place + shift + 1)
        else:
            runs.append((place + shift, place + shift + 1))
    return tuple(runs)


def _mean(chosen: Floats, runs: tuple[Run, ...], shift: int) -> float:
    if not runs:
        return float(chosen.mean())
    return float(np.concatenate([chosen[first - shift : last - shift] for first, last in runs]).mean())
