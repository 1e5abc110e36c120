"""Vectors of words and phrases without a model: where they were said."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class ByContext:
    """An encoder of phrases for vectors that come without a model.

    A phrase lies where the texts are that hold it (their mean); several words that no text
    holds together lie at the mean of the words; what was never said, at the mean of all.

    Parameters
    ----------
    texts : sequence of str
    vectors : ndarray of float32, shape (len(texts), dim)
    """

    revision = "context@1"

    def __init__(self, texts: Sequence[str], vectors: NDArray[np.float32]) -> None:
        self._texts = [f" {text.lower()} " for text in texts]
        self._vectors = vectors
        self._words: dict[str, NDArray[np.float64]] = {}

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, float32, shape (len(texts), dim)."""
        means = np.array([self._mean(text.lower()) for text in texts])
        lengths = np.linalg.norm(means, axis=1, keepdims=True)
        unit: NDArray[np.float32] = (means / np.maximum(lengths, 1e-12)).astype(np.float32)
        return unit

    def _mean(self, phrase: str) -> NDArray[np.float64]:
        words = phrase.split()
        if len(words) == 1:
            return self._word(phrase)
        rows = [at for at, text in enumerate(self._texts) if phrase in text]
        if rows:
            return np.asarray(self._vectors[rows].mean(axis=0), np.float64)
        mean: NDArray[np.float64] = np.stack([self._word(w) for w in words or [""]]).mean(axis=0)
        return mean

    def _word(self, word: str) -> NDArray[np.float64]:
        if word not in self._words:
            rows = [at for at, text in enumerate(self._texts) if word in text]
            rows = rows or list(range(len(self._texts)))
            mean: NDArray[np.float64] = self._vectors[rows].astype(np.float64).mean(axis=0)
            self._words[word] = mean
        return self._words[word]
