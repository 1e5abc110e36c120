"""One vector per passage."""

from __future__ import annotations

import numpy as np

from voiceminer.data import Embeddings, Encoder, Engine, Passage, Rows

# texts between two reports of progress: a second or so of the transformer
_REPORTED_AT_ONCE = 1024


def embeddings_of(
    passages: Rows[Passage], encoder: Encoder, *, engine: Engine, context: float = 0.0
) -> Embeddings:
    """Unit vectors of all passages, in their order; equal texts are encoded once.

    Progress is reported as job "embed", in distinct texts.
    """
    row_of: dict[str, int] = {}
    rows = [row_of.setdefault(text, len(row_of)) for text in passages.column("text")]
    texts = list(row_of)
    parts = [encoder.encode([])]
    for start in range(0, len(texts), _REPORTED_AT_ONCE):
        engine.progress("embed", start, len(texts))
        parts.append(encoder.encode(texts[start : start + _REPORTED_AT_ONCE]))
    engine.progress("embed", len(texts), len(texts))
    vectors = np.concatenate(parts)[rows]
    return Embeddings(vectors=vectors, encoder=encoder.revision, context=context)
