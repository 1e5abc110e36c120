"""Which figure the topics are ranked by, and how sure their order is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Basis
from voiceminer.impact.deal_table import DealTable
from voiceminer.impact.degrees import Reach, reach_draws
from voiceminer.impact.effects import Order
from voiceminer.impact.ranks import bands_of, ranks_of
from voiceminer.impact.weighing import DEALS, Sides, Weighed
from voiceminer.settings import ImpactSettings

Floats = NDArray[np.float64]

# Ranking draws from a stream of its own, apart from the model's.
STREAM = 1


def ranking_unit(worth: DealTable) -> str:
    """The currency with the most open pipeline, or DEALS where no open deal has an amount."""
    currency = np.array(worth.currency)
    here = worth.is_open & np.isfinite(worth.amount)
    if not here.any():
        return DEALS
    codes = np.unique(currency[here])
    sums = [worth.amount[here & (currency == code)].sum() for code in codes]
    return str(codes[int(np.argmax(sums))])


def stakes(found: Weighed, unit: str) -> Floats:
    """Posterior draws of what stands at stake at each topic, shape (draws, k)."""
    u = found.units.index(unit) if unit in found.units else 0
    return np.maximum(found.sums.shrunk[:, u][:, found.column], 0.0)


def resampled(per_unit: Floats, settings: ImpactSettings, seed: int) -> Floats:
    """Topics' sums over resampled deals, accounts or documents, shape (draws, k)."""
    return reach_draws(per_unit, settings.draws, np.random.default_rng([seed, STREAM]))


def contributions(basis: Basis, unit: str, sides: Sides, worth: DealTable, reach: Reach) -> Floats:
    """What each deal, account or document adds to a topic's score, shape (units, k)."""
    if basis == "amounts":
        here = worth.is_open & (np.array(worth.currency) == unit)
        return np.asarray(sides.exposure * np.where(here, np.nan_to_num(worth.amount), 0)[:, None])
    if basis == "deals":
        return sides.exposure
    return reach.by_account if basis == "accounts" else reach.by_document


def order_of(
    score: Floats,
    draws: Floats,
    sides: Sides,
    topic_ids: Sequence[str],
    *,
    level: float,
    seed: int,
) -> Order:
    """Ranks by score, then by deals touched; bands from the draws of the scores."""
    # a score that differs by less than rounding is the same score
    touched = sides.came_up.sum(axis=0).astype(float)
    rank = ranks_of(np.round(score, 6), touched, list(topic_ids))
    rng = np.random.default_rng([seed, STREAM, STREAM])
    first, last = bands_of(draws, rank, level, rng)
    return Order(rank=rank, first=first, last=last)
