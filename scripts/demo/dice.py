"""Seeded chance that rolls the same on every machine: built on `random.random()` alone.

Python promises that `Random(seed).random()` never changes; it does not promise that of
`choice` or `gauss`, nor does NumPy of its distributions.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of chance named by words, so that one part's rolls never move another's."""

    def __init__(self, *name: object) -> None:
        self._random = Random("/".join(map(str, name)))

    def chance(self, probability: float) -> bool:
        """True with the probability."""
        return self._random.random() < probability

    def uniform(self, low: float, high: float) -> float:
        """A number between low and high."""
        return low + (high - low) * self._random.random()

    def integer(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[int(self._random.random() * len(items))]

    def weighted(self, weights: dict[str, float]) -> str:
        """A key, drawn in proportion to its weight."""
        left = self._random.random() * sum(weights.values())
        for key, weight in weights.items():
            left -= weight
            if left < 0:
                return key
        return key

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in another order (Fisher and Yates)."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = int(self._random.random() * (last + 1))
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed

    def normal(self) -> float:
        """A standard normal number (Box and Muller)."""
        radius = math.sqrt(-2.0 * math.log(1.0 - self._random.random()))
        # the last bits of log and cos differ between C libraries
        return round(radius * math.cos(2.0 * math.pi * self._random.random()), 9)

    def exponential(self, mean: float) -> float:
        """A waiting time."""
        return -mean * math.log(1.0 - self._random.random())

    def lognormal(self, median: float, sigma: float) -> float:
        """A positive number, as likely above the median as below."""
        return median * math.exp(sigma * self.normal())
