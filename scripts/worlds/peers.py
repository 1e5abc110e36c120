"""What else an analyst could do: one regression per topic, and cause-specific hazards."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voiceminer.impact.covariates import covariates_of
from voiceminer.impact.deal_table import LOST, OPEN, WON
from voiceminer.impact.landmarks import clock_of
from voiceminer.impact.weighing import sides_of
from voiceminer.settings import ImpactSettings
from worlds.answer import Answer, discoveries, no_answer
from worlds.world import World

Floats = NDArray[np.float64]
Z = 1.645


def firth(world: World, _settings: ImpactSettings) -> Answer:
    """One Firth logistic regression per topic: amount, segment, quarter, amount of text.

    Everything said up to closing, as whole mentions. Firth 1993, "Bias reduction of maximum
    likelihood estimates", Biometrika 80(1).
    """
    deals, sides = world.deals, sides_of(world.deals, world.history)
    closed = deals.is_closed & sides.told
    lost = (deals.state[closed] == LOST).astype(float)
    texts = np.log1p(world.history.texts(len(deals), deals.last_day))
    adjust = np.column_stack([np.ones(len(deals)), covariates_of(deals, closed).matrix, texts])
    worth = np.where(deals.state == OPEN, deals.amount, 0.0)
    topics = world.effect.size
    z, stake, low, high = (np.zeros(topics) for _ in range(4))
    for k in range(topics):
        x = np.column_stack([adjust, sides.came_up[:, k]])
        b, sd = _firth(x[closed], lost)
        with_it = sides.came_up[:, k]
        others = x[:, :-1] @ b[:-1]

        def change(at: float, others: Floats = others) -> Floats:
            return _logistic(others + at) - _logistic(others)

        z[k] = b[-1] / sd
        stake[k] = max(0.0, float((worth * with_it) @ change(b[-1])))
        rows = closed & with_it if (closed & with_it).any() else closed
        low[k], high[k] = (change(b[-1] + s * Z * sd)[rows].mean() for s in (-1, 1))
    return no_answer(called=discoveries(z), z=z, stake=stake, low=low, high=high)


def hazards(world: World, settings: ImpactSettings) -> Answer:
    """Cause-specific Cox models of losing and of winning, exposure as of each landmark.

    z is of the difference of the two log hazard ratios, which is what a topic does to the odds of
    losing. The ranking multiplies it by the open money touched: a hazard ratio is no money.
    """
    import pandas as pd
    from lifelines import CoxTimeVaryingFitter

    deals, history = world.deals, world.history
    ages = np.concatenate([[0.0], clock_of(deals, settings.landmarks, settings.gap_days).ages])
    life = deals.closed - deals.opened
    matrix = covariates_of(deals, deals.is_closed).matrix
    parts = []
    for start, stop in zip(ages, [*ages[1:], np.inf], strict=True):
        rows = np.flatnonzero(deals.is_closed & (life > start))
        until = deals.opened + start
        x = np.column_stack(
            [
                matrix[rows],
                np.log1p(history.texts(len(deals), until))[rows],
                history.exposure(len(deals), until)[rows],
            ]
        )
        ends = life[rows] <= stop
        state = deals.state[rows]
        parts.append(
            np.column_stack(
                [
                    rows,
                    np.full(rows.size, start),
                    np.minimum(life[rows], stop),
                    ends & (state == LOST),
                    ends & (state == WON),
                    x,
                ]
            )
        )
    table = pd.DataFrame(np.concatenate(parts)).rename(
        columns={0: "id", 1: "start", 2: "stop", 3: "lost", 4: "won"}
    )
    topics = world.effect.size
    coefficients, variances = [], []
    for event, other in (("lost", "won"), ("won", "lost")):
        model = CoxTimeVaryingFitter(penalizer=0.001)
        model.fit(
            table.drop(columns=other),
            id_col="id",
            event_col=event,
            start_col="start",
            stop_col="stop",
        )
        coefficients.append(model.params_.to_numpy()[-topics:])
        variances.append(model.standard_errors_.to_numpy()[-topics:] ** 2)
    ratio = coefficients[0] - coefficients[1]
    z = ratio / np.sqrt(variances[0] + variances[1])
    now = history.exposure(len(deals), deals.last_day)
    touched = np.where(deals.state == OPEN, deals.amount, 0.0) @ now
    stake = touched * np.maximum(ratio, 0)
    return no_answer(called=discoveries(z), z=z, stake=stake, in_money=False)


def _firth(x: Floats, y: Floats) -> tuple[Floats, float]:
    """Coefficients, and the standard error of the last one."""
    b = np.zeros(x.shape[1])
    inverse: Floats = np.eye(b.size)
    for _ in range(60):
        p = _logistic(x @ b)
        w = p * (1 - p)
        inverse = np.asarray(np.linalg.pinv(x.T @ (x * w[:, None])), dtype=float)
        leverage = w * ((x @ inverse) * x).sum(axis=1)
        step = inverse @ (x.T @ (y - p + leverage * (0.5 - p)))
        step *= min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
        b += step
        if np.abs(step).max() < 1e-6:
            break
    return b, float(np.sqrt(inverse[-1, -1]))


def _logistic(x: Floats) -> Floats:
    return np.asarray(0.5 * (1 + np.tanh(0.5 * x)))
