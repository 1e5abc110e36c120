"""How well an answer fits the truth of its world."""

from __future__ import annotations

import numpy as np

from worlds.answer import Answer
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
    has_stake = stake > 0 and bool(np.isfinite(answer.stake).all())
    return {
        "false": 1 - right.sum() / answer.called.sum() if answer.called.any() else 0.0,
        "any": float(answer.called.any()),
        "power": right.sum() / true.sum() if true.any() else np.nan,
        "first ten": world.stake[first].sum() / stake if has_stake else np.nan,
        "total": answer.stake.sum() / stake if has_stake and answer.in_money else np.nan,
        "covers: all": inside.mean() if np.isfinite(answer.low).all() else np.nan,
        "true": inside[true].mean() if true.any() and np.isfinite(answer.low).all() else np.nan,
        "money": money[harmful].mean() if harmful.any() and has_money else np.nan,
        "at stake": _in(stake, answer.total),
        "signed": _in(signed, answer.signed),
        "late z": answer.z[world.late].mean() if world.late.any() else np.nan,
        "last": float(answer.called[world.last].any()) if world.last.any() else np.nan,
    }


def _in(value: float, ends: tuple[float, float]) -> float:
    return np.nan if np.isnan(ends[0]) else float(ends[0] <= value <= ends[1])
