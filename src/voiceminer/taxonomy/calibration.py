"""How probable it is that a passage is about a topic: calibrated without labels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceminer.data.spread import spread

# Passages whose neighbours are looked up, and those they are looked up among: 2,000 × 20,000
# × 384 multiplications take half a second, and 2,000 shares leave a standard error of 0.01.
HELD_OUT = 2_000
AMONG = 20_000
# A passage's neighbours that say what it is about; as many as a vote needs to have tenths.
VOTERS = 10
ROWS = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """How much nearer each passage is to a topic's centre than to any other's, in cosine.

    Attributes
    ----------
    first : ndarray of float64, shape (n,)
        Of the topic it is placed in; negative where another centre is nearer.
    second : ndarray of float64, shape (n,)
        Of the nearest other topic. −inf where there is no other.
    other : ndarray of int64, shape (n,)
        That other topic; −1 where there is none.
    """

    first: NDArray[np.float64]
    second: NDArray[np.float64]
    other: NDArray[np.int64]


def margins_of(
    vectors: NDArray[np.float32], labels: NDArray[np.int64], centres: NDArray[np.float32]
) -> Margins:
    """Margins of every row against all centres, float32 of shape (n_topics, dim)."""
    n, count = len(labels), len(centres)
    if count < 2:
        return Margins(first=np.full(n, np.inf), second=np.full(n, -np.inf), other=np.full(n, -1))
    first, other = np.empty(n), np.empty(n, np.int64)
    for at in range(0, n, ROWS):
        rows = slice(at, at + ROWS)
        near = (vectors[rows] @ centres.T).astype(np.float64)
        mine = labels[rows, None] == np.arange(count)
        rivals = np.where(mine, -np.inf, near)
        other[rows] = rivals.argmax(axis=1)
        first[rows] = near[mine] - rivals.max(axis=1)
    return Margins(first=first, second=-first, other=other)


def probability_by(
    vectors: NDArray[np.float32], labels: NDArray[np.int64], margins: Margins
) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    """A map from margin to probability, fitted on this corpus: monotone, in [0, 1].

    Nobody has labelled anything, so the passage's nearest neighbours answer instead: for
    held-out passages, the share of their ten nearest other texts that lies in the topic is
    regressed on the margin by an isotonic fit (Zadrozny & Elkan 2002), once for the topic the
    passage is placed in and once for its nearest rival. It reads: of ten statements most like
    this one, so many are about the topic.

    Rows are distinct texts in an order of content: every so-many-th is held out.
    """
    from sklearn.isotonic import IsotonicRegression

    n = len(labels)
    if n <= VOTERS or not np.isfinite(margins.first).any():
        return lambda margin: np.where(margin > 0, 1.0, 0.0)
    held_out = spread(n, HELD_OUT)
    among = spread(n, AMONG)
    near = vectors[held_out] @ vectors[among].T
    near[held_out[:, None] == among] = -np.inf
    voters = among[np.argpartition(-near, VOTERS, axis=1)[:, :VOTERS]]
    first = (labels[voters] == labels[held_out, None]).mean(axis=1)
    second = (labels[voters] == margins.other[held_out, None]).mean(axis=1)
    fit = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(
        np.concatenate([margins.first[held_out], margins.second[held_out]]),
        np.concatenate([first, second]),
    )
    return lambda margin: np.asarray(fit.predict(margin), np.float64)
