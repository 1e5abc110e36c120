"""Tables to drafts: each row becomes a draft of what it is, and is counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from voiceminer.reading.cells import Cells
from voiceminer.reading.drafting import (
    account_drafts,
    comment_drafts,
    deal_drafts,
    document_drafts,
    message_drafts,
    person_drafts,
)
from voiceminer.reading.drafts import (
    AccountDraft,
    DealDraft,
    DocumentDraft,
    MessageDraft,
    PersonDraft,
)
from voiceminer.reading.headers import key_of
from voiceminer.reading.joins import Stage, Tie, stages, tie, ties
from voiceminer.reading.ledger import Ledger
from voiceminer.reading.partitions import Taken
from voiceminer.reading.recognition import Recognition
from voiceminer.reading.tables import Table


@dataclass(slots=True, kw_only=True)
class Drafts:
    """Everything that the tables hold, not yet joined."""

    documents: list[DocumentDraft] = field(default_factory=list)
    messages: list[MessageDraft] = field(default_factory=list)
    deals: list[DealDraft] = field(default_factory=list)
    accounts: list[AccountDraft] = field(default_factory=list)
    people: list[PersonDraft] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)


def draft(table: Table, recognition: Recognition, drafts: Drafts, ledger: Ledger) -> None:
    """A table's rows as drafts of what they are; every row is counted."""
    ledger.seen[table.path] += len(table) + sum(table.dropped.values())
    for reason, n in table.dropped.items():
        if reason == "joined":
            ledger.merged[table.path] += n
        else:
            ledger.skip(table.path, reason, n=n)
    cells = Cells(table, recognition)
    before = len(drafts.people)
    if recognition.what == "documents":
        drafts.documents += document_drafts(cells, ledger)
        drafts.messages += comment_drafts(cells)
    elif recognition.what == "messages":
        drafts.messages += message_drafts(cells, ledger)
    elif recognition.what == "deals":
        drafts.deals += deal_drafts(cells, ledger)
    elif recognition.what == "accounts":
        drafts.accounts += account_drafts(cells, ledger)
    elif recognition.what == "people":
        drafts.people += person_drafts(cells, _side_of(table))
        ledger.made[table.path] += sum(1 for p in drafts.people[before:] if p.row)
    elif recognition.what == "links":
        drafts.ties += ties(cells)
        ledger.merged[table.path] += len(table)
    elif recognition.what == "stages":
        drafts.stages += stages(cells)
        ledger.merged[table.path] += len(table)
    else:
        ledger.skip(table.path, no_text(table, recognition), n=len(table))


def surveyed(parts: Sequence[Sequence[Taken]]) -> Drafts:
    """Whom the texts name, one draft for each: what has to be known before the first is joined."""
    documents: dict[tuple[str, ...], DocumentDraft] = {}
    messages: dict[tuple[object, ...], MessageDraft] = {}
    for part in parts:
        for document in (drafts := _drafted(part, Ledger())).documents:
            d = document
            key = (d.system, d.account_id, d.account, d.author_name, d.email, d.role)
            old = documents.get(key)
            if old is None or (d.file, d.row) < (old.file, old.row):
                d.text = d.subject = ""
                documents[key] = d
        for message in drafts.messages:
            m = message
            m.text = ""
            names = (m.system, m.account_id, m.account, m.author_name, m.email)
            messages.setdefault((m.customers, m.role, *names), m)
    return Drafts(documents=list(documents.values()), messages=list(messages.values()))


def _drafted(part: Sequence[Taken], ledger: Ledger) -> Drafts:
    drafts = Drafts()
    for table, recognition in part:
        draft(table, recognition, drafts, ledger)
        table.cells.let_go()
    return drafts


def texts_of(
    drafts: Drafts, parts: Sequence[Sequence[Taken]], ledger: Ledger
) -> Iterator[tuple[list[DocumentDraft], list[MessageDraft]]]:
    """Documents and messages: all at once, or partition by partition."""
    if not parts:
        yield drafts.documents, drafts.messages
    for part in parts:
        own = _drafted(part, ledger)
        tie(drafts.ties, own.documents, own.messages, [])
        yield own.documents, own.messages


def no_text(table: Table, recognition: Recognition) -> str:
    """Why nothing is read of a table."""
    if recognition.why:
        return recognition.why
    columns = ", ".join(h for h in table.header[:20] if h) or "none"
    example = next((h for h in table.header if h), "Subject")
    return f"no text column. Columns found: {columns}. Map one with --column text={example}."


def _side_of(table: Table) -> str:
    """Whether a list of people is of ours or of customers, by its name and columns."""
    keys = {key_of(h) for h in table.header}
    words = table.path.casefold().rsplit("/", 1)[-1]
    if keys & {"salesagent", "manager", "salesrep", "quota"} or any(
        w in words for w in ("agent", "owner", "team", "employee", "staff", "sales_rep", "reps")
    ):
        return "ours"
    if any(w in words for w in ("contact", "customer", "lead", "end_user", "enduser")):
        return "customer"
    return "unknown"
