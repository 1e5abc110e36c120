"""Which deals a passage speaks of, and when: only dated text, only within the deal's life."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from voiceminer.data import Kind, LeftOut, Rung
from voiceminer.impact.deal_table import DealTable
from voiceminer.impact.statements import Statement
from voiceminer.settings import ImpactSettings

UNDATED = "text without a date is no exposure"
OUTSIDE = "text outside the deal's life"
ELSEWHERE = "text linked to a deal that the export does not hold"
UNLINKED = "text linked to no deal"


class Link(NamedTuple):
    """One passage in one deal. `deal` is a row of the deal table."""

    deal: int
    passage_id: str
    document_id: str
    kind: Kind
    rung: Rung
    at: datetime


def links_of(
    statements: Iterable[Statement],
    accounts: Mapping[str, str],
    deals: DealTable,
    settings: ImpactSettings,
) -> tuple[list[Link], list[LeftOut]]:
    """Passages in deals, repeats once per deal; and what fell out, counted.

    A passage with a deal id speaks of that deal. One with only an account id speaks of each of
    the account's deals that was alive on its day, or opened within `lookback_days` after it.

    Parameters
    ----------
    statements : iterable of Statement
        Earliest first.
    accounts : mapping of str to str
        Each deal's account.
    """
    where = {deal_id: row for row, deal_id in enumerate(deals.ids)}
    of_account = defaultdict[str, list[int]](list)
    for deal_id, row in where.items():
        if deal_id in accounts:
            of_account[accounts[deal_id]].append(row)
    lives = _lives(deals, settings)
    links, fell_out, voices = [], Counter[str](), set[tuple[int, str]]()
    for said in statements:
        reason = UNLINKED
        if said.deal_id:
            named = [where[said.deal_id]] if said.deal_id in where else []
            reason = reason if named else ELSEWHERE
        else:
            named = of_account.get(said.account_id, []) if said.account_id else []
        reasons = [_why_not(said, lives[deal]) for deal in named]
        for deal, why_not in zip(named, reasons, strict=True):
            if not why_not and said.at and (deal, said.voice) not in voices:
                voices.add((deal, said.voice))
                links.append(Link(deal, said.id, said.document_id, said.kind, said.rung, said.at))
        # one deal is enough to be used
        fell_out[min(reasons, default=reason)] += 1
    return links, [
        LeftOut(stage="impact", reason=reason, file="", row=None, subject="passages", n=n)
        for reason, n in sorted(fell_out.items())
        if reason
    ]


@dataclass(frozen=True, slots=True)
class _Life:
    """First day for text of the deal itself, first day for its account's, last day for both."""

    opened: float
    lookback: float
    last: float


def _lives(deals: DealTable, settings: ImpactSettings) -> list[_Life]:
    days = zip(deals.opened.tolist(), deals.last_day.tolist(), strict=True)
    return [_Life(opened, opened - settings.lookback_days, last) for opened, last in days]


def _why_not(said: Statement, life: _Life) -> str:
    """Why a passage is no exposure of this deal; "" if it is."""
    if said.at is None:
        return UNDATED
    day = said.at.toordinal()
    # a comparison with NaN (no opening date) is false: nothing is too early then
    early = day < (life.opened if said.rung == "deal id" else life.lookback)
    return OUTSIDE if early or day > life.last else ""
