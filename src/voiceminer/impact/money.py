"""Open money at a topic: what it touches, its share, what stands at stake, with intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceminer.impact.differences import LEAST, change, curve_of, odds
from voiceminer.impact.model import Model

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


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
    parts : ndarray of float64, shape (n, parts)
        Parts of amounts, as `worth`.
    """

    design: Floats
    offset: Floats
    exposure: Floats
    group: Ints
    worth: Floats
    parts: Floats

    def eta(self, model: Model) -> Floats:
        """Each deal's fitted log-odds of losing at its age, shape (n,)."""
        return self.design @ model.fit.penalised + self.offset


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Draws of Σ worth · exposure · Δp, shape (draws, units, columns), and the plug-in.

    `plain` before shrinkage, `shrunk` after it; the same of parts of amounts, in place of units.
    """

    point: Floats
    plain: Floats
    shrunk: Floats
    parts_plain: Floats
    parts_shrunk: Floats


def sums_of(model: Model, deals: OpenDeals, draws: int, rng: np.random.Generator) -> Sums:
    """Draws of each topic's signed sum over open deals.

    Every draw takes the covariates' coefficients and the effects from their joint normal (or
    the effects from the posterior after shrinkage), and says of each open deal whether the
    topic is really in it (Bernoulli of its exposure).
    """
    spread = _root(model.fit.covariance) @ rng.standard_normal((model.fit.penalised.size, draws))
    beta = (model.estimate[:, None] + model.applied * spread[model.first :])[deals.group]
    shrunk = model.posterior.draws(draws, rng).T[deals.group]
    # odds are multiplied where log-odds would be added: no exponential per draw, deal and topic
    noise = odds((deals.design[:, : model.first] @ spread[: model.first]).T)
    plain_times, shrunk_times = odds(beta.T), odds(shrunk.T)
    row, column = np.nonzero(deals.exposure > LEAST)
    base = deals.eta(model)
    coefficient = model.fit.penalised[model.first :][deals.group]
    probability = deals.exposure[row, column]
    without = odds(base[row] - probability * coefficient[column])
    worth = np.column_stack([deals.worth, deals.parts])
    units, columns = deals.worth.shape[1], deals.exposure.shape[1]
    plain_sums, shrunk_sums = (np.zeros((draws, worth.shape[1], columns)) for _ in range(2))
    for n in range(draws):
        real = np.flatnonzero(rng.random(row.size) < probability)
        at, of = row[real], column[real]
        drawn = without[real] * noise[n, at]
        for times, sums in ((plain_times, plain_sums), (shrunk_times, shrunk_sums)):
            moved = change(drawn, times[n, of])
            for u in range(worth.shape[1]):
                sums[n, u] = np.bincount(of, moved * worth[at, u], minlength=columns)
    point = np.stack(
        [
            curve_of(base, deals.exposure, unit, coefficient).at(model.estimate[deals.group])
            for unit in deals.worth.T
        ]
    )
    return Sums(
        point=point,
        plain=plain_sums[:, :units],
        shrunk=shrunk_sums[:, :units],
        parts_plain=plain_sums[:, units:],
        parts_shrunk=shrunk_sums[:, units:],
    )


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


def _root(covariance: Floats) -> Floats:
    """A square root of a covariance that may be singular."""
    value, vector = np.linalg.eigh(covariance)
    return np.asarray(vector * np.sqrt(np.maximum(value, 0.0)))
