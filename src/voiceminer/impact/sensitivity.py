"""How strong something unrecorded would have to be to explain a difference away."""

from __future__ import annotations

import numpy as np


def e_value(before: float, change: float) -> float:
    """The E-value of a change in the probability of losing: a risk ratio of 1 or more.

    A trait that nobody recorded would have to be this many times as frequent in deals with the
    topic, *and* multiply the risk of losing (or of winning, where the change is a gain) this
    many times, to explain it away; a weaker one could not. RR + √(RR·(RR − 1)): VanderWeele and
    Ding 2017, "Sensitivity analysis in observational research: introducing the E-value", Annals
    of Internal Medicine 167(4).

    Parameters
    ----------
    before : float
        Probability of losing without the topic.
    change : float
        Difference that the topic makes to it.
    """
    low, high = (float(np.clip(p, 1e-6, 1.0)) for p in (before, before + change))
    ratio = max(low, high) / min(low, high)
    return ratio + float(np.sqrt(ratio * (ratio - 1)))


def e_value_of_limit(before: float, low: float, high: float) -> float:
    """The same for the end of the interval that lies nearer to no difference; 1 if it holds 0."""
    if low <= 0 <= high:
        return 1.0
    return e_value(before, low if low > 0 else high)
