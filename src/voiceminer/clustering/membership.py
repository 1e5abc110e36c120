"""How surely each node belongs to its group, and which nodes are unclear."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceminer.clustering.graph import Graph
from voiceminer.data.centroids import centroids_of

# Rows compared with all centroids at a time: 4,096 × 100 topics × 4 bytes is under 2 MB.
ROWS = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """Per node: strength in [0, 1], and whether it is unclear."""

    strength: NDArray[np.float64]
    unclear: NDArray[np.bool_]


def belonging_of(
    vectors: NDArray[np.float32], labels: NDArray[np.int64], graph: Graph, *, agreement: float
) -> Belonging:
    """Strength by distance, and clarity by distance and neighbours together.

    Strength is the simplified silhouette (own centroid against the nearest other, in cosine
    distance) moved from [−1, 1] to [0, 1]; ½ is the border between two groups. A node is
    unclear only where both views of it fail: another group's centroid is nearer than its own,
    *and* less than `agreement` of its edge weight stays in its own group. A node without
    neighbours is unclear, too, unless its group is all there is.
    """
    count = int(labels.max()) + 1 if len(labels) else 0
    if count < 2:
        return Belonging(strength=np.ones(len(labels)), unclear=np.zeros(len(labels), np.bool_))
    centroids = centroids_of(vectors, labels)
    silhouette = np.empty(len(labels))
    for at in range(0, len(labels), ROWS):
        rows = slice(at, at + ROWS)
        distance = 1.0 - (vectors[rows] @ centroids.T).astype(np.float64)
        mine = labels[rows, None] == np.arange(count)
        own = distance[mine]
        other = np.where(mine, np.inf, distance).min(axis=1)
        silhouette[rows] = (other - own) / np.maximum(np.maximum(own, other), 1e-9)
    # six decimals: coarser than float32's own noise
    strength = np.round(np.clip((silhouette + 1) / 2, 0, 1), 6).astype(np.float64)
    unclear = (strength < 0.5) & (_inside(graph, labels) < agreement)
    return Belonging(strength=strength, unclear=unclear)


def _inside(graph: Graph, labels: NDArray[np.int64]) -> NDArray[np.float64]:
    """Share of each node's edge weight that stays in its own group; 0 without edges."""
    sources = np.repeat(np.arange(len(graph)), np.diff(graph.indptr))
    same = labels[sources] == labels[graph.indices]
    total = np.bincount(sources, graph.data, minlength=len(graph))
    inside = np.bincount(sources, graph.data * same, minlength=len(graph))
    return np.divide(inside, total, out=np.zeros_like(total), where=total > 0)
