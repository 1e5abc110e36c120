"""The one rule by which a page calls two shares different."""

from __future__ import annotations

from math import sqrt

# Dozens of shares are compared for each topic. Two standard errors would let one of twenty
# through by chance alone, three one of 370.
ERRORS = 3.0
# A surer difference of a few points is still nothing that anybody would act on.
POINTS = 0.10


def errors_apart(part: int, whole: int, other: int, other_whole: int) -> float:
    """How many standard errors part/whole lies above other/other_whole; 0 where unknown."""
    if not whole or not other_whole:
        return 0.0
    pooled = (part + other) / (whole + other_whole)
    error = sqrt(pooled * (1 - pooled) * (1 / whole + 1 / other_whole))
    return (part / whole - other / other_whole) / error if error else 0.0


def differ(part: int, whole: int, other: int, other_whole: int) -> bool:
    """Whether two shares differ beyond noise: three standard errors and ten points apart."""
    apart = errors_apart(part, whole, other, other_whole)
    return abs(apart) >= ERRORS and abs(part / whole - other / other_whole) >= POINTS
