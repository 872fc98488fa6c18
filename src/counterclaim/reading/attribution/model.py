"""The trained model on disk, run by onnxruntime: the only module that knows it."""

import hashlib
import json
import os
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from counterclaim.errors import ModelError
from counterclaim.reading.attribution.attribute import Chain, Encoded, EncoderInput, Floats, Settings
from counterclaim.reading.attribution.units import Ints

FORMAT = "counterclaim.attribution-model/1"

_MOST_PIECES = 16
"""Word pieces kept of one unit: enough for any word, while a line without a blank stays cheap."""

_CONFIG_KEYS = ("name", "settings", "calibration", "cue_words", "cue_chain", "argument_chain", "sha256")

_MOST_REMEMBERED = 200_000


def shipped_model() -> Path:
    """The folder of the model that comes with the package."""
    return Path(str(files("counterclaim") / "models" / "attribution-2"))


class OnnxScorer:
    """Implements `attribute.Scorer` with a folder made by `training/export.py`.

    The folder holds `encoder.onnx`, `arguments.onnx`, `tokenizer.json` and `config.json` with the digests of the
    others. Raises `ModelError` where a file is missing, damaged or of another format.
    """

    def __init__(self, folder: Path, *, n_threads: int | None = None) -> None:
        self.config = _read_config(folder)
        self._folder = folder
        self._n_threads = n_threads or min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)
        self._encoder = self._session("encoder.onnx")
        self._arguments = self._session("arguments.onnx")
        self.cue_chain = _chain(self.config["cue_chain"])
        self.argument_chain = _chain(self.config["argument_chain"])
        self.cue_words = frozenset(self.config["cue_words"])
        self.settings = Settings(**self.config["settings"])
        self.name = str(self.config["name"])
        self._pieces: dict[str, list[int]] = {}

    def _session(self, name: str) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._n_threads
        options.inter_op_num_threads = 1
        # Windows come in many shapes. Memory kept or planned per shape grows with the text, so neither is.
        options.enable_cpu_mem_arena = False
        options.enable_mem_pattern = False
        try:
            return onnxruntime.InferenceSession(self._folder / name, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises classes of its own C++ side
            raise ModelError(f"{self._folder / name}: onnxruntime cannot load it ({error}).") from error

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def border_pieces(self) -> tuple[int, int]:
        return self._piece("[CLS]"), self._piece("[SEP]")

    def _piece(self, token: str) -> int:
        number = self._tokenizer.token_to_id(token)
        if number is None:
            raise ModelError(f"{self._folder / 'tokenizer.json'}: it has no piece {token}.")
        return int(number)

    def pieces_of(self, word: str) -> Sequence[int]:
        known = self._pieces.get(word)
        if known is None:
            if len(self._pieces) >= _MOST_REMEMBERED:
                self._pieces.clear()
            sound = word[:200].encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair has no UTF-8
            ids = self._tokenizer.encode(sound, add_special_tokens=False).ids
            known = self._pieces[word] = ids[:_MOST_PIECES] or [self._piece("[UNK]")]
        return known

    def encode(self, given: EncoderInput) -> Encoded:
        states, cues, *inner = self._encoder.run(None, given._asdict())
        return Encoded(states, cues, inner[0] if inner else np.zeros((*states.shape[:2], 0), np.float32))

    def arguments(self, units: Floats, mask: Ints, in_cue: Ints, offsets: Ints) -> tuple[Floats, Floats]:
        given = {"units": units, "mask": mask, "in_cue": in_cue, "offsets": offsets}
        emissions, valid = self._arguments.run(None, given)
        return emissions, valid


def _read_config(folder: Path) -> dict[str, Any]:
    try:
        config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ModelError(f"{folder}: no model here (config.json is missing).") from error
    except ValueError as error:
        raise ModelError(f"{folder / 'config.json'}: not JSON ({error}).") from error
    found = config.get("format") if isinstance(config, dict) else None
    if found != FORMAT:
        raise ModelError(f"{folder}: format {found!r}; this version of counterclaim reads {FORMAT!r}.")
    missing = [key for key in _CONFIG_KEYS if key not in config]
    if missing:
        raise ModelError(f"{folder / 'config.json'}: {', '.join(missing)} missing. Was it made by training/export.py?")
    for name, digest in config["sha256"].items():
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except FileNotFoundError as error:
            raise ModelError(f"{folder}: {name} is missing. Install the package again.") from error
        if found != digest:
            raise ModelError(f"{folder / name}: damaged (its digest is not that of config.json). Install again.")
    return config


def _chain(values: dict[str, list[Any]]) -> Chain:
    return Chain(np.array(values["transitions"], np.float32), np.array(values["starts"], np.float32))
