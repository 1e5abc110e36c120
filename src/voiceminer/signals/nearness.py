"""How near each passage is to each kind's prototype sentences."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Encoder
from voiceminer.signals.lexicon import KINDS, Lexicon

Matrix = NDArray[np.float32]


def nearness(vectors: Matrix, lexicon: Lexicon, encoder: Encoder) -> Matrix:
    """Cosine to the nearest prototype per kind, against the mean over kinds.

    Parameters
    ----------
    vectors : ndarray of float32, shape (n, dim)
        Unit rows, from the same encoder.

    Returns
    -------
    ndarray of float32, shape (n, n_kinds)
        Centred per passage: encoders differ in how near they hold any two sentences, and only
        which kind is nearer counts. Zeros for kinds without prototypes, and for all where own
        vectors have no encoder that fits them.
    """
    near = np.zeros((len(vectors), len(KINDS)), np.float32)
    with_some = [k for k in KINDS if lexicon.prototypes[k]]
    sentences = [s for k in with_some for s in lexicon.prototypes[k]]
    prototypes = np.asarray(encoder.encode(sentences), np.float32)
    if not len(vectors) or prototypes.shape[1] != vectors.shape[1]:
        return near
    cosines = vectors @ prototypes.T
    first = np.cumsum([0, *(len(lexicon.prototypes[k]) for k in with_some)])[:-1]
    best = np.maximum.reduceat(cosines, first, axis=1)
    near[:, [KINDS.index(k) for k in with_some]] = best - best.mean(axis=1, keepdims=True)
    return near
