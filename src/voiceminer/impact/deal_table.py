"""Deals as columns of numbers, in the order of their ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Account, Deal, LeftOut

Floats = NDArray[np.float64]

WON, LOST, OPEN, UNKNOWN = 0, 1, -1, -2


@dataclass(frozen=True, slots=True, kw_only=True)
class DealTable:
    """Deals as the statistics see them.

    Attributes
    ----------
    ids : tuple of str
    account : ndarray of int64, shape (d,)
        One number per account; deals without one have each their own.
    state : ndarray of int64, shape (d,)
        WON, LOST, OPEN or UNKNOWN on the day of the run.
    opened, closed : ndarray of float64, shape (d,)
        Days (proleptic ordinals); NaN where not given, and `closed` of what is open.
    amount : ndarray of float64, shape (d,)
        NaN where missing or not above zero.
    currency : tuple of str
        "" where the export names none.
    columns : mapping of str to tuple of str
        Candidates for covariates, "" where missing.
    as_of : int
        The day of the run.
    recurring, one_off : ndarray of float64, shape (d,)
        Parts of what a deal brings, NaN where not told; empty where the table has no such columns.
    """

    ids: tuple[str, ...]
    account: NDArray[np.int64]
    state: NDArray[np.int64]
    opened: Floats
    closed: Floats
    amount: Floats
    currency: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    as_of: int
    recurring: Floats = field(default_factory=lambda: np.empty(0))
    one_off: Floats = field(default_factory=lambda: np.empty(0))

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def is_closed(self) -> NDArray[np.bool_]:
        """Won or lost."""
        return np.asarray(self.state >= WON)

    @property
    def is_open(self) -> NDArray[np.bool_]:
        """Open on the day of the run."""
        return np.asarray(self.state == OPEN)

    @property
    def last_day(self) -> Floats:
        """Last day whose text counts: of closing if closed, else of the run."""
        return np.where(self.is_closed & np.isfinite(self.closed), self.closed, float(self.as_of))


def deal_table(
    deals: Iterable[Deal], accounts: Iterable[Account], as_of: date
) -> tuple[DealTable, list[LeftOut]]:
    """Deals and what their accounts add, as they stood on `as_of`; and what was left out.

    A deal that closed later was open then; one that opened later did not exist.
    """
    by_id = {a.id: a for a in accounts}
    everything = sorted(deals, key=lambda d: (d.id, d.file, d.row))
    known, left_out, seen = [], [], set[str]()
    for deal in everything:
        if deal.id in seen:
            left_out.append(_left_out(deal, "a deal with this id came before"))
        elif deal.created_at and deal.created_at > as_of:
            left_out.append(_left_out(deal, "opened after the day of the run"))
        else:
            known.append(deal)
        seen.add(deal.id)
    own = {key: n for n, key in enumerate(sorted({_cluster(d) for d in known}))}
    left_out += [
        _left_out(deal, "closed before it opened: days not used")
        for deal in known
        if _reversed(deal)
    ]
    rows = [_attributes(d, by_id.get(d.account_id or "")) for d in known]
    names = sorted({name for row in rows for name in row})
    table = DealTable(
        ids=tuple(d.id for d in known),
        account=np.array([own[_cluster(d)] for d in known], dtype=np.int64),
        state=np.array([_state(d, as_of) for d in known], dtype=np.int64),
        opened=_days([None if _reversed(d) else d.created_at for d in known]),
        closed=_days([d.closed_on if _state(d, as_of) >= WON else None for d in known]),
        amount=_money([d.amount for d in known]),
        currency=tuple((d.currency or "").strip().upper() for d in known),
        columns={name: tuple(row.get(name, "") for row in rows) for name in names},
        as_of=as_of.toordinal(),
        recurring=_money([d.recurring for d in known]),
        one_off=_money([d.one_off for d in known]),
    )
    return table, left_out


def _cluster(deal: Deal) -> tuple[int, str]:
    return (0, deal.account_id) if deal.account_id else (1, deal.id)


def _attributes(deal: Deal, account: Account | None) -> dict[str, str]:
    """What a deal's own columns and its account's say; the deal's own win."""
    found = dict(account.attributes) if account else {}
    if account and account.segment:
        found["segment"] = account.segment
    if deal.type:
        found["type"] = deal.type
    found |= deal.covariates
    return {name: value.strip() for name, value in found.items() if value and value.strip()}


def _state(deal: Deal, as_of: date) -> int:
    if deal.closed_on and deal.closed_on > as_of:
        return OPEN
    return {"won": WON, "lost": LOST, "no decision": LOST, "open": OPEN}.get(deal.outcome, UNKNOWN)


def _reversed(deal: Deal) -> bool:
    return bool(deal.created_at and deal.closed_on and deal.closed_on < deal.created_at)


def _days(days: list[date | None]) -> Floats:
    return np.array([d.toordinal() if d else np.nan for d in days], dtype=float)


def _money(amounts: list[Decimal | None]) -> Floats:
    return np.array([float(a) if a and a > 0 else np.nan for a in amounts], dtype=float)


def _left_out(deal: Deal, reason: str) -> LeftOut:
    return LeftOut(
        stage="impact", reason=reason, file=deal.file, row=deal.row, subject=deal.id, n=1
    )
