"""Which encoder a corpus gets."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from voiceminer.data import Encoder, Passage, Progress, Rows
from voiceminer.embedding.adaptive import AdaptiveEncoder
from voiceminer.embedding.cached import Cached
from voiceminer.embedding.onnx import OnnxEncoder
from voiceminer.embedding.static import StaticEncoder
from voiceminer.embedding.transformer import TransformerEncoder
from voiceminer.settings import EmbeddingSettings

log = logging.getLogger(__name__)

READ = "en"
"""The language that the shipped models were trained on."""

_COUNTED_AT_ONCE = 4096  # texts: enough to keep the tokenizer's threads busy


def encoder_for(
    passages: Rows[Passage],
    settings: EmbeddingSettings,
    *,
    cache: Path | None = None,
    progress: Progress = lambda *_: None,
) -> Encoder:
    """The encoder that the settings name; under `auto`, the best within the token budget.

    Nothing is loaded but a tokenizer, and that only to count: models load on first use. With
    `cache`, a folder, a text that the transformer ever encoded is not encoded again; the static
    model is quicker than looking up, and goes without.
    """
    if settings.encoder == "static" or not settings.model:
        _say_what_is_not_read(passages.column("language"))
    if settings.encoder == "static":
        return StaticEncoder()
    finer = _transformer(settings)
    if cache is not None:
        finer = Cached(finer, cache)
    if settings.encoder == "transformer" or (
        settings.encoder == "auto" and not exceeds(_distinct(passages), settings.token_budget)
    ):
        return finer
    return AdaptiveEncoder(
        passages.column("text"),
        finer,
        StaticEncoder(),
        affordable=lambda texts: not exceeds(texts, settings.token_budget),
        progress=progress,
    )


def encoder_again(
    revision: str,
    passages: Rows[Passage],
    settings: EmbeddingSettings,
    *,
    cache: Path | None = None,
    progress: Progress = lambda *_: None,
) -> Encoder:
    """The encoder of that revision, so that new vectors can be compared with old ones.

    Where it is none of those that are here (a library has been upgraded, or it had learnt from
    another corpus), the one that the settings name for these passages.
    """
    named = encoder_for(passages, settings, cache=cache, progress=progress)
    if named.revision == revision:
        return named
    finer: Encoder = OnnxEncoder()
    others = (StaticEncoder(), finer if cache is None else Cached(finer, cache))
    return next((other for other in others if other.revision == revision), named)


def _say_what_is_not_read(languages: Sequence[str]) -> None:
    """A notice where the shipped models, which are English, do not know most of the corpus."""
    told = Counter(language for language in languages if language)
    ((most, n),) = told.most_common(1) or [(READ, 0)]
    if most != READ and 2 * n > told.total():
        log.warning(
            "%d of %d passages are in '%s', and the shipped encoder was trained on English: it "
            "groups them by the words that they share. For groups by meaning name a model for that "
            "language, for instance embedding.model = "
            "'sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2'.",
            n,
            len(languages),
            most,
        )


def _transformer(settings: EmbeddingSettings) -> Encoder:
    if settings.model:
        return TransformerEncoder(settings.model, allow_download=settings.allow_download)
    return OnnxEncoder()


def _distinct(passages: Rows[Passage]) -> list[str]:
    return list(dict.fromkeys(passages.column("text")))


def exceeds(texts: Sequence[str], budget: int) -> bool:
    """Whether the texts hold more than `budget` tokens of the shipped tokenizer.

    Texts are counted as the encoder reads them, cut where it cuts them. Counting stops with the
    budget, so that it costs a second or two however large the corpus is.
    """
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
