"""Landmarks, design, fit and differences: docs/impact.md, "How deals are compared"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit

from voiceminer.audit.refit.alike import adjusted_for
from voiceminer.audit.refit.exposure import Rule, exposure, rules_of
from voiceminer.audit.refit.fit import Fitted, fitted
from voiceminer.audit.refit.history import Bools, Floats, History, Ints

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Intercepts are all but free; fewer accounts than ten are no clusters.
FREE, FEWEST_ACCOUNTS = 100.0, 10
FIRST, LAST = 0.05, 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Refit:
    """The joint model fitted again.

    Attributes
    ----------
    group : ndarray of int64, shape (topics,)
        Topics of one number are estimated as one.
    final : ndarray of float64, shape (deals, topics)
        Exposure by each deal's last day.
    levels : mapping of str to int
        Of each covariate.
    ages : ndarray of float64
        Landmarks in days; empty without opening days.
    lambda_ : float
        Median |z| over that of topics without effect.
    delta, low, high : ndarray of float64, shape (topics,)
        Differences in the probability of losing.
    estimate, sd : ndarray of float64, shape (groups,)
        Log-odds.
    rows : ndarray of int64, shape (n,)
        Open deals that are comparable.
    design, eta, exposure : ndarray of float64
        Of those: columns of the model, log-odds at their age, exposure by topic.
    first : int
        The first topic group's column.
    """

    group: Ints
    final: Floats
    levels: Mapping[str, int]
    ages: Floats
    lambda_: float
    fit: Fitted
    delta: Floats
    low: Floats
    high: Floats
    estimate: Floats
    sd: Floats
    rows: Ints
    design: Floats
    eta: Floats
    exposure: Floats
    first: int
    deals: int
    incomparable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stack:
    deal: Ints
    landmark: Ints
    weight: Floats
    exposure: Floats
    texts: Floats


def grouped(sql: DuckDBPyConnection, topics: tuple[str, ...]) -> Ints:
    """A number per topic; those that the run estimated as one share it."""
    rows = sql.execute("SELECT topic_id, estimated_with FROM effects").fetchall()
    smallest = {topic: min([topic, *(others or ())]) for topic, others in rows}
    return np.unique([smallest[t] for t in topics], return_inverse=True)[1].astype(np.int64)


def together(each: Floats, group: Ints) -> Floats:
    """P(at least one topic of each group), shape (n, groups)."""
    return np.column_stack(
        [
            each[:, group == g][:, 0]
            if (group == g).sum() == 1
            else 1 - np.prod(1 - np.minimum(each[:, group == g], 1 - 1e-12), axis=1)
            for g in range(group.max() + 1)
        ]
    )


def refit(sql: DuckDBPyConnection, history: History, inflated: float) -> Refit:
    """Everything from mentions to differences.

    Parameters
    ----------
    inflated : float
        What the run says that it multiplied standard errors by.
    """
    setting = {
        n.removeprefix("impact."): v
        for n, v in sql.execute(
            "SELECT name, value FROM settings WHERE name LIKE 'impact.%'"
        ).fetchall()
    }
    z = sql.execute("SELECT z FROM quantile").fetchone()[0]  # type: ignore[index]  # it has one row
    gap, landmarks = int(setting["gap_days"]), int(setting["landmarks"])
    rules = rules_of(history)
    ages = _ages(history, landmarks, gap)
    stack = _stack(history, rules, ages, gap)
    seen = np.zeros(len(history.deals), dtype=bool)
    seen[stack.deal] = True
    matrix, comparable, levels = adjusted_for(sql, history, seen)
    group = grouped(sql, history.topics)
    log = np.log1p(stack.texts)
    centre = np.average(log, axis=0, weights=stack.weight)
    scale = np.sqrt(np.average((log - centre) ** 2, axis=0, weights=stack.weight))
    scale[scale <= 1e-9] = 1.0
    marks = int(stack.landmark.max()) + 1

    def design(of: _Stack) -> Floats:
        dummies = (of.landmark[:, None] == np.arange(marks)).astype(float)
        texts = (np.log1p(of.texts) - centre) / scale
        return np.column_stack([dummies, matrix[of.deal], texts, together(of.exposure, group)])

    x = design(stack)
    prior = np.full(x.shape[1], float(setting["ridge_variance"]))
    prior[:marks] = FREE
    account = history.account[stack.deal]
    cluster = account if np.unique(account).size >= FEWEST_ACCOUNTS else stack.deal
    lost = history.lost[stack.deal].astype(float)
    fit = fitted(x, lost, stack.weight, cluster, prior)
    first = x.shape[1] - group.max() - 1
    estimate, sd = fit.estimate[first:], np.sqrt(np.diag(fit.covariance))[first:]
    eta = x @ fit.penalised
    shared = together(stack.exposure, group)

    def mean(log_odds: Floats) -> Floats:
        made = np.zeros(log_odds.size)
        for k in range(log_odds.size):
            e = shared[:, k]
            own = e * fit.penalised[first + k] if stack.weight @ e > 1e-6 else 0.0
            e = e if stack.weight @ e > 1e-6 else np.ones(e.size)
            change = expit(eta - own + log_odds[k]) - expit(eta - own)
            made[k] = (stack.weight * e) @ change / (stack.weight @ e)
        return made[group]

    lambda_ = float(np.median(np.abs(estimate / sd)) / 0.6745)
    sd = sd * inflated
    now = _open(history, rules, ages)
    aged = np.isfinite(history.opened) | (not ages.size)
    here = (comparable & aged)[now.deal]
    age = np.nan_to_num(_today(history) - history.opened[now.deal])
    moved = _levels(eta, lost, stack.landmark, fit.penalised[:marks])
    offset = (
        np.interp(age, ages, moved) - fit.penalised[:marks][now.landmark]
        if ages.size
        else (moved - fit.penalised[:1])[now.landmark]
    )
    now_x = design(now)
    return Refit(
        group=group,
        final=exposure(history, rules, history.last_day),
        levels=levels,
        ages=ages,
        lambda_=lambda_,
        fit=fit,
        delta=mean(estimate),
        low=mean(estimate - z * sd),
        high=mean(estimate + z * sd),
        estimate=estimate,
        sd=sd,
        rows=now.deal[here],
        design=now_x[here],
        eta=(now_x @ fit.penalised + offset)[here],
        exposure=now.exposure[here],
        first=first,
        deals=int(seen.sum()),
        incomparable=int((~here).sum()),
    )


def _today(history: History) -> float:
    return float(history.last_day[history.open].max()) if history.open.any() else 0.0


def _ages(history: History, landmarks: int, gap: int) -> Floats:
    lived = (history.closed_on - history.opened)[history.closed]
    known = lived[np.isfinite(lived)]
    outlived = known[known >= gap] - gap
    if known.size < 0.5 * history.closed.sum() or not outlived.size:
        return np.empty(0)
    return np.unique(np.floor(np.quantile(outlived, np.linspace(FIRST, LAST, landmarks))))


def _stack(history: History, rules: list[Rule] | None, ages: Floats, gap: int) -> _Stack:
    """Closed deals with text at each age that they outlived by the gap."""
    parts: list[tuple[Ints, int, Floats, Floats]] = []
    cuts: list[tuple[Floats, Bools]] = [
        (history.opened + age, history.closed_on - history.opened >= age + gap) for age in ages
    ] or [(history.last_day - gap, np.ones(len(history.deals), dtype=bool))]
    for landmark, (until, outlived) in enumerate(cuts):
        passages = history.until(history.text, until)
        rows = np.flatnonzero(outlived & history.closed & (passages > 0))
        texts = np.column_stack([passages, history.until(history.document, until)])[rows]
        parts.append((rows, landmark, exposure(history, rules, until)[rows], texts))
    deal = np.concatenate([p[0] for p in parts])
    return _Stack(
        deal=deal,
        landmark=np.concatenate([np.full(p[0].size, p[1]) for p in parts]),
        weight=1 / np.bincount(deal)[deal],
        exposure=np.concatenate([p[2] for p in parts]),
        texts=np.concatenate([p[3] for p in parts]),
    )


def _open(history: History, rules: list[Rule] | None, ages: Floats) -> _Stack:
    """Open deals at their own age, with what was said so far."""
    rows = np.flatnonzero(history.open)
    until = np.full(len(history.deals), _today(history))
    age = np.nan_to_num(_today(history) - history.opened[rows])
    texts = np.column_stack(
        [history.until(history.text, until), history.until(history.document, until)]
    )
    return _Stack(
        deal=rows,
        landmark=np.maximum(np.searchsorted(ages, age, side="right") - 1, 0),
        weight=np.ones(rows.size),
        exposure=exposure(history, rules, until)[rows],
        texts=texts[rows],
    )


def _levels(eta: Floats, lost: Floats, landmark: Ints, intercept: Floats) -> Floats:
    """Intercepts at which as many deals are lost at each age as were, each counted once."""
    moved = np.empty_like(intercept)
    for at, b in enumerate(intercept):
        here = landmark == at

        def surplus(level: float, b: float = b, here: Bools = here) -> float:
            return float((lost[here] - expit(eta[here] + level - b)).sum() - level / FREE)

        moved[at] = brentq(surplus, b - 40, b + 40)
    return moved
