"""The joint model of a deal's end: age, alike deals, amount of text, and all topics at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceminer.impact.covariates import Covariates
from voiceminer.impact.deal_table import LOST, DealTable
from voiceminer.impact.differences import logistic
from voiceminer.impact.inflation import applied, inflation_of
from voiceminer.impact.joint import Fit, joint_fit
from voiceminer.impact.landmarks import Stack
from voiceminer.impact.merging import together
from voiceminer.impact.shrinkage import Posterior, shrunken
from voiceminer.settings import ImpactSettings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# The share of deals lost is not shrunk: log-odds of ±20 (two standard deviations) is any share.
FREE = 100.0
# Fewer accounts than this say nothing of how much accounts differ: then each deal stands for
# itself, and what is found holds for these accounts. (Cameron, Gelbach and Miller 2008 find
# cluster-robust tests unreliable below ten clusters.)
FEWEST_ACCOUNTS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The fitted model and what is believed of each topic group.

    Attributes
    ----------
    fit : Fit
        Columns: landmarks, covariates, amount of text, then topic groups.
    first : int
        The first topic group's column.
    inflation : float
        λ: median |z| / 0.6745 over the groups, what the standard errors look too small by.
    applied : float
        What they were multiplied by: λ where something seems at work, else 1.
    posterior : Posterior
        Of the groups' log-odds, after shrinkage.
    text_centre, text_scale : ndarray of float64, shape (2,)
        How the logs of passages and documents were standardised.
    level : ndarray of float64, shape (landmarks,)
        Each landmark's log-odds of losing among all deals that were open then, each counted once.
    by_account : bool
        Whether standard errors allow for likeness within accounts.
    """

    fit: Fit
    first: int
    landmarks: int
    inflation: float
    applied: float
    posterior: Posterior
    text_centre: Floats
    text_scale: Floats
    level: Floats
    by_account: bool

    @property
    def estimate(self) -> Floats:
        """Log-odds of losing per topic group, before shrinkage."""
        return self.fit.estimate[self.first :]

    @property
    def sd(self) -> Floats:
        """Standard errors of `estimate`, λ applied."""
        return self.applied * self.fit.sd[self.first :]

    def offset(self, age: Floats, landmark: Ints, ages: Floats) -> Floats:
        """What a row's age adds to its fitted log-odds: levels, by straight lines in between."""
        if not ages.size:
            return np.asarray((self.level - self.fit.penalised[:1])[landmark])
        return np.interp(age, ages, self.level) - self.fit.penalised[: self.landmarks][landmark]

    def design(self, stack: Stack, covariates: Covariates, group: Ints) -> Floats:
        """The model's columns for rows of deals."""
        return _design(
            stack,
            covariates,
            together(stack.exposure, group),
            landmarks=self.landmarks,
            centre=self.text_centre,
            scale=self.text_scale,
        )


def model_of(
    deals: DealTable,
    covariates: Covariates,
    stack: Stack,
    group: Ints,
    settings: ImpactSettings,
    *,
    start: Floats | None = None,
) -> Model:
    """Fit all topic groups in one model on closed deals; both outcomes must occur.

    Parameters
    ----------
    start : ndarray of float64, shape (p,), optional
        Coefficients to begin at, of a like model: no more than time depends on it.
    """
    log = np.log1p(stack.texts)
    centre = np.average(log, axis=0, weights=stack.weight)
    scale = np.sqrt(np.average((log - centre) ** 2, axis=0, weights=stack.weight))
    scale = np.where(scale > 1e-9, scale, 1.0)
    landmarks = int(stack.landmark.max()) + 1
    exposure = together(stack.exposure, group)
    x = _design(stack, covariates, exposure, landmarks=landmarks, centre=centre, scale=scale)
    prior = np.full(x.shape[1], settings.ridge_variance)
    prior[:landmarks] = FREE
    account = deals.account[stack.deal]
    by_account = np.unique(account).size >= FEWEST_ACCOUNTS
    lost = (deals.state[stack.deal] == LOST).astype(float)
    fit = joint_fit(
        x,
        lost,
        stack.weight,
        account if by_account else stack.deal,
        prior,
        start=start,
    )
    first = x.shape[1] - exposure.shape[1]
    z = fit.estimate[first:] / fit.sd[first:]
    factor = applied(z, settings.inflate_above)
    return Model(
        fit=fit,
        first=first,
        landmarks=landmarks,
        inflation=inflation_of(z),
        applied=factor,
        posterior=shrunken(fit.estimate[first:], factor * fit.sd[first:]),
        text_centre=centre,
        text_scale=scale,
        level=_levels(x @ fit.penalised, lost, stack.landmark, fit.penalised[:landmarks]),
        by_account=by_account,
    )


def _levels(eta: Floats, lost: Floats, landmark: Ints, intercept: Floats) -> Floats:
    """The landmarks' intercepts at which as many deals are lost as were, each row counted once.

    In the fit a deal that died early weighs more at the few landmarks that it reached. That
    samples deals by how they ended, which moves the intercepts and leaves the slopes (Prentice
    and Pyke 1979, "Logistic disease incidence models and case-control studies"); what an open
    deal's odds are at its age needs the intercepts of all deals then open.
    """
    moved = intercept.copy()
    for at in range(intercept.size):
        here = landmark == at
        for _ in range(25):  # Newton's method in one unknown, held by the intercept's own prior
            p = logistic(eta[here] + moved[at] - intercept[at])
            slope = (lost[here] - p).sum() - moved[at] / FREE
            step = slope / ((p * (1 - p)).sum() + 1 / FREE)
            moved[at] += np.clip(step, -2.0, 2.0)
            if abs(step) < 1e-9:
                break
    return moved


def _design(
    stack: Stack,
    covariates: Covariates,
    exposure: Floats,
    *,
    landmarks: int,
    centre: Floats,
    scale: Floats,
) -> Floats:
    return np.column_stack(
        [
            (stack.landmark[:, None] == np.arange(landmarks)).astype(float),
            covariates.matrix[stack.deal],
            (np.log1p(stack.texts) - centre) / scale,
            exposure,
        ]
    )
