"""Deals of one age compared with each other: what was said until then, how they ended.

At each of a few ages (landmarks) the deals still open then are taken, with what was said until
then; the tables are stacked, each with its own intercept, and all rows of a deal together weigh
1. So a deal that lingers gets no more time to mention a pain than the one that it is compared
with. van Houwelingen 2007, "Dynamic prediction by landmarking in event history analysis",
Scandinavian Journal of Statistics 34(1).
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceminer.impact.deal_table import DealTable
from voiceminer.impact.exposure import History

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Quantiles of the closing age between which the landmarks lie: below the first hardly anything
# has been said, above the last hardly any deal is left.
FIRST, LAST = 0.05, 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Rows of deals, each at an age, with what was said until then.

    Attributes
    ----------
    deal : ndarray of int64, shape (n,)
        Rows of the deal table.
    landmark : ndarray of int64, shape (n,)
        Which of `ages`, the last one reached.
    weight : ndarray of float64, shape (n,)
        1 / the deal's number of rows.
    exposure : ndarray of float64, shape (n, topics)
    texts : ndarray of float64, shape (n, 2)
        Passages and documents until then.
    everyone : tuple of ndarray of float64, shape (d, topics)
        Exposure of all deals at each landmark, in the stack or not; empty for open deals.
    """

    deal: Ints
    landmark: Ints
    weight: Floats
    exposure: Floats
    texts: Floats
    everyone: tuple[Floats, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How deals are put beside each other in time.

    `ages` in days; empty where the export does not give the days of opening and closing: then
    each deal is taken once, with all that was said until `gap` days before it closed, and a
    topic that only comes up late may mislead.
    """

    ages: Floats
    gap: int

    @property
    def runs(self) -> bool:
        """Whether there are landmarks."""
        return bool(self.ages.size)


def clock_of(deals: DealTable, landmarks: int, gap: int) -> Clock:
    """Landmarks at quantiles of the closing age less the gap, if most closed deals have both days.

    A deal that did not live as long as the gap is at no landmark, and has no say in them.
    """
    closed = deals.is_closed
    lived = (deals.closed - deals.opened)[closed]
    known = lived[np.isfinite(lived)]
    outlived = known[known >= gap] - gap
    if known.size < 0.5 * closed.sum() or not outlived.size:
        return Clock(ages=np.empty(0), gap=gap)
    ages = np.unique(np.floor(np.quantile(outlived, np.linspace(FIRST, LAST, landmarks))))
    return Clock(ages=ages, gap=gap)


def closed_stack(deals: DealTable, history: History, clock: Clock) -> Stack:
    """Closed deals with some text, at each landmark that they reached with the gap to spare."""
    d = len(deals)
    parts = []
    for landmark, (until, taken) in enumerate(_cuts(deals, clock)):
        texts = history.texts(d, until)
        rows = np.flatnonzero(taken & deals.is_closed & (texts[:, 0] > 0))
        parts.append((rows, np.full(rows.size, landmark), history.exposure(d, until), texts[rows]))
    deal = np.concatenate([rows for rows, *_ in parts])
    return Stack(
        deal=deal,
        landmark=np.concatenate([p[1] for p in parts]),
        weight=1 / np.bincount(deal, minlength=d)[deal] if deal.size else np.empty(0),
        exposure=np.concatenate([exposure[rows] for rows, _, exposure, _ in parts]),
        texts=np.concatenate([p[3] for p in parts]),
        everyone=tuple(exposure for *_, exposure, _ in parts),
    )


def handed_over(stack: Stack, of: Ints) -> Stack:
    """The stack with each deal's topics in the place of another's, `of[d]`, at every age."""
    exposure = np.empty_like(stack.exposure)
    for landmark, everyone in enumerate(stack.everyone):
        here = stack.landmark == landmark
        exposure[here] = everyone[of[stack.deal[here]]]
    return dataclasses.replace(stack, exposure=exposure)


def _cuts(deals: DealTable, clock: Clock) -> list[tuple[Floats, NDArray[np.bool_]]]:
    """Per landmark, the day until which each deal is heard and whether it is still open then."""
    if not clock.runs:
        return [(deals.last_day - clock.gap, np.ones(len(deals), dtype=bool))]
    return [
        (deals.opened + age, deals.closed - deals.opened >= age + clock.gap) for age in clock.ages
    ]


def open_stack(deals: DealTable, history: History, clock: Clock) -> Stack:
    """Open deals at their own age with what was said so far; without text they are kept too."""
    rows = np.flatnonzero(deals.is_open)
    until = np.full(len(deals), float(deals.as_of))
    age = np.nan_to_num(deals.as_of - deals.opened[rows], nan=0.0)
    reached = np.searchsorted(clock.ages, age, side="right") - 1
    return Stack(
        deal=rows,
        landmark=np.maximum(reached, 0),
        weight=np.ones(rows.size),
        exposure=history.exposure(len(deals), until)[rows],
        texts=history.texts(len(deals), until)[rows],
    )
