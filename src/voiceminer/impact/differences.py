"""From log-odds to differences in the probability of losing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Log-odds at which a topic's difference is tabulated: between the points it is all but
# straight, and beyond ±8 nothing changes any more (odds of 3,000 to 1).
LOG_ODDS = np.concatenate(
    [np.linspace(-8, -3, 11)[:-1], np.linspace(-3, 3, 49), [*np.linspace(3, 8, 11)[1:]]]
)

# Exposures below this are left out of sums over pairs of deals and topics: together they
# weigh less than the rounding of any figure shown.
LEAST = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Per topic, the (weighted) sum of differences over its deals as a function of log-odds.

    Attributes
    ----------
    value : ndarray of float64, shape (k, len(LOG_ODDS))
    """

    value: Floats

    def at(self, log_odds: Floats) -> Floats:
        """Values at log-odds of shape (..., k), by straight lines between the points."""
        out = np.empty_like(log_odds, dtype=float)
        for k in range(self.value.shape[0]):
            out[..., k] = np.interp(log_odds[..., k], LOG_ODDS, self.value[k])
        return out


def curve_of(eta: Floats, exposure: Floats, weight: Floats, coefficient: Floats) -> Curve:
    """Σ weight · exposure · [P(lose | with it) − P(lose | without it)] for any log-odds.

    P(lose | without) takes the topic's own part out of a row's log-odds, so everything else
    of the deal stays as it is.

    Parameters
    ----------
    eta : ndarray of float64, shape (n,)
        The rows' fitted log-odds of losing.
    exposure : ndarray of float64, shape (n, k)
    weight : ndarray of float64, shape (n,)
    coefficient : ndarray of float64, shape (k,)
        The topics' part in `eta`.
    """
    value = np.zeros((exposure.shape[1], LOG_ODDS.size))
    times = np.exp(LOG_ODDS)
    for k in range(exposure.shape[1]):
        rows = np.flatnonzero(exposure[:, k] > LEAST)
        without = odds(eta[rows] - exposure[rows, k] * coefficient[k])
        share = weight[rows] * exposure[rows, k]
        value[k] = share @ change(without[:, None], times)
    return Curve(value=value)


def mean_curve(eta: Floats, exposure: Floats, weight: Floats, coefficient: Floats) -> Curve:
    """The mean difference over a topic's rows; over all rows where it has none."""
    total = weight @ exposure
    seen = np.where(total > 1e-6, exposure, 1.0)
    total = np.where(total > 1e-6, total, weight.sum())
    # a topic without rows has no part in eta either way: its exposure of 1 is only a weight
    part = np.where(weight @ exposure > 1e-6, coefficient, 0.0)
    return Curve(value=curve_of(eta, seen, weight, part).value / total[:, None])


def odds(eta: Floats) -> Floats:
    """e^η, within e^±100: there a probability is 0 or 1 to the last digit."""
    return np.exp(np.clip(eta, -100.0, 100.0))


def change(odds: Floats, times: Floats) -> Floats:
    """What multiplying odds o by m does to a probability: m·o / (1 + m·o) − o / (1 + o).

    The same as two logistic functions, by two products and a quotient: it is asked for each draw
    of each deal and topic.
    """
    return np.asarray(odds * (times - 1) / ((1 + odds) * (1 + odds * times)))


def logistic(eta: Floats) -> Floats:
    """1 / (1 + exp(−η)), without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * eta)))
