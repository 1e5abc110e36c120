"""What a table is, and which of its columns is which field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from voiceminer.data import Kind
from voiceminer.reading.fields import EXTRAS, OF, TEXT, What
from voiceminer.reading.headers import key_of
from voiceminer.reading.mapping import FileMapping
from voiceminer.reading.profile import DATES, FITS, is_dates, is_prose, is_written_dates, sample_of
from voiceminer.reading.systems import SYSTEMS, System
from voiceminer.reading.tables import LIST, Table
from voiceminer.reading.words import outcome_of

GENERIC = "table"
_KIND_WORDS: dict[str, Kind] = {
    "call": "call", "transcript": "call", "recording": "call", "meeting": "note", "note": "note",
    "activity": "note", "activitie": "note", "task": "note", "event": "note", "engagement": "note",
    "ticket": "ticket", "case": "ticket", "issue": "ticket", "incident": "ticket", "helpdesk": "ticket",
    "support": "ticket", "chat": "chat", "conversation": "chat", "message": "chat", "mail": "email",
    "email": "email", "review": "review", "feedback": "review", "survey": "review", "nps": "review",
}  # fmt: skip
_THREADS = frozenset(
    [
        "conversationid",
        "ticketid",
        "threadid",
        "callid",
        "caseid",
        "sessionid",
        "dialogid",
        "chatid",
    ]
)
_DEAL_WORDS = re.compile(r"deal|opportunit|^opp|stage$|stagename|pipeline")
_ACCOUNT_SIGNS = frozenset(
    [
        "industry",
        "sector",
        "website",
        "domain",
        "domains",
        "domainnames",
        "employees",
        "numberofemployees",
        "annualrevenue",
        "arr",
        "segment",
        "companysize",
        "accounttier",
        "officelocation",
        "yearestablished",
        "headcount",
        "branche",
    ]
)
_OUR_PEOPLE = frozenset(
    ["salesagent", "owner", "ownername", "salesrep", "rep", "agent", "manager", "agentname"]
)


@dataclass(frozen=True, slots=True)
class Pick:
    """A column; of a list in it, the item where the parallel column has the wanted value."""

    column: int
    selector: int | None = None
    wanted: str = ""

    def of(self, row: Iterable[str]) -> str:
        """The cell, stripped; empty if there is none."""
        cells = list(row) if not isinstance(row, (list, tuple)) else row
        cell: str = cells[self.column]
        if self.selector is not None:
            keys = cells[self.selector].split(LIST)
            items = cell.split(LIST)
            return next(
                (i for k, i in zip(keys, items, strict=False) if k.casefold() == self.wanted), ""
            ).strip()
        return cell.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What a table was taken for.

    Attributes
    ----------
    system : str
        The system's name; `table` for none that is known.
    what : str
        What a row is; `nothing` with the reason in `why`.
    fields : mapping of field to picks
        In order of preference.
    extras : mapping of name to picks
        Candidates for covariates of deals, attributes of accounts.
    """

    system: str
    what: What
    kind: Kind
    role: str
    fields: Mapping[str, tuple[Pick, ...]]
    extras: Mapping[str, tuple[Pick, ...]]
    why: str = ""


def recognised(table: Table, mapping: FileMapping) -> Recognition:
    """System, kind and columns of a table: by what the user says, by system, by names, by profile."""
    keys = tuple(key_of(h) for h in table.header)
    at: dict[str, list[int]] = {}
    for i, key in enumerate(keys):
        at.setdefault(key, []).append(i)
    system = _system_of(table, set(keys))
    samples = _Samples(table)
    if mapping.what:
        what: What = mapping.what
    elif system is not None:
        what = system.what
    else:
        what = _what_of(table, at, samples, mapping)
    own = system.fields if system is not None and system.what == what else {}
    fields = _fields(what, own, at, samples, mapping, table)
    if what in {"documents", "messages"} and "text" not in fields and not own:
        prose = _prose_column(table, set(at), samples, fields)
        if prose is not None:
            fields["text"] = (Pick(prose),)
    if what in {"documents", "messages"} and "at" not in fields:
        date = _date_column(table, samples)
        if date is not None:
            fields["at"] = (Pick(date),)
    kind, role = _kind_and_role(table, what, system, fields, at, mapping)
    return Recognition(
        system=system.name if system else _system_by_container(table),
        what=what,
        kind=kind,
        role=role,
        fields=fields,
        extras=_extras(what, at, mapping, table),
        why=_why_nothing(keys) if what == "nothing" else "",
    )


class _Samples:
    """Each column's sample, drawn when first asked for."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.drawn: dict[int, list[str]] = {}

    def __getitem__(self, column: int) -> list[str]:
        if column not in self.drawn:
            self.drawn[column] = sample_of(self.table, column)
        return self.drawn[column]


def _system_of(table: Table, keys: set[str]) -> System | None:
    part = key_of(table.part)
    for system in SYSTEMS:
        if system.part and not any(
            part == p or part.endswith(f".{p}") for p in system.part.split("|")
        ):
            continue
        if all(keys & set(need.split("|")) for need in system.needs.split()):
            return system
    return None


def _system_by_container(table: Table) -> str:
    names = {"vtt": "captions", "srt": "captions", "transcript": "transcript", "text": "text file",
             "lines": "text file"}  # fmt: skip
    return names.get(table.container, GENERIC)


def _what_of(
    table: Table, at: Mapping[str, list[int]], samples: _Samples, mapping: FileMapping
) -> What:
    """What a row of an unknown table is, by which fields its columns' names fit."""
    keys = set(at)
    if table.container in {"vtt", "srt", "transcript"}:
        return "messages"
    if table.container in {"text", "lines"}:
        return "documents"
    deals = _fields("deals", {}, at, samples, mapping, table)
    text = _fields("documents", {}, at, samples, mapping, table).get("text")
    if _is_deals(keys, deals, samples):
        return "deals"
    prose = text is not None or any(is_prose(samples[i]) for i in range(len(table.header)))
    thread = sorted(keys & _THREADS)
    if thread and text is not None:
        cells = samples[at[thread[0]][0]]
        speaks = _fields("messages", {}, at, samples, mapping, table).keys() & {"role", "incoming"}
        return "messages" if speaks or len(set(cells)) < len(cells) else "documents"
    if {"product"} & keys and any("price" in k for k in keys):
        return "nothing"
    accounts = _fields("accounts", {}, at, samples, mapping, table)
    if "name" in accounts and keys & _ACCOUNT_SIGNS and "email" not in keys and not text:
        return "accounts"
    people = _fields("people", {}, at, samples, mapping, table)
    named = "name" in people or {"first", "last"} <= people.keys()
    if not text and (("email" in people and named) or keys & _OUR_PEOPLE):
        return "people"
    if prose:
        return "documents"
    if "name" in accounts and keys & {"accountname", "companyname", "account", "company"}:
        return "accounts"
    if thread:
        return "documents"
    return (
        "documents"
        if "subject" in _fields("documents", {}, at, samples, mapping, table)
        else "nothing"
    )


def _is_deals(keys: set[str], deals: Mapping[str, tuple[Pick, ...]], samples: _Samples) -> bool:
    says = [f for f in ("stage", "won", "status") if f in deals]
    facts = [f for f in ("amount", "closed", "opened") if f in deals]
    if not says or not facts:
        return False
    if any(_DEAL_WORDS.search(k) for k in keys):
        return "stage" in deals or "won" in deals or _tells_outcomes(deals, samples)
    return "amount" in deals and _tells_outcomes(deals, samples)


def _tells_outcomes(deals: Mapping[str, tuple[Pick, ...]], samples: _Samples) -> bool:
    cells = [c for f in ("status", "stage") for p in deals.get(f, ()) for c in samples[p.column]]
    decided = {outcome_of(words=(c,)) for c in set(cells)}
    return bool(decided & {"won", "lost"})


def _fields(
    what: What,
    own: Mapping[str, tuple[str, ...]],
    at: Mapping[str, list[int]],
    samples: _Samples,
    mapping: FileMapping,
    table: Table,
) -> dict[str, tuple[Pick, ...]]:
    """Picks per field: the user's, else the system's, else the common names that look right."""
    common = OF[what]
    found: dict[str, tuple[Pick, ...]] = {}
    for name in dict.fromkeys((*own, *common)):
        if name in mapping.columns:
            continue
        sure = tuple(p for c in own.get(name, ()) for p in _picks(c, at))
        # a system's own columns are trusted unless they are plainly something else
        fits = [p for p in sure if not _misfit(name, p, samples, trusted=True)]
        if not fits or name in {"text", "at", "email", "author_name"}:
            others = (p for c in common.get(name, ()) for p in _picks(c, at))
            fits += [p for p in others if p not in fits and not _misfit(name, p, samples)]
        if not fits and name in DATES:
            fits = [p for c in common.get(name, ())[:20] for p in _picks(c, at)][:1]
            fits = [p for p in fits if name != "closed" or not FITS["is_closed"](samples[p.column])]
        if fits:
            found[name] = tuple(fits)
    for name, headers in mapping.columns.items():
        if name in common or name in {"text", "subject"}:
            # by header, so that columns of one name stay together
            found[name] = tuple(
                Pick(i) for header in headers for i, h in enumerate(table.header) if h == header
            )
    return found


def _picks(candidate: str, at: Mapping[str, list[int]]) -> list[Pick]:
    key, _, selector = candidate.partition("@")
    columns = at.get(key, [])
    if not selector:
        return [Pick(c) for c in columns]
    by, _, wanted = selector.partition("=")
    return [Pick(c, s, wanted) for c in columns for s in at.get(by, ())[:1]]


def _misfit(name: str, pick: Pick, samples: _Samples, *, trusted: bool = False) -> bool:
    if pick.selector is not None:
        return False
    cells = samples[pick.column]
    if not cells:
        return not trusted  # an empty column is nothing, unless the system says what it is
    if trusted and name in {"text", "subject", "note", "author_name", "id"}:
        return False
    if name in DATES and not is_dates(cells):
        return True
    fits = FITS.get(name)
    return fits is not None and not fits(cells)


def _prose_column(
    table: Table, keys: set[str], samples: _Samples, fields: Mapping[str, tuple[Pick, ...]]
) -> int | None:
    """The column of sentences; the one with the longest if there are several."""
    taken = {p.column for name, picks in fields.items() if name != "subject" for p in picks}
    named = set(TEXT.split())
    prose = [
        (key_of(table.header[i]) in named, sum(map(len, samples[i])), -i)
        for i in range(len(table.header))
        if i not in taken and keys and is_prose(samples[i])
    ]
    return -max(prose)[2] if prose else None


def _date_column(table: Table, samples: _Samples) -> int | None:
    return next(
        (i for i in range(len(table.header)) if samples[i] and is_written_dates(samples[i])), None
    )


def _extras(
    what: What, at: Mapping[str, list[int]], mapping: FileMapping, table: Table
) -> dict[str, tuple[Pick, ...]]:
    found = {
        name: tuple(
            Pick(i) for h in mapping.columns[name] for i, t in enumerate(table.header) if t == h
        )
        if name in mapping.columns
        else tuple(Pick(i) for c in names for i in at.get(c, ()))
        for name, names in EXTRAS.get(what, {}).items()
    }
    return {name: picks for name, picks in found.items() if picks}


def _kind_and_role(
    table: Table,
    what: What,
    system: System | None,
    fields: Mapping[str, tuple[Pick, ...]],
    at: Mapping[str, list[int]],
    mapping: FileMapping,
) -> tuple[Kind, str]:
    """Kind of document, and whose a row is where no column says so."""
    role = system.role if system else ""
    if mapping.kind:
        kind: Kind = mapping.kind
    elif system is not None:
        kind = system.kind
    elif what == "documents" and "text" not in fields and any(k.startswith("duration") for k in at):
        kind = "call"  # what lasted was spoken
    elif table.container in {"vtt", "srt", "transcript"}:
        kind = "call"
    else:
        kind = _kind_by_words(table, what, fields, at)
    if mapping.role:
        return kind, mapping.role
    if kind == "note":
        return kind, "note"
    if what == "documents" and not role:
        role = {"text": "unknown", "call": "unknown", "email": ""}.get(kind, "customer")
    return kind, role


def _kind_by_words(
    table: Table, what: What, fields: Mapping[str, tuple[Pick, ...]], at: Mapping[str, list[int]]
) -> Kind:
    words = re.findall(r"[a-z]+", "/".join(table.path.casefold().split("/")[-2:]))
    by_name = next(
        (_KIND_WORDS[w.rstrip("s")] for w in reversed(words) if w.rstrip("s") in _KIND_WORDS), None
    )
    by_header = {
        "callnotes": "note", "notecontent": "note", "meetingnotes": "note", "note": "note", "notes": "note",
        "ticketid": "ticket", "caseid": "ticket", "callid": "call", "rating": "review", "stars": "review",
    }  # fmt: skip
    if what == "messages":
        named = {"ticketid": "ticket", "caseid": "ticket", "callid": "call"}
        by_thread = next((named[k] for k in at if k in named), None)
        return by_name if by_name in {"call", "chat", "ticket", "email"} else by_thread or "chat"  # type: ignore[return-value]  # the words are kinds
    if by_name is not None:
        return by_name
    by_column = next((by_header[k] for k in at if k in by_header and k != "rating"), None)
    if by_column is not None:
        return by_column  # type: ignore[return-value]  # the words are kinds
    signs = {"subject", "email", "author", "author_name", "role", "status", "channel"}
    return "ticket" if signs & fields.keys() else "text"


def _why_nothing(keys: tuple[str, ...]) -> str:
    return "a price list, not used" if any("price" in k for k in keys) else ""
