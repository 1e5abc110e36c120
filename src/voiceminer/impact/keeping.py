"""Fit: of the accounts with a pain, which are won and kept, which leave, which are lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Account, Deal, Fit, Rows
from voiceminer.impact.covariates import binned
from voiceminer.impact.cuts import MOST_LEVELS, levels_in
from voiceminer.impact.deal_table import LOST, WON, DealTable
from voiceminer.impact.weighing import Sides

Bools = NDArray[np.bool_]

# What a deal is says nothing of what the account is.
TYPE = "type"
_RENEWAL = re.compile(r"renew", re.IGNORECASE)
_FORMER = re.compile(r"\b(former|churned|cancel+ed|terminated|ex-customer)\b", re.IGNORECASE)


def fit_of(
    deals: DealTable,
    crm: Iterable[Deal],
    accounts: Iterable[Account],
    sides: Sides,
    topic_ids: Sequence[str],
    *,
    names: Iterable[str],
) -> Rows[Fit]:
    """Counts of accounts, all of them and per level of what an account is; no topic first.

    Deals without an account are no account. One with two levels of a column counts in that of
    its first deal.

    Parameters
    ----------
    names : iterable of str
        Columns to cut by.
    """
    account_of = {d.id: d.account_id for d in crm if d.account_id}
    former = {a.id for a in accounts if any(map(_FORMER.search, a.attributes.values()))}
    named = np.array([i in account_of for i in deals.ids], dtype=bool)
    told = sides.told & named
    if not told.any():
        return Rows.gather(Fit)
    size = int(deals.account.max()) + 1

    def any_of(these: Bools) -> Bools:
        return np.bincount(deals.account[these & named], minlength=size) > 0

    has_text = any_of(told)
    won, lost = any_of(deals.state == WON), any_of(deals.state == LOST)
    renewal = np.array([bool(_RENEWAL.search(v)) for v in deals.columns.get(TYPE, ())], bool)
    renewal = renewal if renewal.size else np.zeros(len(deals), dtype=bool)
    last_won = _last(deals, deals.state == WON, size)
    left = _last(deals, (deals.state == LOST) & renewal, size) > last_won
    left |= any_of(np.array([account_of.get(i) in former for i in deals.ids], dtype=bool))
    kept, gone, refused = won & ~left & has_text, won & left & has_text, lost & ~won & has_text
    has = [any_of(told & column) for column in sides.came_up.T]
    groups = [("", np.ones(size, dtype=bool)), *zip(topic_ids, has, strict=True)]
    levels: list[tuple[str, str, Bools]] = [("", "", np.ones(size, dtype=bool))]
    for name in sorted(set(names) - {TYPE}):
        labels, code = levels_in(binned(deals.columns[name]))
        if 2 <= labels.size <= MOST_LEVELS:
            own = np.full(size, -1)
            rows = np.flatnonzero(named)[::-1]  # of two, the first deal's stays
            own[deals.account[rows]] = code[rows]
            levels += [(name, str(label), own == at) for at, label in enumerate(labels)]
    return Rows.gather(
        Fit,
        (
            Fit(topic_id=topic, name=name, level=level, kept=k, gone=g, lost=n)
            for topic, these in groups
            for name, level, inside in levels
            for k, g, n in [[int((s & these & inside).sum()) for s in (kept, gone, refused)]]
            if not name or k + g + n
        ),
    )


def _last(deals: DealTable, which: Bools, accounts: int) -> NDArray[np.float64]:
    """Each account's last closing day of some deals; −∞ where it has none with a day."""
    last = np.full(accounts, -np.inf)
    np.maximum.at(last, deals.account[which], np.nan_to_num(deals.closed, nan=-np.inf)[which])
    return last
