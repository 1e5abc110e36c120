"""A linear map from words, and a coarse encoder's vectors, to a finer encoder's vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Encoder

if TYPE_CHECKING:
    from scipy.sparse import csr_array
    from sklearn.feature_extraction.text import HashingVectorizer

# Of 0.1, 0.3 and 1 the penalty that found most held-out neighbours on two corpora of intents.
PENALTY = 0.3
# Columns for words and pairs of words: the vectors that belong to them take 50 MB.
COLUMNS = 2**15
# Coarse vectors and weights are rounded to these fractions before they are multiplied in double
# precision: unit vectors times weights below 16 are then sums of multiples of 2⁻⁴⁴ below 2⁸, which
# 53 bits hold exactly. So no order of adding, which differs with the number of rows and threads,
# changes a bit.
VECTOR_STEP = 2.0**-20
WEIGHT_STEP = 2.0**-24
WIDEST = 16 - WEIGHT_STEP

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordMap:
    """Ridge regression from coarse vectors and tf-idf, of equal weight, to the finer vectors.

    Attributes
    ----------
    mean : ndarray of float32, shape (dim,)
        Of the finer vectors learnt from.
    by_vector : ndarray of float64, shape (coarse dim, dim)
        Multiples of `WEIGHT_STEP`.
    by_word : ndarray of float32, shape (COLUMNS, dim)
    rarity : ndarray of float32, shape (COLUMNS,)
        Inverse document frequencies.
    coarser : Encoder

    References
    ----------
    The dual form of ridge regression: C. Saunders, A. Gammerman, V. Vovk (1998), "Ridge
    Regression Learning Algorithm in Dual Variables". Weinberger et al. (2009), "Feature Hashing
    for Large Scale Multitask Learning".
    """

    mean: Matrix
    by_vector: NDArray[np.float64]
    by_word: Matrix
    rarity: NDArray[np.float32]
    coarser: Encoder

    @classmethod
    def learnt(cls, texts: Sequence[str], vectors: Matrix, coarser: Encoder) -> Self:
        """The map that fits `vectors`, one row per text, with a penalty."""
        from scipy.linalg import solve
        from threadpoolctl import threadpool_limits

        coarse, counts = coarser.encode(texts), _counts(texts)
        seen_in = np.bincount(counts.indices, minlength=COLUMNS)
        rarity = (np.log((1 + len(texts)) / (1 + seen_in)) + 1).astype(np.float32)
        words = _weighed(counts, rarity)
        mean = vectors.mean(axis=0)
        with threadpool_limits(1):
            alike = coarse @ coarse.T + (words @ words.T).toarray()
            alike[np.diag_indices_from(alike)] += PENALTY
            weights = solve(alike, vectors - mean, assume_a="pos", overwrite_a=True)
            by_vector = _rounded(coarse.T @ weights, WEIGHT_STEP)
        by_word = np.asarray(words.T @ weights, np.float32)
        return cls(
            mean=mean,
            by_vector=np.clip(by_vector, -WIDEST, WIDEST),
            by_word=by_word,
            rarity=rarity,
            coarser=coarser,
        )

    @property
    def revision(self) -> str:
        """None of its own: who learnt it has one."""
        return self.coarser.revision

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit vectors, float32, shape (len(texts), dim); zero for a text without any word."""
        coarse, words = self.coarser.encode(texts), _weighed(_counts(texts), self.rarity)
        guess = (_rounded(coarse, VECTOR_STEP) @ self.by_vector).astype(np.float32)
        guess += words @ self.by_word + self.mean
        guess[~coarse.any(axis=1) & (np.diff(words.indptr) == 0)] = 0
        length = np.linalg.norm(guess, axis=1, keepdims=True)
        unit: Matrix = guess / np.maximum(length, 1e-12)
        return unit


def _rounded(given: Matrix, step: float) -> NDArray[np.float64]:
    """Multiples of `step`."""
    whole: NDArray[np.float64] = np.rint(given.astype(np.float64) / step)
    return whole * step


@cache
def _vectorizer() -> HashingVectorizer:
    from sklearn.feature_extraction.text import HashingVectorizer

    return HashingVectorizer(
        n_features=COLUMNS,
        ngram_range=(1, 2),
        # its own leaves out single letters and digits
        token_pattern=r"\b\w+\b",  # noqa: S106  # no password
        alternate_sign=False,
        norm=None,
        dtype=np.float32,
    )


def _counts(texts: Sequence[str]) -> csr_array[Any, Any]:
    from scipy.sparse import csr_array

    if not len(texts):
        return csr_array((0, COLUMNS), dtype=np.float32)
    return csr_array(_vectorizer().transform(texts))


def _weighed(counts: csr_array[Any, Any], rarity: NDArray[np.float32]) -> csr_array[Any, Any]:
    """tf-idf, rows of unit length."""
    from scipy.sparse import csr_array, diags_array

    weighed = counts @ diags_array(rarity)
    lengths = np.sqrt(weighed.power(2).sum(axis=1))
    unit = diags_array(1 / np.maximum(lengths, 1e-12)) @ weighed
    return csr_array(unit, dtype=np.float32)
