"""What may be said of a topic's effect, in words."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Grade
from voiceminer.settings import ImpactSettings

Floats = NDArray[np.float64]

# Below this many closed deals with a topic its own interval says too little of how fast it
# would narrow, and the binomial's is taken, half as wide again as adjustment costs.
FEW = 10
ADJUSTMENT = 1.5
# Nobody plans further ahead than that.
FURTHEST_YEARS = 5


def grades_of(
    false_sign_rate: Floats, low: Floats, high: Floats, settings: ImpactSettings
) -> list[Grade]:
    """A grade per topic.

    `supported` where the mean false sign rate of the list down to the topic is at most
    `settings.supported`, and its own is no worse than `suggestive` asks (a few certain topics
    must not lend their certainty to a coin toss); `suggestive` where its own is below
    `settings.suggestive`; `no difference of note` only where the whole interval of Δp lies
    within ±`settings.no_difference`; else `not known yet`.
    """
    order = np.argsort(false_sign_rate, kind="stable")
    mean = np.empty_like(false_sign_rate)
    mean[order] = np.cumsum(false_sign_rate[order]) / np.arange(1, order.size + 1)
    grades = list[Grade]()
    for k, rate in enumerate(false_sign_rate):
        if rate < settings.suggestive and mean[k] <= settings.supported:
            grades.append("supported")
        elif rate < settings.suggestive:
            grades.append("suggestive")
        elif max(-low[k], high[k]) <= settings.no_difference:
            grades.append("no difference of note")
        else:
            grades.append("not known yet")
    return grades


def more_closed_deals(
    closed_with: int, low: float, high: float, lost_share: float, settings: ImpactSettings
) -> int | None:
    """Further closed deals with the topic that would narrow its interval to ±`no_difference`.

    An interval narrows with the root of the deals: n deals with half-width h need
    n·(h / goal)² in all. With few deals, z²·p·(1 − p) / goal² as for a share.
    """
    from scipy.special import ndtri

    goal = settings.no_difference
    if closed_with >= FEW:
        needed = closed_with * ((high - low) / 2 / goal) ** 2
    else:
        z = float(ndtri((1 + settings.level) / 2))
        needed = ADJUSTMENT * z**2 * lost_share * (1 - lost_share) / goal**2
    more = int(np.ceil(needed - closed_with))
    return more if more > 0 else None


def settled_by(more: int | None, per_quarter: float, as_of: date) -> date | None:
    """When `more` deals will have closed at the present rate; None if not within five years."""
    if more is None or per_quarter <= 0:
        return None
    days = more / per_quarter * 365.25 / 4
    return None if days > FURTHEST_YEARS * 365.25 else as_of + timedelta(days=int(np.ceil(days)))


def chance_swing(per_quarter: float, won_share: float, level: float) -> float | None:
    """How far chance alone moves a quarter's win rate, either way: z·√(p(1 − p) / n)."""
    from scipy.special import ndtri

    if per_quarter <= 0:
        return None
    z = float(ndtri((1 + level) / 2))
    return float(min(1.0, z * np.sqrt(won_share * (1 - won_share) / per_quarter)))


def not_separable_from(
    exposure: Floats, columns: dict[str, tuple[str, ...]], least: int
) -> list[str]:
    """What each topic cannot be told from: every deal has it, or all and only those of a level.

    Parameters
    ----------
    exposure : ndarray of float64, shape (n, k)
        Over closed deals with text.
    columns : dict of str to tuple of str
        Levels of those deals, per covariate.
    least : int
        A level counts from this many deals on.
    """
    n, topics = exposure.shape
    if not n:
        return [""] * topics
    found = ["every deal" if lowest > 0.95 else "" for lowest in exposure.min(axis=0).tolist()]
    whole = exposure.sum(axis=0)
    for name in sorted(columns):
        levels, code = np.unique(columns[name], return_inverse=True)
        size = np.bincount(code)
        for at, level in enumerate(levels.tolist()):
            if not level or min(size[at], n - size[at]) < least:
                continue
            inside = exposure[code == at].sum(axis=0)
            same = (inside > 0.95 * size[at]) & (whole - inside < 0.05 * (n - size[at]))
            for k in np.flatnonzero(same).tolist():
                found[k] = found[k] or f"{name}: {level}"
    return found
