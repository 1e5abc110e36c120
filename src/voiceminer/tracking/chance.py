"""What chance alone would do: tails, and false alarms over many questions at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Draws for every topic, and for those whose change stays in the race: p-values of the second are
# known down to 1 in 10,000 (sequential Monte Carlo: Besag & Clifford 1991).
FIRST_DRAWS, DRAWS, STILL = 500, 10_000, 5


def adjusted(p: Floats) -> Floats:
    """Benjamini and Hochberg's q of each p: take all up to q, and that share of them is false."""
    if not len(p):
        return p
    order = np.argsort(p, kind="stable")
    ranked = p[order] * len(p) / np.arange(1, len(p) + 1)
    q = np.empty(len(p))
    q[order] = np.minimum.accumulate(ranked[::-1])[::-1].clip(max=1)
    return q


def scan(counts: Floats, totals: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """The greatest likelihood ratio (G²) of one change of share, and before which period.

    Parameters
    ----------
    counts : ndarray, shape (..., n_periods)
    totals : ndarray, shape (n_periods,)
        All that there was in each period.
    """
    before_n = np.cumsum(counts, axis=-1)[..., :-1]
    before_of = np.cumsum(totals)[:-1]
    all_n, all_of = counts.sum(axis=-1, keepdims=True), totals.sum()
    after_n, after_of = all_n - before_n, all_of - before_of
    ratio = 2 * (_loglik(before_n, before_of) + _loglik(after_n, after_of) - _loglik(all_n, all_of))
    return ratio.max(axis=-1), ratio.argmax(axis=-1) + 1


def change_p(counts: Floats, totals: Floats, rng: np.random.Generator) -> float:
    """How often as great a change shows at any period where there is none."""
    found = scan(counts, totals)[0]
    n, chance = int(counts.sum()), totals / totals.sum()
    drawn = scan(rng.multinomial(n, chance, size=FIRST_DRAWS).astype(float), totals)[0]
    as_great = int((drawn >= found - 1e-9).sum())
    draws = FIRST_DRAWS
    if as_great <= STILL:
        drawn = scan(rng.multinomial(n, chance, size=DRAWS).astype(float), totals)[0]
        as_great += int((drawn >= found - 1e-9).sum())
        draws += DRAWS
    return (as_great + 1) / (draws + 1)


def _loglik(n: Floats, of: Floats) -> Floats:
    share = np.clip(n / np.maximum(of, 1), 1e-12, 1 - 1e-12)
    found: Floats = n * np.log(share) + (of - n) * np.log1p(-share)
    return found
