"""Loading a model: what is wrong with a folder is said, and the one of the package works."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from counterclaim.errors import ModelError
from counterclaim.reading.attribution.attribute import EncoderInput, attribute
from counterclaim.reading.attribution.decoding import ARGUMENT_LABELS, CUE_LABELS
from counterclaim.reading.attribution.model import FORMAT, OnnxScorer, shipped_model
from counterclaim.reading.attribution.units import split_units
from counterclaim.reading.read import ReportReader

FILES = ("encoder.onnx", "arguments.onnx", "tokenizer.json")


@pytest.fixture(scope="module")
def scorer() -> OnnxScorer:
    return OnnxScorer(shipped_model(), n_threads=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model whose parts are a few bytes each, with their right digests."""
    for name in FILES:
        (tmp_path / name).write_bytes(name.encode())
    config = json.loads((shipped_model() / "config.json").read_text(encoding="utf-8"))
    config["sha256"] = {name: hashlib.sha256(name.encode()).hexdigest() for name in FILES}
    _write(tmp_path, config)
    return tmp_path


def _write(folder: Path, config: Any) -> None:
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")


def _config(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "config.json").read_text(encoding="utf-8"))


def _error(folder: Path) -> str:
    with pytest.raises(ModelError) as caught:
        OnnxScorer(folder)
    assert str(folder) in str(caught.value)
    return str(caught.value)


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    assert "no model here (config.json is missing)" in _error(tmp_path)
    assert "no model here" in _error(tmp_path / "absent")


def test_a_file_in_place_of_a_folder_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "model").write_text("")
    assert "no model here" in _error(tmp_path / "model")


def test_a_reader_says_the_same(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model here"):
        ReportReader(tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_part_is_named_with_the_remedy(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert f"{name} is missing. Install the package again." in _error(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_part_is_named_with_the_remedy(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"damaged")
    message = _error(folder)
    assert f"{name}: damaged" in message
    assert "Install again" in message


@pytest.mark.parametrize(
    ("config", "said"),
    [
        pytest.param("{", "not JSON", id="broken"),
        pytest.param("\ufffd", "not JSON", id="no JSON at all"),
        pytest.param("[]", f"format None; this version of counterclaim reads {FORMAT!r}", id="a list"),
        pytest.param("{}", "format None", id="no format"),
        pytest.param('{"format": "counterclaim.attribution-model/99"}', "attribution-model/99", id="a later one"),
        pytest.param(json.dumps({"format": FORMAT}), "settings", id="fields missing"),
    ],
)
def test_a_configuration_that_cannot_be_read_is_refused(folder: Path, config: str, said: str) -> None:
    (folder / "config.json").write_text(config, encoding="utf-8")
    assert said in _error(folder)


@pytest.mark.parametrize("key", ["settings", "calibration", "cue_chain", "sha256"])
def test_a_configuration_that_lacks_a_field_names_it(folder: Path, key: str) -> None:
    config = _config(folder)
    del config[key]
    _write(folder, config)
    assert key in _error(folder)


def test_a_part_that_the_runtime_cannot_load_is_named(folder: Path) -> None:
    assert "encoder.onnx: onnxruntime cannot load it" in _error(folder)


# The model of the package


def test_the_model_of_the_package_loads_and_its_chains_have_a_row_for_each_label(scorer: OnnxScorer) -> None:
    assert scorer.name
    assert scorer.cue_chain.transitions.shape == (len(CUE_LABELS),) * 2
    assert scorer.argument_chain.transitions.shape == (len(ARGUMENT_LABELS),) * 2
    assert 0 < scorer.settings.overlap_pieces < scorer.settings.window_pieces


@pytest.mark.parametrize("word", ["harbour", "😀", "\u0301", "ﷺ", "\ud800", "x" * 5000, "\U0010ffff", "[SEP]"])
def test_every_word_has_pieces_and_not_too_many(scorer: OnnxScorer, word: str) -> None:
    pieces = scorer.pieces_of(word)
    assert 1 <= len(pieces) <= 16
    assert scorer.pieces_of(word) == pieces


def test_the_network_gives_a_score_for_each_unit_and_label(scorer: OnnxScorer) -> None:
    given = {"pieces": [[101, 7592, 102]], "mask": [[1, 1, 1]], "first_piece": [[1]]}
    arrays = {name: np.array(value, np.int64) for name, value in given.items()}
    states, cues, inner = scorer.encode(EncoderInput(features=np.zeros((3, 1, 3), np.int64), **arrays))
    assert states.shape[:2] == (1, 1)
    assert cues.shape == (1, 1, 3)
    assert inner.shape == (1, 1, 768)


def test_words_of_many_pieces_are_read_and_the_same_twice(scorer: OnnxScorer) -> None:
    units = split_units("Olsen said so. " + "zxqvbkjwpqgf " * 400)
    assert list(attribute(units, scorer, scorer.settings)) == list(attribute(units, scorer, scorer.settings))
