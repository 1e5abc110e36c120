"""Cosine neighbours of every row: exact while that pays, then an inverted file."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

Found = tuple[NDArray[np.float32], NDArray[np.int64]]

# faiss adds in another order when it splits rows over its own threads, or when a block has
# another height, so the last bits would depend on the machine. Blocks of one height, each
# searched with one thread under a pool of ours, give equal bits on any number of cores.
BLOCK = 1024

# Lists and probes of the inverted file; both grow with the root of the rows. At 100,000 rows of
# 256 it found 0.949 of the exact neighbours in 12.5 s of processor time: with vectors as they are
# in the lists 0.954 in 69 s, all pairs 77 s.
LISTS_PER_ROOT = 1.6
PROBED = 24 / 512
# Lists hold codes of 4 bits for every two places of a vector (Jégou et al. 2011; André et al.
# 2017), and this many times the neighbours asked for are compared again in full.
COMPARED_AGAIN = 10
# with few lists that share would be one or two, and a neighbour across a border is lost
FEWEST_PROBED = 8
# k-means needs no more than this many rows per list to place its centres (faiss: 39 to 256)
TRAINED_PER_LIST = 64


def neighbours_of(vectors: NDArray[np.float32], k: int, *, exact_up_to: int, seed: int) -> Found:
    """The `k` nearest other rows by cosine.

    Parameters
    ----------
    vectors : ndarray of float32, shape (n, dim)
        Rows of unit length.
    k : int
        Neighbours per row, fewer than `n`.
    exact_up_to : int
        Up to this many rows every pair is compared; beyond, an inverted file is searched.
    seed : int
        Of the inverted file's k-means.

    Returns
    -------
    similarities : ndarray of float32, shape (n, k)
        Descending; 0 where nothing was found.
    rows : ndarray of int64, shape (n, k)
        −1 where nothing was found; never the row itself.
    """
    import faiss

    if len(vectors) > exact_up_to and vectors.shape[1] % 2:
        vectors = np.pad(vectors, ((0, 0), (0, 1)))  # codes are of two places each
    with ThreadPoolExecutor(
        os.cpu_count(), initializer=faiss.omp_set_num_threads, initargs=(1,)
    ) as pool:
        make = _flat if len(vectors) <= exact_up_to else _inverted
        search = pool.submit(make, vectors, seed).result()
        blocks = [vectors[at : at + BLOCK] for at in range(0, len(vectors), BLOCK)]
        parts = list(pool.map(lambda block: search(block, k + 1), blocks))
    similarities = np.concatenate([part[0] for part in parts])
    rows = np.concatenate([part[1] for part in parts])
    return _without_self(similarities, rows)


Search = Callable[[NDArray[np.float32], int], Found]


def _flat(vectors: NDArray[np.float32], seed: int) -> Search:  # noqa: ARG001  # as _inverted
    import faiss

    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    return _padded(index)


def _inverted(vectors: NDArray[np.float32], seed: int) -> Search:
    import faiss

    n, dim = vectors.shape
    lists = int(LISTS_PER_ROOT * n**0.5)
    codes = faiss.IndexIVFPQFastScan(
        faiss.IndexFlatIP(dim), dim, lists, dim // 2, 4, faiss.METRIC_INNER_PRODUCT
    )
    codes.cp.seed = codes.pq.cp.seed = seed % 2**31
    codes.cp.min_points_per_centroid = 1  # or faiss prints a warning on stderr
    codes.cp.max_points_per_centroid = TRAINED_PER_LIST
    codes.pq.cp.min_points_per_centroid = 1
    codes.nprobe = max(FEWEST_PROBED, round(PROBED * lists))
    index = faiss.IndexRefineFlat(codes)
    index.k_factor = COMPARED_AGAIN
    index.train(vectors)
    index.add(vectors)
    return _padded(index)


def _padded(index: object) -> Search:
    """Search by blocks of one height, the last filled up with zeros."""

    def search(block: NDArray[np.float32], k: int) -> Found:
        whole = np.zeros((BLOCK, block.shape[1]), np.float32)
        whole[: len(block)] = block
        similarities, rows = index.search(whole, k)  # type: ignore[attr-defined]  # faiss is untyped
        return similarities[: len(block)], rows[: len(block)]

    return search


def _without_self(similarities: NDArray[np.float32], rows: NDArray[np.int64]) -> Found:
    """Drop each row from its own neighbours, or its last one where rivals have pushed it out."""
    n, k = rows.shape
    own = rows == np.arange(n)[:, None]
    own[~own.any(axis=1), -1] = True
    kept = ~own
    similarities = similarities[kept].reshape(n, k - 1)
    rows = rows[kept].reshape(n, k - 1)
    return np.where(rows < 0, np.float32(0), similarities), rows
