"""Who feels it most: deals with a topic by segment, product and so on, beside the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Cut, Rows
from voiceminer.impact.covariates import MISSING, binned
from voiceminer.impact.deal_table import DealTable
from voiceminer.impact.weighing import Sides

Ints = NDArray[np.int64]

# More levels than this are no groups of customers but names.
MOST_LEVELS = 12


def cuts_of(
    deals: DealTable,
    outcomes: Sequence[str],
    sides: Sides,
    topic_ids: Sequence[str],
    *,
    names: Iterable[str],
) -> Rows[Cut]:
    """Counts per topic and level, over deals with text; `outcome` is a cut like any other.

    Parameters
    ----------
    sides : Sides
        Only deals with text are counted: the others say nothing either way.
    names : iterable of str
        Columns to cut by.
    """
    columns = {name: binned(deals.columns[name]) for name in sorted(names)}
    columns["outcome"] = list(outcomes)
    came_up, told = sides.came_up.astype(float), sides.told.astype(float)
    of_with, of_all = came_up.sum(axis=0).astype(int).tolist(), int(told.sum())
    found = dict[str, tuple[list[str], Ints, Ints]]()
    for name, values in columns.items():
        levels, code = levels_in(values)
        if levels.size <= MOST_LEVELS:
            member = members(code, levels.size)
            inside = (member @ came_up).astype(np.int64)
            found[name] = levels.tolist(), inside, (member @ told).astype(np.int64)
    rows = [
        Cut(
            topic_id=topic_id,
            name=name,
            level=level,
            deals_with=int(inside[at, k]),
            of_with=of_with[k],
            deals_without=int(everybody[at] - inside[at, k]),
            of_without=of_all - of_with[k],
        )
        for k, topic_id in enumerate(topic_ids)
        if of_with[k]
        for name, (levels, inside, everybody) in found.items()
        for at, level in enumerate(levels)
        if everybody[at]
    ]
    return Rows.gather(Cut, rows)


def levels_in(values: Sequence[str]) -> tuple[NDArray[np.str_], Ints]:
    """The levels of a column, and which of them each deal has."""
    levels, code = np.unique([v or MISSING for v in values], return_inverse=True)
    return levels, code.astype(np.int64)


def members(code: Ints, levels: int) -> NDArray[np.float64]:
    """1 where a deal has a level, shape (levels, deals)."""
    return np.asarray(code == np.arange(levels)[:, None], dtype=float)
