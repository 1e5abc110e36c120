"""Open deals and money at each topic, drawn again from the refit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from voiceminer.audit.refit.history import Floats
from voiceminer.audit.refit.model import Refit, together
from voiceminer.audit.refit.posterior import Posterior

# Exposures below this are in no sum.
LEAST = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Σ worth · exposure · Δp in each of n draws, and by the estimate.

    `plain` before and `shrunk` after shrinkage, shape (n, topics); `whole_…` over topics, those
    that are estimated as one counted once, shape (n,).
    """

    point: Floats
    plain: Floats
    shrunk: Floats
    whole_point: float
    whole_plain: Floats
    whole_shrunk: Floats


def sums_of(
    refit: Refit, posterior: Posterior, worth: Floats, draws: int, rng: np.random.Generator
) -> Sums:
    """Sums over the comparable open deals.

    Parameters
    ----------
    worth : ndarray of float64, shape (n,)
        Of each of `refit.rows`.
    """
    covariance = refit.fit.covariance
    value, vector = np.linalg.eigh(covariance)
    root = vector * np.sqrt(np.maximum(value, 0))
    spread = root @ rng.standard_normal((covariance.shape[0], draws))
    factor = refit.sd / np.sqrt(np.diag(covariance))[refit.first :]
    before = (refit.estimate[:, None] + factor[:, None] * spread[refit.first :]).T
    after = posterior.draws(draws, rng)
    shared = together(refit.exposure, refit.group)

    def drawn(exposure: Floats, group: int) -> tuple[float, Floats, Floats]:
        rows = np.flatnonzero((exposure > LEAST) & (worth > 0))
        e, w = exposure[rows], worth[rows]
        base = refit.eta[rows] - e * refit.fit.penalised[refit.first + group]
        point = (w * e) @ (expit(base + refit.estimate[group]) - expit(base))
        noisy = base[:, None] + refit.design[rows, : refit.first] @ spread[: refit.first]
        real = (rng.random(noisy.shape) < e[:, None]) * w[:, None]
        without = expit(noisy)
        plain, shrunk = (
            (real * (expit(noisy + made[:, group]) - without)).sum(axis=0)
            for made in (before, after)
        )
        return float(point), plain, shrunk

    groups = [drawn(shared[:, g], g) for g in range(refit.estimate.size)]
    alone = np.bincount(refit.group) == 1
    topics = [
        groups[g] if alone[g] else drawn(refit.exposure[:, k], int(g))
        for k, g in enumerate(refit.group)
    ]
    return Sums(
        point=np.array([t[0] for t in topics]),
        plain=np.column_stack([t[1] for t in topics]),
        shrunk=np.column_stack([t[2] for t in topics]),
        whole_point=sum(g[0] for g in groups),
        whole_plain=np.sum([g[1] for g in groups], axis=0),
        whole_shrunk=np.sum([np.maximum(g[2], 0) for g in groups], axis=0),
    )
