"""Whether standard errors look too small, as they do where something unrecorded is at work."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Fewer topics than this have no bulk to speak of.
FEWEST = 10
# The bulk must be this wide by itself: where many topics truly matter, the median of |z| is
# large though the others are as narrow as chance makes them. In simulation (25 to 80 topics)
# 1.2 is passed by 0 to 8 % of worlds without inflation, a third of topics true, and by half
# to two thirds of worlds in which everything is 1.5 times too sure.
WIDE = 1.2

_WIDTHS = np.linspace(1.0, 2.6, 33)
_SHARES = np.array([0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0])
_EFFECTS = np.array([1.5, 2.5, 4.0, 6.0])


def inflation_of(z: Floats) -> float:
    """λ = median |z| / 0.6745 (the median of |N(0, 1)|): 1 where most topics have no effect.

    Devlin and Roeder 1999, "Genomic control for association studies", on the z scale.
    """
    return float(np.median(np.abs(z)) / 0.6745) if z.size else 1.0


def applied(z: Floats, above: float) -> float:
    """What standard errors are multiplied by: λ, or 1 where it may have arisen otherwise.

    Of chance: the median of |z| of K nulls has standard deviation 0.5 / (√K · 0.6356), 0.6356
    being twice the normal density at 0.6745; over 0.6745 that is 1.166 / √K, and λ must be two
    of these above 1. Of true effects: the bulk itself must be wide (`bulk_width`).

    Parameters
    ----------
    z : ndarray of float64, shape (k,)
    above : float
        λ below this is left alone.
    """
    if z.size < FEWEST:
        return 1.0
    found = inflation_of(z)
    chance = 1 + 2 * 1.166 / math.sqrt(z.size)
    return found if found > max(above, chance) and bulk_width(z) > WIDE else 1.0


def bulk_width(z: Floats) -> float:
    """Standard deviation of the z of topics without effect: an empirical null.

    Maximum likelihood over a grid for a normal of that width plus a wider one, at least two
    fifths of the topics in the first. Efron 2004, "Large-scale simultaneous hypothesis testing:
    the choice of a null hypothesis".
    """
    grid = np.meshgrid(_WIDTHS, _SHARES, _EFFECTS, indexing="ij")
    width, share, effect = (a.ravel()[:, None] for a in grid)
    wider = np.hypot(width, effect)
    density = share * np.exp(-0.5 * (z / width) ** 2) / width
    density += (1 - share) * np.exp(-0.5 * (z / wider) ** 2) / wider
    # a z beyond 38 underflows to 0: it is no part of the bulk whatever the width
    best = np.log(np.maximum(density, 1e-300)).sum(axis=1).argmax()
    return float(width[best, 0])
