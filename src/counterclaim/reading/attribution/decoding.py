"""Label sequences from scores: a linear-chain conditional random field, for many sequences at once.

The chain is that of Lafferty, McCallum and Pereira (2001): the score of a sequence is the sum of its emissions, its
transitions and the transition into its first label. Forbidden transitions have the score `FORBIDDEN`.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

FORBIDDEN = -1e4

CUE_LABELS = ("O", "B-cue", "I-cue")
ARGUMENT_LABELS = ("O", "B-source", "I-source", "B-content", "I-content")


def allowed_transitions(labels: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """`(n_labels, n_labels)`, from row to column: `I-x` follows only `B-x` or `I-x`."""
    return np.array(
        [[not b.startswith("I-") or (a != "O" and a[2:] == b[2:]) for b in labels] for a in labels], dtype=bool
    )


def allowed_starts(labels: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """`(n_labels,)`: a sequence does not begin with `I-x`."""
    return np.array([not label.startswith("I-") for label in labels], dtype=bool)


def best_labels(emissions: Floats, lengths: Ints, transitions: Floats, starts: Floats) -> Ints:
    """The most probable labels (Viterbi): `(n_sequences, n_steps)`, 0 after a sequence's end.

    `emissions` is `(n_sequences, n_steps, n_labels)`, `lengths` `(n_sequences,)`, `transitions`
    `(n_labels, n_labels)` from row to column, `starts` `(n_labels,)`.
    """
    n_sequences, n_steps, n_labels = emissions.shape
    labels = np.zeros((n_sequences, n_steps), np.int64)
    if not n_sequences or not n_steps:
        return labels
    back = np.zeros((n_steps, n_sequences, n_labels), np.int64)
    stay = np.arange(n_labels)
    score = emissions[:, 0] + starts
    for step in range(1, n_steps):
        paths = score[:, :, None] + transitions
        running = (step < lengths)[:, None]
        back[step] = np.where(running, paths.argmax(axis=1), stay)
        score = np.where(running, paths.max(axis=1) + emissions[:, step], score)
    rows = np.arange(n_sequences)
    labels[:, -1] = score.argmax(axis=1)
    for step in range(n_steps - 1, 0, -1):
        labels[:, step - 1] = back[step][rows, labels[:, step]]
    labels[np.arange(n_steps)[None, :] >= lengths[:, None]] = 0
    return labels


def label_probabilities(emissions: Floats, lengths: Ints, transitions: Floats, starts: Floats) -> Floats:
    """Marginal probabilities (forward-backward), shapes as in `best_labels`; after a sequence's end meaningless."""
    n_sequences, n_steps, _ = emissions.shape
    if not n_sequences or not n_steps:
        return np.zeros(emissions.shape, np.float32)
    # Products of exponentials, scaled at every step, are several times faster here than sums of logarithms.
    # The floor keeps a legal path alive where every score speaks for a forbidden one.
    weights = np.exp(np.maximum(emissions - emissions.max(axis=2, keepdims=True), -40.0))
    step_weights = np.exp(np.maximum(transitions, -80.0)) * (transitions > FORBIDDEN / 2)
    forward = np.empty_like(weights)
    backward = np.ones_like(weights)
    forward[:, 0] = _scaled(weights[:, 0] * np.exp(starts))
    for step in range(1, n_steps):
        forward[:, step] = _scaled((forward[:, step - 1] @ step_weights) * weights[:, step])
    for step in range(n_steps - 2, -1, -1):
        running = (step + 1 < lengths)[:, None]
        behind = _scaled((backward[:, step + 1] * weights[:, step + 1]) @ step_weights.T)
        backward[:, step] = np.where(running, behind, 1.0)
    product = forward * backward
    return np.asarray(product / np.maximum(product.sum(axis=2, keepdims=True), 1e-30), dtype=np.float32)


def _scaled(values: Floats) -> Floats:
    return np.asarray(values / np.maximum(values.max(axis=1, keepdims=True), 1e-30))
