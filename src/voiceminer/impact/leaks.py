"""Columns that know how the deal ended: found by their pattern, never by their effect."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from voiceminer.impact.deal_table import LOST, OPEN, WON

Ints = NDArray[np.int64]

# Names of columns that are written at or after closing, or that follow the seller's hopes.
_TOLD_AFTERWARDS = re.compile(
    r"clos|stage|probab|forecast|outcome|status|reason|\b(is[_ ]?)?won\b|\blost\b|\bloss\b"
    r"|next[_ ]?step|days|age\b|last[_ ]?(modif|activ|updat)",
    re.IGNORECASE,
)

# Fewer deals than this on a side say nothing of a pattern.
FEWEST = 20
# A share of filled cells that differs by this much between won and lost (or is this much higher
# in closed deals than in open ones) is no accident of a form that is filled while the deal lives.
PATTERN = 0.25
# A column whose levels say the outcome with so small a part of the errors that one makes
# without it is another name for the outcome.
TELLS = 0.25


def leak_in(name: str, values: Sequence[str], state: Ints) -> str:
    """Why a column may not be adjusted for, or "".

    Parameters
    ----------
    name : str
    values : sequence of str
        One per deal, "" where missing; zeros of an amount count as missing.
    state : ndarray of int64
        WON, LOST, OPEN of each deal.
    """
    if _TOLD_AFTERWARDS.search(name):
        return "its name says that it is written at or after closing"
    filled = np.array([bool(v) for v in values])
    return pattern_leak(filled, state) or _levels_leak(values, state)


def pattern_leak(filled: NDArray[np.bool_], state: Ints) -> str:
    """Whether being filled tells the outcome, or that there is one."""
    sizes = {s: int((state == s).sum()) for s in (WON, LOST, OPEN)}
    share = {s: float(filled[state == s].mean()) if sizes[s] else 0.0 for s in sizes}
    if min(sizes[WON], sizes[LOST]) >= FEWEST and abs(share[WON] - share[LOST]) > PATTERN:
        return (
            f"knows the outcome: filled in {share[WON]:.0%} of won and {share[LOST]:.0%}"
            " of lost deals"
        )
    closed = sizes[WON] + sizes[LOST]
    if min(closed, sizes[OPEN]) >= FEWEST:
        told = (share[WON] * sizes[WON] + share[LOST] * sizes[LOST]) / closed
        if told - share[OPEN] > 2 * PATTERN:
            return (
                f"known only after closing: filled in {told:.0%} of closed and"
                f" {share[OPEN]:.0%} of open deals"
            )
    return ""


def _levels_leak(values: Sequence[str], state: Ints) -> str:
    """Whether the levels tell won from lost nearly without error."""
    won, lost = int((state == WON).sum()), int((state == LOST).sum())
    if min(won, lost) < FEWEST:
        return ""
    counts = dict[str, list[int]]()
    for value, s in zip(values, state.tolist(), strict=True):
        if s in (WON, LOST):
            counts.setdefault(value, [0, 0])[s] += 1
    if len(counts) > 0.5 * (won + lost):  # nearly a name per deal: no level has company
        return ""
    errors = sum(min(pair) for pair in counts.values())
    # a level of one deal is never in error; each level is charged half an error for that
    if errors + 0.5 * len(counts) < TELLS * min(won, lost):
        return "knows the outcome: its levels tell won from lost nearly without error"
    return ""
