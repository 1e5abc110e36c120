"""A few rows that stand for many."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def spread(n: int, most: int) -> NDArray[np.int64]:
    """At most `most` of `n` rows, evenly spread, in their order."""
    return np.unique(np.linspace(0, n - 1, min(n, most)).round().astype(np.int64))
