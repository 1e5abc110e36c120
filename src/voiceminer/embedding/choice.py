"""Which encoder a corpus gets."""

from __future__ import annotations

import logging
from pathlib import Path

from voiceminer.data import Encoder, Passage, Rows
from voiceminer.embedding.cached import Cached
from voiceminer.embedding.onnx import OnnxEncoder
from voiceminer.embedding.static import StaticEncoder
from voiceminer.embedding.transformer import TransformerEncoder
from voiceminer.settings import EmbeddingSettings

log = logging.getLogger(__name__)

_COUNTED_AT_ONCE = 4096  # texts: enough to keep the tokenizer's threads busy


def encoder_for(
    passages: Rows[Passage], settings: EmbeddingSettings, *, cache: Path | None = None
) -> Encoder:
    """The encoder that the settings name; under `auto`, the best within the token budget.

    Nothing is loaded but a tokenizer, and that only to count: models load on first use. With
    `cache`, a folder, a text that was ever encoded is not encoded again; the static model is
    quicker than looking up, and goes without.
    """
    encoder = _encoder_for(passages, settings)
    if cache is None or isinstance(encoder, StaticEncoder):
        return encoder
    return Cached(encoder, cache)


def _encoder_for(passages: Rows[Passage], settings: EmbeddingSettings) -> Encoder:
    if settings.encoder == "static":
        return StaticEncoder()
    if settings.encoder == "auto" and exceeds(passages, settings.token_budget):
        log.warning(
            "The passages hold more than embedding.token_budget = %d tokens: they are encoded "
            "with the static model, which is faster and coarser. Raise the budget, or set "
            "embedding.encoder = 'transformer', for the finer one.",
            settings.token_budget,
        )
        return StaticEncoder()
    if settings.model:
        return TransformerEncoder(settings.model, allow_download=settings.allow_download)
    return OnnxEncoder()


def exceeds(passages: Rows[Passage], budget: int) -> bool:
    """Whether the distinct passages hold more than `budget` tokens of the shipped tokenizer.

    Texts are counted as the encoder reads them, cut where it cuts them. Counting stops with the
    budget, so that it costs a second or two however large the corpus is.
    """
    texts = list(dict.fromkeys(passages.column("text")))
    # a token is at least one byte, save the two marks round each text
    if sum(len(text.encode()) + 2 for text in texts) <= budget:
        return False
    tokenizer, count = OnnxEncoder().tokenizer, 0
    for start in range(0, len(texts), _COUNTED_AT_ONCE):
        encodings = tokenizer.encode_batch_fast(texts[start : start + _COUNTED_AT_ONCE])
        count += sum(map(len, encodings))
        if count > budget:
            return True
    return False
