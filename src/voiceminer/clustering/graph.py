"""The two graphs over the same nodes: one from meaning, one from words."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """An undirected weighted graph as the three arrays of a symmetric CSR matrix."""

    indptr: NDArray[np.int64]
    indices: NDArray[np.int32]
    data: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.indptr) - 1

    def modularity(self, labels: NDArray[np.int64]) -> float:
        """Newman's modularity of a partition: edge weight inside groups beyond chance.

        0 where the graph has no edges: it then supports nothing.
        """
        total = float(self.data.sum())
        if total == 0:
            return 0.0
        sources = np.repeat(np.arange(len(self)), np.diff(self.indptr))
        inside = float(self.data[labels[sources] == labels[self.indices]].sum())
        degrees = np.bincount(labels[sources], weights=self.data)
        return inside / total - float(((degrees / total) ** 2).sum())


def neighbour_graph(similarities: NDArray[np.float32], rows: NDArray[np.int64]) -> Graph:
    """The union of all neighbour lists, weighted by cosine.

    Jaccard weights, UMAP's fuzzy weights and mutual neighbours gave worse groups than plain
    cosine on the union; a neighbour at cosine 0 or below is no neighbour.
    """
    from scipy.sparse import csr_matrix

    n, k = rows.shape
    sources = np.repeat(np.arange(n), k)
    real = (rows.ravel() >= 0) & (similarities.ravel() > 0)
    weights = similarities.ravel()[real].astype(np.float64)
    return _united(csr_matrix((weights, (sources[real], rows.ravel()[real])), shape=(n, n)))


def word_graph(texts: Sequence[str], k: int) -> Graph:
    """The `k` nearest other texts by tf-idf cosine, united: what words alone say.

    Knows nothing of vectors, so that it can judge groups that were found with them.
    """
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    n = len(texts)
    try:
        words = TfidfVectorizer(min_df=2, sublinear_tf=True, dtype=np.float32).fit_transform(texts)
    except ValueError:  # no word occurs in two texts
        return _united(csr_matrix((n, n)))
    near = sp_matmul_topn(
        words, words.T.tocsr(), top_n=k + 1, threshold=0, n_threads=os.cpu_count()
    )
    near.setdiag(0)
    return _united(near)


def _united(near: csr_matrix) -> Graph:
    both = near.maximum(near.T).tocsr()
    both.eliminate_zeros()
    both.sort_indices()
    return Graph(
        indptr=both.indptr.astype(np.int64),
        indices=both.indices.astype(np.int32),
        data=both.data.astype(np.float64),
    )
