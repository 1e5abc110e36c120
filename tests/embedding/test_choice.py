from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from voiceminer.data import Passage, Rows
from voiceminer.embedding import (
    AdaptiveEncoder,
    OnnxEncoder,
    StaticEncoder,
    TransformerEncoder,
    encoder_for,
)
from voiceminer.settings import EmbeddingSettings

# begin, "my", "card", "is", "lost", end: 6 tokens; begin, "late", end: 3
TEXTS = ["my card is lost", "late"]


@pytest.mark.parametrize(("budget", "kind"), [(9, OnnxEncoder), (8, AdaptiveEncoder)])
def test_auto_takes_the_transformer_up_to_the_budget(passages, budget, kind):
    settings = EmbeddingSettings(token_budget=budget)
    assert type(encoder_for(passages(TEXTS), settings)) is kind


def test_repeated_texts_count_once(passages):
    settings = EmbeddingSettings(token_budget=9)
    assert type(encoder_for(passages(TEXTS * 50), settings)) is OnnxEncoder


def test_the_order_of_passages_does_not_decide(passages):
    settings = EmbeddingSettings(token_budget=8)
    assert type(encoder_for(passages(TEXTS[::-1]), settings)) is AdaptiveEncoder


def test_a_text_counts_up_to_where_it_is_cut(passages):
    settings = EmbeddingSettings(token_budget=256)
    assert type(encoder_for(passages(["card " * 1000]), settings)) is OnnxEncoder


def test_the_settings_choose(passages):
    few = passages(["late"])
    assert type(encoder_for(few, EmbeddingSettings(encoder="static"))) is StaticEncoder
    assert type(encoder_for(few, EmbeddingSettings(encoder="adaptive"))) is AdaptiveEncoder
    nothing_spent = EmbeddingSettings(encoder="transformer", token_budget=0)
    assert type(encoder_for(few, nothing_spent)) is OnnxEncoder
    named = encoder_for(few, EmbeddingSettings(model="somebody/some-model", allow_download=True))
    assert isinstance(named, TransformerEncoder)
    assert (named.name, named.allow_download) == ("somebody/some-model", True)


@pytest.mark.parametrize(
    ("languages", "settings", "said"),
    [
        (["de", "de", "en"], {}, True),
        (["de", "de", "en"], {"encoder": "static"}, True),
        (["de", "en"], {}, False),  # half is not most
        (["", "", "en"], {}, False),  # too short to tell
        (["de", "de"], {"model": "somebody/multilingual"}, False),
    ],
)
def test_a_corpus_that_the_shipped_models_do_not_know_is_said(
    passages, caplog, languages, settings, said
):
    rows = Rows.gather(
        Passage,
        [replace(p, language=code) for p, code in zip(passages(languages), languages, strict=True)],
    )
    with caplog.at_level(logging.WARNING):
        encoder_for(rows, EmbeddingSettings(**settings))
    assert ("was trained on English" in caplog.text) == said
