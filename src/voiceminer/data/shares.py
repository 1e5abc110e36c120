"""How sure a share is."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def wilson(n: ArrayLike, of: ArrayLike, level: float) -> tuple[Floats, Floats]:
    """Both ends of the score interval of shares `n / of`; 0 and 1 where `of` is 0.

    Wilson (1927); Brown, Cai & DasGupta (2001), "Interval Estimation for a Binomial Proportion",
    advise it for small numbers. NaN where either is.
    """
    from scipy.special import ndtri

    k, whole = np.asarray(n, np.float64), np.asarray(of, np.float64)
    z2 = float(ndtri((1 + level) / 2)) ** 2
    some = np.where(whole > 0, whole, 1.0)
    some = np.where(np.isnan(whole), np.nan, some)
    share = k / some
    middle = (share + z2 / (2 * some)) / (1 + z2 / some)
    half = np.sqrt(z2 * (share * (1 - share) / some + z2 / (4 * some**2))) / (1 + z2 / some)
    none = whole == 0
    low, high = np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)
    return np.where(none, 0.0, low), np.where(none, 1.0, high)
