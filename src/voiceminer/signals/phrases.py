"""Words and pairs of words that people use for one kind of statement more than for others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from voiceminer.resources import shipped
from voiceminer.signals.lexicon import KINDS

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Matrix = NDArray[np.float32]

_PLACEHOLDER = re.compile(r"\[[a-z_]+\d*\]")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+(?:’[^\W_]+)*|[?!]")
# weights are kept in hundredths
_UNIT = 100


class Phrases:
    """What each phrase weighs for each kind.

    Parameters
    ----------
    listed : sequence of str
        Words, and pairs of words with a blank between them, in small letters; any number is "0",
        any placeholder "placeholder".
    weights : ndarray of float32, shape (n_listed, n_kinds)
    """

    def __init__(self, listed: Sequence[str], weights: Matrix) -> None:
        self.listed, self.weights = tuple(listed), weights
        self._words = {p: at for at, p in enumerate(listed) if " " not in p}
        self._pairs = {tuple(p.split(" ")): at for at, p in enumerate(listed) if " " in p}

    def shares(self, page: str) -> csr_array:
        """How much of each line each phrase is: counts, scaled to unit length.

        Parameters
        ----------
        page : str
            Texts in small letters, a line each; see `hits.Page`.

        Returns
        -------
        csr_array of float32, shape (n_lines, n_listed)
        """
        from scipy.sparse import csr_array

        met: list[int] = []
        ends = [0]
        for words in _words_of(page):
            found = chain(map(self._words.get, words), map(self._pairs.get, pairwise(words)))
            met += [at for at in found if at is not None]
            ends.append(len(met))
        counts = csr_array(
            (np.ones(len(met), np.float32), met, ends), shape=(len(ends) - 1, len(self.listed))
        )
        counts.sum_duplicates()
        lengths = np.sqrt(np.maximum(counts.multiply(counts).sum(axis=1), 1)).astype(np.float32)
        counts.data /= np.repeat(lengths, np.diff(counts.indptr))
        return counts

    def scores(self, page: str) -> Matrix:
        """What each line's phrases say for each kind, shape (n_lines, n_kinds)."""
        return np.asarray(self.shares(page) @ self.weights, np.float32)


def frequent(page: str, at_least: int) -> list[str]:
    """Phrases that stand in so many of the lines, by the alphabet."""
    lines = Counter[str]()
    for words in _words_of(page):
        lines.update({*words, *map(" ".join, pairwise(words))})
    return sorted(phrase for phrase, n in lines.items() if n >= at_least)


@lru_cache(maxsize=8)
def phrases_of(language: str) -> Phrases | None:
    """The phrases that were learnt for a language; None where there are none."""
    path = shipped("configs") / "signals" / "weights" / f"{language}.tsv"
    if not path.is_file():
        return None
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    weights = np.array([row[1:] for row in rows], np.float32) / np.float32(_UNIT)
    return Phrases([row[0] for row in rows], weights)


def written(phrases: Phrases) -> str:
    """A line per phrase, with its weights in hundredths, under the kinds' names."""
    rounded = np.rint(phrases.weights * _UNIT).astype(int).tolist()
    lines = ["\t".join(("phrase", *KINDS))]
    lines += [
        "\t".join((phrase, *map(str, row)))
        for phrase, row in zip(phrases.listed, rounded, strict=True)
    ]
    return "\n".join(lines) + "\n"


def _words_of(page: str) -> Iterable[list[str]]:
    plain = _NUMBER.sub("0", _PLACEHOLDER.sub("placeholder", page))
    return map(_WORD.findall, plain.split("\n"))
