"""Ways of asking which topics matter: what tools show, and what voiceminer does."""

from __future__ import annotations

import dataclasses

import numpy as np

from voiceminer.impact.deal_table import LOST, OPEN
from voiceminer.impact.grades import grades_of
from voiceminer.impact.weighing import sides_of, weighed
from voiceminer.settings import ImpactSettings
from worlds.answer import Answer, discoveries, no_answer
from worlds.peers import firth, hazards
from worlds.world import World


def raw(world: World, _settings: ImpactSettings) -> Answer:
    """Difference of loss rates with and without, at closing; Benjamini–Hochberg at 10 %."""
    deals, sides = world.deals, sides_of(world.deals, world.history)
    lost = (deals.state == LOST).astype(float)
    closed = deals.is_closed
    x = sides.came_up[closed].astype(float)
    with_it, without = x.sum(axis=0), (1 - x).sum(axis=0)
    rate = np.divide(lost[closed] @ x, with_it, out=np.zeros_like(with_it), where=with_it > 0)
    other = (lost[closed] @ (1 - x)) / np.maximum(without, 1)
    p = lost[closed].mean()
    sd = np.sqrt(p * (1 - p) * (1 / np.maximum(with_it, 1) + 1 / np.maximum(without, 1)))
    z = (rate - other) / sd
    touched = np.where(deals.state == OPEN, deals.amount, 0.0) @ sides.came_up
    return no_answer(
        called=discoveries(z),
        z=z,
        stake=touched * np.maximum(rate - other, 0),
        low=rate - other - 1.645 * sd,
        high=rate - other + 1.645 * sd,
    )


def joint(world: World, settings: ImpactSettings) -> Answer:
    """The method as shipped, with landmarks."""
    found = weighed(world.deals, world.history, world.deals, settings, 7)
    if found is None:
        raise ValueError("a world without won or without lost deals")
    d, u = found.differences, found.units.index("EUR")
    g = found.column
    shrunk = np.maximum(found.sums.shrunk[:, u], 0.0)
    harm = np.maximum(found.sums.plain[:, u][:, g], 0.0)
    groups = int(found.group.max()) + 1
    ends = [0.05, 0.95]
    total = np.quantile(shrunk[:, :groups].sum(axis=1), ends)
    signed = np.quantile(found.sums.plain[:, u, :groups].sum(axis=1), ends)
    money = np.quantile(harm, ends, axis=0)
    calls = grades_of(d.false_sign_rate, d.low, d.high, settings)
    return Answer(
        called=np.array([c == "supported" for c in calls]),
        z=(found.model.estimate / found.model.sd)[found.group],
        stake=shrunk[:, g].mean(axis=0),
        low=d.low,
        high=d.high,
        money_low=money[0],
        money_high=money[1],
        signed=(float(signed[0]), float(signed[1])),
        total=(float(total[0]), float(total[1])),
    )


def without_time(world: World, settings: ImpactSettings) -> Answer:
    """The method as it is without opening dates: everything up to closing counts."""
    no_days = np.full(len(world.deals), np.nan)
    deals = dataclasses.replace(world.deals, opened=no_days)
    at_end = settings.model_copy(update={"gap_days": 0})
    return joint(dataclasses.replace(world, deals=deals), at_end)


METHODS = {
    "raw difference": raw,
    "Firth per topic": firth,
    "cause-specific hazards": hazards,
    "joint, without time": without_time,
    "joint, landmarks": joint,
}
