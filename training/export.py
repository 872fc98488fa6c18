"""A trained checkpoint → the folder that the package ships.

    python training/export.py CHECKPOINT.pt CHOSEN.json FOLDER

Both graphs are written in float32, the encoder's layers are fused, and the weights become int8 (dynamic quantization).
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import FusionOptions, optimize_model
from torch import nn

from card import card
from counterclaim.reading.attribution.model import FORMAT
from encoder import encoder_folder
from model import AttributionModel

ENCODER_INPUTS = {"pieces": [0, 1], "mask": [0, 1], "features": [1, 2], "first_piece": [0, 1]}


class EncoderGraph(nn.Module):
    def __init__(self, model: AttributionModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces, mask, features, first_piece):
        states, cues, _ = self.model.encode(pieces, mask, features, first_piece)
        return states, cues


class ArgumentGraph(nn.Module):
    def __init__(self, model: AttributionModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, units, mask, in_cue, offsets):
        return self.model.arguments(units, mask, in_cue, offsets)


def write_graphs(model: AttributionModel, folder: Path) -> None:
    n, t, u = 2, 40, 30
    ids = torch.randint(1000, 20000, (n, t))
    given = (ids, torch.ones_like(ids), torch.zeros(3, n, t, dtype=torch.long), torch.arange(u).repeat(n, 1) + 1)
    torch.onnx.export(
        EncoderGraph(model),
        given,
        folder / "encoder.onnx",
        input_names=list(ENCODER_INPUTS),
        output_names=["units", "cues"],
        dynamic_axes={
            "pieces": {0: "windows", 1: "pieces"},
            "mask": {0: "windows", 1: "pieces"},
            "features": {1: "windows", 2: "pieces"},
            "first_piece": {0: "windows", 1: "units"},
            "units": {0: "windows", 1: "units"},
            "cues": {0: "windows", 1: "units"},
        },
        opset_version=17,
        dynamo=False,
    )
    units = torch.randn(n, u, model.unit_projection.in_features)
    ones = torch.ones(n, u, dtype=torch.long)
    names = ["units", "mask", "in_cue", "offsets"]
    torch.onnx.export(
        ArgumentGraph(model),
        (units, ones, torch.zeros_like(ones), torch.arange(u).repeat(n, 1) - 9),
        folder / "arguments.onnx",
        input_names=names,
        output_names=["emissions", "valid"],
        dynamic_axes={**{k: {0: "cues", 1: "around"} for k in [*names, "emissions"]}, "valid": {0: "cues"}},
        opset_version=17,
        dynamo=False,
    )


INNER_LAYERS = (1, 3)
"""Layers, from 0, whose states other readers are given beside those of the last."""


def show_inner_layers(path: Path) -> None:
    """Let the encoder's graph give a third output `inner`: the states of `INNER_LAYERS` at each unit's first piece."""
    graph = onnx.load(path)
    # The last layer's states are gathered by the same places, and put first in "units".
    units = next(node for node in graph.graph.node if "units" in node.output)
    gather = next(node for node in graph.graph.node if units.input[0] in node.output)
    made = []
    for layer in INNER_LAYERS:
        states = f"/encoder/encoder/layer.{layer}/output/LayerNorm/LayerNormalization_output_0"
        attributes = {"axis": next(each.i for each in gather.attribute if each.name == "axis")}
        made.append(helper.make_node("GatherElements", [states, gather.input[1]], [f"inner_{layer}"], **attributes))
    names = [node.output[0] for node in made]
    graph.graph.node.extend([*made, helper.make_node("Concat", names, ["inner"], axis=2)])
    graph.graph.output.append(helper.make_tensor_value_info("inner", TensorProto.FLOAT, ["windows", "units", "inner"]))
    onnx.checker.check_model(graph)
    onnx.save(graph, path)


def export(model: AttributionModel, out: Path, chosen: dict, name: str, quantized: bool = True) -> None:
    out.mkdir(parents=True, exist_ok=True)
    model.eval()
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        write_graphs(model, work)
        fusion = FusionOptions("bert")
        fusion.enable_embed_layer_norm = False
        heads, hidden = model.encoder.config.num_attention_heads, model.encoder.config.hidden_size
        fused = optimize_model(
            str(work / "encoder.onnx"),
            "bert",
            num_heads=heads,
            hidden_size=hidden,
            opt_level=0,
            optimization_options=fusion,
        )
        fused.save_model_to_file(str(work / "fused.onnx"))
        if quantized:
            for source, target in (("fused.onnx", "encoder.onnx"), ("arguments.onnx", "arguments.onnx")):
                quantize_dynamic(
                    work / source,
                    out / target,
                    weight_type=QuantType.QInt8,
                    per_channel=True,
                    op_types_to_quantize=["MatMul", "Attention", "Gather"],
                    extra_options={"DefaultTensorType": TensorProto.FLOAT},
                )
        else:
            shutil.copy(work / "fused.onnx", out / "encoder.onnx")
            shutil.copy(work / "arguments.onnx", out / "arguments.onnx")
    show_inner_layers(out / "encoder.onnx")
    tokenizer = json.loads((encoder_folder() / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["padding"] = tokenizer["truncation"] = None
    (out / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    chains = {
        f"{kind}_chain": dict(zip(("transitions", "starts"), (v.tolist() for v in chain.scores()), strict=True))
        for kind, chain in (("cue", model.cue_chain), ("argument", model.argument_chain))
    }
    digests = {
        f: hashlib.sha256((out / f).read_bytes()).hexdigest()
        for f in ("encoder.onnx", "arguments.onnx", "tokenizer.json")
    }
    config = {
        "format": FORMAT,
        "name": name,
        "settings": chosen["settings"],
        "calibration": chosen["calibration"],
        "cue_words": chosen["cue_words"],
        **chains,
        "sha256": digests,
    }
    (out / "config.json").write_text(json.dumps(config, indent=1), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("chosen", type=Path, help="what training/calibrate.py chose on held-out articles")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, help="Markdown about the data and their terms, for the card")
    parser.add_argument("--name", default="own")
    parser.add_argument("--float", action="store_true", help="do not quantize")
    options = parser.parse_args()
    state = torch.load(options.checkpoint, weights_only=True)
    model = AttributionModel.from_state(state)
    chosen = json.loads(options.chosen.read_text(encoding="utf-8"))
    export(model, options.folder, chosen, options.name, quantized=not options.float)
    if "scores" in chosen:
        data = options.data.read_text(encoding="utf-8") if options.data else "## Data and its terms\n\nNot stated."
        (options.folder / "CARD.md").write_text(card(options.name, chosen, data), encoding="utf-8")


if __name__ == "__main__":
    main()
