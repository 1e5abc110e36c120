"""Open money in parts: recurring and one-off apart, and each type of business by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import MoneyPart
from voiceminer.impact.deal_table import DealTable

if TYPE_CHECKING:
    from voiceminer.impact.weighing import Weighed

Floats = NDArray[np.float64]

TYPE, INCOME = "type", "income"
RECURRING, ONE_OFF = "recurring", "one-off"
# More types of business than this are names of something else.
MOST_TYPES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the deals' amounts in one currency; `worth` has one row per deal."""

    currency: str
    name: str
    level: str
    worth: Floats


def parts_of(deals: DealTable) -> list[Part]:
    """Parts that open deals have: of each currency, in the order of its code.

    Types of business only where the open deals have two or more, and income only where the
    export tells recurring from one-off.
    """
    currency = np.array(deals.currency)
    amount = np.nan_to_num(deals.amount)
    here = deals.is_open & (amount > 0)
    columns = list[tuple[str, str, Floats]]()
    types = np.array([v.strip() for v in deals.columns.get(TYPE, ("",) * len(deals))])
    counted = Counter(types[here & (types != "")].tolist())
    if 2 <= len(counted) <= MOST_TYPES:
        columns += [(TYPE, t, np.where(types == t, amount, 0.0)) for t in sorted(counted)]
    told = ((RECURRING, deals.recurring), (ONE_OFF, deals.one_off))
    columns += [(INCOME, level, np.nan_to_num(own)) for level, own in told if own.size]
    return [
        Part(currency=str(code), name=name, level=level, worth=own)
        for code in np.unique(currency[deals.is_open])
        for name, level, worth in columns
        if (own := np.where(deals.is_open & (currency == code), worth, 0.0)).any()
    ]


def part_rows(
    topic_ids: Sequence[str],
    parts: Sequence[Part],
    came_up: NDArray[np.bool_],
    found: Weighed | None,
    level: float,
) -> list[MoneyPart]:
    """Touched, and at stake where outcomes are known; without parts that a topic does not touch.

    As of the whole (`stake_money`): the value is the mean after shrinkage, the interval of the
    effect before it.
    """
    rows = []
    for n, part in enumerate(parts):
        touched = part.worth @ came_up
        for k in np.flatnonzero(touched).tolist():
            rows.append(_row(topic_ids[k], part, "touched", (float(touched[k]), None, None)))
            if found and not found.past:
                column = found.column[k]
                harm = np.maximum(found.sums.parts_plain[:, n, column], 0.0)
                low, high = np.quantile(harm, [(1 - level) / 2, (1 + level) / 2]).tolist()
                value = float(np.maximum(found.sums.parts_shrunk[:, n, column], 0.0).mean())
                ends = value, min(low, value), max(high, value)
                rows.append(_row(topic_ids[k], part, "at stake", ends))
    return rows


def _row(
    topic_id: str,
    part: Part,
    measure: Literal["touched", "at stake"],
    ends: tuple[float, float | None, float | None],
) -> MoneyPart:
    value, low, high = (None if v is None else round(v, 2) + 0.0 for v in ends)
    return MoneyPart(
        topic_id=topic_id,
        currency=part.currency,
        name=part.name,
        level=part.level,
        measure=measure,
        value=value or 0.0,
        low=low,
        high=high,
    )
