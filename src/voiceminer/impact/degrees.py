"""What the export carries decides what the ranking rests on, and what would lift it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Basis
from voiceminer.impact.deal_table import DealTable
from voiceminer.impact.statements import Statement

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# A statement of the highest severity counts twice one of none.
SEVEREST = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far topics reach, outcomes apart.

    Attributes
    ----------
    documents, accounts : ndarray of int64, shape (k,)
        In which the topic came up (probability at least 0.5).
    by_document, by_account : ndarray of float64, shape (units, k)
        What each unit adds to a topic's score: its probability, raised by severity.
    """

    documents: Ints
    accounts: Ints
    by_document: Floats
    by_account: Floats


def reach_of(
    statements: Iterable[Statement],
    topics_of: Mapping[str, list[tuple[str, float]]],
    topic_ids: Sequence[str],
) -> Reach:
    """Documents and accounts per topic, dated or not; a repeated statement counts once."""
    column = {topic_id: n for n, topic_id in enumerate(topic_ids)}
    rows = [
        (said.document_id, said.account_id, column[topic_id], q, said.severity)
        for said in statements
        if said.voice == said.id
        for topic_id, q in topics_of.get(said.id, ())
        if topic_id in column
    ]
    documents, by_document = _units([(d, k, q, s) for d, _, k, q, s in rows], len(column))
    accounts, by_account = _units([(a, k, q, s) for _, a, k, q, s in rows if a], len(column))
    return Reach(
        documents=documents, accounts=accounts, by_document=by_document, by_account=by_account
    )


def _units(rows: Iterable[tuple[str, int, float, float]], topics: int) -> tuple[Ints, Floats]:
    """Counts per topic, and score (unit, topic): P(came up) · (1 + severest statement)."""
    rows = sorted(rows)
    names = {name: n for n, name in enumerate(sorted({r[0] for r in rows}))}
    doubt = np.zeros((len(names), topics))
    severest = np.zeros((len(names), topics))
    for name, k, q, s in rows:
        at = names[name]
        doubt[at, k] += np.log1p(-q)
        severest[at, k] = max(severest[at, k], s)
    probability = -np.expm1(doubt)
    score = probability * (1 + (SEVEREST - 1) * severest)
    return (probability >= 0.5).sum(axis=0).astype(np.int64), score


def basis_of(fitted: bool, told: bool, open_worth: bool, accounts: Ints) -> Basis:
    """The richest basis that the export carries.

    Parameters
    ----------
    fitted : bool
        Whether won and lost deals with text could be compared.
    told : bool
        Whether any deal has text: only such deals can say anything.
    open_worth : bool
        Whether open deals have amounts.
    accounts : ndarray of int64, shape (k,)
        Accounts per topic.
    """
    if fitted:
        return "outcomes"
    if told:
        return "amounts" if open_worth else "deals"
    return "accounts" if accounts.any() else "documents"


def reach_draws(score: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """Topics' scores over resampled units (Poisson bootstrap), shape (draws, k)."""
    out = np.empty((draws, score.shape[1]))
    # 4 million weights (32 MB) at a time
    for part in np.array_split(np.arange(draws), max(1, draws * len(score) // 4_000_000)):
        out[part] = rng.poisson(1.0, size=(part.size, len(score))).astype(float) @ score
    return out


def hints_of(
    deals: DealTable,
    *,
    basis: Basis,
    with_days: bool,
    undated: float,
    linked: float,
    valued: str,
) -> tuple[str, ...]:
    """What to add to the export, in words; the most useful first.

    Parameters
    ----------
    undated, linked : float
        Shares of statements without a date, and linked to a deal.
    valued : str
        How open deals without amounts were valued, or "".
    """
    hints = list[str]()
    if not len(deals):
        hints.append(
            "No deals were given: topics are ranked by reach and severity alone. Add a CRM export"
            " of opportunities (id, account, stage or outcome, amount, created and closed dates)."
        )
    elif not deals.is_closed.any():
        hints.append(
            "No deal is marked won or lost: nothing can be said of what topics do to winning. Add"
            " closed deals with their outcome."
        )
    elif basis != "outcomes":
        hints.append(
            "Closed deals with linked text have one outcome only, or none has any text: topics are"
            " not compared by outcome. Add deals that ended the other way, or text linked to them."
        )
    if len(deals) and deals.is_closed.any() and not with_days:
        hints.append(
            "Most deals have no usable opening date: deals of different ages are compared, and a"
            " topic that only comes up late may mislead. Add Created Date to the deals."
        )
    if deals.is_open.any() and not np.isfinite(deals.amount[deals.is_open]).any():
        hints.append(
            f"{valued} Add Amount to the open deals."
            if valued
            else "Open deals have no amounts: the ranking counts deals, not money. Add Amount (or a"
            " list price) to the open deals."
        )
    if len(deals) and linked < 0.5:
        hints.append(
            f"Only {linked:.0%} of statements could be linked to a deal by date and id. Add a deal"
            " or account id to tickets, notes and calls."
        )
    if undated > 0.05:
        hints.append(
            f"{undated:.0%} of statements have no date, and count as no exposure. Add the date on"
            " which each was written."
        )
    return tuple(hints)
