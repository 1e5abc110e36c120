"""What a topic amounts to: deals, effects, money. Δp is in the probability of *losing*."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from voiceminer.data.corpus import Kind, LeftOut, Rung
from voiceminer.data.record import Rows, record

Grade = Literal[
    "supported",
    "suggestive",
    "no difference of note",
    "not known yet",
    "not separable",
    "not asked",
]
"""`not asked`: the export has no outcomes, so nothing can be said of winning or losing."""

Basis = Literal["outcomes", "amounts", "deals", "accounts", "documents"]
"""What the ranking rests on: the richest of these that the exports carry."""


@record
class Exposure:
    """A topic in a deal, per kind of document: when it came up, how often, how surely."""

    deal_id: str
    topic_id: str
    document_kind: Kind
    first_at: datetime
    last_at: datetime
    n: int
    probability: float
    rung: Rung


@record
class Effect:
    """One topic against the outcome.

    Counts are of whole deals in which it came up (probability ≥ 0.5). `delta`, `low`, `high`:
    difference in the probability of losing against alike deals of the same age and its 90 %
    interval, before shrinkage; `shrunk`: after it. `false_sign_rate`: local, after shrinkage.
    `more_closed_deals`: further closed deals with it that would narrow the interval to ±10
    points, `settled_by` when they can be expected; None where that cannot be said.
    `band_first`, `band_last`: the 90 % interval of its rank.
    `not_separable_from`: what it cannot be told from ("segment: Enterprise", "every deal").
    `closed_per_quarter`: deals with it that closed per quarter in the last year;
    `chance_swing`: how far chance alone moves their win rate from one quarter to the next, either
    way, at the interval's level.
    `e_value`: by what risk ratio something unrecorded would have to go with both the topic and
    the outcome to explain `delta` away; `e_value_limit`: to bring the interval down to none (1
    where it holds none already).
    """

    topic_id: str
    rank: int
    band_first: int
    band_last: int
    grade: Grade
    documents: int
    accounts: int
    deals: int
    open_deals: int
    closed_with: int
    won_with: int
    closed_without: int
    won_without: int
    delta: float | None
    low: float | None
    high: float | None
    shrunk: float | None
    false_sign_rate: float | None
    more_closed_deals: int | None
    settled_by: date | None
    estimated_with: tuple[str, ...]
    not_separable_from: str = ""
    closed_per_quarter: float | None = None
    chance_swing: float | None = None
    e_value: float | None = None
    e_value_limit: float | None = None


@record
class Money:
    """Open money at a topic in one currency. `floor`: what shuffled topics would show.

    `touched`: sum over open deals in which it came up (not additive over topics);
    `attributed`: each deal's amount split over its topics (additive);
    `at stake`: posterior mean of Σ amount · exposure · max(0, Δp);
    `signed`: the same without max, which may be a gain (below zero). `topic_id` is "" for the
    whole list, and `currency` is "" where the export names none. In `Impact.in_deals` each open
    deal counts 1 in place of its amount.
    """

    topic_id: str
    currency: str
    measure: Literal["touched", "attributed", "at stake", "signed"]
    value: float
    low: float | None
    high: float | None
    floor: float | None


@record
class DealTopic:
    """A topic in a deal over all kinds of documents: the rows behind a topic's figures.

    `delta` is the deal's own difference in the probability of losing, at its age, before
    shrinkage; None where the deal is closed or no effect could be estimated.
    """

    deal_id: str
    topic_id: str
    probability: float
    n: int
    first_at: datetime
    last_at: datetime
    rung: Rung
    delta: float | None


@record
class Cut:
    """Who feels it: deals of one level among the deals with the topic, and among the others."""

    topic_id: str
    name: str
    level: str
    deals_with: int
    of_with: int
    deals_without: int
    of_without: int


@record
class LevelEffect:
    """A topic against the outcome among deals of one level ("segment": "Enterprise").

    Only for levels that carry it: ten closed deals with the topic and more. `delta`, `low`,
    `high`: as in `Effect`, but pulled towards the topic's effect in the other levels as far as
    levels prove alike. `above`: probability that the topic goes with losing more in this level
    than in the others.
    """

    topic_id: str
    name: str
    level: str
    closed_with: int
    won_with: int
    delta: float
    low: float
    high: float
    above: float


@record
class Fit:
    """Accounts with closed deals: won and kept, won and gone since, or lost.

    `topic_id` is "" for all accounts with text, `name` and `level` are "" for all of a topic's.
    An account is gone if a renewal was lost after its last won deal, or the export calls it a
    former customer. `lost`: closed deals, none of them won.
    """

    topic_id: str
    name: str
    level: str
    kept: int
    gone: int
    lost: int


@record
class MoneyPart:
    """A part of the open money at a topic: one type of business, or recurring and one-off.

    `name` is "type", with the CRM's own types as levels, or "income" with "recurring" (a year)
    and "one-off". `touched` and `at stake` as in `Money`.
    """

    topic_id: str
    currency: str
    name: str
    level: str
    measure: Literal["touched", "at stake"]
    value: float
    low: float | None
    high: float | None


@record
class TieOut:
    """A figure that an analyst compares with the CRM's own report. None amount: none given."""

    group: Literal["outcome", "stage", "rung", "text by outcome", "filter"]
    key: str
    currency: str
    n: int
    of: int
    amount: Decimal | None


@record
class Adjustment:
    """What a trait adds to a topic's raw difference in the probability of losing.

    `raw`: loss rate of deals with the topic less that of deals without, as looked at for the
    comparison; the `added` of all rows of a topic and its `delta` sum to it. "age", "amount of
    text", "other topics" and "all else" (what is no sum) stand beside the covariates' names.
    """

    topic_id: str
    name: str
    raw: float
    added: float


@record
class Covariate:
    """A column that the model adjusted for, or did not, and why."""

    name: str
    levels: int
    used: bool
    reason: str


@record
class Control:
    """A check that every run makes on itself: λ, shuffled topics called supported and so on."""

    name: str
    value: float
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """Deals and money behind the topics.

    `hints` name what would lift the ranking's basis, or make its figures surer. `currency` is
    the one that ranks ("" where the export names none), None where money does not rank.
    """

    basis: Basis
    currency: str | None
    hints: tuple[str, ...]
    exposure: Rows[Exposure]
    effects: Rows[Effect]
    money: Rows[Money]
    tie_out: Rows[TieOut]
    covariates: Rows[Covariate]
    controls: Rows[Control]
    left_out: Rows[LeftOut]
    deal_topics: Rows[DealTopic] = field(default_factory=lambda: Rows.gather(DealTopic))
    in_deals: Rows[Money] = field(default_factory=lambda: Rows.gather(Money))
    cuts: Rows[Cut] = field(default_factory=lambda: Rows.gather(Cut))
    adjustments: Rows[Adjustment] = field(default_factory=lambda: Rows.gather(Adjustment))
    level_effects: Rows[LevelEffect] = field(default_factory=lambda: Rows.gather(LevelEffect))
    fit: Rows[Fit] = field(default_factory=lambda: Rows.gather(Fit))
    parts: Rows[MoneyPart] = field(default_factory=lambda: Rows.gather(MoneyPart))
