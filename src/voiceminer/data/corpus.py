"""What the exports say, raw: the value that `reading/` makes and only `voice/` reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, get_args

from voiceminer.data.record import Rows, record

Kind = Literal["ticket", "chat", "email", "note", "call", "review", "text", "page"]
"""What a document is. `note` is what a seller wrote about a customer; `text` is a row of
which nothing is known but its text (a corpus handed in); `page` is our own copy."""

Role = Literal["customer", "ours", "note", "bot", "unknown"]
"""Whose turn it is. `ours` is what an agent or seller said to a customer, `note` what one
wrote down about a customer, `bot` an automatic message."""

Rung = Literal["deal id", "account id", "account name", "e-mail domain", "close name", "none"]
"""How a document was linked to its deal or account, surest first. `close name` is a name that was
misspelt, shortened or turned round."""

RUNGS: tuple[Rung, ...] = get_args(Rung)

Outcome = Literal["won", "lost", "no decision", "open", "unknown"]


@record
class SourceFile:
    """One file of the exports. `seen == made + merged + skipped`, in rows."""

    path: str
    sha256: str
    system: str
    encoding: str
    seen: int
    made: int
    merged: int
    skipped: int


@record
class Document:
    """One ticket, call, note, chat or text. `csat` in [0, 1]; `created_at` in UTC."""

    id: str
    kind: Kind
    system: str
    created_at: datetime | None
    author_id: str | None
    account_id: str | None
    deal_id: str | None
    link_rung: Rung
    csat: float | None
    product: str | None
    channel: str | None


@record
class Turn:
    """One message, or one uninterrupted turn of a call. `public=False` is a private note."""

    id: str
    document_id: str
    role: Role
    speaker: str | None
    at: datetime | None
    public: bool
    text: str
    file: str
    row: int


@record
class Person:
    """Somebody the exports name: for roles, and so that `voice/` can take the name out."""

    name: str
    email: str | None
    side: Literal["customer", "ours", "unknown"]


@record
class Account:
    """A customer or prospect. `attributes` are candidates for covariates (industry, region…)."""

    id: str
    name: str
    domains: tuple[str, ...]
    segment: str | None
    arr: Decimal | None
    currency: str | None
    attributes: dict[str, str]
    file: str
    row: int


@record
class Deal:
    """An opportunity. `closed_on` only of what has closed; a future date is `planned_close`.

    `recurring` (a year) and `one_off` are parts of what it brings, where the export tells them.
    """

    id: str
    name: str | None
    account_id: str | None
    type: str | None
    amount: Decimal | None
    currency: str | None
    stage: str | None
    outcome: Outcome
    created_at: date | None
    closed_on: date | None
    planned_close: date | None
    reason: str | None
    covariates: dict[str, str]
    file: str
    row: int
    recurring: Decimal | None = None
    one_off: Decimal | None = None


@record
class LeftOut:
    """What a stage did not use, and why. `subject` never holds text of the export."""

    stage: str
    reason: str
    file: str
    row: int | None
    subject: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Exports as read. Raw, so no run folder holds it."""

    files: Rows[SourceFile]
    documents: Rows[Document]
    turns: Rows[Turn]
    people: Rows[Person]
    accounts: Rows[Account]
    deals: Rows[Deal]
    left_out: Rows[LeftOut]
