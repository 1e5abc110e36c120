"""Whether a topic goes with losing more in one segment than in another, as far as data carry it.

The topic's column of the joint model is split into one per level; a step of Newton's method from
the fitted model gives each level's log-odds with everything else adjusted for, and how sure they
are. Few deals stand behind each, and there are many: so they are pulled towards each other as far
as levels prove alike (partial pooling: Gelman and Hill 2007, "Data analysis using regression and
multilevel/hierarchical models", chapter 12). How much levels differ is learned from all topics
together, per column, and averaged over rather than picked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import LevelEffect, Rows
from voiceminer.impact.covariates import MISSING, binned
from voiceminer.impact.cuts import MOST_LEVELS, levels_in, members
from voiceminer.impact.deal_table import LOST, WON, DealTable
from voiceminer.impact.differences import LEAST, change, logistic, odds
from voiceminer.impact.merging import together
from voiceminer.impact.weighing import Sides, Weighed
from voiceminer.settings import ImpactSettings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# A level of fewer closed deals with the topic than this says nothing by itself.
FEWEST = 10
# How far log-odds of one topic lie apart between levels, and a half-normal prior on it: a topic
# matters in most segments or in none, so levels differ by less than topics do.
SPREADS = np.array([0.0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.2])
SPREAD_SCALE = 0.3
# Keeps the step finite where all deals of a level ended one way: log-odds of ±20 are any share.
FREE = 100.0


def level_effects_of(
    topic_ids: Sequence[str],
    deals: DealTable,
    sides: Sides,
    found: Weighed | None,
    settings: ImpactSettings,
    *,
    names: Iterable[str],
) -> Rows[LevelEffect]:
    """The effect of each topic in each level that carries it, in the order of the topics.

    Parameters
    ----------
    names : iterable of str
        Columns to cut by.
    """
    if found is None:
        return Rows.gather(LevelEffect)
    split = _Split(found, deals)
    ended = (sides.came_up & deals.is_closed[:, None]).astype(float)
    won = ended * (deals.state == WON)[:, None]
    columns = {name: levels_in(binned(deals.columns[name])) for name in sorted(names)}
    told = list[_Told]()
    counts = {
        name: (members(code, labels.size) @ ended, members(code, labels.size) @ won)
        for name, (labels, code) in columns.items()
        if 2 <= labels.size <= MOST_LEVELS
    }
    for k in range(len(topic_ids)):
        group = split.group(int(found.group[k]))
        for name, (closed, _) in counts.items():
            labels, code = columns[name]
            at = np.flatnonzero((labels != MISSING) & (closed[:, k] >= FEWEST))
            if at.size >= 2:
                levels = group.levels(code, at)
                told.append(_Told(k=k, name=name, at=at, group=group, pooled=_Pooled.of(levels)))
    spread = {name: _weights([t.pooled.log for t in told if t.name == name]) for name in counts}
    rows = list[LevelEffect]()
    for t in told:
        labels, code = columns[t.name]
        closed, wins = counts[t.name]
        ends, above = t.pooled.averaged(spread[t.name], settings.level)
        for at, (low, delta, high), over in zip(
            t.at.tolist(), t.group.deltas(code, t.at, ends), above.tolist(), strict=True
        ):
            rows.append(
                LevelEffect(
                    topic_id=topic_ids[t.k],
                    name=t.name,
                    level=str(labels[at]),
                    closed_with=int(closed[at, t.k]),
                    won_with=int(wins[at, t.k]),
                    delta=_round(delta),
                    low=_round(low),
                    high=_round(high),
                    above=_round(over),
                )
            )
    return Rows.gather(LevelEffect, rows)


class _Split:
    """The fitted joint model, in which a topic's column can be split."""

    def __init__(self, found: Weighed, deals: DealTable) -> None:
        model, stack = found.model, found.stack
        self.model, self.deal = model, stack.deal
        self.x = model.design(stack, found.covariates, found.group)
        self.exposure = together(stack.exposure, found.group)
        self.weight = stack.weight
        self.eta = self.x @ model.fit.penalised
        p = logistic(self.eta)
        self.w = stack.weight * p * (1 - p)
        self.residual = stack.weight * ((deals.state[stack.deal] == LOST) - p)

    def group(self, g: int) -> _Group:
        """One topic group's rows, and what of the model they need."""
        rows = np.flatnonzero(self.exposure[:, g] > LEAST)
        fit, column = self.model.fit, self.model.first + g
        x = self.exposure[rows, g]
        crossed = self.x[rows] * (x * self.w[rows])[:, None]
        crossed[:, column] = 0.0
        # the inverse without the topic's own column, whose row and column it makes zero
        h = fit.inverse[:, column]
        without = fit.inverse - np.outer(h, h / h[column])
        return _Group(
            deal=self.deal[rows],
            exposure=x,
            share=x * self.weight[rows],
            information=x * x * self.w[rows],
            crossed=crossed,
            without=without,
            score=x * self.residual[rows],
            base=odds(self.eta[rows] - x * fit.penalised[column]),
            log_odds=float(fit.penalised[column]),
            variance=float(fit.covariance[column, column]) * self.model.applied**2,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Rows with a topic group, shape (n,), and their covariance with all other columns."""

    deal: Ints
    exposure: Floats
    share: Floats
    information: Floats
    crossed: Floats
    without: Floats
    score: Floats
    base: Floats
    log_odds: float
    variance: float

    def levels(self, code: Ints, at: Ints) -> Levels:
        """Log-odds of the levels `at`; all the others are one more that is not told."""
        level = np.searchsorted(at, code[self.deal]).clip(max=at.size - 1)
        own = at[level] == code[self.deal]
        size = at.size + int(not own.all())
        z = (np.where(own, level, size - 1)[:, None] == np.arange(size)).astype(float)
        cross = self.crossed.T @ z
        information = np.diag(self.information @ z) - cross.T @ (self.without @ cross)
        covariance = np.linalg.inv(information + np.eye(size) / FREE)
        step = covariance @ (self.score @ z)
        # as much less sure than independent deals as the whole topic's estimate is
        inflated = max(1.0, self.variance * float(information.sum()))
        return Levels(
            estimate=self.log_odds + step[: at.size],
            covariance=inflated * covariance[: at.size, : at.size],
        )

    def deltas(self, code: Ints, at: Ints, ends: Floats) -> Floats:
        """Δp at each of `ends`, log-odds of shape (l, 3), over each level's rows."""
        out = np.zeros(ends.shape)
        own = code[self.deal]
        for n, level in enumerate(at.tolist()):
            here = own == level
            whole = self.share[here].sum()
            if whole > 0:
                moved = change(self.base[here, None], odds(ends[n]))
                out[n] = self.share[here] @ moved / whole
        return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """A topic's log-odds of losing in levels of one column, shape (l,), and their covariance."""

    estimate: Floats
    covariance: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pooled:
    """Levels pulled together under each of `SPREADS`.

    Attributes
    ----------
    log : ndarray of float64, shape (s,)
        Restricted log likelihood.
    mean : ndarray of float64, shape (s, l)
    covariance : ndarray of float64, shape (s, l, l)
    """

    log: Floats
    mean: Floats
    covariance: Floats

    @classmethod
    def of(cls, levels: Levels) -> _Pooled:
        """Normal levels around a middle of which nothing is known before."""
        eye = np.eye(levels.estimate.size)
        tau = SPREADS[:, None, None] ** 2
        apart = levels.covariance + tau * eye
        inverse = np.linalg.inv(apart)
        sums = inverse.sum(axis=2)
        flat = sums.sum(axis=1)
        middle = (sums @ levels.estimate) / flat
        off = levels.estimate - middle[:, None]
        pulled = np.einsum("sij,sj->si", inverse, off)
        kept = 1 - tau[:, :, 0] * sums
        return cls(
            log=-0.5 * (np.linalg.slogdet(apart)[1] + np.log(flat) + (off * pulled).sum(axis=1)),
            mean=middle[:, None] + tau[:, :, 0] * pulled,
            covariance=tau * (eye - tau * inverse)
            + kept[:, :, None] * kept[:, None, :] / flat[:, None, None],
        )

    def averaged(self, weight: Floats, level: float) -> tuple[Floats, Floats]:
        """Low end, mean and high end, shape (l, 3), and P(above the mean of the others), (l,)."""
        from scipy.special import ndtr, ndtri

        size = self.mean.shape[1]
        own = np.diagonal(self.covariance, axis1=1, axis2=2)
        mean = weight @ self.mean
        sd = np.sqrt(np.maximum(weight @ (own + self.mean**2) - mean**2, 0))
        z = float(ndtri((1 + level) / 2))
        apart = np.eye(size) - (1 - np.eye(size)) / (size - 1)
        spread = np.sqrt(np.maximum(np.einsum("ij,sjk,ik->si", apart, self.covariance, apart), 0))
        off = self.mean @ apart.T
        towards = np.divide(off, spread, out=np.zeros_like(off), where=spread > 1e-6)
        ends = np.column_stack([mean - z * sd, mean, mean + z * sd])
        return ends, np.asarray(weight @ ndtr(towards))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A topic in one column: the levels that carry it."""

    k: int
    name: str
    at: Ints
    group: _Group
    pooled: _Pooled


def _weights(logs: Sequence[Floats]) -> Floats:
    """Of each of `SPREADS`, by all topics together."""
    log = sum(logs, -0.5 * (SPREADS / SPREAD_SCALE) ** 2)
    weight = np.exp(log - log.max())
    return np.asarray(weight / weight.sum())


def _round(value: float) -> float:
    return round(float(value), 6) + 0.0
