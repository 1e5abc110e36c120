"""A passage's vector in the company of the passages round it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from voiceminer.data.heard import Passage
    from voiceminer.data.record import Rows


def in_context(
    passages: Rows[Passage], vectors: NDArray[np.float32], weight: float
) -> NDArray[np.float32]:
    """Unit vectors that lean towards what was said just before and just after.

    "I looked like an idiot at the counter" says nothing alone; the sentence before it says what
    about. A text's vector becomes `own + weight · mean(neighbours)`, the neighbours being the
    passages before and after it in the same verbatim; a text said in several places takes the
    mean over all of them, so that equal texts keep equal vectors. Texts that stand alone
    everywhere keep their own.

    Parameters
    ----------
    passages : Rows of Passage
    vectors : ndarray of float32, shape (n_passages, dim)
    weight : float
        0 leaves every vector as it is.
    """
    ids, texts = passages.column("id"), passages.column("text")
    verbatims, starts = passages.column("verbatim_id"), passages.column("start")
    # sums of floats depend on their order: this one does not depend on the order of rows
    order = sorted(range(len(ids)), key=lambda row: (verbatims[row], starts[row], ids[row]))
    pairs = [
        (at, at + 1)
        for at, (a, b) in enumerate(pairwise(order))
        if verbatims[a] == verbatims[b] and texts[a] != texts[b]
    ]
    if not pairs or not weight:
        return vectors
    from scipy.sparse import csr_array

    number: dict[str, int] = {}
    text_of = np.array([number.setdefault(texts[row], len(number)) for row in order], np.int64)
    before, after = np.array(pairs).T
    said, heard = np.concatenate([before, after]), np.concatenate([after, before])
    shape = (len(number), len(order))
    around = csr_array((np.ones(len(said)), (text_of[said], heard)), shape=shape)
    n = np.bincount(text_of[said], minlength=len(number))
    in_company = np.bincount(text_of[np.unique(said)], minlength=len(number))
    # a text with company in half of its places leans half as far
    lean = weight * in_company / np.bincount(text_of) / np.maximum(n, 1)
    blended = np.empty(vectors.shape)
    blended[order] = vectors[order] + lean[text_of, None] * (around @ vectors[order])[text_of]
    lengths = np.linalg.norm(blended, axis=1, keepdims=True)
    unit: NDArray[np.float32] = (blended / np.maximum(lengths, 1e-12)).astype(np.float32)
    return unit
