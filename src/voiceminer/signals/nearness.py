"""How near each passage is to each kind's prototype sentences, and to which kind it leans."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Encoder
from voiceminer.signals.lexicon import KINDS, Lexicon

Matrix = NDArray[np.float32]
Wide = NDArray[np.float64]

# A kind is as near as its nearest three sentences on average: one alone may share a subject
# and no more, and beyond some five every kind has sentences that are about something else.
_NEAREST = 3


# From 0.3 to 3 it hardly matters; it keeps some 500 sentences from being learnt by heart.
_RIDGE = 1.0


def nearness(vectors: Matrix, lexicon: Lexicon, encoder: Encoder) -> Matrix:
    """Nearness to the prototypes of each kind, and leaning towards each kind.

    Parameters
    ----------
    vectors : ndarray of float32, shape (n, dim)
        Unit rows, from the same encoder.

    Returns
    -------
    ndarray of float32, shape (n, 2 * n_kinds)
        `nearest`, then `leaning`. Zeros where own vectors have no encoder that fits them.
    """
    near = np.zeros((len(vectors), 2 * len(KINDS)), np.float32)
    sentences = [s for kind in KINDS for s in lexicon.prototypes[kind]]
    prototypes = np.asarray(encoder.encode(sentences), np.float32)
    if not len(vectors) or prototypes.shape[1] != vectors.shape[1]:
        return near
    learnt = leaning(prototypes, lexicon)
    leans = _with_one(vectors) @ learnt
    return np.hstack([nearest(vectors @ prototypes.T, lexicon), leans])


def leaning(prototypes: Matrix, lexicon: Lexicon) -> Matrix:
    """What tells the kinds' prototypes apart: a ridge regression, kinds balanced.

    The nearest sentences may share no more than a subject; what is common to all of one kind, and
    to no other, is seen by a line between them.

    Returns
    -------
    ndarray of float32, shape (dim + 1, n_kinds)
        To be multiplied with vectors that have a one behind them.
    """
    rows, target, weight = _regression(prototypes, lexicon)
    square = rows.T @ (rows * weight) + _RIDGE * np.eye(rows.shape[1])
    return np.linalg.solve(square, rows.T @ (target * weight)).astype(np.float32)


def leaning_left_out(prototypes: Matrix, lexicon: Lexicon) -> Matrix:
    """Each prototype's own leaning as learnt without it, shape (n_prototypes, n_kinds)."""
    rows, target, weight = _regression(prototypes, lexicon)
    inverse = np.linalg.inv(rows.T @ (rows * weight) + _RIDGE * np.eye(rows.shape[1]))
    learnt = inverse @ (rows.T @ (target * weight))
    # leaving one out in closed form: (Hastie, Tibshirani and Friedman, 2009, equation 7.64)
    own = np.einsum("ij,jk,ik->i", rows, inverse, rows, optimize=True)[:, None] * weight
    return np.asarray((rows @ learnt - own * target) / (1 - own), np.float32)


def _regression(prototypes: Matrix, lexicon: Lexicon) -> tuple[Wide, Wide, Wide]:
    """Rows with a one behind them, what each leans to, and what it weighs."""
    of = np.array([at for at, kind in enumerate(KINDS) for _ in lexicon.prototypes[kind]])
    # with mean 0 per passage, as nearness, so that 0 throughout says nothing
    target = 2.0 * (of[:, None] == np.arange(len(KINDS))) - 2 / len(KINDS)
    weight = 1 / np.bincount(of)[of]
    weight = (weight / weight.mean())[:, None]
    return _with_one(prototypes).astype(np.float64), target, weight


def _with_one(vectors: Matrix) -> Matrix:
    return np.hstack([vectors, np.ones((len(vectors), 1), np.float32)])


def nearest(cosines: Matrix, lexicon: Lexicon) -> Matrix:
    """Mean cosine to the nearest prototypes of each kind, against the mean over kinds.

    Parameters
    ----------
    cosines : ndarray of float32, shape (n, n_prototypes)
        To the prototypes in the kinds' order.

    Returns
    -------
    ndarray of float32, shape (n, n_kinds)
        With mean 0 per passage: encoders differ in how near they hold any two sentences, and only
        which kind is nearer counts.
    """
    near = np.zeros((len(cosines), len(KINDS)), np.float32)
    first = 0
    for column, kind in enumerate(KINDS):
        last = first + len(lexicon.prototypes[kind])
        own = cosines[:, first:last]
        k = min(_NEAREST, own.shape[1])
        near[:, column] = np.partition(own, own.shape[1] - k, axis=1)[:, -k:].mean(axis=1)
        first = last
    return np.asarray(near - near.mean(axis=1, keepdims=True), np.float32)
