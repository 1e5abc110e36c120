"""Files to a corpus: tables are recognised, and what they hold is joined and linked."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from voiceminer.data import Corpus, Document, Engine, LeftOut, Rows, SourceFile, Turn
from voiceminer.data.corpus import Account, Deal, Person
from voiceminer.data.record import Gatherer
from voiceminer.errors import InputError
from voiceminer.reading.accounts import accounts_of, learn_domains, named_accounts
from voiceminer.reading.columns import scratch
from voiceminer.reading.containers import loaded
from voiceminer.reading.deals import Deals, deals_of
from voiceminer.reading.documents import Thread, spoken_in, threads_of
from voiceminer.reading.drafts import (
    DealDraft,
    DocumentDraft,
    PersonDraft,
)
from voiceminer.reading.gathered import Drafts, draft, no_text, surveyed, texts_of
from voiceminer.reading.joins import name_stages, tie
from voiceminer.reading.ledger import Ledger
from voiceminer.reading.linking import Link, Linker
from voiceminer.reading.mapping import check_used, checked, mapping_of, mend_outcomes
from voiceminer.reading.partitions import Taken, partitions
from voiceminer.reading.people import People, is_a_name, person_rows, said_side, with_authors
from voiceminer.reading.recognition import Recognition, recognised
from voiceminer.reading.sampling import sampled
from voiceminer.reading.sources import sources
from voiceminer.reading.tables import Loaded, Table
from voiceminer.settings import ReadingSettings

_LOG = logging.getLogger(__name__)
_JOINING = (
    "ids that say what belongs to what in other files, and no text. Give it together with those."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A corpus with what each table was taken for; `unread` files were not looked at."""

    corpus: Corpus
    taken: tuple[tuple[Table, Recognition], ...]
    ledger: Ledger
    whys: Counter[str]
    unread: int = 0


def read_corpus(
    paths: Sequence[Path],
    settings: ReadingSettings,
    *,
    engine: Engine,
    mapping: Mapping[str, Any] | None = None,
) -> Corpus:
    """Exports as a corpus: each ticket, call and note with its turns, linked to accounts and deals.

    Parameters
    ----------
    paths : sequence of Path
        Files, folders and archives. Their order does not matter.
    settings : ReadingSettings
        Limits.
    engine : Engine
        Maps the reading of files.
    mapping : mapping, optional
        What `mapping_from` gives.

    Raises
    ------
    InputError
        If no file can be read (a line for each), or a column that the mapping names is nowhere.
    SettingsError
        If the mapping has an unknown key.

    Notes
    -----
    A file that cannot be read stops only itself: it stands in `files` with nothing seen, and in
    `left_out` with its sentence.
    """
    return reading_of(paths, settings, engine=engine, mapping=mapping).corpus


def reading_of(
    paths: Sequence[Path],
    settings: ReadingSettings,
    *,
    engine: Engine,
    mapping: Mapping[str, Any] | None = None,
    sample: bool = False,
) -> Reading:
    """As `read_corpus`, with how it came about; of large files the beginning, for a sample."""
    mapping = mapping or {}
    checked(mapping)
    found, passed = sources([Path(p) for p in paths], settings)
    with scratch() as folder:
        if sample:
            files, unread = sampled(found, settings, mapping, engine=engine, folder=folder)
            return replace(_reading(files, passed, mapping, folder), unread=unread)
        files = engine.map("reading", loaded, [(source, settings, folder) for source in found])
        return _reading(files, passed, mapping, folder)


def _reading(
    files: Sequence[Loaded],
    passed: Sequence[tuple[str, str]],
    mapping: Mapping[str, Any],
    folder: Path,
) -> Reading:
    problems = {f.path: f.problem for f in files if f.problem}
    if len(problems) == len(files):
        lines = [f"{path}: {sentence}" for path, sentence in (*passed, *problems.items())]
        raise InputError("\n".join(lines) or "nothing to read.")
    for path, sentence in problems.items():
        _LOG.warning("%s: %s", path, sentence)
    ledger = Ledger()
    for path, sentence in (*passed, *problems.items()):
        ledger.note(path, sentence)
    files = _once(files, ledger)
    tables = [table for file in files for table in file.tables]
    check_used(mapping, tables)
    taken = tuple((t, recognised(t, mapping_of(t, mapping))) for t in tables)
    texts = [(t, r) for t, r in taken if r.what in {"documents", "messages"}]
    parts = partitions(texts, folder)
    several = parts if len(parts) > 1 else ()
    drafts = surveyed(several)
    for table, recognition in taken:
        if not several or (table, recognition) not in texts:
            draft(table, recognition, drafts, ledger)
    if not several and any(table.begins for table in tables):
        _drop_strays(drafts, ledger)
    reading = joined(drafts, files, taken, ledger, several, mapping=mapping)
    if not any(
        (len(reading.corpus.turns), len(reading.corpus.deals), len(reading.corpus.accounts))
    ):
        lines = [f"{x.file}: {x.reason}" for x in reading.corpus.left_out if x.file]
        lines += [f"{t.path}: {_JOINING}" for t, r in taken if r.what in {"links", "stages"}]
        raise InputError("\n".join(dict.fromkeys(lines)) or "nothing in it that could be read.")
    return reading


def _drop_strays(drafts: Drafts, ledger: Ledger) -> None:
    """In a sample: leave out messages whose ticket is not in it, they would look unlinked."""
    heads = {(d.system, d.id) for d in drafts.documents}
    systems = {system for system, _ in heads}
    kept = []
    for message in drafts.messages:
        if message.system in systems and (message.system, message.thread) not in heads:
            if message.counted:
                ledger.skip(message.file, "its ticket is not in the sample")
        else:
            kept.append(message)
    drafts.messages = kept


def _once(files: Sequence[Loaded], ledger: Ledger) -> list[Loaded]:
    """Files without those that are a copy of another, byte for byte."""
    first: dict[str, str] = {}
    kept = []
    for file in files:
        if file.tables and file.sha256 in first:
            n = sum(len(t) + sum(t.dropped.values()) for t in file.tables)
            ledger.seen[file.path] += n
            ledger.merged[file.path] += n
            ledger.note(file.path, f"the same file as {first[file.sha256]}")
            kept.append(replace(file, tables=()))
            continue
        if file.tables:
            first[file.sha256] = file.path
        kept.append(file)
    return kept


def joined(
    drafts: Drafts,
    files: Sequence[Loaded],
    taken: tuple[Taken, ...],
    ledger: Ledger,
    parts: Sequence[Sequence[Taken]] = (),
    *,
    mapping: Mapping[str, Any] | None = None,
) -> Reading:
    """Drafts of all files joined to one corpus.

    Where the texts are too many for memory, `parts` holds them, and `drafts` only whom they name.
    """
    tie(drafts.ties, drafts.documents, drafts.messages, drafts.deals)
    name_stages(drafts.stages, drafts.deals)
    mend_outcomes(mapping or {}, drafts.deals)
    everybody = with_authors(_with_owners(drafts), drafts.messages)
    people = People(everybody)
    accounts = accounts_of(drafts.accounts, ledger)
    # whoever of ours writes may have our own company on record
    theirs = (m for m in drafts.messages if said_side(m) != "ours")
    named_accounts(accounts, drafts.deals, (*drafts.documents, *theirs))
    learn_domains(accounts, everybody, people.own_domains)
    deals = deals_of(drafts.deals, accounts, ledger)
    linker = Linker(accounts, deals, people)
    documents, turns, whys = Gatherer(Document), Gatherer(Turn), Counter[str]()
    textless = {
        table.path: no_text(table, recognition)
        for table, recognition in taken
        if recognition.what == "documents" and not {"text", "subject"} & recognition.fields.keys()
    }
    spoken_names: dict[tuple[str, str], PersonDraft] = {}
    notes = list(_deal_notes(drafts.deals))
    for heads, messages in texts_of(drafts, parts, ledger):
        for thread in threads_of([*heads, *notes], messages, ledger):
            spoken = spoken_in(thread, people, ledger)
            if not _counted(thread, bool(spoken), ledger, textless):
                continue
            link = linker.link(thread)
            if link.why:
                whys[link.why] += 1
            documents.add(_document(thread, link))
            for n, turn in enumerate(spoken, 1):
                turns.add(_turn(thread.id, n, turn))
                named = (turn.speaker or "", turn.role)
                if named not in spoken_names and is_a_name(named[0]):
                    spoken_names[named] = _heard_name(*named)
        notes = []
    for why, n in sorted(whys.items()):
        ledger.note("", f"linked to an account but to no deal: {why}", n=n)
    corpus = Corpus(
        files=Rows.gather(SourceFile, _file_rows(files, taken, ledger)),
        documents=documents.done(),
        turns=turns.done(),
        people=Rows.gather(Person, person_rows([*everybody, *spoken_names.values()])),
        accounts=Rows.gather(Account, [accounts.rows[k] for k in sorted(accounts.rows)]),
        deals=Rows.gather(Deal, _deal_rows(deals)),
        left_out=Rows.gather(LeftOut, ledger.left_out()),
    )
    return Reading(corpus=corpus, taken=taken, ledger=ledger, whys=whys)


def _deal_rows(deals: Deals) -> list[Deal]:
    return [deals.rows[k] for k in sorted(deals.rows)]


def _with_owners(drafts: Drafts) -> list[PersonDraft]:
    """The people, the sellers whom deals name, and the authors whom documents name."""
    found = list(drafts.people)
    owners = sorted({d.owner for d in drafts.deals if is_a_name(d.owner)})
    found += [_heard_name(owner, "ours") for owner in owners]
    hosts = sorted({d.host for d in drafts.documents if "@" in d.host})
    found += [_heard_name("", "ours", host) for host in hosts]
    for name, email, role in sorted(
        {(d.author_name, d.email, d.role) for d in drafts.documents if d.author_name or d.email}
    ):
        side = role if role in {"customer", "ours"} else "ours" if role == "note" else "unknown"
        found.append(_heard_name(name if is_a_name(name) else "", side, email))
    return found


def _heard_name(name: str, side: str, email: str = "") -> PersonDraft:
    return PersonDraft(name=name, email=email, side=side)


def _deal_notes(deals: Iterable[DealDraft]) -> Iterable[DocumentDraft]:
    """What sellers wrote into the deal's own row. Undated: it may have been written at any time."""
    for deal in deals:
        if deal.note:
            yield DocumentDraft(
                system=deal.system,
                id=f"{deal.id}/note",
                kind="note",
                role="note",
                text=deal.note,
                updated=deal.updated,
                account=deal.account,
                account_id=deal.account_id,
                deal_id=deal.id,
                file=deal.file,
                row=deal.row,
                counted=False,
            )


def _counted(thread: Thread, speaks: bool, ledger: Ledger, textless: Mapping[str, str]) -> bool:
    """Whether the thread is a document; its head's row is counted either way."""
    head = thread.head
    if head is not None and head.counted:
        if speaks:
            ledger.made[head.file] += 1
        else:
            ledger.skip(head.file, textless.get(head.file, "no text"), head.row)
    return speaks


def _document(thread: Thread, link: Link) -> Document:
    first = thread.first
    head = thread.head
    asked = head or next((m for m in thread.messages if m.role != "ours"), first)
    author = (
        ""
        if thread.kind in {"note", "call"}
        else (asked.author or asked.email or asked.author_name)
    )
    when = head.at if head and head.at else next((m.at for m in thread.messages if m.at), None)
    return Document(
        id=thread.id,
        kind=thread.kind,
        system=thread.system,
        created_at=when,
        author_id=author or None,
        account_id=link.account_id,
        deal_id=link.deal_id,
        link_rung=link.rung,
        csat=first.csat,
        product=first.product or None,
        channel=first.channel or None,
    )


def _turn(document: str, number: int, turn: Any) -> Turn:
    return Turn(
        id=f"{document}/{number}",
        document_id=document,
        role=turn.role,
        speaker=turn.speaker,
        at=turn.at,
        public=turn.public,
        text=turn.text,
        file=turn.file,
        row=turn.row,
    )


def _file_rows(
    files: Sequence[Loaded],
    taken: tuple[tuple[Table, Recognition], ...],
    ledger: Ledger,
) -> Iterable[SourceFile]:
    systems: dict[str, str] = {}
    for table, recognition in taken:
        if systems.get(table.path, "table") == "table":
            systems[table.path] = recognition.system
    for file in files:
        yield SourceFile(
            path=file.path,
            sha256=file.sha256,
            system=systems.get(file.path, ""),
            encoding=file.encoding,
            seen=ledger.seen[file.path],
            made=ledger.made[file.path],
            merged=ledger.merged[file.path],
            skipped=ledger.skipped(file.path),
        )
