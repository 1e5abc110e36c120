"""Where the middle of each group of vectors lies."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def centroids_of(vectors: NDArray[np.float32], labels: NDArray[np.int64]) -> NDArray[np.float32]:
    """Unit mean vector of each group, float32, shape (n_groups, dim)."""
    count = int(labels.max()) + 1
    order = np.argsort(labels, kind="stable")
    starts = np.searchsorted(labels[order], np.arange(count))
    sums = np.add.reduceat(vectors[order].astype(np.float64), starts, axis=0)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    centroids: NDArray[np.float32] = (sums / np.maximum(lengths, 1e-12)).astype(np.float32)
    return centroids
