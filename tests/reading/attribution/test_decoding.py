from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.attribution.decoding import (
    ARGUMENT_LABELS,
    CUE_LABELS,
    FORBIDDEN,
    allowed_starts,
    allowed_transitions,
    best_labels,
    label_probabilities,
)

tables = pytest.mark.parametrize("labels", [CUE_LABELS, ARGUMENT_LABELS], ids=["cue", "argument"])


def _chain(labels, draws):
    transitions = np.where(allowed_transitions(labels), draws.normal(size=(len(labels), len(labels))), FORBIDDEN)
    starts = np.where(allowed_starts(labels), draws.normal(size=len(labels)), FORBIDDEN)
    return transitions.astype(np.float32), starts.astype(np.float32)


def _example(labels, seed, n_sequences=3, n_steps=4):
    draws = np.random.default_rng(seed)
    emissions = draws.normal(scale=3, size=(n_sequences, n_steps, len(labels))).astype(np.float32)
    return emissions, draws.integers(1, n_steps + 1, n_sequences), *_chain(labels, draws)


def _all_scores(emissions, transitions, starts):
    """Every label sequence of one chain with its score, the slow and plain way."""
    for sequence in product(range(emissions.shape[1]), repeat=len(emissions)):
        score = float(starts[sequence[0]]) + sum(float(emissions[n, label]) for n, label in enumerate(sequence))
        yield sequence, score + sum(float(transitions[a, b]) for a, b in pairwise(sequence))


def _is_legal(labels, sequence):
    legal, begins = allowed_transitions(labels), allowed_starts(labels)
    return begins[sequence[0]] and all(legal[a, b] for a, b in pairwise(sequence))


def test_a_continuation_follows_only_its_own_kind():
    allowed = {
        (a, b)
        for (n, a), (m, b) in product(enumerate(ARGUMENT_LABELS), repeat=2)
        if allowed_transitions(ARGUMENT_LABELS)[n, m] and b.startswith("I-")
    }
    assert allowed == {(f"{p}-{kind}", f"I-{kind}") for p in "BI" for kind in ("source", "content")}
    assert allowed_starts(CUE_LABELS).tolist() == [True, True, False]


@tables
@given(seed=st.integers(0, 2**32 - 1))
def test_best_labels_are_those_of_the_best_of_all_sequences(labels, seed):
    emissions, lengths, transitions, starts = _example(labels, seed)
    found = best_labels(emissions, lengths, transitions, starts)
    for row, length in enumerate(lengths):
        scores = dict(_all_scores(emissions[row, :length], transitions, starts))
        chosen = tuple(found[row, :length].tolist())
        assert scores[chosen] == pytest.approx(max(scores.values()), abs=1e-3)
        assert not found[row, length:].any()


@tables
@given(seed=st.integers(0, 2**32 - 1))
def test_probabilities_are_sums_over_all_sequences(labels, seed):
    emissions, lengths, transitions, starts = _example(labels, seed)
    found = label_probabilities(emissions, lengths, transitions, starts)
    for row, length in enumerate(lengths):
        expected = np.zeros((length, len(labels)))
        for sequence, score in _all_scores(emissions[row, :length], transitions, starts):
            expected[np.arange(length), list(sequence)] += np.exp(score)
        np.testing.assert_allclose(found[row, :length], expected / expected.sum(axis=1, keepdims=True), atol=1e-4)


@tables
@given(seed=st.integers(0, 2**32 - 1), scale=st.sampled_from([1, 30, 300]))
def test_forbidden_transitions_are_never_chosen(labels, seed, scale):
    emissions, lengths, transitions, starts = _example(labels, seed, n_sequences=4, n_steps=12)
    found = best_labels(emissions * scale, lengths, transitions, starts)
    assert all(_is_legal(labels, found[row, :length].tolist()) for row, length in enumerate(lengths))


@tables
@given(seed=st.integers(0, 2**32 - 1), n_padded=st.integers(1, 5))
def test_padding_makes_no_difference(labels, seed, n_padded):
    emissions, lengths, transitions, starts = _example(labels, seed)
    noise = np.random.default_rng(seed).normal(scale=50, size=(len(emissions), n_padded, len(labels)))
    padded = np.concatenate([emissions, noise.astype(np.float32)], axis=1)
    for decode in (best_labels, label_probabilities):
        plain, longer = (decode(given, lengths, transitions, starts) for given in (emissions, padded))
        for row, length in enumerate(lengths):
            np.testing.assert_allclose(plain[row, :length], longer[row, :length], atol=1e-6)
            alone = decode(emissions[row : row + 1, :length], lengths[row : row + 1], transitions, starts)
            np.testing.assert_allclose(plain[row, :length], alone[0], atol=1e-6)


@pytest.mark.parametrize("gap", [20.0, 200.0])
def test_probabilities_stay_sums_of_one_where_the_scores_insist_on_what_is_forbidden(gap):
    emissions = np.zeros((1, 3, 3), np.float32)
    emissions[0, 0, 2] = gap
    transitions, starts = _chain(CUE_LABELS, np.random.default_rng(0))
    found = label_probabilities(emissions, np.array([3]), transitions, starts)
    np.testing.assert_allclose(found.sum(axis=2), 1, atol=1e-4)


@pytest.mark.parametrize("shape", [(0, 4, 3), (2, 0, 3)], ids=["no sequences", "no steps"])
def test_nothing_to_label_gives_nothing(shape):
    transitions, starts = _chain(CUE_LABELS, np.random.default_rng(0))
    lengths = np.zeros(shape[0], np.int64)
    assert best_labels(np.zeros(shape, np.float32), lengths, transitions, starts).shape == shape[:2]
    assert label_probabilities(np.zeros(shape, np.float32), lengths, transitions, starts).shape == shape
