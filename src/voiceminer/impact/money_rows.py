"""The money table: four measures per topic and currency, and for the whole list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Money
from voiceminer.impact.deal_table import DealTable
from voiceminer.impact.money import attributed
from voiceminer.impact.weighing import DEALS, Sides, Weighed

Floats = NDArray[np.float64]
Measure = Literal["touched", "attributed", "at stake", "signed"]


def money_tables(
    topic_ids: Sequence[str],
    worth: DealTable,
    sides: Sides,
    found: Weighed | None,
    level: float,
) -> tuple[list[Money], list[Money]]:
    """Rows in each currency of the open deals, and rows in which each deal counts 1."""
    if not worth.is_open.any():
        return [], []
    codes = {
        c
        for c, a, o in zip(worth.currency, worth.amount, worth.is_open, strict=True)
        if o and a > 0
    }
    tables = list[list[Money]]()
    for units in (sorted(codes), [DEALS]):
        rows = [row for unit in units for row in reach_money(topic_ids, worth, sides, unit)]
        if found and not found.past:
            for unit in units:
                rows += stake_money(topic_ids, found, unit, level)
        tables.append(rows)
    return tables[0], tables[1]


def reach_money(topic_ids: Sequence[str], worth: DealTable, sides: Sides, unit: str) -> list[Money]:
    """Touched and attributed: sums over open deals in which any topic came up.

    They need no outcomes. The last row of each measure is the whole list's (topic_id "").
    """
    amount = np.ones(len(worth)) if unit == DEALS else np.nan_to_num(worth.amount)
    here = worth.is_open if unit == DEALS else worth.is_open & (np.array(worth.currency) == unit)
    amount = np.where(here & sides.came_up.any(axis=1), amount, 0.0)
    touched = amount @ sides.came_up
    split = attributed(np.where(sides.told[:, None], sides.exposure, 0.0), amount)
    rows = [_row(t, unit, "touched", v) for t, v in zip(topic_ids, touched, strict=True)]
    rows += [_row(t, unit, "attributed", v) for t, v in zip(topic_ids, split, strict=True)]
    whole = float(amount.sum())
    return [*rows, _row("", unit, "touched", whole), _row("", unit, "attributed", whole)]


def stake_money(topic_ids: Sequence[str], found: Weighed, unit: str, level: float) -> list[Money]:
    """At stake and signed, with intervals; the whole list counts topics estimated as one once.

    A topic's interval is of the effect before shrinkage (what may be), the value at stake is
    the mean after it (what to count on); where the two disagree, the interval is widened to
    hold the value. The total at stake is a sum after shrinkage, the signed one before it.
    """
    u = found.units.index(unit)
    groups = int(found.group.max()) + 1
    plain, shrunk = found.sums.plain[:, u], np.maximum(found.sums.shrunk[:, u], 0.0)
    point, floor = found.sums.point[u], found.floor[u]
    rows = list[Money]()
    for topic_id, c in zip(topic_ids, found.column.tolist(), strict=True):
        harm = np.maximum(plain[:, c], 0.0)
        rows.append(
            _spread(
                topic_id, unit, "at stake", shrunk[:, c].mean(), harm, level=level, floor=floor[c]
            )
        )
        rows.append(
            _spread(topic_id, unit, "signed", point[c], plain[:, c], level=level, floor=None)
        )
    total, all_plain = shrunk[:, :groups].sum(axis=1), plain[:, :groups].sum(axis=1)
    noise = float(floor[:groups].sum())
    rows.append(_spread("", unit, "at stake", total.mean(), total, level=level, floor=noise))
    rows.append(
        _spread("", unit, "signed", point[:groups].sum(), all_plain, level=level, floor=None)
    )
    return rows


def _spread(
    topic_id: str,
    unit: str,
    measure: Measure,
    value: float,
    draws: Floats,
    *,
    level: float,
    floor: float | None,
) -> Money:
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2])
    return _row(
        topic_id, unit, measure, value, low=min(low, value), high=max(high, value), floor=floor
    )


def _row(
    topic_id: str,
    unit: str,
    measure: Measure,
    value: float,
    *,
    low: float | None = None,
    high: float | None = None,
    floor: float | None = None,
) -> Money:
    # cents, or a ten-thousandth of a deal: finer than is shown, coarser than rounding errors
    places = 4 if unit == DEALS else 2
    low, high, floor = (
        None if v is None else round(float(v), places) + 0.0 for v in (low, high, floor)
    )
    return Money(
        topic_id=topic_id,
        currency="" if unit == DEALS else unit,
        measure=measure,
        value=round(float(value), places) + 0.0,
        low=low,
        high=high,
        floor=floor,
    )
