"""What a method says of each topic."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a method says of each topic; intervals are nominal 90 %, NaN where it has none.

    `in_money`: whether `stake` is money, or only something to rank by.
    """

    called: NDArray[np.bool_]
    z: Floats
    stake: Floats
    low: Floats
    high: Floats
    money_low: Floats
    money_high: Floats
    signed: tuple[float, float]
    total: tuple[float, float]
    in_money: bool = True


def no_answer(
    *,
    called: NDArray[np.bool_],
    z: Floats,
    stake: Floats,
    low: Floats | None = None,
    high: Floats | None = None,
    in_money: bool = True,
) -> Answer:
    """The answer of a method that has no interval of money."""
    none = np.full(z.size, np.nan)
    return Answer(
        called=called,
        z=z,
        stake=stake,
        low=none if low is None else low,
        high=none if high is None else high,
        money_low=none,
        money_high=none,
        signed=(np.nan, np.nan),
        total=(np.nan, np.nan),
        in_money=in_money,
    )


def discoveries(z: Floats) -> NDArray[np.bool_]:
    """Benjamini and Hochberg 1995 at 10 %."""
    from scipy.special import ndtr

    value = 2 * ndtr(-np.abs(z))
    order = np.argsort(value)
    ok = value[order] <= 0.1 * np.arange(1, z.size + 1) / z.size
    called = np.zeros(z.size, dtype=bool)
    if ok.any():
        called[order[: np.flatnonzero(ok).max() + 1]] = True
    return called
