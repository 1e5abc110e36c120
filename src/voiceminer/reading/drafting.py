"""A table's rows to drafts: cells typed by field, deleted and empty rows left out and counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import PurePosixPath
from typing import get_args

from voiceminer.data import Kind
from voiceminer.reading.cells import Cells
from voiceminer.reading.dates import dates_of
from voiceminer.reading.drafts import (
    AccountDraft,
    DealDraft,
    DocumentDraft,
    MessageDraft,
    PersonDraft,
    domain_of,
)
from voiceminer.reading.entries import comment, journal
from voiceminer.reading.ledger import Ledger
from voiceminer.reading.profile import role_word
from voiceminer.reading.words import outcome_of

# offsets beyond this many are milliseconds: as seconds, the call had lasted five hours
_LONGEST_CALL = 20_000
_DELETED = "deleted in the system"
_DATE_IN_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)"
)
_JOINED = re.compile(r"\d+(?:\s*;\s*\d+)+")
_KINDS = frozenset(get_args(Kind))
# parts of a thread that only agents see
_INTERNAL = frozenset({"note", "lineitem"})
_GONE = frozenset({"spam", "deleted"})


def document_drafts(cells: Cells, ledger: Ledger) -> Iterator[DocumentDraft]:
    """One per row that is neither deleted nor spam."""
    table, taken = cells.table, cells.recognition
    path, name = table.path, PurePosixPath(table.path).stem
    alone = table.container in {"text", "eml"} and cells.size == 1
    said_on = date_in(name)
    words = {
        field: cells.words(field)
        for field in (
            "id", "author", "author_name", "email", "domain", "account", "account_id", "deal",
            "deal_id", "product", "channel", "role", "kind", "status", "alias", "host",
        )
    }  # fmt: skip
    text, subject, preview = cells.text("text"), cells.text("subject"), cells.text("preview")
    at, updated, csat = (
        moments(cells, "at", ledger),
        cells.moments("updated"),
        cells.ratings("csat"),
    )
    public, deleted, spam = cells.flags("public"), cells.flags("deleted"), cells.flags("spam")
    events = cells.events()
    for i, row in enumerate(table.numbers()):
        if events[i]:
            ledger.skip(path, f"an event of the system ({events[i]})", row)
            continue
        if deleted[i] or spam[i] or words["status"][i].casefold() in _GONE:
            ledger.skip(path, _DELETED if deleted[i] else "spam or deleted, by its status", row)
            continue
        kind = _kind(words["kind"][i], taken.kind)
        note = "note" in {taken.role, kind}
        yield DocumentDraft(
            system=taken.system,
            id=words["id"][i] or (path if alone else f"{path}:{row}"),
            kind=kind,
            role="note" if note else role_word(words["role"][i]) or taken.role,
            text=text[i],
            subject=subject[i],
            preview=preview[i],
            alias=words["alias"][i],
            host=words["host"][i].casefold(),
            at=at[i] or said_on,
            updated=updated[i],
            author=words["author"][i],
            author_name=words["author_name"][i],
            email=words["email"][i].casefold(),
            domain=words["domain"][i].casefold(),
            account=_first(words["account"][i], words["account_id"][i]),
            account_id=_first(words["account_id"][i]),
            deal=_first(words["deal"][i], words["deal_id"][i]),
            deal_id=_first(words["deal_id"][i]),
            csat=csat[i],
            product=words["product"][i],
            channel=words["channel"][i],
            public=public[i] is not False,
            title=name if table.container == "text" else "",
            file=path,
            row=row,
        )


def message_drafts(cells: Cells, ledger: Ledger) -> Iterator[MessageDraft]:
    """One per row that is neither deleted nor empty (a change of state carries no words)."""
    table, taken = cells.table, cells.recognition
    path = table.path
    words = {
        field: cells.words(field)
        for field in (
            "thread", "id", "author", "author_name", "email", "requester", "role", "account",
            "account_id", "deal", "deal_id", "product", "channel", "event",
        )
    }  # fmt: skip
    text, subject, csat = cells.text("text"), cells.text("subject"), cells.ratings("csat")
    at, updated = moments(cells, "at", ledger), cells.moments("updated")
    offset = _seconds(cells.words("offset"), cells.words("offset_ms"), cells.whole.words("offset"))
    flags = {
        field: cells.flags(field)
        for field in ("incoming", "outgoing", "public", "private", "deleted")
    }
    said_on = date_in(PurePosixPath(path).stem) if table.container in {"vtt", "srt"} else None
    events = cells.events()
    for i, row in enumerate(table.numbers()):
        event = words["event"][i].casefold()
        if events[i]:
            ledger.skip(path, f"an event of the system ({events[i]})", row)
            continue
        if flags["deleted"][i] or not text[i]:
            why = "no text (a change of state)" if event else "no text"
            ledger.skip(path, _DELETED if flags["deleted"][i] else why, row)
            continue
        hidden = flags["public"][i] is False or flags["private"][i] or event in _INTERNAL
        yield MessageDraft(
            system=taken.system,
            thread=_own_part(words["thread"][i]) or path,
            id=words["id"][i],
            kind=taken.kind,
            role=taken.role or role_word(words["role"][i]) or "",
            customers=_customers(flags["incoming"][i], flags["outgoing"][i]),
            text=text[i],
            subject=subject[i],
            at=at[i] or said_on,
            offset=offset[i],
            updated=updated[i],
            author=words["author"][i],
            author_name=words["author_name"][i],
            email=words["email"][i].casefold(),
            requester=words["requester"][i],
            public=not hidden,
            account=_first(words["account"][i], words["account_id"][i]),
            account_id=_first(words["account_id"][i]),
            deal=_first(words["deal"][i], words["deal_id"][i]),
            deal_id=_first(words["deal_id"][i]),
            csat=csat[i],
            product=words["product"][i],
            channel=words["channel"][i],
            file=path,
            row=row,
        )


def comment_drafts(cells: Cells) -> Iterator[MessageDraft]:
    """Messages that stand in cells of their ticket's row."""
    table, taken = cells.table, cells.recognition
    keys, reporters = cells.words("id"), cells.words("author")
    names = cells.words("author_name")
    for field, entries in (("thread_comments", comment), ("journal", journal)):
        for pick in taken.fields.get(field, ()):
            found = [
                (i, entry)
                for i, cell in enumerate(table.column(pick.column))
                if keys[i]
                for entry in entries(cell)
                if entry.text
            ]
            at = dates_of([entry.at for _, entry in found]).values
            numbers = table.numbers()
            for (i, entry), moment in zip(found, at, strict=True):
                asked = entry.author == names[i] or not entry.author
                yield MessageDraft(
                    system=taken.system,
                    thread=keys[i],
                    kind=taken.kind,
                    role="customer" if field == "journal" and asked else "",
                    text=entry.text,
                    at=moment,
                    author=entry.author,
                    author_name=entry.author if field == "journal" else "",
                    requester=reporters[i],
                    public=entry.public,
                    file=table.path,
                    row=numbers[i],
                    counted=False,
                )


def person_drafts(cells: Cells, side: str) -> Iterator[PersonDraft]:
    """One per row; of a manager's column one more, who is no row."""
    table = cells.table
    words = {
        field: cells.words(field)
        for field in (
            "thread", "id", "name", "first", "last", "email", "side", "account", "account_id",
            "manager",
        )
    }  # fmt: skip
    outside, ours = cells.flags("external"), cells.flags("ours")
    # a list that marks outsiders says of all others that they are ours
    inside = "ours" if any(outside) else ""
    for i, row in enumerate(table.numbers()):
        flagged = "customer" if outside[i] else "ours" if ours[i] else inside
        name = words["name"][i] or f"{words['first'][i]} {words['last'][i]}".strip()
        said = role_word(words["side"][i]) or ""
        yield PersonDraft(
            thread=words["thread"][i],
            id=words["id"][i] if words["id"][i] != name else "",
            name=name,
            email=words["email"][i].casefold(),
            side=_side(cells.recognition.role, flagged, said, side),
            account=words["account"][i],
            account_id=words["account_id"][i],
            file=table.path,
            row=row,
        )
        if words["manager"][i]:
            yield PersonDraft(name=words["manager"][i], side="ours", file=table.path)


def account_drafts(cells: Cells, ledger: Ledger) -> Iterator[AccountDraft]:
    """One per row with a name or an id, unless it is deleted."""
    table, taken = cells.table, cells.recognition
    extras = {name: cells.named(picks) for name, picks in taken.extras.items()}
    words = {
        field: cells.words(field) for field in ("id", "name", "segment", "currency", "external")
    }
    domains = cells.named(taken.fields.get("domain", ()))
    arr, updated, deleted = cells.amounts("arr"), cells.moments("updated"), cells.flags("deleted")
    for i, row in enumerate(table.numbers()):
        id_, name = words["id"][i], words["name"][i]
        if deleted[i] or not (id_ or name):
            ledger.skip(table.path, _DELETED if deleted[i] else "no name and no id", row)
            continue
        hosts = {domain_of(d) for d in re.split(r"[;,\s]+", domains[i])}
        yield AccountDraft(
            system=taken.system,
            id=id_ or name,
            name=name or id_,
            domains=tuple(sorted(hosts - {""})),
            segment=words["segment"][i] or None,
            arr=arr[i][0],
            currency=_code(words["currency"][i]) or arr[i][1],
            external=words["external"][i],
            attributes={k: v[i] for k, v in extras.items() if v[i]},
            updated=updated[i],
            file=table.path,
            row=row,
        )


def deal_drafts(cells: Cells, ledger: Ledger) -> Iterator[DealDraft]:
    """One per row with an id, a name or an account, unless it is deleted."""
    table, taken = cells.table, cells.recognition
    extras = {name: cells.named(picks) for name, picks in taken.extras.items()}
    words = {
        field: cells.words(field)
        for field in (
            "id", "name", "account", "account_id", "type", "currency", "stage", "status", "won",
            "is_closed", "forecast", "probability", "owner",
        )
    }  # fmt: skip
    amount, reason, note = cells.amounts("amount"), cells.text("reason"), cells.text("note")
    recurring, monthly, one_off = (cells.amounts(f) for f in ("recurring", "monthly", "one_off"))
    opened, closed = moments(cells, "opened", ledger), moments(cells, "closed", ledger)
    planned, updated = cells.moments("planned"), cells.moments("updated")
    deleted = cells.flags("deleted")
    for i, row in enumerate(table.numbers()):
        named = [words[f][i] for f in ("id", "name", "account", "account_id")]
        if deleted[i] or not any(named):
            ledger.skip(table.path, _DELETED if deleted[i] else "no id, name or account", row)
            continue
        omitted = "omitted" if words["forecast"][i].casefold() == "omitted" else ""
        yield DealDraft(
            system=taken.system,
            id=named[0] or named[1] or f"{table.path}:{row}",
            name=named[1],
            account=_first(named[2], named[3]),
            account_id=_first(named[3]),
            type=words["type"][i],
            amount=amount[i][0],
            currency=_code(words["currency"][i]) or amount[i][1],
            stage=words["stage"][i],
            outcome=outcome_of(
                won=words["won"][i],
                closed=words["is_closed"][i],
                words=(words["status"][i], words["stage"][i], omitted),
                probability=words["probability"][i],
            ),
            opened=opened[i],
            closed=closed[i],
            planned=planned[i],
            reason=reason[i],
            owner=words["owner"][i],
            note=note[i],
            covariates={k: v[i] for k, v in extras.items() if v[i]},
            updated=updated[i],
            file=table.path,
            row=row,
            recurring=_a_year(recurring[i][0], monthly[i][0]),
            one_off=one_off[i][0],
        )


def _a_year(recurring: Decimal | None, monthly: Decimal | None) -> Decimal | None:
    return 12 * monthly if recurring is None and monthly is not None else recurring


def moments(cells: Cells, field: str, ledger: Ledger) -> list[datetime | None]:
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


def _first(cell: str, ids: str = "") -> str:
    """Of the ids `10;11` that a cell joins the first; of names those beside such ids."""
    joined = _JOINED.fullmatch(ids or cell)
    return cell.split(";", 1)[0].strip() if joined else cell


def _own_part(reference: str) -> str:
    """An id that is given as an address: its last part."""
    return reference.rstrip("/").rsplit("/", 1)[-1] if "://" in reference else reference


def _side(*said: str | None) -> str:
    """The first that is a side."""
    return next((s for s in said if s in {"customer", "ours"}), "unknown")


def date_in(name: str) -> datetime | None:
    """The day that a file's name begins with or ends on."""
    found = _DATE_IN_NAME.search(name)
    try:
        return datetime.fromisoformat("-".join(found.groups()) + "T00:00Z") if found else None
    except ValueError:
        return None


def _kind(word: str, otherwise: Kind) -> Kind:
    said = word.casefold()
    return said if said in _KINDS else otherwise  # type: ignore[return-value]  # one of the kinds


def _customers(incoming: bool | None, outgoing: bool | None) -> bool | None:
    return incoming if incoming is not None else None if outgoing is None else not outgoing


def _seconds(cells: list[str], in_ms: list[str], judged: list[str]) -> list[float | None]:
    """Offsets in a call; milliseconds if the system says so or the longest cannot be seconds."""
    known = any(in_ms)
    offsets = [_number(c) for c in (in_ms if known else cells)]
    longest = max((o for c in judged if (o := _number(c)) is not None), default=0.0)
    unit = 1000.0 if known or longest > _LONGEST_CALL else 1.0
    return [None if o is None else o / unit for o in offsets]


def _number(cell: str) -> float | None:
    try:
        return float(cell.replace(",", ".")) if cell else None
    except ValueError:
        return None


def _code(currency: str) -> str | None:
    code = currency.strip().upper()
    return code if re.fullmatch("[A-Z]{3}", code) else None
