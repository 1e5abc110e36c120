"""Which of many overlapping groups hold more of late than chance puts there, all held at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]

# Draws without a change: at 400 a chance of 0.025 is known to within 0.008. Nobody needs to know
# more of what is as common as 10 in 50 (sequential Monte Carlo: Besag & Clifford 1991).
AT_ONCE, DRAWS, STILL = 50, 400, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What each group holds in each window, and how odd that is.

    Attributes
    ----------
    p : ndarray of float64, shape (n_groups, n_windows)
        How often chance puts so many of the group's documents into the window: hypergeometric.
    chance : ndarray of float64, shape (n_groups, n_windows)
        How often it puts as odd a number into any of the windows of any of the groups.
    """

    p: Floats
    chance: Floats


def scanned(
    inside: csr_array, slots: NDArray[np.int64], windows: Sequence[int], rng: np.random.Generator
) -> Scan:
    """Scan groups, which may overlap, for too much in windows that end now.

    The prospective scan statistic (Kulldorff 2001, "Prospective time periodic geographical disease
    surveillance using a scan statistic"), with groups of like statements in place of places: the
    oddest of all counts is held against the oddest of the same groups when documents change their
    dates at random. So neither overlaps nor the number of groups raise the rate of false alarms.

    Parameters
    ----------
    inside : csr_array of shape (n_groups, n_documents)
        1 where a group has a document.
    slots : ndarray of int64, shape (n_documents,)
        The period of each.
    windows : sequence of int
        First periods of the windows.
    """
    sizes = np.diff(inside.indptr)
    table = _log_tails(sizes, len(slots), [int((slots >= first).sum()) for first in windows])
    new = (slots[:, None] >= np.asarray(windows)).astype(np.float32)
    found = table.of(inside @ new)
    best, oddest = found.min(initial=0.0), np.empty(0)
    while len(oddest) < DRAWS and (oddest <= best + 1e-9).sum() < STILL:
        drawn = np.concatenate([new[rng.permutation(len(new))] for _ in range(AT_ONCE)], axis=1)
        counts = (inside @ drawn).reshape(len(sizes), AT_ONCE, len(windows))
        least = [table.of(counts[:, at]).min(initial=0.0) for at in range(AT_ONCE)]
        oddest = np.concatenate([oddest, least])
    oddest.sort()
    as_odd = np.searchsorted(oddest, found + 1e-9, side="right")
    return Scan(p=np.exp(found), chance=(as_odd + 1) / (len(oddest) + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tails:
    """Log P(X ≥ count), hypergeometric, by size of group, window and count."""

    values: Floats
    size: NDArray[np.int64]

    def of(self, counts: NDArray[np.float32]) -> Floats:
        """For counts of shape (n_groups, n_windows)."""
        window = np.arange(counts.shape[1])
        found: Floats = self.values[self.size[:, None], window, counts.astype(np.int64)]
        return found


def _log_tails(sizes: NDArray[np.int32], n: int, totals: Sequence[int]) -> _Tails:
    """Tails for documents of which `totals` of `n` are new, for every size of group that occurs.

    scipy's own sums each tail anew, which for these thousands takes seconds.
    """
    from scipy.special import gammaln

    def ways(of: Floats, k: Floats) -> Floats:
        within = (k >= 0) & (k <= of)
        k = np.where(within, k, 0)
        all_ways = gammaln(of + 1) - gammaln(k + 1) - gammaln(of - k + 1)
        return np.where(within, all_ways, -np.inf)

    used, size = np.unique(sizes, return_inverse=True)
    k = np.arange(int(used.max(initial=0)) + 1, dtype=np.float64)
    draw = used[:, None, None].astype(np.float64)
    good = np.asarray(totals, np.float64)[None, :, None]
    log_p = ways(good, k) + ways(n - good, draw - k) - ways(np.full(1, float(n)), draw)
    tails = np.logaddexp.accumulate(log_p[..., ::-1], axis=-1)[..., ::-1]
    return _Tails(values=tails.clip(max=0.0), size=size)
