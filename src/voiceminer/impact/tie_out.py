"""Counts and sums that an analyst compares with the CRM's own report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal

import numpy as np

from voiceminer.data import Deal, Rows, Rung, TieOut
from voiceminer.impact.deal_table import DealTable

# "Open longer than closed deals ever took": the 95th percentile of the closing age.
STALE = 0.95


def tie_out_of(
    deals: Iterable[Deal],
    rungs: Iterable[Rung],
    table: DealTable,
    texts: Iterable[float],
    filters: Iterable[tuple[str, int]],
) -> Rows[TieOut]:
    """The tie-out table; amounts are added within a currency only.

    Parameters
    ----------
    texts : iterable of float
        Passages per deal of the table; 0 where nothing was said.
    rungs : iterable of str
        How each document was linked.
    """
    deals = list(deals)
    rows = [*_sums("outcome", [(d.outcome, d) for d in deals])]
    rows += _sums("stage", [(f"{d.stage or '(none)'} → {d.outcome}", d) for d in deals])
    told = {deal_id for deal_id, n in zip(table.ids, texts, strict=True) if n > 0}
    of = Counter(d.outcome for d in deals)
    rows += [
        _row("text by outcome", key, sum(d.id in told for d in deals if d.outcome == key), n)
        for key, n in sorted(of.items())
    ]
    linked = Counter(rungs)
    rows += [_row("rung", rung, n, linked.total()) for rung, n in sorted(linked.items())]
    rows += [_row("filter", key, n, len(deals)) for key, n in filters]
    rows.append(
        _row("filter", "open longer than 95 % of closed deals took", stale(table), len(table))
    )
    return Rows.gather(TieOut, rows)


def stale(table: DealTable) -> int:
    """Open deals older than the 95th percentile of the closing age; 0 where ages are unknown."""
    lived = (table.closed - table.opened)[table.is_closed]
    lived = lived[np.isfinite(lived)]
    if not lived.size:
        return 0
    age = (table.as_of - table.opened)[table.is_open]
    return int((age > np.quantile(lived, STALE)).sum())


def _sums(group: str, keyed: list[tuple[str, Deal]]) -> list[TieOut]:
    """One row per key and currency: deals, and the sum of their amounts."""
    counted = Counter[tuple[str, str]]()
    amount = defaultdict[tuple[str, str], Decimal](Decimal)
    given = set[tuple[str, str]]()
    for key, deal in keyed:
        cell = (key, deal.currency or "")
        counted[cell] += 1
        if deal.amount is not None:
            amount[cell] += deal.amount
            given.add(cell)
    return [
        TieOut(
            group=group,  # type: ignore[arg-type]  # one of the literals, by the two calls above
            key=key,
            currency=currency,
            n=n,
            of=len(keyed),
            amount=amount[key, currency] if (key, currency) in given else None,
        )
        for (key, currency), n in sorted(counted.items())
    ]


def _row(group: str, key: str, n: int, of: int) -> TieOut:
    return TieOut(group=group, key=key, currency="", n=n, of=of, amount=None)  # type: ignore[arg-type]  # as above
