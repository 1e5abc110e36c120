"""What sets the encoders apart: meaning, empty texts, long texts, threads, models not here."""

from __future__ import annotations

import logging

import numpy as np
import pytest

from voiceminer.embedding import OnnxEncoder, StaticEncoder, TransformerEncoder
from voiceminer.errors import ModelError

WAITING = "I am still waiting for my bank card to arrive."
LATE = "My new card has not come in the post yet."
EXPORT = "How do I export the invoices to a spreadsheet?"


@pytest.mark.parametrize("encoder", [StaticEncoder(), OnnxEncoder()], ids=["static", "int8"])
def test_the_shipped_models_find_meaning(encoder):
    waiting, late, export = encoder.encode([WAITING, LATE, EXPORT])
    assert waiting @ late > waiting @ export + 0.2


@pytest.mark.parametrize("text", ["", " \n\t", "🦄🦄"])
def test_a_text_without_known_tokens_is_zero_under_static(text):
    assert not StaticEncoder().encode([text]).any()


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_an_empty_text_has_a_unit_vector_under_the_transformer(text):
    assert np.linalg.norm(OnnxEncoder().encode([text])) == pytest.approx(1, abs=1e-5)


def test_the_number_of_threads_changes_nothing(tiny):
    texts = [f"card {n} is lost" for n in range(25)]
    one = OnnxEncoder(tiny / "tiny-int8", threads=1).encode(texts)
    assert np.array_equal(one, OnnxEncoder(tiny / "tiny-int8", threads=4).encode(texts))


def test_a_long_text_is_cut_and_counted(tiny, caplog):
    # the tiny model reads 32 tokens, two of which are its marks: 30 words
    encoder = OnnxEncoder(tiny / "tiny-int8")
    with caplog.at_level(logging.WARNING):
        long, cut, short = encoder.encode(["card " * 31, "card " * 30, "card"])
    assert np.array_equal(long, cut)
    assert not np.array_equal(long, short)
    assert "1 of 3 texts are longer than the model reads (32 tokens)" in caplog.text


def test_short_texts_are_not_said_to_be_cut(tiny, caplog):
    OnnxEncoder(tiny / "tiny-int8").encode(["card " * 30])
    assert not caplog.records


def test_the_int8_graph_is_the_transformer_that_it_was_made_of(tiny):
    texts = ["my card is lost", "refund late", "the invoice was not my invoice, again!"]
    exact = TransformerEncoder(str(tiny / "tiny-bert")).encode(texts)
    int8 = OnnxEncoder(tiny / "tiny-int8").encode(texts)
    cosine = int8 @ exact.T
    assert np.diag(cosine) == pytest.approx(1, abs=0.02)
    assert (cosine.argmax(axis=1) == [0, 1, 2]).all()


def test_a_model_that_is_not_here_is_not_fetched_unasked(monkeypatch, tmp_path):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(ModelError) as e:
        TransformerEncoder("nobody/no-such-model").encode(["card"])
    assert str(e.value) == (
        "embedding.model 'nobody/no-such-model': no such model on this machine. Give the folder "
        "of a model, or allow the download with embedding.allow_download = true."
    )


def test_a_folder_that_holds_no_model_is_named(tmp_path):
    with pytest.raises(ModelError, match="sentence-transformers cannot load it") as e:
        TransformerEncoder(str(tmp_path)).encode(["card"])
    assert str(tmp_path) in str(e.value)
    assert str(e.value).endswith("or another name.")
