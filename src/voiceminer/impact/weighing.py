"""Deals and their history, weighed: from what was said to differences, money and ranks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceminer.impact.contrasts import Differences, contrasts_of
from voiceminer.impact.controls import shuffled_models
from voiceminer.impact.covariates import Covariates, covariates_of
from voiceminer.impact.deal_table import LOST, WON, DealTable
from voiceminer.impact.differences import logistic
from voiceminer.impact.exposure import History
from voiceminer.impact.landmarks import Clock, Stack, clock_of, closed_stack, open_stack
from voiceminer.impact.merging import groups_of, together
from voiceminer.impact.model import Model, model_of
from voiceminer.impact.money import OpenDeals, Sums, floor_of, sums_of
from voiceminer.impact.parts import Part
from voiceminer.settings import ImpactSettings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


DEALS = "deals"
"""The unit in which each open deal is worth 1; no currency has this code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Deals with any text, and the topics in them by their last day.

    Attributes
    ----------
    told : ndarray of bool, shape (d,)
        Deals with text: a deal without any is not one in which a pain did not come up.
    exposure : ndarray of float64, shape (d, k)
    """

    told: Bools
    exposure: Floats

    @property
    def came_up(self) -> Bools:
        """Deals in which a topic came up: probability at least 0.5, shape (d, k)."""
        return np.asarray((self.exposure >= 0.5) & self.told[:, None])


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What the deals say of topics whose ids stand in the caller's list.

    Attributes
    ----------
    group : ndarray of int64, shape (k,)
        Topics of one number are estimated as one.
    column : ndarray of int64, shape (k,)
        Each topic's column in `sums` and `floor`; the first columns are the groups.
    units : tuple of str
        What `sums` are in: deals first, then currencies.
    sums : Sums
    floor : ndarray of float64, shape (units, columns)
    open_rows : ndarray of int64
        Rows of the deal table that `open_delta` speaks of, shape (n,).
    open_delta : ndarray of float64, shape (n, k)
    incomparable : int
        Open deals in levels in which none has closed: in no sum.
    past : bool
        No open deal has text: the sums are over the closed ones, to rank by and for no more.
    """

    clock: Clock
    covariates: Covariates
    group: Ints
    column: Ints
    model: Model
    shuffled: tuple[Model, ...]
    differences: Differences
    stack: Stack
    units: tuple[str, ...]
    sums: Sums
    floor: Floats
    open_rows: Ints
    open_delta: Floats
    incomparable: int
    past: bool


def sides_of(deals: DealTable, history: History) -> Sides:
    """Deals and topics by the last day of each deal."""
    return Sides(
        told=history.texts(len(deals), deals.last_day)[:, 0] > 0,
        exposure=history.exposure(len(deals), deals.last_day),
    )


def weighed(
    deals: DealTable,
    history: History,
    worth: DealTable,
    settings: ImpactSettings,
    seed: int,
    *,
    parts: Sequence[Part] = (),
) -> Weighed | None:
    """Fit, shrink, sum up and check; None where closed deals with text have one outcome only.

    Parameters
    ----------
    worth : DealTable
        The same deals with the amounts that money is summed over.
    parts : sequence of Part
        Parts of those amounts to sum over as well.
    """
    sides = sides_of(deals, history)
    clock = clock_of(deals, settings.landmarks, settings.gap_days)
    stack = closed_stack(deals, history, clock)
    ends = set(deals.state[stack.deal].tolist())
    if not history.topics or ends != {WON, LOST}:
        return None
    seen = np.zeros(len(deals), dtype=bool)
    seen[stack.deal] = True
    covariates = covariates_of(deals, seen)
    group = groups_of(sides.exposure[seen], settings.merge_above)
    model = model_of(deals, covariates, stack, group, settings)
    rng = np.random.default_rng(seed)
    shuffled = shuffled_models(
        deals, history, stack, covariates, group, model=model, settings=settings, rng=rng
    )
    present = open_stack(deals, history, clock)
    comparable = covariates.comparable[present.deal] & _aged(deals, clock)[present.deal]
    past = not (comparable & (present.texts[:, 0] > 0)).any()
    if past:
        present, comparable = stack, np.ones(stack.deal.size, dtype=bool)
    units = (DEALS,) if past else (DEALS, *sorted(_currencies(worth, present.deal)))
    column, columns = _columns(group)
    amounts = _amounts(worth, units)[present.deal] * present.weight[:, None]
    amounts[~comparable] = 0.0
    pieces = np.column_stack([np.empty((len(deals), 0)), *(p.worth for p in parts)])
    open_deals = OpenDeals(
        design=model.design(present, covariates, group),
        offset=model.offset(_ages(deals, present, clock, past=past), present.landmark, clock.ages),
        exposure=_exposure(present.exposure, group, columns),
        group=np.array([g for g, _ in columns], dtype=np.int64),
        worth=amounts,
        parts=np.where(comparable[:, None], pieces[present.deal], 0.0),
    )
    return Weighed(
        clock=clock,
        covariates=covariates,
        group=group,
        column=column,
        model=model,
        shuffled=tuple(shuffled),
        differences=contrasts_of(model, stack, covariates, group, settings=settings, rng=rng),
        stack=stack,
        units=units,
        sums=sums_of(model, open_deals, settings.draws, rng),
        floor=floor_of(model, shuffled, open_deals, settings.draws, rng),
        open_rows=present.deal,
        open_delta=_own_deltas(model, open_deals, group),
        incomparable=int((~comparable).sum()),
        past=past,
    )


def _ages(deals: DealTable, stack: Stack, clock: Clock, *, past: bool) -> Floats:
    """Days from opening to the day on which a row speaks of its deal; 0 where not known."""
    if past:
        return clock.ages[stack.landmark] if clock.runs else np.zeros(stack.deal.size)
    return np.nan_to_num(deals.as_of - deals.opened[stack.deal], nan=0.0)


def _aged(deals: DealTable, clock: Clock) -> Bools:
    """Deals whose age is known, where age matters."""
    return np.isfinite(deals.opened) | (not clock.runs)


def _currencies(deals: DealTable, rows: Ints) -> set[str]:
    return {deals.currency[row] for row in rows if np.isfinite(deals.amount[row])}


def _amounts(deals: DealTable, units: Sequence[str]) -> Floats:
    """Worth per deal and unit: 1, then the amount in each currency or 0, shape (d, units)."""
    amount = np.nan_to_num(deals.amount)
    currency = np.array(deals.currency)
    return np.column_stack(
        [np.ones(len(deals)), *(np.where(currency == code, amount, 0.0) for code in units[1:])]
    )


def _columns(group: Ints) -> tuple[Ints, list[tuple[int, int | None]]]:
    """Columns to sum over, (group, topic): every group, and the topics of shared groups."""
    sizes = np.bincount(group)
    columns: list[tuple[int, int | None]] = [(g, None) for g in range(sizes.size)]
    column = group.copy()
    for k, g in enumerate(group):
        if sizes[g] > 1:
            column[k] = len(columns)
            columns.append((int(g), k))
    return column, columns


def _exposure(exposure: Floats, group: Ints, columns: Sequence[tuple[int, int | None]]) -> Floats:
    own = [exposure[:, k] for _, k in columns if k is not None]
    return np.column_stack([together(exposure, group), *own])


def _own_deltas(model: Model, deals: OpenDeals, group: Ints) -> Floats:
    """Each open deal's own Δp per topic, if it is in it, shape (n, k)."""
    base = deals.eta(model)[:, None]
    part = deals.exposure[:, group] * model.fit.penalised[model.first :][group]
    without = base - part
    return np.asarray(logistic(without + model.estimate[group]) - logistic(without))
