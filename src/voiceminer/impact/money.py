"""Open money at a topic: what it touches, its share, what stands at stake, with intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from voiceminer.impact.differences import LEAST, curve_of, logistic
from voiceminer.impact.model import Model

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Numbers held at once while drawing: 4 million doubles are 32 MB.
AT_ONCE = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDeals:
    """Open deals as the money sees them.

    Attributes
    ----------
    design : ndarray of float64, shape (n, p)
        The model's columns.
    offset : ndarray of float64, shape (n,)
        What the deal's own age adds to its log-odds.
    exposure : ndarray of float64, shape (n, c)
        Topic groups, then single topics of groups of more than one.
    group : ndarray of int64, shape (c,)
        The group whose log-odds a column of `exposure` takes.
    worth : ndarray of float64, shape (n, u)
        Each deal's amount per unit (a currency, or 1 for the deal itself); 0 where the deal is
        not comparable with any closed one.
    """

    design: Floats
    offset: Floats
    exposure: Floats
    group: Ints
    worth: Floats

    def eta(self, model: Model) -> Floats:
        """Each deal's fitted log-odds of losing at its age, shape (n,)."""
        return self.design @ model.fit.penalised + self.offset


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Draws of Σ worth · exposure · Δp, shape (draws, units, columns), and the plug-in.

    `plain` before shrinkage, `shrunk` after it.
    """

    point: Floats
    plain: Floats
    shrunk: Floats


def sums_of(model: Model, deals: OpenDeals, draws: int, rng: np.random.Generator) -> Sums:
    """Draws of each topic's signed sum over open deals.

    Every draw takes the covariates' coefficients and the effects from their joint normal (or
    the effects from the posterior after shrinkage), and says of each open deal whether the
    topic is really in it (Bernoulli of its exposure).
    """
    spread = _root(model.fit.covariance) @ rng.standard_normal((model.fit.penalised.size, draws))
    beta = (model.estimate[:, None] + model.applied * spread[model.first :])[deals.group]
    shrunk = model.posterior.draws(draws, rng).T[deals.group]
    noise = deals.design[:, : model.first] @ spread[: model.first]
    row, column = np.nonzero(deals.exposure > LEAST)
    base = deals.eta(model)
    coefficient = model.fit.penalised[model.first :][deals.group]
    probability = deals.exposure[row, column]
    without = base[row] - probability * coefficient[column]
    shape = (draws, deals.worth.shape[1], deals.exposure.shape[1])
    plain_sums, shrunk_sums = np.zeros(shape), np.zeros(shape)
    fold = _fold(row, column, deals)
    for part in np.array_split(np.arange(draws), max(1, row.size * draws // AT_ONCE)):
        eta = without[:, None] + noise[np.ix_(row, part)]
        real = rng.random(eta.shape) < probability[:, None]
        lose = logistic(eta)
        for made, sums in ((beta, plain_sums), (shrunk, shrunk_sums)):
            change = real * (logistic(eta + made[np.ix_(column, part)]) - lose)
            sums[part] = (fold @ change).T.reshape(part.size, *shape[1:])
    point = np.stack(
        [
            curve_of(base, deals.exposure, worth, coefficient).at(model.estimate[deals.group])
            for worth in deals.worth.T
        ]
    )
    return Sums(point=point, plain=plain_sums, shrunk=shrunk_sums)


def floor_of(
    model: Model, shuffled: list[Model], deals: OpenDeals, draws: int, rng: np.random.Generator
) -> Floats:
    """At stake as shuffled topics would show it: mean over shuffles, shape (units, columns).

    Σ max(0, ·) is above zero even for noise; this says by how much.
    """
    base = deals.eta(model)
    coefficient = model.fit.penalised[model.first :][deals.group]
    curves = [curve_of(base, deals.exposure, worth, coefficient) for worth in deals.worth.T]
    total = np.zeros((len(curves), deals.group.size))
    for other in shuffled:
        harm = np.maximum(other.posterior.draws(draws, rng)[:, deals.group], 0.0)
        total += np.stack([curve.at(harm).mean(axis=0) for curve in curves])
    return total / max(len(shuffled), 1)


def attributed(exposure: Floats, amount: Floats) -> Floats:
    """Each deal's amount split over its topics by exposure; sums to the amount, shape (k,)."""
    whole = exposure.sum(axis=1)
    share = np.where(whole > 0, amount / np.where(whole > 0, whole, 1.0), 0.0)
    return np.asarray(share @ exposure)


def _fold(row: Ints, column: Ints, deals: OpenDeals) -> csr_array:
    """Adds pairs of deals and topics up per unit and topic: a sparse (units·columns, pairs)."""
    from scipy.sparse import csr_array

    columns, units = deals.exposure.shape[1], deals.worth.shape[1]
    pairs = np.arange(row.size)
    return csr_array(
        (
            np.concatenate([deals.worth[row, u] for u in range(units)]),
            (
                np.concatenate([u * columns + column for u in range(units)]),
                np.tile(pairs, units),
            ),
        ),
        shape=(units * columns, row.size),
    )


def _root(covariance: Floats) -> Floats:
    """A square root of a covariance that may be singular."""
    value, vector = np.linalg.eigh(covariance)
    return np.asarray(vector * np.sqrt(np.maximum(value, 0.0)))
