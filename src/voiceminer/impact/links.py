"""Which deals a passage speaks of, and when: only dated text, only within the deal's life."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from voiceminer.data import Document, Heard, Kind, LeftOut, Passage, Rung
from voiceminer.impact.deal_table import DealTable
from voiceminer.settings import ImpactSettings

UNDATED = "text without a date is no exposure"
OUTSIDE = "text outside the deal's life"
ELSEWHERE = "text linked to a deal that the export does not hold"
UNLINKED = "text linked to no deal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One passage in one deal. `deal` is a row of the deal table."""

    deal: int
    passage_id: str
    document_id: str
    kind: Kind
    rung: Rung
    at: datetime


def links_of(
    heard: Heard, deals: DealTable, settings: ImpactSettings
) -> tuple[list[Link], list[LeftOut]]:
    """Passages in deals, earliest first, repeats once per deal; and what fell out, counted.

    A passage with a deal id speaks of that deal. One with only an account id speaks of each of
    the account's deals that was alive on its day, or opened within `lookback_days` after it.
    """
    documents = {d.id: d for d in heard.voice.documents}
    where = {deal_id: row for row, deal_id in enumerate(deals.ids)}
    of_account = defaultdict(list)
    for known in heard.voice.deals:
        if known.account_id and known.id in where:
            of_account[known.account_id].append(where[known.id])
    lives = _lives(deals, settings)
    links, fell_out, voices = [], Counter[str](), set[tuple[int, str]]()
    for passage in sorted(heard.passages, key=_time_then_id):
        document = documents.get(passage.document_id)
        reason = UNLINKED
        for deal in _named(passage, where, of_account):
            reason = _why_not(passage, document, lives[deal])
            voice = (deal, passage.repeat_of or passage.id)
            if not reason and voice not in voices and passage.at and document:
                voices.add(voice)
                links.append(
                    Link(
                        deal=deal,
                        passage_id=passage.id,
                        document_id=passage.document_id,
                        kind=document.kind,
                        rung=document.link_rung,
                        at=passage.at,
                    )
                )
        if reason == UNLINKED and passage.deal_id and passage.deal_id not in where:
            reason = ELSEWHERE
        fell_out[reason] += 1
    return links, [
        LeftOut(stage="impact", reason=reason, file="", row=None, subject="passages", n=n)
        for reason, n in sorted(fell_out.items())
        if reason
    ]


def _named(
    passage: Passage, where: dict[str, int], of_account: dict[str, list[int]]
) -> Iterator[int]:
    if passage.deal_id:
        if passage.deal_id in where:
            yield where[passage.deal_id]
    elif passage.account_id:
        yield from sorted(of_account.get(passage.account_id, ()))


@dataclass(frozen=True, slots=True)
class _Life:
    """First day for text of the deal itself, first day for its account's, last day for both."""

    opened: float
    lookback: float
    last: float


def _lives(deals: DealTable, settings: ImpactSettings) -> list[_Life]:
    days = zip(deals.opened.tolist(), deals.last_day.tolist(), strict=True)
    return [_Life(opened, opened - settings.lookback_days, last) for opened, last in days]


def _why_not(passage: Passage, document: Document | None, life: _Life) -> str:
    """Why a passage is no exposure of this deal; "" if it is."""
    if passage.at is None or document is None:
        return UNDATED
    day = passage.at.toordinal()
    # a comparison with NaN (no opening date) is false: nothing is too early then
    early = day < (life.opened if document.link_rung == "deal id" else life.lookback)
    return OUTSIDE if early or day > life.last else ""


def _time_then_id(passage: Passage) -> tuple[bool, float, str]:
    return (passage.at is None, passage.at.timestamp() if passage.at else 0.0, passage.id)
