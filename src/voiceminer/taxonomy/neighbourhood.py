"""The statements of a run that are most like new ones: exact, or through an inverted file."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Up to here every statement is compared: 20,000 × 384 take 15 million multiplications for each new
# one, a tenth of a millisecond. Beyond, lists of about the root of the statements, of which a
# twelfth and at least eight are searched (0.99 of the exact neighbours at 100,000).
EXACT_UP_TO = 20_000
SEARCHED, FEWEST_SEARCHED = 1 / 12, 8
TRAINED_PER_LIST = 64
# One height, so that a statement's neighbours do not depend on its company to the last bit.
BLOCK = 1024


class Neighbourhood:
    """The run's statements, to be asked for the nearest.

    Parameters
    ----------
    vectors : ndarray of float32, shape (n, dim)
        Of unit length.
    """

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        self.vectors = np.ascontiguousarray(vectors)
        self._index = _index_of(self.vectors)

    def nearest(
        self, vectors: NDArray[np.float32], k: int
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Cosines, descending, and rows of the `k` nearest; fewer where there are fewer."""
        import faiss

        k = min(k, len(self.vectors))
        cosines = np.empty((len(vectors), k), np.float32)
        rows = np.empty((len(vectors), k), np.int64)

        def search(at: int) -> None:
            part = vectors[at : at + BLOCK]
            block = np.zeros((BLOCK, vectors.shape[1]), np.float32)
            block[: len(part)] = part
            found, where = self._index.search(block, k)
            cosines[at : at + BLOCK], rows[at : at + BLOCK] = found[: len(part)], where[: len(part)]

        with ThreadPoolExecutor(
            os.cpu_count(), initializer=faiss.omp_set_num_threads, initargs=(1,)
        ) as pool:
            list(pool.map(search, range(0, len(vectors), BLOCK)))
        return cosines, rows


def _index_of(vectors: NDArray[np.float32]) -> Any:
    import faiss

    n, dim = vectors.shape
    if n <= EXACT_UP_TO:
        flat = faiss.IndexFlatIP(dim)
        flat.add(vectors)
        return flat
    lists = int(n**0.5)
    index = faiss.IndexIVFFlat(faiss.IndexFlatIP(dim), dim, lists, faiss.METRIC_INNER_PRODUCT)
    index.cp.min_points_per_centroid = 1  # or faiss prints a warning on stderr
    index.cp.max_points_per_centroid = TRAINED_PER_LIST
    index.train(vectors)
    index.add(vectors)
    index.nprobe = max(FEWEST_SEARCHED, round(SEARCHED * lists))
    return index
