"""Words and nearness together -> how probable each kind is."""

from __future__ import annotations

import tomllib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import SignalKind
from voiceminer.resources import shipped
from voiceminer.signals.hits import FEATURES
from voiceminer.signals.lexicon import KINDS

Matrix = NDArray[np.float32]

# Kinds that are mostly said in words of their own: what is near to "we will cancel" is seldom such
# a thing. Without any of the words their odds are divided by e: less lets too much in where they
# are rare, and more keeps out what is said in other words.
_WORDLESS = 1.0
_WORDED: tuple[SignalKind, ...] = (
    "praise",
    "seller's action",
    "churn risk",
    "competitor",
    "objection",
)
# What the model reads: the words, the nearness to each kind, and the leaning towards it.
INPUTS: tuple[str, ...] = (
    *FEATURES,
    *(f"{kind}: nearness" for kind in KINDS),
    *(f"{kind}: leaning" for kind in KINDS),
)
# Cosines differ by a tenth, and leanings by a half, where the words' counts differ by one.
_UNITS = np.repeat(np.array([0.2, 0.5], np.float32), len(KINDS))


@lru_cache(maxsize=8)
def weights(name: str) -> Matrix:
    """Shipped weights, shape (1 + len(INPUTS), n_kinds); the first row is the constant.

    A multinomial logistic regression, fitted by `scripts/build_signal_weights.py` on labelled
    passages and the lexicon's own prototype sentences. It knows no vectors, so that it serves
    every encoder.

    Parameters
    ----------
    name : str
        A language for which phrases were learnt: fitted along with them. "any": fitted without,
        for all other languages. "words": fitted without nearness, too.
    """
    path = shipped("configs") / "signals" / "weights" / f"{name}.toml"
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = [[read[kind].get(x, 0.0) for kind in KINDS] for x in ("constant", *INPUTS)]
    return np.array(rows, np.float32)


def inputs_of(evidence: Matrix, near: Matrix) -> Matrix:
    """What the model reads of each passage, shape (n, len(INPUTS))."""
    return np.hstack([evidence, near / _UNITS])


def probabilities(inputs: Matrix, model: Matrix, phrases: Matrix | float = 0.0) -> Matrix:
    """How probable each kind is for each passage, shape (n, n_kinds); rows sum to 1.

    Parameters
    ----------
    phrases : ndarray of float32, shape (n, n_kinds)
        `Phrases.scores`, where a language has any.

    Notes
    -----
    Some kinds are less likely without a word of their own; a seller acts only in a seller's note.
    """
    score = inputs @ model[1:] + model[0] + phrases
    for column, kind in enumerate(KINDS):
        if kind in _WORDED:
            words = inputs[:, INPUTS.index(f"{kind}: words")]
            opens = inputs[:, INPUTS.index(f"{kind}: opens")]
            score[(words + opens) == 0, column] -= _WORDLESS
    score[inputs[:, INPUTS.index("note")] == 0, KINDS.index("seller's action")] = -np.inf
    odds = np.exp(score - score.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True), np.float32)
