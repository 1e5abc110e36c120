"""Rows as drafts of records: typed, but not yet joined to each other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from voiceminer.data import Kind, Outcome


@dataclass(slots=True, kw_only=True)
class DocumentDraft:
    """A ticket, note, mail, call or text, with what it says of whom it belongs to."""

    system: str
    id: str
    kind: Kind
    role: str
    text: str = ""
    subject: str = ""
    preview: str = ""
    alias: str = ""
    host: str = ""
    at: datetime | None = None
    updated: datetime | None = None
    author: str = ""
    author_name: str = ""
    email: str = ""
    domain: str = ""
    account: str = ""
    account_id: str = ""
    deal: str = ""
    deal_id: str = ""
    csat: float | None = None
    product: str = ""
    channel: str = ""
    public: bool = True
    title: str = ""
    file: str
    row: int
    counted: bool = True


@dataclass(slots=True, kw_only=True)
class MessageDraft:
    """One message or turn, with all that tells whose it is."""

    system: str
    thread: str
    id: str = ""
    kind: Kind
    role: str = ""
    customers: bool | None = None
    text: str
    subject: str = ""
    at: datetime | None = None
    offset: float | None = None
    updated: datetime | None = None
    author: str = ""
    author_name: str = ""
    email: str = ""
    requester: str = ""
    public: bool = True
    account: str = ""
    account_id: str = ""
    deal: str = ""
    deal_id: str = ""
    csat: float | None = None
    product: str = ""
    channel: str = ""
    file: str
    row: int
    counted: bool = True


@dataclass(slots=True, kw_only=True)
class PersonDraft:
    """Somebody with a side, known by id (within a call, or everywhere), name or address."""

    thread: str = ""
    id: str = ""
    name: str = ""
    email: str = ""
    side: str
    account: str = ""
    account_id: str = ""
    file: str = ""
    row: int = 0


@dataclass(slots=True, kw_only=True)
class AccountDraft:
    """A company as one system knows it."""

    system: str
    id: str
    name: str
    domains: tuple[str, ...] = ()
    segment: str | None = None
    arr: Decimal | None = None
    currency: str | None = None
    external: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    updated: datetime | None = None
    file: str
    row: int


@dataclass(slots=True, kw_only=True)
class DealDraft:
    """An opportunity, its account still as the export names it."""

    system: str
    id: str
    name: str
    account: str
    account_id: str
    type: str
    amount: Decimal | None
    currency: str | None
    stage: str
    outcome: Outcome
    opened: datetime | None
    closed: datetime | None
    planned: datetime | None
    reason: str
    owner: str
    note: str
    covariates: dict[str, str]
    updated: datetime | None
    file: str
    row: int
    recurring: Decimal | None = None
    one_off: Decimal | None = None


@lru_cache(maxsize=100_000)
def domain_of(address: str) -> str:
    """The host of an address or a page, without `www.`; empty if there is none."""
    host = address.strip().casefold().split("@")[-1]
    host = re.sub(r"^[a-z]+://", "", host).split("/")[0].split(":")[0].removeprefix("www.")
    return host if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", host) else ""
