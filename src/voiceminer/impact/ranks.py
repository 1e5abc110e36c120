"""The order of topics, and how sure it is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def ranks_of(score: Floats, then: Floats, names: list[str]) -> Ints:
    """Ranks from 1: by score, then by `then` (what they touch), then by name; shape (k,)."""
    order = sorted(range(len(names)), key=lambda k: (-score[k], -then[k], names[k]))
    ranks = np.empty(len(names), dtype=np.int64)
    ranks[order] = np.arange(1, len(names) + 1)
    return ranks


def bands_of(
    draws: Floats, ranks: Ints, level: float, rng: np.random.Generator
) -> tuple[Ints, Ints]:
    """First and last place that a topic may hold: quantiles of its rank over posterior draws.

    Ties (two topics without harm in one draw) are ordered by chance, so that topics of which
    nothing is known share a wide band. The band always holds the topic's rank.

    Parameters
    ----------
    draws : ndarray of float64, shape (draws, k)
        Scores, higher ranks first.
    ranks : ndarray of int64, shape (k,)
    """
    order = np.lexsort((rng.random(draws.shape), -draws), axis=1)
    drawn = np.empty_like(order)
    np.put_along_axis(drawn, order, np.arange(1, draws.shape[1] + 1)[None, :], axis=1)
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2], axis=0, method="nearest")
    return (
        np.minimum(low.astype(np.int64), ranks),
        np.maximum(high.astype(np.int64), ranks),
    )
