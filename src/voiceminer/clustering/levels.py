"""Which resolutions to show: cross-view support picks themes and topics, without labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Wanted = Literal["auto", "finer", "coarser"] | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Positions on the grid of the two levels shown; equal where only one is worth showing."""

    theme: int
    topic: int


def choice_of(
    groups: Sequence[int],
    support: Sequence[float],
    *,
    keep: float,
    max_topics: int,
    topics: Wanted = "auto",
) -> Choice:
    """Themes at the peak of support, topics at the finest level that keeps `keep` of it.

    Support is the modularity, in the graph of words, of groups that were found in the graph
    of meaning: high only where both views hold together, low for one giant group and for
    splinters. Where the finest such level is the peak itself, themes are the best supported
    of the coarser levels, so that there is a tree to read.

    Parameters
    ----------
    groups : sequence of int
        Number of groups per level, coarse to fine.
    support : sequence of float
        Cross-view support per level.
    keep : float
        Share of the peak that topics have to keep, in (0, 1].
    max_topics : int
        Levels with more groups are not considered, unless all have more.
    topics : "auto", "finer", "coarser" or int
        The next level with more or fewer topics instead, or the one nearest to a number.
    """
    levels = [at for at, n in enumerate(groups) if n <= max_topics] or [
        min(range(len(groups)), key=lambda at: groups[at])
    ]
    peak = max(levels, key=lambda at: (support[at], -groups[at]))
    enough = [at for at in levels if support[at] >= keep * support[peak]]
    topic = _wanted(groups, max(enough, key=lambda at: (groups[at], support[at])), topics)
    coarser = [at for at in levels if 1 < groups[at] < groups[topic]]
    if groups[peak] < groups[topic] or not coarser:
        return Choice(theme=peak if groups[peak] < groups[topic] else topic, topic=topic)
    return Choice(theme=max(coarser, key=lambda at: (support[at], -groups[at])), topic=topic)


def _wanted(groups: Sequence[int], chosen: int, topics: Wanted) -> int:
    """The level that is asked for, seen from the one that the data chose; the same if none is."""
    if topics == "auto":
        return chosen
    if topics == "finer":
        return min(
            (at for at, n in enumerate(groups) if n > groups[chosen]),
            key=lambda at: groups[at],
            default=chosen,
        )
    if topics == "coarser":
        return max(
            (at for at, n in enumerate(groups) if 1 < n < groups[chosen]),
            key=lambda at: groups[at],
            default=chosen,
        )
    return min(range(len(groups)), key=lambda at: (abs(groups[at] - topics), groups[at]))


def parents_of(
    topics: NDArray[np.int64], themes: NDArray[np.int64], weights: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Each topic's theme: the one that holds most of its passages, so that the two are a tree.

    Leiden's levels do not nest by themselves. A theme that no topic chose disappears; the
    others are numbered 0, 1, … in the order of their first topic.
    """
    votes = np.zeros((topics.max() + 1, themes.max() + 1))
    np.add.at(votes, (topics, themes), weights)
    best = votes.argmax(axis=1)
    _, first, inverse = np.unique(best, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[inverse]
