"""Words and nearness together -> the kind of each statement."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Side, SignalKind
from voiceminer.settings import SignalSettings
from voiceminer.signals.lexicon import KINDS

Matrix = NDArray[np.float32]

_AT = {kind: column for column, kind in enumerate(KINDS)}
# Passages of these kinds are kept out of the impact: nothing that may hurt must land there.
SPARED: tuple[SignalKind, ...] = ("praise", "seller's action", "small talk")
# Kinds that need a word of their own: what is near to "we will cancel" is mostly no such thing.
_WORDED: tuple[SignalKind, ...] = (
    "praise",
    "seller's action",
    "churn risk",
    "competitor",
    "objection",
)
# Kinds that tell of something that hurts or holds back.
_HURTS: tuple[SignalKind, ...] = ("pain", "objection", "churn risk", "request")


def kinds_of(
    *,
    hits: Matrix,
    opening: Matrix,
    negated: Matrix,
    contrast: NDArray[np.bool_],
    covered: Matrix,
    near: Matrix,
    sides: Sequence[Side],
    settings: SignalSettings,
) -> NDArray[np.int64]:
    """The kind of each passage, as a place in `KINDS`.

    A kind's score is the weighted sum of its words (the first counts most: log2(1 + n)) and
    its nearness. Some kinds need a word of their own. Beyond that:

    - praise, small talk and seller's actions allow no word that hurts;
    - small talk's words have to fill the passage ("Hello, I cannot log in" is none), or it has
      to be nearer to small talk than to all else by a clear lead;
    - praise has to be nearer to praise than to pain, without a turn ("nice, but…");
    - a seller's action needs a note, and where it opens the passage it outweighs what hurts
      ("sent fix for export issue").

    Parameters
    ----------
    hits, opening, negated, near : ndarray of float32, shape (n, n_kinds)
        See `hits.kind_hits` and `nearness.nearness`.
    contrast : ndarray of bool, shape (n,)
        Whether a word stands there that turns praise round.
    covered : ndarray of float32, shape (n,)
        Share of the passage that small talk's words cover.
    """
    hits = hits.copy()
    # praise denied is a pain ("not happy"); a pain denied is none, and mostly praise
    hits[:, _AT["pain"]] += negated[:, _AT["praise"]]
    hits[:, _AT["praise"]] += 0.5 * negated[:, _AT["pain"]]
    score = settings.words_weight * np.log2(1 + hits) + settings.nearness_weight * near
    acted = opening[:, _AT["seller's action"]] > 0
    score[:, _AT["seller's action"]] += 2 * settings.words_weight * acted
    score[:, _AT["pain"]] += 0.5 * settings.words_weight * (hits[:, _AT["pain"]] > 0)
    score[:, _AT["other"]] += settings.other_weight
    hurts = hits[:, [_AT[k] for k in _HURTS]].sum(axis=1) > 0
    reported = np.array([side == "reported" for side in sides], bool)
    small = _AT["small talk"]
    others = np.delete(near, small, axis=1).max(axis=1, initial=-np.inf)
    led = near[:, small] - others >= settings.small_talk_lead
    for kind in _WORDED:
        score[hits[:, _AT[kind]] == 0, _AT[kind]] = -np.inf
    nearer_to_pain = near[:, _AT["praise"]] < near[:, _AT["pain"]]
    score[hurts | nearer_to_pain | contrast, _AT["praise"]] = -np.inf
    filled = (covered >= settings.small_talk_share) & (hits[:, small] > 0)
    # what fills the passage tells more than the question or request it is dressed as
    score[filled, small] += settings.words_weight
    score[hurts | ~(filled | led), small] = -np.inf
    score[~reported | (hurts & ~acted), _AT["seller's action"]] = -np.inf
    for kind in ("pain", "request"):
        column = _AT[kind]
        score[
            (hits[:, column] == 0) & (near[:, column] < settings.nearness_floor), column
        ] = -np.inf
    best: NDArray[np.int64] = score.argmax(axis=1)
    return best
