"""Small networks that stand on the encoder's states: their stored weights, and what they have in common."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from counterclaim.errors import ModelError
from counterclaim.reading.attribution.attribute import Floats


class StoredWeights:
    """The arrays of an `.npz` file, by name.

    `what` names the model in messages. Raises ModelError where the file cannot be read or has another format.
    """

    def __init__(self, path: Path, *, what: str, format_: str) -> None:
        try:
            with np.load(path, allow_pickle=False) as stored:
                arrays = {name: stored[name] for name in stored.files}
        except (OSError, ValueError) as error:
            raise ModelError(f"{path}: the {what} cannot be read ({error}). Install the package again.") from error
        self.encoder = str(arrays.pop("encoder", ""))
        """Name of the attribution model whose states it was taught on; those of another mean nothing to it."""
        found = str(arrays.pop("format", ""))
        if found != format_:
            raise ModelError(f"{path}: format {found!r}; this version of counterclaim reads {format_!r}.")
        self._arrays = {name: np.asarray(array, np.float32) for name, array in arrays.items()}

    def __getitem__(self, name: str) -> npt.NDArray[np.float32]:
        return self._arrays[name]


def softmax(scores: Floats) -> Floats:
    """Scores `(n,)` → probabilities."""
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum(), np.float32)
