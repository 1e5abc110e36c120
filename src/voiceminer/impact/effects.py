"""One row per topic: counts, difference, grade, rank, and what would settle it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Effect, Grade, Rows
from voiceminer.impact.deal_table import LOST, WON, DealTable
from voiceminer.impact.grades import (
    chance_swing,
    grades_of,
    more_closed_deals,
    not_separable_from,
    settled_by,
)
from voiceminer.impact.sensitivity import e_value, e_value_of_limit
from voiceminer.impact.weighing import Sides, Weighed
from voiceminer.settings import ImpactSettings

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

# A level of fewer closed deals than this can have every one of them by chance.
LEVEL_OF_NOTE = 10
# Fewer closed deals with a topic than this have no win rate of their own to speak of.
FEW = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Ranks and bands from 1, shape (k,)."""

    rank: Ints
    first: Ints
    last: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Documents and accounts in which each topic came up, shape (k,)."""

    documents: Ints
    accounts: Ints


def effect_rows(
    topic_ids: Sequence[str],
    deals: DealTable,
    sides: Sides,
    found: Weighed | None,
    *,
    order: Order,
    spoken: Spoken,
    settings: ImpactSettings,
) -> Rows[Effect]:
    """The effects in the order of rank; every topic has one."""
    closed = sides.told & deals.is_closed
    levelled = [n for n in deals.columns if found and n in _used(found)]
    columns = {n: tuple(np.array(deals.columns[n])[closed].tolist()) for n in levelled}
    same_as = not_separable_from(sides.exposure[closed], columns, LEVEL_OF_NOTE)
    grades = _grades(found, same_as, settings, outcomes=bool(deals.is_closed.any()))
    lost_share = float((deals.state == LOST)[closed].mean()) if closed.any() else 0.5
    rows = []
    for k in np.argsort(order.rank).tolist():
        inside = sides.came_up[:, k]
        outside = sides.told & ~inside
        ended = inside & deals.is_closed
        won = deals.state == WON
        pace = _per_quarter(deals, inside)
        low, high = _figure(found, "low", k), _figure(found, "high", k)
        more = None
        if grades[k] in ("not known yet", "suggestive") and low is not None and high is not None:
            more = more_closed_deals(int(ended.sum()), low, high, lost_share, settings)
        won_share = float(won[ended].mean()) if ended.sum() >= FEW else 1 - lost_share
        rows.append(
            Effect(
                topic_id=topic_ids[k],
                rank=int(order.rank[k]),
                band_first=int(order.first[k]),
                band_last=int(order.last[k]),
                grade=grades[k],
                documents=int(spoken.documents[k]),
                accounts=int(spoken.accounts[k]),
                deals=int(inside.sum()),
                open_deals=int((inside & deals.is_open).sum()),
                closed_with=int(ended.sum()),
                won_with=int((inside & won).sum()),
                closed_without=int((outside & deals.is_closed).sum()),
                won_without=int((outside & won).sum()),
                delta=_figure(found, "delta", k),
                low=low,
                high=high,
                shrunk=_figure(found, "shrunk", k),
                false_sign_rate=_figure(found, "false_sign_rate", k),
                more_closed_deals=more,
                settled_by=settled_by(more, pace, date.fromordinal(deals.as_of)),
                estimated_with=_others(found, k, topic_ids),
                not_separable_from=same_as[k],
                closed_per_quarter=round(pace, 2) if closed.any() else None,
                chance_swing=chance_swing(pace, won_share, settings.level),
                **_sensitivity(found, k),
            )
        )
    return Rows.gather(Effect, rows)


def _used(found: Weighed) -> set[str]:
    return {c.name for c in found.covariates.found if c.used}


def _grades(
    found: Weighed | None, same_as: Sequence[str], settings: ImpactSettings, *, outcomes: bool
) -> list[Grade]:
    if found is None:
        return ["not known yet" if outcomes else "not asked"] * len(same_as)
    d = found.differences
    grades = grades_of(d.false_sign_rate, d.low, d.high, settings)
    return ["not separable" if why else g for why, g in zip(same_as, grades, strict=True)]


def _sensitivity(found: Weighed | None, k: int) -> dict[str, float]:
    if found is None:
        return {}
    d = found.differences
    without, low, high = float(d.without[k]), float(d.low[k]), float(d.high[k])
    return {
        "e_value": round(e_value(without, float(d.delta[k])), 4),
        "e_value_limit": round(e_value_of_limit(without, low, high), 4),
    }


def _figure(found: Weighed | None, name: str, k: int) -> float | None:
    # six places: more than is shown, fewer than a library's order of summing can change
    return round(float(getattr(found.differences, name)[k]), 6) + 0.0 if found else None


def _others(found: Weighed | None, k: int, topic_ids: Sequence[str]) -> tuple[str, ...]:
    if found is None:
        return ()
    same = np.flatnonzero(found.group == found.group[k]).tolist()
    return tuple(topic_ids[j] for j in same if j != k)


def _per_quarter(deals: DealTable, inside: Bools) -> float:
    """Deals with the topic that closed per quarter in the year up to the day of the run."""
    return float((inside & (deals.closed > deals.as_of - 365)).sum()) / 4
