"""Planted worlds: deals whose true odds are known, and what their customers wrote."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from voiceminer.impact.deal_table import LOST, OPEN, WON, DealTable
from voiceminer.impact.exposure import History

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

START = 738_000  # a day in 2021; days count from here

# Scores of passages: calibrated by construction, since a candidate of score p is true with
# probability p. Beta(1.6, 0.8) gives recall 0.83 and precision 0.83 at a cut of 0.5.
SCORE = (1.6, 0.8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What kind of world: medians of a deal's life in days, and what pains do besides.

    `calibrated`: exposure is right per deal (as if deals had been labelled), or only per
    passage, which is what a product can know: then a lone passage is surer than it should be,
    since true mentions come in company and false ones alone.
    """

    name: str
    lost_days: float = 80.0
    won_days: float = 80.0
    slows: float = 0.0
    talks: float = 0.0
    timed: bool = True
    effects: bool = True
    calibrated: Literal["deals", "passages"] = "deals"


SETTINGS = {
    s.name: s
    for s in (
        Setting(name="timeless", timed=False),
        Setting(name="no link"),
        Setting(name="lost linger", lost_days=120, won_days=60),
        Setting(name="lost die early", lost_days=40, won_days=100),
        Setting(name="pains slow the deal", slows=0.25),
        Setting(name="pains make text", talks=0.25),
        Setting(
            name="lost linger, passages calibrated",
            lost_days=120,
            won_days=60,
            calibrated="passages",
        ),
        Setting(name="pure noise", lost_days=120, won_days=60, effects=False),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Deals, their history and the truth.

    Attributes
    ----------
    effect : ndarray of float64, shape (k,)
        True log-odds of losing.
    late : ndarray of bool, shape (k,)
        Topics that only come up after 60 days and have no effect.
    delta : ndarray of float64, shape (k,)
        True mean change in the probability of losing over closed deals with the topic.
    stake, signed : ndarray of float64, shape (k,)
        True open money: Σ amount · max(0, Δp), Σ amount · Δp over open deals with the topic.
    """

    deals: DealTable
    history: History
    effect: Floats
    late: Bools
    delta: Floats
    stake: Floats
    signed: Floats


def world_of(setting: Setting, closed: int, topics: int, seed: int) -> World:
    """A world of `closed` closed deals and a third as many open ones."""
    rng = np.random.default_rng(seed)
    n = closed + closed // 3
    segment = rng.integers(0, 3, n)
    size = rng.normal(0, 1, n)
    account = rng.integers(0, max(n // 2, 1), n)
    effect, late = _effects(topics, setting, rng)
    has = _pains(segment, size, topics, rng)
    liking = rng.normal(0, 0.4, account.max() + 1)[account]
    odds = 0.2 + 0.4 * size + np.array([-0.3, 0.0, 0.4])[segment] + liking
    odds = odds - (has @ effect).mean() + has @ effect
    lost = rng.random(n) < _logistic(odds)
    median = np.where(lost, setting.lost_days, setting.won_days)
    life = median * np.exp(rng.normal(0, 0.6, n) + setting.slows * (has[:, :5].sum(axis=1)))
    life = np.maximum(np.round(life), 3)
    is_open = np.arange(n) >= closed
    age = np.where(is_open, np.ceil(life * rng.random(n)), life)
    opened = START + rng.integers(0, 700, n)
    as_of = START + 2_000
    # an open deal is one that is looked at before it ends; all are seen on one day
    opened = np.where(is_open, as_of - age, opened)
    rate = np.exp(0.3 * size + setting.talks * (has.sum(axis=1) - has.sum(axis=1).mean()))
    history, said = _history(
        has, late, age, np.asarray(opened, dtype=float), rate=rate, setting=setting, rng=rng
    )
    amount = np.exp(10 + 0.8 * size + rng.normal(0, 0.3, n))
    deals = DealTable(
        ids=tuple(f"{i:06}" for i in range(n)),
        account=account.astype(np.int64),
        state=np.where(is_open, OPEN, np.where(lost, LOST, WON)).astype(np.int64),
        opened=opened.astype(float),
        closed=np.where(is_open, np.nan, opened + life),
        amount=amount,
        currency=("EUR",) * n,
        columns={"segment": tuple("ABC"[s] for s in segment)},
        as_of=as_of,
    )
    # what is still open at an age has told something already: Bayes, on the odds scale
    ends = odds + np.where(is_open, _outlived(age, setting), 0.0) if setting.timed else odds
    change = _logistic(ends)[:, None] - _logistic(ends[:, None] - effect)
    touched = said * change
    seen = np.maximum(said[~is_open].sum(axis=0), 1)
    worth = np.where(is_open, amount, 0.0)
    return World(
        deals=deals,
        history=history,
        effect=effect,
        late=late,
        delta=touched[~is_open].sum(axis=0) / seen,
        stake=worth @ np.maximum(touched, 0),
        signed=worth @ touched,
    )


def _effects(topics: int, setting: Setting, rng: np.random.Generator) -> tuple[Floats, Bools]:
    """15 % of the topics matter, ±0.3 to 1.2, a quarter of them protects; 10 % are late nulls."""
    effect = np.zeros(topics)
    if setting.effects:
        true = rng.choice(topics, round(0.15 * topics), replace=False)
        sign = np.where(rng.random(true.size) < 0.25, -1, 1)
        effect[true] = sign * rng.uniform(0.3, 1.2, true.size)
    late = np.zeros(topics, dtype=bool)
    if setting.timed:
        late[rng.choice(np.flatnonzero(effect == 0), round(0.1 * topics), replace=False)] = True
    return effect, late


def _pains(segment: Ints, size: Floats, topics: int, rng: np.random.Generator) -> Bools:
    """Which deals have which pains: 2 to 20 %, tilted by segment and size, five that share."""
    base = np.log(1 / rng.uniform(0.02, 0.2, topics) - 1)
    tilt = rng.normal(0, 0.5, (3, topics))[segment]
    shared = rng.normal(0, 1, (segment.size, 5)) @ (
        rng.normal(0, 0.5, (5, topics)) * (rng.random((5, topics)) < 0.3)
    )
    odds = -base + tilt + 0.3 * size[:, None] + shared
    return np.asarray(rng.random(odds.shape) < _logistic(odds))


def _history(
    has: Bools,
    late: Bools,
    age: Floats,
    opened: Floats,
    *,
    rate: Floats,
    setting: Setting,
    rng: np.random.Generator,
) -> tuple[History, Bools]:
    """Documents over each deal's life, the pains in them, false ones, and who said what."""
    pace = rate * (age / 15 if setting.timed else 5.0)
    count = rng.poisson(pace) + 1
    deal = np.repeat(np.arange(age.size), count)
    day = np.floor(rng.random(deal.size) * (age[deal] + 1))
    # a document speaks of each of its deal's pains with probability 0.45
    speaks = has[deal] & (rng.random((deal.size, has.shape[1])) < 0.45)
    if setting.timed:
        speaks &= ~late | (day[:, None] >= 60)
    at, topic = np.nonzero(speaks)
    said = np.zeros(has.shape, dtype=bool)
    said[deal[at], topic] = True
    # true mentions score like Beta(a + 1, b), false candidates like Beta(a, b + 1), b to a
    a, b = SCORE
    false = rng.poisson(at.size * b / a)
    wrong, about = rng.integers(0, deal.size, false), rng.integers(0, has.shape[1], false)
    if at.size:
        about = topic[rng.integers(0, at.size, false)]
    score = np.concatenate([rng.beta(a + 1, b, at.size), rng.beta(a, b + 1, false)])
    rows = np.concatenate([at, wrong])
    small_talk = rng.integers(0, deal.size, deal.size)
    text = np.concatenate([rows, small_talk])
    doubt = np.log1p(-np.minimum(score, 0.999))
    history = History(
        deal=deal[rows],
        topic=np.concatenate([topic, about]).astype(np.int64),
        day=opened[deal[rows]] + day[rows],
        doubt=doubt,
        text_deal=deal[text],
        text_day=opened[deal[text]] + day[text],
        document_deal=deal,
        document_day=opened[deal] + day,
        topics=has.shape[1],
    )
    if setting.calibrated == "deals":
        history = _calibrated(history, said)
    return history, said


def _calibrated(history: History, said: Bools) -> History:
    """The same history with exposures at closing that are right per deal, by isotonic fit."""
    from sklearn.isotonic import IsotonicRegression

    exposure = history.exposure(said.shape[0], np.full(said.shape[0], np.inf))
    fit = IsotonicRegression(y_min=0.0, y_max=0.999, out_of_bounds="clip")
    right = fit.fit_transform(exposure.ravel(), said.ravel()).reshape(said.shape)
    old = np.log1p(-np.minimum(exposure, 1 - 1e-12))
    factor = np.divide(np.log1p(-right), old, out=np.ones_like(old), where=old < 0)
    doubt = history.doubt * factor[history.deal, history.topic]
    return dataclasses.replace(history, doubt=doubt)


def _outlived(age: Floats, setting: Setting) -> Floats:
    """Log-odds that being open at this age adds to losing; lives are lognormal."""
    from scipy.special import log_ndtr

    lost, won = (
        log_ndtr(-(np.log(np.maximum(age, 1)) - np.log(m)) / 0.6)
        for m in (setting.lost_days, setting.won_days)
    )
    return np.asarray(lost - won)


def _logistic(x: Floats) -> Floats:
    return np.asarray(0.5 * (1 + np.tanh(0.5 * x)))
