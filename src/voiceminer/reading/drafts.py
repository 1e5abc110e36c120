"""Rows as drafts of records: typed, but not yet joined to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import PurePosixPath
from typing import get_args

from voiceminer.data import Kind, Outcome
from voiceminer.reading.cells import Cells
from voiceminer.reading.dates import dates_of
from voiceminer.reading.ledger import Ledger
from voiceminer.reading.profile import role_word
from voiceminer.reading.words import outcome_of

# an opaque call's offsets beyond this many are milliseconds: as seconds they were 5 hours
_LONGEST_CALL = 20_000
_DELETED = "deleted in the system"
_DATE_IN_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)"
)


@dataclass(slots=True, kw_only=True)
class DocumentDraft:
    """A ticket, note, mail, call or text, with what it says of whom it belongs to."""

    system: str
    id: str
    kind: Kind
    role: str
    text: str
    subject: str
    at: datetime | None
    updated: datetime | None
    author: str
    author_name: str
    email: str
    domain: str
    account: str
    account_id: str
    deal: str
    deal_id: str
    csat: float | None
    product: str
    channel: str
    public: bool
    title: str
    file: str
    row: int
    counted: bool = True


@dataclass(slots=True, kw_only=True)
class MessageDraft:
    """One message or turn, with all that tells whose it is."""

    system: str
    thread: str
    id: str
    kind: Kind
    role: str
    customers: bool | None
    text: str
    at: datetime | None
    offset: float | None
    updated: datetime | None
    author: str
    author_name: str
    email: str
    requester: str
    public: bool
    account: str
    account_id: str
    deal: str
    deal_id: str
    csat: float | None
    product: str
    channel: str
    file: str
    row: int
    counted: bool = True


@dataclass(slots=True, kw_only=True)
class PersonDraft:
    """Somebody with a side, known by id (within a call, or everywhere), name or address."""

    thread: str
    id: str
    name: str
    email: str
    side: str
    account: str
    account_id: str
    file: str
    row: int


@dataclass(slots=True, kw_only=True)
class AccountDraft:
    """A company as one system knows it."""

    system: str
    id: str
    name: str
    domains: tuple[str, ...]
    segment: str | None
    arr: Decimal | None
    currency: str | None
    external: str
    attributes: dict[str, str]
    updated: datetime | None
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


def document_drafts(cells: Cells, ledger: Ledger) -> Iterator[DocumentDraft]:
    """One per row that is not deleted."""
    table, taken = cells.table, cells.recognition
    path, name = table.path, PurePosixPath(table.path).stem
    said_on = _date_in(name)
    at = _moments(cells, "at", ledger)
    columns = zip(
        table.numbers, cells.words("id"), cells.text("text"), cells.text("subject"), at,
        cells.moments("updated"), cells.words("author"), cells.words("author_name"), cells.words("email"),
        cells.words("domain"), cells.words("account"), cells.words("account_id"), cells.words("deal"),
        cells.words("deal_id"), cells.ratings("csat"), cells.words("product"), cells.words("channel"),
        cells.flags("public"), cells.flags("deleted"), cells.words("role"),
        strict=True,
    )  # fmt: skip
    alone = table.container in {"text", "eml"} and cells.size == 1
    spam = [
        s or w.casefold() in {"spam", "deleted"}
        for s, w in zip(cells.flags("spam"), cells.words("status"), strict=True)
    ]
    kinds = cells.words("kind")
    for i, (row, id_, text, subject, when, updated, author, author_name, email, domain, account,
            account_id, deal, deal_id, csat, product, channel, public, deleted,
            role) in enumerate(columns):  # fmt: skip
        if deleted or spam[i]:
            ledger.skip(path, _DELETED if deleted else "spam or deleted, by its status", row)
            continue
        word = kinds[i].casefold()
        kind: Kind = word if word in get_args(Kind) else taken.kind  # type: ignore[assignment]  # one of the kinds
        said = role_word(role) if role else None
        yield DocumentDraft(
            system=taken.system,
            id=id_ or (path if alone else f"{path}:{row}"),
            kind=kind,
            role="note" if "note" in {taken.role, kind} else (said or taken.role),
            text=text,
            subject=subject,
            at=when or said_on,
            updated=updated,
            author=author,
            author_name=author_name,
            email=email.casefold(),
            domain=domain.casefold(),
            account=account,
            account_id=account_id,
            deal=deal,
            deal_id=deal_id,
            csat=csat,
            product=product,
            channel=channel,
            public=public is not False,
            title=name if table.container == "text" else "",
            file=path,
            row=row,
        )


def message_drafts(cells: Cells, ledger: Ledger) -> Iterator[MessageDraft]:
    """One per row that is neither deleted nor empty (state changes carry no words)."""
    table, taken = cells.table, cells.recognition
    path = table.path
    offsets = [_number(c) for c in cells.words("offset")]
    longest = max((o for o in offsets if o is not None), default=0.0)
    unit = 1000.0 if longest > _LONGEST_CALL else 1.0
    private = cells.flags("private")
    columns = zip(
        table.numbers, cells.words("thread"), cells.words("id"), cells.text("text"),
        _moments(cells, "at", ledger), offsets, cells.moments("updated"), cells.words("author"),
        cells.words("author_name") if cells.has("author_name") else cells.words("speaker"),
        cells.words("email"), cells.words("requester"), cells.words("role"), cells.flags("incoming"),
        cells.flags("outgoing"), cells.flags("public"), private, cells.words("account"),
        cells.words("account_id"), cells.words("deal"), cells.words("deal_id"), cells.ratings("csat"),
        cells.words("product"), cells.words("channel"), cells.words("event"), cells.flags("deleted"),
        strict=True,
    )  # fmt: skip
    for (row, thread, id_, text, at, offset, updated, author, author_name, email, requester, role, incoming,
         outgoing, public, hidden, account, account_id, deal, deal_id, csat, product, channel, event,
         deleted) in columns:  # fmt: skip
        if deleted:
            ledger.skip(path, _DELETED, row)
            continue
        if not text:
            ledger.skip(path, "no text (a change of state)" if event else "no text", row)
            continue
        customers = incoming if incoming is not None else None if outgoing is None else not outgoing
        yield MessageDraft(
            system=taken.system,
            thread=thread or path,
            id=id_,
            kind=taken.kind,
            role=taken.role or (role_word(role) or "" if role else ""),
            customers=customers,
            text=text,
            at=at,
            offset=None if offset is None else offset / unit,
            updated=updated,
            author=author,
            author_name=author_name,
            email=email.casefold(),
            requester=requester,
            public=not (public is False or hidden or event.casefold() in {"note", "lineitem"}),
            account=account,
            account_id=account_id,
            deal=deal,
            deal_id=deal_id,
            csat=csat,
            product=product,
            channel=channel,
            file=path,
            row=row,
        )


def comment_drafts(cells: Cells) -> Iterator[MessageDraft]:
    """Jira's comment cells, `date;author;text`: messages of the issue in whose row they stand."""
    table, taken = cells.table, cells.recognition
    picks = taken.fields.get("thread_comments", ())
    if not picks:
        return
    keys, reporters = cells.words("id"), cells.words("author")
    for pick in picks:
        parts = [row[pick.column].split(";", 2) for row in table.rows]
        moments = dates_of([p[0] if len(p) == 3 else "" for p in parts]).values
        columns = zip(table.numbers, keys, reporters, parts, moments, strict=True)
        for row, key, reporter, part, at in columns:
            if not key or not part[-1].strip():
                continue
            yield MessageDraft(
                system=taken.system, thread=key, id="", kind=taken.kind, role="", customers=None, text=part[-1].strip(),
                at=at, offset=None, updated=None, author=part[1].strip() if len(part) == 3 else "", author_name="",
                email="", requester=reporter, public=True, account="", account_id="", deal="", deal_id="", csat=None,
                product="", channel="", file=table.path, row=row, counted=False,
            )  # fmt: skip


def person_drafts(cells: Cells, side: str) -> Iterator[PersonDraft]:
    """One per row that names somebody; of a manager's column one more."""
    table = cells.table
    columns = zip(
        table.numbers, cells.words("thread"), cells.words("id"), cells.words("name"), cells.words("first"),
        cells.words("last"), cells.words("email"), cells.words("side"), cells.words("account"),
        cells.words("account_id"), cells.words("manager"), strict=True,
    )  # fmt: skip
    for (row, thread, id_, name, first, last, email, word, account, account_id, manager) in columns:  # fmt: skip
        whole = name or f"{first} {last}".strip()
        said = role_word(word) if word else None
        yield PersonDraft(
            thread=thread,
            id=id_ if id_ != whole else "",
            name=whole,
            email=email.casefold(),
            side=said if said in {"customer", "ours"} else side,
            account=account,
            account_id=account_id,
            file=table.path,
            row=row,
        )
        if manager:
            yield PersonDraft(
                thread="", id="", name=manager, email="", side="ours", account="", account_id="",
                file=table.path, row=0,
            )  # fmt: skip


def account_drafts(cells: Cells, ledger: Ledger) -> Iterator[AccountDraft]:
    """One per row with a name or an id."""
    table, taken = cells.table, cells.recognition
    extras = {name: cells.named(picks) for name, picks in taken.extras.items()}
    columns = zip(
        table.numbers, cells.words("id"), cells.words("name"), cells.text("domain"), cells.words("segment"),
        cells.amounts("arr"), cells.words("currency"), cells.words("external"), cells.moments("updated"),
        cells.flags("deleted"), cells.named(taken.fields.get("domain", ())), strict=True,
    )  # fmt: skip
    for i, (row, id_, name, _, segment, (arr, symbol), currency, external, updated, deleted,
            domains) in enumerate(columns):  # fmt: skip
        if deleted or not (id_ or name):
            ledger.skip(table.path, _DELETED if deleted else "no name and no id", row)
            continue
        yield AccountDraft(
            system=taken.system,
            id=id_ or name,
            name=name or id_,
            domains=tuple(sorted({d for d in map(domain_of, re.split(r"[;,\s]+", domains)) if d})),
            segment=segment or None,
            arr=arr,
            currency=_code(currency) or symbol,
            external=external,
            attributes={k: v[i] for k, v in extras.items() if v[i]},
            updated=updated,
            file=table.path,
            row=row,
        )


def deal_drafts(cells: Cells, ledger: Ledger) -> Iterator[DealDraft]:
    """One per row with an id or a name."""
    table, taken = cells.table, cells.recognition
    extras = {name: cells.named(picks) for name, picks in taken.extras.items()}
    columns = zip(
        table.numbers, cells.words("id"), cells.words("name"), cells.words("account"), cells.words("account_id"),
        cells.words("type"), cells.amounts("amount"), cells.words("currency"), cells.words("stage"),
        cells.words("status"), cells.words("won"), cells.words("is_closed"), cells.words("forecast"),
        cells.words("probability"), _moments(cells, "opened", ledger), _moments(cells, "closed", ledger),
        cells.moments("planned"), cells.text("reason"), cells.words("owner"), cells.text("note"),
        cells.moments("updated"), cells.flags("deleted"), strict=True,
    )  # fmt: skip
    for i, (row, id_, name, account, account_id, type_, (amount, symbol), currency, stage, status, won,
            is_closed, forecast, probability, opened, closed, planned, reason, owner, note, updated,
            deleted) in enumerate(columns):  # fmt: skip
        if deleted:
            ledger.skip(table.path, _DELETED, row)
            continue
        if not (id_ or name or account or account_id):
            ledger.skip(table.path, "no id, name or account", row)
            continue
        yield DealDraft(
            system=taken.system,
            id=id_ or name or f"{table.path}:{row}",
            name=name,
            account=account,
            account_id=account_id,
            type=type_,
            amount=amount,
            currency=_code(currency) or symbol,
            stage=stage,
            outcome=outcome_of(
                won=won,
                closed=is_closed,
                words=(status, stage, "omitted" if forecast.casefold() == "omitted" else ""),
                probability=probability,
            ),
            opened=opened,
            closed=closed,
            planned=planned,
            reason=reason,
            owner=owner,
            note=note,
            covariates={k: v[i] for k, v in extras.items() if v[i]},
            updated=updated,
            file=table.path,
            row=row,
        )


def domain_of(address: str) -> str:
    """The host of an address or a page, without `www.`; empty if there is none."""
    host = address.strip().casefold().split("@")[-1]
    host = re.sub(r"^[a-z]+://", "", host).split("/")[0].split(":")[0].removeprefix("www.")
    return host if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", host) else ""


def _moments(cells: Cells, field: str, ledger: Ledger) -> list[datetime | None]:
    """A date column's instants; what could not be read of it is noted."""
    dates = cells.dates(field)
    if dates.unreadable and cells.has(field):
        name = cells.table.header[cells.recognition.fields[field][0].column]
        ledger.note(
            cells.table.path,
            f"the column '{name}' holds dates that cannot be read; the rows are kept without"
            " them. Write them as YYYY-MM-DD, or map another column",
            n=dates.unreadable,
        )
    return dates.values


def _date_in(name: str) -> datetime | None:
    found = _DATE_IN_NAME.search(name)
    if not found:
        return None
    try:
        return datetime.fromisoformat("-".join(found.groups()) + "T00:00:00+00:00")
    except ValueError:
        return None


def _number(cell: str) -> float | None:
    try:
        return float(cell.replace(",", ".")) if cell else None
    except ValueError:
        return None


def _code(currency: str) -> str | None:
    code = currency.strip().upper()
    return code if re.fullmatch("[A-Z]{3}", code) else None
