"""How severe a statement is, as a sum of parts that can be shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import NO_PAIN, SignalKind
from voiceminer.settings import SignalSettings
from voiceminer.signals.lexicon import PARTS

Matrix = NDArray[np.float32]

# What a statement weighs by its kind alone, as a share of the kind's part.
_BY_KIND: dict[SignalKind, float] = {
    "pain": 1.0,
    "churn risk": 1.0,
    "objection": 0.7,
    "competitor": 0.5,
    "request": 0.4,
    "question": 0.2,
    "other": 0.2,
}
ALL_PARTS = ("kind", *PARTS, "rating")


def severity_parts(
    kinds: Sequence[SignalKind],
    hits: Matrix,
    repeats: NDArray[np.int64],
    csat: NDArray[np.float64],
    settings: SignalSettings,
) -> NDArray[np.float64]:
    """Parts of each passage's severity, shape (n, len(ALL_PARTS)); their sum is in [0, 1].

    Parameters
    ----------
    kinds : sequence of SignalKind
        Praise, small talk and seller's actions have no severity.
    hits : ndarray of float32, shape (n, len(PARTS))
        Matches per part.
    repeats : ndarray of int64, shape (n,)
        How many further times the same author said the same words.
    csat : ndarray of float64, shape (n,)
        The document's rating in [0, 1]; NaN where there is none.
    """
    weights = np.array(settings.severity_weights)
    filled = np.zeros((len(kinds), len(ALL_PARTS)))
    filled[:, 0] = [_BY_KIND.get(kind, 0.0) for kind in kinds]
    # one word fills half of a part, two three quarters: the tenth "very" adds nothing
    filled[:, 1:-1] = 1 - 0.5**hits
    filled[:, 1 + PARTS.index("repetition")] = 1 - 0.5 ** (
        hits[:, PARTS.index("repetition")] + repeats
    )
    filled[:, -1] = np.where(np.isnan(csat), 0.0, 1 - csat)
    spared = np.array([kind in NO_PAIN for kind in kinds], bool)
    filled[spared] = 0.0
    return np.asarray(filled * weights / weights.sum())
