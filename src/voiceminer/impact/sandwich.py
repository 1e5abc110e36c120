"""How sure a coefficient is when deals of one account are alike."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def robust_covariance(
    x: Floats, residual: Floats, w: Floats, cluster: NDArray[np.int64], inverse: Floats
) -> Floats:
    """CR3: the jackknife over clusters, by one step from the full fit.

    Leaving cluster g out moves the coefficients by about A⁻¹·Xᵍᵀ(I − Wᵍ Xᵍ A⁻¹ Xᵍᵀ)⁻¹ eᵍ, with
    A the information of the whole fit; the covariance is (G − 1) / G times the sum of these
    moves' outer products. Bell and McCaffrey 2002, "Bias reduction in standard errors for
    linear regression with multi-stage samples"; MacKinnon, Nielsen and Webb 2023, "Fast and
    reliable jackknife and bootstrap methods for cluster-robust inference".

    Parameters
    ----------
    x : ndarray of float64, shape (n, p)
    residual : ndarray of float64, shape (n,)
        Weighted score residuals, weight · (y − p).
    w : ndarray of float64, shape (n,)
        Weighted variances, weight · p · (1 − p).
    cluster : ndarray of int64, shape (n,)
    inverse : ndarray of float64, shape (p, p)
        Inverse of the penalised information.
    """
    order = np.argsort(cluster, kind="stable")
    _, starts, sizes = np.unique(cluster[order], return_index=True, return_counts=True)
    moves = np.empty((len(sizes), x.shape[1]))
    for size in np.unique(sizes):
        which = np.flatnonzero(sizes == size)
        # 8 million numbers (64 MB) at a time, however many clusters have this size
        for part in np.array_split(which, max(1, which.size * size * x.shape[1] // 8_000_000)):
            if not part.size:
                continue
            rows = order[starts[part][:, None] + np.arange(size)]
            moves[part] = _scores(x[rows], residual[rows], w[rows], inverse)
    moves = moves @ inverse
    share = (len(sizes) - 1) / len(sizes) if len(sizes) > 1 else 1.0
    return np.asarray(share * (moves.T @ moves))


def _scores(x: Floats, residual: Floats, w: Floats, inverse: Floats) -> Floats:
    """Leverage-corrected scores of clusters of one size: x is (clusters, size, p)."""
    count, size, p = x.shape
    if size <= p:
        hat = w[:, :, None] * ((x @ inverse) @ x.transpose(0, 2, 1))
        corrected = np.linalg.solve(np.eye(size) - hat, residual[:, :, None])
        return np.asarray((x.transpose(0, 2, 1) @ corrected)[:, :, 0])
    scores = np.empty((count, p))
    for g in range(count):
        information = x[g].T @ (x[g] * w[g][:, None])
        scores[g] = np.linalg.solve(np.eye(p) - information @ inverse, x[g].T @ residual[g])
    return scores
