"""Make the tiny models of the tests: a random BERT, its ONNX form, a static model.

    python tests/embedding/data/make_tiny_models.py

Run where scripts/build_onnx_model.py runs. Real formats and real code paths, in kilobytes; the
vectors mean nothing.
"""

# ruff: noqa: TID253  # a script that is run by hand, and about these libraries
from __future__ import annotations

import shutil
import sys
from pathlib import Path

import numpy as np
import torch
from model2vec import StaticModel
from sentence_transformers import SentenceTransformer, models
from tokenizers import Tokenizer, normalizers, pre_tokenizers, processors
from tokenizers.models import WordPiece
from transformers import BertConfig, BertModel, BertTokenizerFast

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[2] / "scripts"))
from build_onnx_model import build  # noqa: E402  # scripts/ is no package

MARKS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WORDS = ["my", "the", "card", "payment", "refund", "invoice", "login", "export", "import"]
WORDS += ["is", "was", "not", "lost", "late", "slow", "fails", "again"]
LONGEST = 32


def tokenizer(*, marks: bool) -> Tokenizer:
    letters = list("abcdefghijklmnopqrstuvwxyz0123456789.,?!'")
    vocabulary = [*MARKS, *WORDS, *letters, *(f"##{c}" for c in letters)]
    made = Tokenizer(WordPiece({w: i for i, w in enumerate(vocabulary)}, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    if marks:
        made.post_processor = processors.TemplateProcessing(
            single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
        )
    return made


def transformer(out: Path) -> None:
    torch.manual_seed(20260)
    bert = BertModel(
        BertConfig(
            vocab_size=tokenizer(marks=True).get_vocab_size(),
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=4,
            intermediate_size=64,
            max_position_embeddings=LONGEST,
            initializer_range=0.2,  # wide enough that attention attends and gelu bends
        )
    )
    bert.save_pretrained(out)
    words = BertTokenizerFast(tokenizer_object=tokenizer(marks=True), model_max_length=LONGEST)
    words.save_pretrained(out)
    word = models.Transformer(str(out), max_seq_length=LONGEST)
    SentenceTransformer(modules=[word, models.Pooling(32)], device="cpu").save(str(out))


def static(out: Path) -> None:
    made = tokenizer(marks=False)
    vectors = np.random.default_rng(20260).normal(size=(made.get_vocab_size(), 16))
    vectors = np.rint(vectors * 40).astype(np.int8)
    model = StaticModel(vectors, made, normalize=True, max_length=None)
    model.save_pretrained(out)


if __name__ == "__main__":
    for name in ("tiny-bert", "tiny-int8", "tiny-static"):
        shutil.rmtree(HERE / name, ignore_errors=True)
    transformer(HERE / "tiny-bert")
    build(HERE / "tiny-bert", HERE / "tiny-int8")
    static(HERE / "tiny-static")
    for card in HERE.glob("*/README.md"):
        card.unlink()
