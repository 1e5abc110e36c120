"""How well an answer fits the truth of its world."""

from __future__ import annotations

import numpy as np

from worlds.methods import Answer
from worlds.world import World

FIRST = 10


def scores_of(world: World, answer: Answer) -> dict[str, float]:
    """False discoveries, power, money and coverage; NaN where a world cannot say."""
    true = world.effect != 0
    right = answer.called & true & (np.sign(answer.z) == np.sign(world.effect))
    first = np.argsort(-answer.stake, kind="stable")[:FIRST]
    inside = (answer.low <= world.delta) & (world.delta <= answer.high)
    harmful = world.stake > 0
    money = (answer.money_low <= world.stake) & (world.stake <= answer.money_high)
    has_money = bool(np.isfinite(answer.money_low).all())
    stake, signed = world.stake.sum(), world.signed.sum()
    return {
        "false": 1 - right.sum() / answer.called.sum() if answer.called.any() else 0.0,
        "any": float(answer.called.any()),
        "power": right.sum() / true.sum() if true.any() else np.nan,
        "first ten": world.stake[first].sum() / stake if stake > 0 else np.nan,
        "total": answer.stake.sum() / stake if stake > 0 else np.nan,
        "cover all": inside.mean(),
        "cover true": inside[true].mean() if true.any() else np.nan,
        "cover money": money[harmful].mean() if harmful.any() and has_money else np.nan,
        "cover total": _in(stake, answer.total),
        "cover signed": _in(signed, answer.signed),
        "late z": answer.z[world.late].mean() if world.late.any() else np.nan,
    }


def _in(value: float, ends: tuple[float, float]) -> float:
    return np.nan if np.isnan(ends[0]) else float(ends[0] <= value <= ends[1])
