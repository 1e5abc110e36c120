"""How near each passage is to each kind's prototype sentences."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Encoder
from voiceminer.signals.lexicon import KINDS, Lexicon

Matrix = NDArray[np.float32]

# A kind is as near as its nearest three sentences on average: one alone may share a subject
# and no more, and beyond some five every kind has sentences that are about something else.
_NEAREST = 3


def nearness(vectors: Matrix, lexicon: Lexicon, encoder: Encoder) -> Matrix:
    """Mean cosine to the nearest prototypes of each kind, against the mean over kinds.

    Parameters
    ----------
    vectors : ndarray of float32, shape (n, dim)
        Unit rows, from the same encoder.

    Returns
    -------
    ndarray of float32, shape (n, n_kinds)
        With mean 0 per passage: encoders differ in how near they hold any two sentences, and only
        which kind is nearer counts. Zeros where own vectors have no encoder that fits them.
    """
    near = np.zeros((len(vectors), len(KINDS)), np.float32)
    sentences = [s for kind in KINDS for s in lexicon.prototypes[kind]]
    prototypes = np.asarray(encoder.encode(sentences), np.float32)
    if not len(vectors) or prototypes.shape[1] != vectors.shape[1]:
        return near
    return nearest(vectors @ prototypes.T, lexicon)


def nearest(cosines: Matrix, lexicon: Lexicon) -> Matrix:
    """The same from cosines, shape (n, n_prototypes), to the prototypes in the kinds' order."""
    near = np.zeros((len(cosines), len(KINDS)), np.float32)
    first = 0
    for column, kind in enumerate(KINDS):
        last = first + len(lexicon.prototypes[kind])
        own = cosines[:, first:last]
        k = min(_NEAREST, own.shape[1])
        near[:, column] = np.partition(own, own.shape[1] - k, axis=1)[:, -k:].mean(axis=1)
        first = last
    return np.asarray(near - near.mean(axis=1, keepdims=True), np.float32)
