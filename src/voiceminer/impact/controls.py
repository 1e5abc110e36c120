"""Checks that every run makes on itself: topics shuffled over alike deals must show nothing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voiceminer.impact.covariates import AMOUNT, Covariates
from voiceminer.impact.deal_table import DealTable
from voiceminer.impact.exposure import History
from voiceminer.impact.landmarks import Stack, handed_over
from voiceminer.impact.model import Model, model_of
from voiceminer.settings import ImpactSettings

Ints = NDArray[np.int64]

SIZES = 3  # small, middle, large


def shuffled_models(
    deals: DealTable,
    history: History,
    stack: Stack,
    covariates: Covariates,
    group: Ints,
    *,
    model: Model,
    settings: ImpactSettings,
    rng: np.random.Generator,
) -> list[Model]:
    """The joint model again on topics that were handed to other deals of like kind and size.

    A deal gets all topics of another one together, with their days, so topics keep each
    other's company and lose every link to the outcome but kind and size. `model` is the one of
    the topics as they are: the others begin at its coefficients.
    """
    strata = _strata(deals, history, covariates)
    models = []
    for _ in range(settings.shuffles):
        of = np.arange(len(deals))
        for stratum in np.unique(strata[strata >= 0]):
            members = np.flatnonzero(strata == stratum)
            of[members] = rng.permutation(members)
        given = handed_over(stack, of)
        models.append(
            model_of(deals, covariates, given, group, settings, start=model.fit.penalised)
        )
    return models


def _strata(deals: DealTable, history: History, covariates: Covariates) -> Ints:
    """Closed deals with text by segment (or type) and third of size; −1 for the rest.

    Size is the amount where it may be used, else the amount of text.
    """
    texts = history.texts(len(deals), deals.last_day)[:, 0]
    used = {c.name for c in covariates.found if c.used}
    kind = next((n for n in ("segment", "type") if n in used), None)
    size = np.nan_to_num(deals.amount) if AMOUNT in used else texts
    members = deals.is_closed & (texts > 0)
    if not members.any():
        return np.full(len(deals), -1)
    cuts = np.quantile(size[members], np.linspace(0, 1, SIZES + 1)[1:-1])
    label = np.array(deals.columns[kind]) if kind else np.zeros(len(deals))
    code = np.unique(label, return_inverse=True)[1] * SIZES + np.searchsorted(cuts, size)
    return np.where(members, code, -1)
