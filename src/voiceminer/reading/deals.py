"""Deals of all files, each once; and which of an account's deals a text is of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from voiceminer.data import Deal, Rung
from voiceminer.reading.accounts import Accounts, find, id_key
from voiceminer.reading.drafts import DealDraft
from voiceminer.reading.ledger import Ledger


class Deals:
    """The deals, and the ways to find one: id, name, account and day.

    Attributes
    ----------
    rungs : mapping of deal id to rung
        How each deal's account was found.
    """

    def __init__(self, rows: dict[str, Deal], rungs: Mapping[str, Rung]) -> None:
        self.rows = rows
        self.rungs = rungs
        self.ids = {id_key(i): i for i in rows}
        self.names: defaultdict[str, set[str]] = defaultdict(set)
        self.of_account: defaultdict[str, list[Deal]] = defaultdict(list)
        for deal in rows.values():
            if deal.name:
                self.names[deal.name.casefold().strip()].add(deal.id)
            if deal.account_id:
                self.of_account[deal.account_id].append(deal)

    def by_ref(self, ref: str) -> Deal | None:
        """The deal with that id."""
        own = self.ids.get(id_key(ref))
        return self.rows[own] if own else None

    def by_name(self, name: str) -> Deal | None:
        """The only deal of that name."""
        found = self.names.get(name.casefold().strip(), set())
        return self.rows[next(iter(found))] if len(found) == 1 else None

    def at(self, account_id: str, moment: datetime | None) -> Deal | str:
        """The account's deal that a text of that moment is of, or why there is none.

        The one open at that time; if none was open, the next to close. Where deals lack the day
        they were opened, it is the next to close too. A text without a date belongs to the only
        deal, if the account has but one.
        """
        deals = self.of_account.get(account_id, [])
        if not deals:
            return "the account has no deal"
        if moment is None:
            return deals[0] if len(deals) == 1 else "no date to tell the account's deals apart"
        day = moment.date()
        alive = [d for d in deals if _end(d) >= day]
        if not alive:
            return "all deals of the account had closed before"
        open_then = [d for d in alive if (d.created_at or day) <= day]
        if len(open_then) > 1 and all(d.created_at for d in open_then):
            return "several deals of the account were open at that time"
        alive = open_then or alive
        first = min(map(_end, alive))
        nearest = [d for d in alive if _end(d) == first]
        return nearest[0] if len(nearest) == 1 else "several deals of the account close next"


def _end(deal: Deal) -> date:
    """The day it closed; of a deal that is still open, a day that never comes."""
    if deal.closed_on is not None:
        return deal.closed_on
    return date.max if deal.outcome in {"open", "unknown"} else (deal.planned_close or date.max)


def deals_of(drafts: Sequence[DealDraft], accounts: Accounts, ledger: Ledger) -> Deals:
    """Each deal once: the newest record of it, and what only an older one says."""
    groups: dict[tuple[str, str], list[DealDraft]] = {}
    for draft in sorted(drafts, key=lambda d: (d.file, d.row)):
        groups.setdefault((draft.system, id_key(draft.id)), []).append(draft)
    rows: dict[str, Deal] = {}
    rungs: dict[str, Rung] = {}
    for records in groups.values():
        # the last of the newest: an export that does not say when a record was changed appends it
        newest = max(
            range(len(records)),
            key=lambda i: ((u := records[i].updated) is not None, u.timestamp() if u else 0.0, -i),
        )
        draft = records[newest]
        own = draft.id if draft.id not in rows else f"{draft.id}~{draft.system}"
        account = find(accounts, draft)
        rows[own] = _deal(draft, own, account[0] if account else None)
        if account is not None:
            rungs[own] = account[1]
        ledger.made[draft.file] += 1
        for i, other in enumerate(records):
            if i != newest:
                ledger.merged[other.file] += 1
    return Deals(rows, rungs)


def _deal(draft: DealDraft, own: str, account_id: str | None) -> Deal:
    closed = draft.outcome in {"won", "lost", "no decision"}
    ended = draft.closed if closed else None
    planned = draft.planned or (None if closed else draft.closed)
    return Deal(
        id=own,
        name=draft.name or None,
        account_id=account_id,
        type=draft.type or None,
        amount=draft.amount,
        currency=draft.currency,
        stage=draft.stage or None,
        outcome=draft.outcome,
        created_at=_day(draft.opened),
        closed_on=_day(ended),
        planned_close=_day(planned),
        reason=draft.reason or None,
        covariates=draft.covariates,
        file=draft.file,
        row=draft.row,
        recurring=draft.recurring,
        one_off=draft.one_off,
    )


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
