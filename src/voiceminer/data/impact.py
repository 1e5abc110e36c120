"""What a topic amounts to: deals, effects, money. Δp is in the probability of *losing*."""

from __future__ import annotations

from dataclasses import dataclass
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


@record
class Money:
    """Open money at a topic in one currency. `floor`: what shuffled topics would show.

    `touched`: sum over open deals in which it came up (not additive over topics);
    `attributed`: each deal's amount split over its topics (additive);
    `at stake`: posterior mean of Σ amount · exposure · max(0, Δp);
    `signed`: the same without max, which may be a gain. `topic_id` is "" for the whole list.
    """

    topic_id: str
    currency: str
    measure: Literal["touched", "attributed", "at stake", "signed"]
    value: float
    low: float | None
    high: float | None
    floor: float | None


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
    """Deals and money behind the topics. `hints` name what would lift the ranking's basis."""

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
