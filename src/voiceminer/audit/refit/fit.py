"""The joint model again: statsmodels' binomial GLM with a normal prior on each coefficient."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceminer.audit.refit.history import Floats, Ints

# The weak prior's own shrinkage is undone at most twentyfold.
MOST_UNDOING = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Coefficients with the prior, without it, and their covariance over accounts."""

    penalised: Floats
    estimate: Floats
    covariance: Floats


def fitted(x: Floats, y: Floats, weight: Floats, cluster: Ints, prior: Floats) -> Fitted:
    """Fit, and leave each cluster out once to see how far the coefficients move (CR3).

    Parameters
    ----------
    x : ndarray of float64, shape (n, p)
    y, weight : ndarray of float64, shape (n,)
    cluster : ndarray of int64, shape (n,)
    prior : ndarray of float64, shape (p,)
        Variances.
    """
    from statsmodels.base._penalized import PenalizedMixin
    from statsmodels.base._penalties import L2
    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.generalized_linear_model import GLM

    # statsmodels' own way to penalise a likelihood: β² / (2 · variance) is a normal prior
    class Penalised(PenalizedMixin, GLM):  # type: ignore[misc]  # it ships no types
        pass

    model = Penalised(
        y, x, family=Binomial(), freq_weights=weight, penal=L2(1 / (2 * prior)), pen_weight=1.0
    )
    start = np.zeros(x.shape[1])
    found = model.fit(start_params=start, method="newton", maxiter=100, tol=1e-10, disp=0,
                      trim=False)  # fmt: skip
    b = np.asarray(found.params, dtype=float)
    information = -np.asarray(model.hessian(b), dtype=float)
    scores = np.asarray(GLM(y, x, family=Binomial(), freq_weights=weight).score_obs(b))
    p = np.asarray(model.predict(b))
    spread = _left_out(x, scores, weight * p * (1 - p), cluster, information)
    variance = np.diag(np.linalg.inv(information))
    kept = np.maximum(1 - variance / prior, 1 / MOST_UNDOING)
    own = np.diag(spread)
    wanted = np.sqrt(np.maximum(own, variance * kept)) / kept
    scale = np.divide(wanted, np.sqrt(own), out=np.zeros_like(wanted), where=own > 0)
    covariance = spread * np.outer(scale, scale)
    np.fill_diagonal(covariance, wanted**2)
    return Fitted(penalised=b, estimate=b / kept, covariance=covariance)


def _left_out(
    x: Floats, scores: Floats, w: Floats, cluster: NDArray[np.int64], information: Floats
) -> Floats:
    """(G − 1) / G · Σ of the squared moves when each cluster is left out."""
    order = np.argsort(cluster, kind="stable")
    _, starts = np.unique(cluster[order], return_index=True)
    moves = []
    for rows in np.split(order, starts[1:]):
        rest = information - x[rows].T @ (x[rows] * w[rows, None])
        moves.append(np.linalg.solve(rest, scores[rows].sum(axis=0)))
    move = np.array(moves)
    return np.asarray((len(moves) - 1) / len(moves) * (move.T @ move))
