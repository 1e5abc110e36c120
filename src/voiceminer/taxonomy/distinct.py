"""Equal texts are one: they have one vector, and one place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def distinct(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A row for each distinct text, in code-point order, and each passage's place among them."""
    order = sorted(set(texts))
    number = {text: at for at, text in enumerate(order)}
    of = np.fromiter((number[text] for text in texts), np.int64, len(texts))
    rows = np.empty(len(order), np.int64)
    rows[of[::-1]] = np.arange(len(texts))[::-1]
    return rows, of
