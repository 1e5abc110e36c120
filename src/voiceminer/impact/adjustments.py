"""What adjustment did to a topic's raw difference: which traits its deals have besides it.

Deals with a topic differ from those without it in age, size, segment, amount of text and other
topics. Each such trait moves the odds of losing by its own coefficient; how much more of it deals
with the topic have, times that, is what it adds to the raw difference and what adjustment takes
away. Gelbach 2016, "When do covariates matter? And which ones, and how much?", Journal of Labor
Economics 34(2), on the log-odds scale; points by the slope of the logistic at the deals' odds.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Adjustment
from voiceminer.impact.deal_table import LOST, DealTable
from voiceminer.impact.differences import logistic
from voiceminer.impact.merging import together
from voiceminer.impact.weighing import Weighed

Floats = NDArray[np.float64]

AGE, TEXT, OTHERS, REST = "age", "amount of text", "other topics", "all else"


def adjustments_of(
    topic_ids: Sequence[str], deals: DealTable, found: Weighed | None
) -> list[Adjustment]:
    """What each trait adds to the raw difference of each topic, in the probability of losing.

    The raw difference is of the deals in the model, each at the ages at which it was looked at;
    the parts and the adjusted difference add up to it, with what is no sum as `all else`.
    """
    if found is None:
        return []
    model, stack = found.model, found.stack
    design = model.design(stack, found.covariates, found.group)
    beta = model.fit.penalised
    exposure = together(stack.exposure, found.group)
    p = logistic(design @ beta)
    slope = float(np.average(p * (1 - p), weights=stack.weight))
    with_it = _shares(exposure, stack.weight)
    without = _shares(1 - exposure, stack.weight)
    gap = (with_it - without) @ design  # (groups, columns)
    lost = (deals.state[stack.deal] == LOST).astype(float)
    raw = (with_it - without) @ lost
    columns: dict[str, list[int]] = {}
    for at, level in enumerate(found.covariates.names, model.landmarks):
        columns.setdefault(level.split(": ")[0], []).append(at)
    rows = []
    for k, topic_id in enumerate(topic_ids):
        g = int(found.group[k])
        added = gap[g] * beta * slope
        added[model.first + g] = 0.0
        parts = {AGE: added[: model.landmarks].sum()}
        parts |= {name: added[own].sum() for name, own in columns.items()}
        parts[TEXT] = added[model.first - 2 : model.first].sum()
        parts[OTHERS] = added[model.first :].sum()
        parts[REST] = raw[g] - found.differences.delta[k] - sum(parts.values())
        rows += [
            Adjustment(topic_id=topic_id, name=name, raw=_round(raw[g]), added=_round(value))
            for name, value in parts.items()
        ]
    return rows


def _shares(exposure: Floats, weight: Floats) -> Floats:
    """Weights over rows that sum to 1 per group, shape (groups, n)."""
    weighed = (exposure * weight[:, None]).T
    total = weighed.sum(axis=1, keepdims=True)
    return np.asarray(weighed / np.where(total > 0, total, 1.0))


def _round(value: float) -> float:
    return round(float(value), 6) + 0.0
