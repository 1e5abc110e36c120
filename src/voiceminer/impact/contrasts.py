"""What each topic goes with among closed deals: Δp, its interval, and what is left of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceminer.impact.covariates import Covariates
from voiceminer.impact.differences import logistic, mean_curve
from voiceminer.impact.landmarks import Stack
from voiceminer.impact.merging import together
from voiceminer.impact.model import Model
from voiceminer.settings import ImpactSettings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """Per topic: Δp of losing, its interval before shrinkage, what is left after it.

    `without`: the mean probability of losing of its deals if they had not had it.
    """

    without: Floats
    delta: Floats
    low: Floats
    high: Floats
    shrunk: Floats
    false_sign_rate: Floats


def contrasts_of(
    model: Model,
    stack: Stack,
    covariates: Covariates,
    group: Ints,
    *,
    settings: ImpactSettings,
    rng: np.random.Generator,
) -> Differences:
    """Mean Δp over the closed deals with the topic, at every age at which it was known."""
    from scipy.special import ndtri

    eta = model.design(stack, covariates, group) @ model.fit.penalised
    effects = model.fit.penalised[model.first :]
    exposure = together(stack.exposure, group)
    curve = mean_curve(eta, exposure, stack.weight, effects)
    z = float(ndtri((1 + settings.level) / 2))
    draws = model.posterior.draws(settings.draws, rng)
    weighed_by = exposure * stack.weight[:, None]
    lose = (weighed_by * logistic(eta[:, None] - exposure * effects)).sum(axis=0)
    total = weighed_by.sum(axis=0)
    share = np.divide(lose, total, out=np.full_like(total, 0.5), where=total > 0)
    return Differences(
        without=share[group],
        delta=curve.at(model.estimate)[group],
        low=curve.at(model.estimate - z * model.sd)[group],
        high=curve.at(model.estimate + z * model.sd)[group],
        shrunk=curve.at(draws).mean(axis=0)[group],
        false_sign_rate=model.posterior.false_sign_rate[group],
    )
