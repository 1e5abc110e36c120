"""One logistic regression for everything, because pains come together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceminer.impact.sandwich import robust_covariance

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# A ridge of variance v multiplies an estimate whose unpenalised variance is u by v / (v + u).
# Where the data say next to nothing (u ≫ v) undoing that would divide noise by nearly nothing.
MOST_UNDOING = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A fitted joint model.

    Attributes
    ----------
    penalised : ndarray of float64, shape (p,)
        Coefficients with the ridge, for predicting.
    estimate : ndarray of float64, shape (p,)
        Coefficients with the ridge undone, for inference.
    covariance : ndarray of float64, shape (p, p)
        Cluster-robust covariance of `estimate`.
    inverse : ndarray of float64, shape (p, p)
        Of the penalised information.
    """

    penalised: Floats
    estimate: Floats
    covariance: Floats
    inverse: Floats

    @property
    def sd(self) -> Floats:
        """Standard errors of `estimate`."""
        return np.sqrt(np.diag(self.covariance))


def joint_fit(
    x: Floats,
    y: Floats,
    weight: Floats,
    cluster: Ints,
    prior: Floats,
    *,
    start: Floats | None = None,
) -> Fit:
    """The joint model of all columns, with standard errors that allow for likeness in clusters.

    Parameters
    ----------
    x : ndarray of float64, shape (n, p)
    y : ndarray of float64, shape (n,)
        1 lost, 0 won.
    weight : ndarray of float64, shape (n,)
        All rows of a deal together weigh 1.
    cluster : ndarray of int64, shape (n,)
        Rows of one number are alike (an account's).
    prior : ndarray of float64, shape (p,)
        Variance of each coefficient's normal prior.
    start : ndarray of float64, shape (p,), optional
        Where to begin; at zero if not given.

    Notes
    -----
    The ridge's own shrinkage is undone by each coefficient's model variance V (with the
    ridge): f = 1 / (1 − V / prior), at most 20; estimate f·b, variance
    f²·max(V_sandwich, V / f). Subtracting precisions instead explodes where the
    sandwich variance reaches the prior's.
    """
    b = ridge_coefficients(x, y, weight, prior, start=start)
    p = _logistic(x @ b)
    w = weight * p * (1 - p)
    inverse = np.asarray(np.linalg.inv(x.T @ (x * w[:, None]) + np.diag(1 / prior)), dtype=float)
    sandwich = robust_covariance(x, weight * (y - p), w, cluster, inverse)
    model = np.diag(inverse)
    kept = np.maximum(1 - model / prior, 1 / MOST_UNDOING)
    spread = np.diag(sandwich)
    wanted = np.sqrt(np.maximum(spread, model * kept)) / kept
    # a column that never varies has no sandwich at all: correlated with nothing
    scale = np.where(spread > 0, wanted / np.sqrt(np.where(spread > 0, spread, 1.0)), 0.0)
    covariance = sandwich * np.outer(scale, scale)
    np.fill_diagonal(covariance, wanted**2)
    return Fit(penalised=b, estimate=b / kept, covariance=covariance, inverse=inverse)


def ridge_coefficients(
    x: Floats, y: Floats, weight: Floats, prior: Floats, *, start: Floats | None = None
) -> Floats:
    """Maximum of the weighted logistic likelihood with normal priors, by Newton's method.

    The priors make the function strictly concave, so there is one maximum even where a column
    separates won from lost; steps are halved while they do not climb.
    """
    b = np.zeros(x.shape[1]) if start is None else start
    height = _height(x, y, weight, prior, b)
    for _ in range(50):
        p = _logistic(x @ b)
        slope = x.T @ (weight * (y - p)) - b / prior
        curve = x.T @ (x * (weight * p * (1 - p))[:, None]) + np.diag(1 / prior)
        step = np.linalg.solve(curve, slope)
        size = 1.0
        while (risen := _height(x, y, weight, prior, b + size * step)) < height and size > 1e-6:
            size /= 2
        b, gain, height = b + size * step, risen - height, risen
        if gain < 1e-9:
            break
    return b


def _height(x: Floats, y: Floats, weight: Floats, prior: Floats, b: Floats) -> float:
    eta = x @ b
    return float(weight @ (y * eta - np.logaddexp(0, eta)) - 0.5 * (b * b / prior).sum())


def _logistic(eta: Floats) -> Floats:
    return np.asarray(0.5 * (1 + np.tanh(0.5 * eta)))
