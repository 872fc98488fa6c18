"""The measures, on worked examples small enough to count by hand."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.attribution.score import MEASURES, Result, score_articles

TEXT = "Olsen said the bridge would open in spring. Marsh denied it."


def spans(*words: str) -> list[tuple[int, int]] | None:
    return [(TEXT.index(w), TEXT.index(w) + len(w)) for w in words] or None


def told(source: str | None, cue: str | None, *content: str, within: str | None = None) -> dict[str, Any]:
    sources, cues = (spans(w) if w else None for w in (source, cue))
    return {"source": sources, "cue": cues, "content": spans(*content), "within": within}


OLSEN = told("Olsen", "said", "the bridge would open in spring")
MARSH = told("Marsh", "denied", "it")


def score(gold: list[dict[str, Any]], predicted: list[dict[str, Any]], resamples: int = 0) -> Result:
    article = {"id": "a", "text": TEXT, "statements": gold}
    return score_articles([article], {"a": predicted}, resamples=resamples)


@pytest.mark.parametrize(
    ("predicted", "found", "linked", "strict"),
    [
        pytest.param([OLSEN, MARSH], 2, 2, 2, id="the same"),
        pytest.param([MARSH, OLSEN], 2, 2, 2, id="in another order"),
        pytest.param([OLSEN], 1, 1, 1, id="one missed"),
        pytest.param(
            [told("Olsen", "said", "the bridge would open in spring."), MARSH], 2, 2, 2, id="a full stop more"
        ),
        pytest.param([told("Olsen", "said", "the bridge would open"), MARSH], 2, 2, 1, id="content too short"),
        pytest.param([told("Olsen", "said", "spring"), MARSH], 2, 1, 1, id="content far too short"),
        pytest.param([told("Marsh", "said", "the bridge would open in spring"), MARSH], 2, 1, 1, id="wrong source"),
        pytest.param([told(None, "said", "the bridge would open in spring"), MARSH], 2, 1, 1, id="no source"),
        pytest.param([told("Olsen", None, "the bridge would open in spring"), MARSH], 2, 2, 1, id="no cue"),
        pytest.param([told("Olsen", None, "spring"), MARSH], 1, 1, 1, id="no cue and too little content"),
        pytest.param([OLSEN, OLSEN, MARSH], 2, 2, 2, id="told twice, paired once"),
        pytest.param(
            [OLSEN, MARSH, told("Marsh", "open", "it", within="s1")], 2, 2, 2, id="what is within is left out"
        ),
        pytest.param([], 0, 0, 0, id="nothing"),
    ],
)
def test_right_statements(predicted: list[dict[str, Any]], found: int, linked: int, strict: int) -> None:
    scores = score([OLSEN, MARSH], predicted)["scores"]
    assert tuple(scores[m]["right"] for m in ("found", "linked", "strict")) == (found, linked, strict)


def test_tokens_are_counted_once_and_spans_as_wholes() -> None:
    scores = score([OLSEN, MARSH], [told("Olsen", "said", "the bridge"), MARSH])["scores"]
    assert scores["token.content"] == {
        "precision": 1.0,
        "recall": 3 / 7,
        "f1": 6 / 10,
        "interval": None,
        "right": 3,
        "predicted": 3,
        "gold": 7,
    }
    assert (scores["span.content"]["right"], scores["span.content"]["f1"]) == (1, 0.5)


def test_a_measure_for_which_neither_side_has_anything_is_unknown() -> None:
    scores = score([], [])["scores"]
    assert {scores[m]["f1"] for m in MEASURES} == {None}
    assert {scores[m]["interval"] for m in MEASURES} == {None}


def test_the_interval_is_the_same_every_time_and_holds_the_figure() -> None:
    articles = [{"id": str(n), "text": TEXT, "statements": [OLSEN, MARSH]} for n in range(20)]
    predicted = {str(n): [OLSEN] if n % 3 else [OLSEN, MARSH] for n in range(20)}
    one, again = (score_articles(articles, predicted, resamples=200)["scores"]["linked"] for _ in range(2))
    assert one == again
    assert one["interval"] is not None
    assert one["f1"] is not None
    low, high = one["interval"]
    assert low < one["f1"] < high


WORDS = ("Olsen", "said", "the", "bridge", "would", "open", "in", "spring", "Marsh", "denied", "it")

some_words = st.lists(st.sampled_from(WORDS), max_size=4).map(lambda words: spans(*words))
content = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(lambda words: spans(*words))
statements = st.lists(st.fixed_dictionaries({"source": some_words, "cue": some_words, "content": content}), max_size=5)


@given(statements)
def test_marked_against_itself_is_perfect(marked: list[dict[str, Any]]) -> None:
    assert {measure["f1"] for measure in score(marked, marked)["scores"].values()} <= {1.0, None}


@given(statements, statements)
def test_changing_sides_changes_precision_and_recall(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> None:
    there, back = score(one, other)["scores"], score(other, one)["scores"]
    for measure in ("token.source", "token.cue", "token.content", "span.source", "span.cue", "span.content"):
        assert (there[measure]["precision"], there[measure]["recall"]) == (
            back[measure]["recall"],
            back[measure]["precision"],
        )


@given(statements, statements, st.permutations(range(5)))
def test_tokens_and_spans_are_counted_whatever_the_order(
    marked: list[dict[str, Any]], predicted: list[dict[str, Any]], order: list[int]
) -> None:
    shuffled = [predicted[n] for n in order if n < len(predicted)]
    one, other = score(marked, predicted)["scores"], score(marked, shuffled)["scores"]
    assert all(one[m] == other[m] for m in MEASURES if "." in m)


@given(st.permutations([OLSEN, MARSH, told("Marsh", "would", "open")]))
def test_without_ties_the_order_of_statements_is_of_no_matter(predicted: list[dict[str, Any]]) -> None:
    assert score([OLSEN, MARSH], predicted) == score([OLSEN, MARSH], [OLSEN, MARSH, told("Marsh", "would", "open")])
