"""Passages -> nodes of the graph: one per distinct text, in an order that rows cannot change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Nodes:
    """Distinct texts and their vectors.

    Attributes
    ----------
    texts : tuple of str
        In code-point order.
    vectors : ndarray of float32, shape (n_nodes, dim)
    of : ndarray of int64, shape (n_passages,)
        The node of each passage.
    weights : ndarray of int64, shape (n_nodes,)
        How many passages each node stands for.
    """

    texts: tuple[str, ...]
    vectors: NDArray[np.float32]
    of: NDArray[np.int64]
    weights: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.texts)


def nodes_of(texts: Sequence[str], vectors: NDArray[np.float32]) -> Nodes:
    """One node per distinct text, so that repeats neither pull nor are pulled apart.

    Where one text has come with several vectors (a caller's own), the first in byte order
    stands for it: a choice that does not depend on the order of rows.
    """
    places: dict[str, list[int]] = {}
    for row, text in enumerate(texts):
        places.setdefault(text, []).append(row)
    ordered = tuple(sorted(places))
    of = np.empty(len(texts), np.int64)
    first = np.empty(len(ordered), np.int64)
    for node, text in enumerate(ordered):
        rows = places[text]
        of[rows] = node
        first[node] = min(rows, key=lambda row: vectors[row].tobytes()) if rows[1:] else rows[0]
    return Nodes(
        texts=ordered,
        vectors=np.ascontiguousarray(vectors[first], np.float32),
        of=of,
        weights=np.bincount(of, minlength=len(ordered)),
    )
