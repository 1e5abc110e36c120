"""The graph clusterer by itself, with scikit-learn's conventions."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from voiceminer.clustering.communities import communities_of
from voiceminer.clustering.graph import neighbour_graph
from voiceminer.clustering.neighbours import neighbours_of
from voiceminer.data.centroids import centroids_of


class LeidenClusterer:
    """Leiden communities of the cosine neighbour graph, for use wherever a clusterer goes in.

    As BERTopic's cluster model: ``BERTopic(hdbscan_model=LeidenClusterer(),
    umap_model=BaseDimensionalityReduction())``. It leaves no outliers, needs no reduction of
    dimensions, and its labels do not depend on the order of rows.

    Parameters
    ----------
    neighbours : int, default 15
        Neighbours per row.
    resolution : float, default 1.0
        Higher makes more and smaller groups.
    random_state : int, default 0
        Seed of the communities.
    exact_up_to : int, default 30000
        Rows up to which all pairs are compared.

    Attributes
    ----------
    labels_ : ndarray of int64, shape (n_samples,)
        Group of each row, 0 the largest.
    centroids_ : ndarray of float32, shape (n_groups, n_features)
        Unit mean vector of each group.

    References
    ----------
    V. A. Traag, L. Waltman, N. J. van Eck (2019). From Louvain to Leiden: guaranteeing
    well-connected communities. Scientific Reports 9, 5233.
    """

    labels_: NDArray[np.int64]
    centroids_: NDArray[np.float32]

    def __init__(
        self,
        neighbours: int = 15,
        resolution: float = 1.0,
        random_state: int = 0,
        exact_up_to: int = 30_000,
    ) -> None:
        self.neighbours = neighbours
        self.resolution = resolution
        self.random_state = random_state
        self.exact_up_to = exact_up_to

    def fit(self, X: ArrayLike, y: object = None) -> Self:  # noqa: N803, ARG002  # scikit-learn's names
        """Find the groups of the rows of `X`, shape (n_samples, n_features); `y` is not read."""
        given = _unit(X)
        # equal rows are one node, in an order that the rows given cannot change
        vectors, of = np.unique(given, axis=0, return_inverse=True)
        of = of.ravel()
        n = len(vectors)
        if n < 3:
            labels = np.arange(n)
        else:
            k = min(self.neighbours, n - 1)
            graph = neighbour_graph(
                *neighbours_of(vectors, k, exact_up_to=self.exact_up_to, seed=self.random_state)
            )
            labels = communities_of(graph, self.resolution, seed=self.random_state)
        self.labels_ = labels[of]
        self.centroids_ = centroids_of(given, self.labels_)
        return self

    def fit_predict(self, X: ArrayLike, y: object = None) -> NDArray[np.int64]:  # noqa: N803  # as fit
        """`fit(X).labels_`."""
        return self.fit(X, y).labels_

    def predict(self, X: ArrayLike) -> NDArray[np.int64]:  # noqa: N803  # as fit
        """The group whose centroid is nearest to each row."""
        nearest: NDArray[np.int64] = np.argmax(_unit(X) @ self.centroids_.T, axis=1)
        return nearest

    def get_params(self, deep: bool = True) -> dict[str, Any]:  # noqa: ARG002  # scikit-learn's name
        """The constructor's arguments."""
        return {
            "neighbours": self.neighbours,
            "resolution": self.resolution,
            "random_state": self.random_state,
            "exact_up_to": self.exact_up_to,
        }

    def set_params(self, **params: Any) -> Self:
        """Change constructor arguments by name."""
        for name, value in params.items():
            if name not in self.get_params():
                raise ValueError(
                    f"LeidenClusterer has no parameter '{name}'. "
                    f"It has {', '.join(self.get_params())}."
                )
            setattr(self, name, value)
        return self


def _unit(X: ArrayLike) -> NDArray[np.float32]:  # noqa: N803  # as fit
    given = np.ascontiguousarray(X, np.float32)
    lengths = np.linalg.norm(given, axis=1, keepdims=True)
    unit: NDArray[np.float32] = given / np.maximum(lengths, 1e-12)
    return unit
