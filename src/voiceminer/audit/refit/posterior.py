"""What is left of each effect when all are weighed, by sums over a grid of log-odds.

The prior of docs/impact.md (a spike at zero and a normal in two halves, averaged over spike
weights, widths and shares that harm; Stephens 2017), worked out by quadrature where the run used
closed forms.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp
from scipy.stats import norm

from voiceminer.audit.refit.history import Floats

SPIKES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
WIDTHS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
HARMS = (0.2, 0.5, 0.8)
WIDTH_SCALE = 0.5
# Log-odds up to ±6, in steps of a fiftieth of the narrowest prior.
STEP = 0.002
POINTS = np.arange(-3_000, 3_001) * STEP


@dataclass(frozen=True, slots=True, kw_only=True)
class Posterior:
    """Per topic group: densities over `POINTS` and the spike's share, under each prior."""

    weight: Floats
    dense: Floats
    spike: Floats
    likelihood: Floats

    @property
    def false_sign_rate(self) -> Floats:
        """min(P(effect ≤ 0), P(effect ≥ 0)), shape (k,)."""
        rates = []
        for k in range(len(self.likelihood)):
            mass, none = self._of(k)
            total = mass.sum(axis=1) + none
            more, less = mass[:, POINTS > 0].sum(axis=1), mass[:, POINTS < 0].sum(axis=1)
            rates.append(1 - max(self.weight @ (more / total), self.weight @ (less / total)))
        return np.array(rates)

    def draws(self, n: int, rng: np.random.Generator) -> Floats:
        """Log-odds of all groups, one prior per draw, shape (n, k)."""
        which = rng.choice(self.weight.size, size=n, p=self.weight)
        out = np.zeros((n, len(self.likelihood)))
        for k in range(out.shape[1]):
            mass, none = self._of(k)
            for prior in np.unique(which):
                rows = np.flatnonzero(which == prior)
                up = np.cumsum(np.append(mass[prior], none[prior]))
                at = np.searchsorted(up, rng.random(rows.size) * up[-1])
                out[rows, k] = np.append(POINTS, 0.0)[np.minimum(at, POINTS.size)]
        return out

    def _of(self, k: int) -> tuple[Floats, Floats]:
        return self.dense * self.likelihood[k], self.spike * self.likelihood[k, POINTS.size // 2]


def posterior_of(estimate: Floats, sd: Floats) -> Posterior:
    """The posterior of all groups' effects from their estimates and standard errors."""
    grid = [(s, w, h) for s in SPIKES for w in WIDTHS for h in HARMS]
    side = np.where(POINTS > 0, 1.0, np.where(POINTS < 0, 0.0, 0.5))
    dense = np.array(
        [
            (1 - s) * 2 * np.where(side == 0.5, 0.5, np.where(side, h, 1 - h))
            * norm.pdf(POINTS, scale=w) * STEP
            for s, w, h in grid
        ]
    )  # fmt: skip
    spike = np.array([s for s, *_ in grid])
    likelihood = norm.pdf(estimate[:, None], loc=POINTS, scale=sd[:, None])
    marginal = dense @ likelihood.T + spike[:, None] * likelihood[:, POINTS.size // 2]
    log = np.log(np.maximum(marginal, 1e-300)).sum(axis=1)
    log -= np.array([0.5 * (w / WIDTH_SCALE) ** 2 for _, w, _ in grid])
    return Posterior(
        weight=np.exp(log - logsumexp(log)), dense=dense, spike=spike, likelihood=likelihood
    )
