"""What every encoder owes: unit vectors that depend on nothing but the text."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voiceminer.data import Encoder
from voiceminer.embedding import (
    AdaptiveEncoder,
    Cached,
    OnnxEncoder,
    StaticEncoder,
    StoredVectors,
    TransformerEncoder,
)

TINY = Path(__file__).parent / "data"
TEXTS = [
    "My card is lost.",
    "The refund was late again, and the invoice is not my invoice!",
    "Export fails",
    "my card is lost",
    "Import was slow; login fails again and again and again.",
    "x",
]
NAMES = ["static", "int8", "tiny static", "tiny int8", "tiny transformer", "stored", "cached",
         "adaptive"]  # fmt: skip


@pytest.fixture(scope="module")
def encoders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Encoder]:
    rows = np.random.default_rng(1).normal(size=(len(TEXTS), 8))
    return {
        "static": StaticEncoder(),
        "int8": OnnxEncoder(threads=2),
        "tiny static": StaticEncoder(TINY / "tiny-static"),
        "tiny int8": OnnxEncoder(TINY / "tiny-int8", threads=3),
        "tiny transformer": TransformerEncoder(str(TINY / "tiny-bert")),
        "stored": StoredVectors(TEXTS, rows, "mine@1"),
        "cached": Cached(OnnxEncoder(TINY / "tiny-int8"), tmp_path_factory.mktemp("cache")),
        "adaptive": AdaptiveEncoder(
            [f"{word} {n}" for word in TEXTS for n in range(20)],
            OnnxEncoder(),
            StaticEncoder(TINY / "tiny-static"),
            held_out=20,
            first=50,
        ),
    }


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_unit_vectors_in_float32(name, encoders):
    vectors = encoders[name].encode(TEXTS)
    assert vectors.dtype == np.float32
    assert len(vectors) == len(TEXTS)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("name", NAMES)
def test_no_texts_give_no_rows_of_the_same_width(name, encoders):
    assert encoders[name].encode([]).shape == (0, encoders[name].encode(TEXTS).shape[1])


@pytest.mark.parametrize("name", NAMES)
def test_a_revision_names_the_encoder_and_its_content(name, encoders):
    assert "@" in encoders[name].revision


@pytest.mark.parametrize("name", NAMES)
def test_a_text_alone_in_company_and_in_another_order_is_equal_bit_by_bit(name, encoders):
    encoder = encoders[name]
    together = encoder.encode(TEXTS)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    assert np.array_equal(alone, together)
    assert np.array_equal(encoder.encode(TEXTS[::-1])[::-1], together)


@pytest.mark.parametrize("name", ["tiny static", "tiny int8", "cached", "adaptive"])
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text("abc card.é漢 \n", max_size=30), min_size=1, max_size=6))
def test_whatever_the_company_a_text_has_the_vector_it_has_alone(name, encoders, texts):
    vectors = encoders[name].encode(texts)
    assert np.isfinite(vectors).all()
    assert np.array_equal(vectors[:1], encoders[name].encode(texts[:1]))
    assert np.array_equal(vectors[::-1], encoders[name].encode(texts[::-1]))
