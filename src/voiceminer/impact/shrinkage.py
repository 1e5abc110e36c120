"""The loudest estimate of many is the luckiest: what is left of each when all are weighed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SPIKES = np.array([0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95])
WIDTHS = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0])
# Half-normal prior on the widths: log-odds of ±1 (odds times 2.7) are rare between deals
# that differ in one topic; it only matters where few topics leave the width open.
WIDTH_SCALE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Posterior:
    """What is believed of every topic's log-odds after looking at all of them.

    Attributes
    ----------
    grid : ndarray of float64, shape (g,)
        Posterior weight of each prior (spike weight, width) on the grid.
    zero : ndarray of float64, shape (g, k)
        Probability that the effect is none, under each prior.
    mean, sd : ndarray of float64, shape (g, k)
        The normal part under each prior.
    """

    grid: Floats
    zero: Floats
    mean: Floats
    sd: Floats

    @property
    def false_sign_rate(self) -> Floats:
        """Local false sign rate: min(P(effect ≤ 0), P(effect ≥ 0)), shape (k,).

        Stephens 2017, "False discovery rates: a new deal", Biostatistics 18(2).
        """
        from scipy.special import ndtr

        below = ndtr(-self.mean / self.sd)
        negative = self.grid @ ((1 - self.zero) * below)
        positive = self.grid @ ((1 - self.zero) * (1 - below))
        return np.asarray(np.clip(1 - np.maximum(negative, positive), 0.0, 1.0))

    def draws(self, n: int, rng: np.random.Generator) -> Floats:
        """Log-odds drawn from the posterior, shape (n, k); one prior per draw for all topics."""
        which = rng.choice(len(self.grid), size=n, p=self.grid)
        shape = (n, self.zero.shape[1])
        none = rng.random(shape) < self.zero[which]
        normal = self.mean[which] + self.sd[which] * rng.standard_normal(shape)
        return np.where(none, 0.0, normal)


def shrunken(estimate: Floats, sd: Floats) -> Posterior:
    """Posterior under a spike at zero plus a normal, averaged over a grid of such priors.

    Averaging (rather than picking the best prior) keeps everything from collapsing to zero
    when data are few. Each prior is weighted by its marginal likelihood
    Π [π·N(b; 0, s²) + (1 − π)·N(b; 0, s² + τ²)] and a half-normal on τ.

    Parameters
    ----------
    estimate, sd : ndarray of float64, shape (k,)
    """
    spike, width = (a.ravel()[:, None] for a in np.meshgrid(SPIKES, WIDTHS, indexing="ij"))
    variance = sd**2
    with np.errstate(divide="ignore"):  # log(0) where the prior has no spike
        at_zero = np.log(spike) + _log_normal(estimate, variance)
    spread = np.log1p(-spike) + _log_normal(estimate, variance + width**2)
    marginal = np.logaddexp(at_zero, spread)
    weight = marginal.sum(axis=1) - 0.5 * (width[:, 0] / WIDTH_SCALE) ** 2
    grid = np.exp(weight - weight.max())
    kept = width**2 / (width**2 + variance)
    return Posterior(
        grid=grid / grid.sum(),
        zero=np.exp(at_zero - marginal),
        mean=kept * estimate,
        sd=np.sqrt(kept * variance),
    )


def _log_normal(value: Floats, variance: Floats) -> Floats:
    return np.asarray(-0.5 * (np.log(2 * np.pi * variance) + value**2 / variance))
