"""Who feels it most: deals with a topic by segment, product and so on, beside the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from voiceminer.data import Cut, Rows
from voiceminer.impact.covariates import binned
from voiceminer.impact.deal_table import DealTable
from voiceminer.impact.weighing import Sides

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
    rows = list[Cut]()
    for k, topic_id in enumerate(topic_ids):
        inside = sides.came_up[:, k]
        outside = sides.told & ~inside
        if not inside.any():
            continue
        for name, values in columns.items():
            levels = np.array([v or "(missing)" for v in values])
            if np.unique(levels).size > MOST_LEVELS:
                continue
            with_it, without = (Counter(levels[side].tolist()) for side in (inside, outside))
            rows += [
                Cut(
                    topic_id=topic_id,
                    name=name,
                    level=level,
                    deals_with=with_it[level],
                    of_with=int(inside.sum()),
                    deals_without=without[level],
                    of_without=int(outside.sum()),
                )
                for level in sorted(with_it | without)
            ]
    return Rows.gather(Cut, rows)
