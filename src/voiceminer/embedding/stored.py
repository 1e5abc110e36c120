"""Vectors of one's own, as an encoder."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from voiceminer.errors import InputError


class StoredVectors:
    """Vectors that were made elsewhere.

    Parameters
    ----------
    texts : sequence of str
        What the vectors are of, word for word as passages have it.
    vectors : array-like, shape (len(texts), dim)
        Any length but zero; they are scaled to unit length.
    revision : str
        `name@revision` of what made them.

    Raises
    ------
    InputError
        If there is not one finite, non-zero vector per text, or if a text has two.
    """

    def __init__(self, texts: Sequence[str], vectors: ArrayLike, revision: str) -> None:
        given = np.asarray(vectors, np.float32)
        if given.ndim != 2 or len(given) != len(texts):
            raise InputError(
                f"stored vectors '{revision}': {len(texts)} texts and vectors of shape "
                f"{given.shape}. Give one row per text."
            )
        lengths = np.linalg.norm(given, axis=1, keepdims=True)
        if bad := np.flatnonzero(~(np.isfinite(lengths) & (lengths > 0))).tolist():
            raise InputError(
                f"stored vectors '{revision}', row {bad[0]}: zero or not finite "
                f"({len(bad)} such rows). Leave these texts and their vectors out."
            )
        self.revision = revision
        self._vectors: NDArray[np.float32] = given / lengths
        self._row: dict[str, int] = {}
        for row, text in enumerate(texts):
            first = self._row.setdefault(text, row)
            if not np.array_equal(given[first], given[row]):
                raise InputError(
                    f"stored vectors '{revision}', row {row}: the same text as in row {first} "
                    "with another vector. Give each text once."
                )

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, float32, shape (len(texts), dim).

        Raises
        ------
        InputError
            If a text has no stored vector.
        """
        missing = [text for text in texts if text not in self._row]
        if missing:
            raise InputError(
                f"stored vectors '{self.revision}': {len(missing)} of {len(texts)} texts have no "
                f"vector, the first is {_start(missing[0])}. Store vectors of the passages "
                "themselves (passages_of gives their texts), or name a model in embedding.model."
            )
        return self._vectors[[self._row[text] for text in texts]]


def _start(text: str) -> str:
    """The text's beginning: enough to find it by."""
    return repr(text if len(text) <= 40 else text[:40] + "…")
