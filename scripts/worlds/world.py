"""Planted worlds: deals whose true odds are known, and what their customers wrote."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceminer.impact.deal_table import LOST, OPEN, WON, DealTable
from voiceminer.impact.exposure import History, learned
from worlds.setting import Setting

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

START = 738_000  # a day in 2021; days count from here

# Scores of passages: calibrated by construction, since a candidate of score p is true with
# probability p. Beta(1.6, 0.8) gives recall 0.83 and precision 0.83 at a cut of 0.5.
SCORE = (1.6, 0.8)
SPREAD = 0.6  # of the log of a deal's life
SPEAKS = 0.45  # a document speaks of each pain of its deal this often


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Deals, their history and the truth.

    Attributes
    ----------
    effect : ndarray of float64, shape (k,)
        True log-odds of losing.
    late, last : ndarray of bool, shape (k,)
        Topics without effect that only come up after 60 days; in the last days of lost deals.
    delta : ndarray of float64, shape (k,)
        True mean change in the probability of losing over closed deals with the topic.
    stake, signed : ndarray of float64, shape (k,)
        True open money: Σ amount · max(0, Δp), Σ amount · Δp over open deals with the topic.
    """

    deals: DealTable
    history: History
    effect: Floats
    late: Bools
    last: Bools
    delta: Floats
    stake: Floats
    signed: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """What is planted of the topics: effects, and the roles of some without one."""

    effect: Floats
    late: Bools
    last: Bools
    probed: Bools


def world_of(setting: Setting, closed: int, topics: int, seed: int) -> World:
    """A world of `closed` closed deals and a third as many open ones."""
    rng = np.random.default_rng(seed)
    n = closed + closed // 3
    segment, size = rng.integers(0, 3, n), rng.normal(0, 1, n)
    account = rng.integers(0, max(int(n / setting.deals_per_account), 1), n)
    planted = _planted(topics, setting, rng)
    is_open = np.arange(n) >= closed
    when = np.where(is_open, 700, rng.integers(0, 700, n))
    has = _pains(segment, size, when, planted=planted, setting=setting, rng=rng)
    strength = np.exp(rng.normal(0, setting.severity, has.shape)) if setting.severity else 1.0
    cost = has * strength * planted.effect
    risk = rng.normal(0, 1, n) * setting.probing
    liking = rng.normal(0, 0.4, account.max() + 1)[account]
    odds = setting.loss + 0.4 * size + np.array([-0.3, 0.0, 0.4])[segment] + liking + risk
    odds += setting.drift * (when / 700 - 0.5) + cost.sum(axis=1) - cost.sum(axis=1).mean()
    lost = rng.random(n) < _logistic(odds)
    median = np.where(lost, setting.lost_days, setting.won_days)
    slowed = setting.slows * has[:, :5].sum(axis=1)
    life = np.maximum(np.round(median * np.exp(rng.normal(0, SPREAD, n) + slowed)), 3)
    age = np.where(is_open, np.ceil(life * rng.random(n)), life)
    as_of = START + 2_000
    # an open deal is one that is looked at before it ends; all are seen on one day
    opened = np.where(is_open, as_of - age, START + when).astype(float)
    talk = has.sum(axis=1) - has.sum(axis=1).mean()
    rate = np.exp(0.3 * size + setting.talks * talk)
    louder = strength * np.exp(risk[:, None] * planted.probed)
    last_words = lost[:, None] & planted.last & (rng.random(has.shape) < 0.7)
    spoken = _spoken(
        has, louder, planted, last_words, age=age, life=life, rate=rate, setting=setting, rng=rng
    )
    history, said = _history(spoken, has.shape, opened, setting, rng)
    amount = np.exp(10 + 0.8 * size + rng.normal(0, 0.3, n))
    deals = DealTable(
        ids=tuple(f"{i:06}" for i in range(n)),
        account=account.astype(np.int64),
        state=np.where(is_open, OPEN, np.where(lost, LOST, WON)).astype(np.int64),
        opened=opened,
        closed=np.where(is_open, np.nan, opened + life),
        amount=amount,
        currency=("EUR",) * n,
        columns={"segment": tuple("ABC"[s] for s in segment)},
        as_of=as_of,
    )
    # what is still open at an age has told something already: Bayes, on the odds scale
    ends = odds + np.where(is_open, _outlived(age, setting), 0.0) if setting.timed else odds
    touched = said * (_logistic(ends)[:, None] - _logistic(ends[:, None] - cost))
    world = World(
        deals=deals,
        history=history,
        effect=planted.effect,
        late=planted.late,
        last=planted.last,
        delta=touched[~is_open].sum(axis=0) / np.maximum(said[~is_open].sum(axis=0), 1),
        stake=(worth := np.where(is_open, amount, 0.0)) @ np.maximum(touched, 0),
        signed=worth @ touched,
    )
    return _merged(world, said[~is_open]) if setting.merged else world


def _planted(topics: int, setting: Setting, rng: np.random.Generator) -> Topics:
    """15 % of the topics matter, ±0.3 to 1.2, a quarter of them protects; 10 % are late nulls."""
    effect = np.zeros(topics)
    true = rng.choice(topics, round(0.15 * topics), replace=False)
    sign = np.where(rng.random(true.size) < 0.25, -1, 1)
    effect[true] = sign * rng.uniform(0.3, 1.2, true.size) * setting.effects
    roles = rng.permutation(np.setdiff1d(np.arange(topics), true))
    late, last, probed = (np.zeros(topics, dtype=bool) for _ in range(3))
    late[roles[: round(0.1 * topics)]] = setting.timed
    last[roles[-1]] = setting.last_days
    probed[rng.choice(topics, topics // 3, replace=False)] = True
    if setting.split:
        effect[roles[-1]] = effect.max()
    return Topics(effect=effect, late=late, last=last, probed=probed)


def _pains(
    segment: Ints,
    size: Floats,
    when: Ints,
    *,
    planted: Topics,
    setting: Setting,
    rng: np.random.Generator,
) -> Bools:
    """Which deals have which pains: 2 to 20 %, tilted by segment and size, five that share."""
    topics = planted.effect.size
    share = rng.uniform(0.02, 0.2, topics)
    if setting.rare:
        share[::2] = rng.uniform(0.005, 0.02, share[::2].size)
    if setting.common:
        share[planted.effect.argmax()] = 0.7
    tilt = rng.normal(0, 0.5, (3, topics))[segment]
    shared = rng.normal(0, 1, (segment.size, 5)) @ (
        rng.normal(0, 0.5, (5, topics)) * (rng.random((5, topics)) < 0.3)
    )
    odds = np.log(share / (1 - share)) + tilt + 0.3 * size[:, None] + shared
    odds += setting.drift * rng.normal(0, 1, topics) * (when[:, None] / 700 - 0.5)
    has = np.asarray(rng.random(odds.shape) < _logistic(odds))
    has[:, planted.last] = False
    if setting.split:
        twins = np.flatnonzero(planted.effect == planted.effect.max())
        has[:, twins[1]] = False  # its twin's mentions are handed over once they are made
    return has


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Documents, and the true mentions in them.

    Attributes
    ----------
    deal, day : ndarray, shape (n,)
        Of each document; days from the deal's opening.
    at, topic : ndarray of int64, shape (m,)
        Document and topic of each mention.
    """

    deal: Ints
    day: Floats
    at: Ints
    topic: Ints


def _spoken(
    has: Bools,
    louder: Floats,
    planted: Topics,
    last_words: Bools,
    *,
    age: Floats,
    life: Floats,
    rate: Floats,
    setting: Setting,
    rng: np.random.Generator,
) -> Spoken:
    """Documents over each deal's life, and the pains in them."""
    pace = rate * (age / 15 if setting.timed else 5.0)
    deal = np.repeat(np.arange(age.size), rng.poisson(pace) + 1)
    day = np.floor(rng.random(deal.size) * (age[deal] + 1))
    often = np.minimum(SPEAKS * louder, 0.95) * np.ones(has.shape)
    speaks = has[deal] & (rng.random((deal.size, has.shape[1])) < often[deal])
    if setting.timed:
        speaks &= ~planted.late | (day[:, None] >= 60)
    if setting.last_days:
        speaks |= last_words[deal] & (day > life[deal] - 10)[:, None]
    at, topic = np.nonzero(speaks)
    if setting.split:
        twins = np.flatnonzero(planted.effect == planted.effect.max())
        topic = np.where((topic == twins[0]) & (rng.random(topic.size) < 0.5), twins[1], topic)
    return Spoken(deal=deal, day=day, at=at, topic=topic)


def _history(
    spoken: Spoken,
    shape: tuple[int, ...],
    opened: Floats,
    setting: Setting,
    rng: np.random.Generator,
) -> tuple[History, Bools]:
    """What a product sees of it: scores, false candidates, lost links; and who said what."""
    deal, at, topic = spoken.deal, spoken.at, spoken.topic
    day = opened[deal] + spoken.day
    said = np.zeros(shape, dtype=bool)
    said[deal[at], topic] = True
    # true mentions score like Beta(a + 1, b), false candidates like Beta(a, b + 1), b to a
    a, b = SCORE
    false = rng.poisson(at.size * b / a)
    about = topic[rng.integers(0, at.size, false)]
    score = np.concatenate([rng.beta(a + 1, b, at.size), rng.beta(a, b + 1, false)])
    rows = np.concatenate([at, rng.integers(0, deal.size, false)])
    text = np.concatenate([rows, rng.integers(0, deal.size, deal.size)])
    seen = rng.random(deal.size) >= setting.unlinked
    deal = np.where(rng.random(deal.size) < setting.astray, rng.permutation(deal), deal)
    right = 1 - setting.astray * setting.astray_known
    heard, told = seen[rows], seen[text]
    history = History(
        deal=deal[rows][heard],
        topic=np.concatenate([topic, about]).astype(np.int64)[heard],
        day=day[rows][heard],
        doubt=np.log1p(-np.minimum(score, 0.999) * right)[heard],
        text_deal=deal[text][told],
        text_day=day[text][told],
        document_deal=deal[seen],
        document_day=day[seen],
        topics=shape[1],
    )
    if setting.calibrated == "truth":
        return _on_truth(history, said), said
    return learned(history, shape[0]) if setting.calibrated == "product" else history, said


def _on_truth(history: History, said: Bools) -> History:
    """The same history with exposures at closing that are right per deal, by isotonic fit."""
    from sklearn.isotonic import IsotonicRegression

    exposure = history.exposure(said.shape[0], np.full(said.shape[0], np.inf))
    fit = IsotonicRegression(y_min=0.0, y_max=0.999, out_of_bounds="clip")
    right = fit.fit_transform(exposure.ravel(), said.ravel()).reshape(said.shape)
    old = np.log1p(-np.minimum(exposure, 1 - 1e-12))
    factor = np.divide(np.log1p(-right), old, out=np.ones_like(old), where=old < 0)
    doubt = history.doubt * factor[history.deal, history.topic]
    return dataclasses.replace(history, doubt=doubt)


def _merged(world: World, said: Bools) -> World:
    """The strongest harmful topic and one without effect, read as one."""
    first = int(world.effect.argmax())
    other = int(np.flatnonzero((world.effect == 0) & ~world.late)[0])
    left = np.delete(np.arange(world.effect.size), other)
    topic = np.where(world.history.topic == other, first, world.history.topic)
    history = dataclasses.replace(
        world.history,
        topic=np.searchsorted(left, topic).astype(np.int64),
        topics=left.size,
        repetition=None,
    )
    together = np.maximum((said[:, first] | said[:, other]).sum(), 1)
    delta = world.delta.copy()
    delta[first] *= said[:, first].sum() / together
    whole = {name: getattr(world, name) for name in ("effect", "late", "last", "stake", "signed")}
    return dataclasses.replace(
        world,
        history=learned(history, len(world.deals)),
        delta=delta[left],
        **{name: value[left] for name, value in whole.items()},
    )


def _outlived(age: Floats, setting: Setting) -> Floats:
    """Log-odds that being open at this age adds to losing; lives are lognormal."""
    from scipy.special import log_ndtr

    lost, won = (
        log_ndtr(-(np.log(np.maximum(age, 1)) - np.log(m)) / SPREAD)
        for m in (setting.lost_days, setting.won_days)
    )
    return np.asarray(lost - won)


def _logistic(x: Floats) -> Floats:
    return np.asarray(0.5 * (1 + np.tanh(0.5 * x)))
