"""What a table is, and which of its columns is which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from voiceminer.data import Kind
from voiceminer.reading.fields import What
from voiceminer.reading.guesses import kind_of, what_of
from voiceminer.reading.headers import key_of
from voiceminer.reading.looks import Look, Pick, Picks
from voiceminer.reading.mapping import FileMapping
from voiceminer.reading.systems import SYSTEMS, System
from voiceminer.reading.tables import Table

GENERIC = "table"
# fields whose cells hold messages of their own
_MESSAGES_WITHIN = ("thread_comments", "journal")
_BY_CONTAINER = {
    "vtt": "captions", "srt": "captions", "transcript": "transcript", "text": "text file",
    "lines": "text file",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What a table was taken for.

    Attributes
    ----------
    system : str
        The system's name; `table` for none that is known.
    what : str
        What a row is; `nothing` with the reason in `why`.
    kind : str
        Kind of document, where rows are documents or parts of them.
    role : str
        Whose a row is where no column says so; empty if that has to be found out.
    fields : mapping of field to picks
        In order of preference.
    extras : mapping of name to picks
        Candidates for covariates of deals, attributes of accounts.
    words : mapping of field to code to word
        What the system's codes stand for.
    only : pick and words, or None
        Rows whose cell holds another word are events of the system.
    """

    system: str
    what: What
    kind: Kind
    role: str
    fields: Mapping[str, tuple[Pick, ...]]
    extras: Mapping[str, tuple[Pick, ...]]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    only: tuple[Pick, frozenset[str]] | None = None
    why: str = ""


def recognised(table: Table, mapping: FileMapping) -> Recognition:
    """System, kind and columns: as the user says, by system, by names, by profile."""
    look = Look(table, mapping)
    system = _system_of(table, look.keys)
    what = mapping.what or (system.what if system else what_of(look))
    own = system.fields if system is not None and system.what == what else {}
    fields = look.fields(what, own)
    within = {p.column for name in _MESSAGES_WITHIN for p in fields.get(name, ())}
    if within and "text" in fields:  # a comment is no description
        fields["text"] = tuple(p for p in fields["text"] if p.column not in within)
    if what in {"documents", "messages"}:
        _fill_by_profile(fields, look, known=bool(own))
        _tell_people_from_companies(fields, look)
    kind = mapping.kind or (system.kind if system else kind_of(look, what, fields))
    return Recognition(
        system=system.name if system else _BY_CONTAINER.get(table.container, GENERIC),
        what=what,
        kind=kind,
        role=mapping.role or _role(what, kind, system),
        fields=fields,
        extras=look.extras(what),
        words=system.words if system and own else {},
        only=_only(system, look) if own else None,
        why=_why(what, look, system),
    )


def _system_of(table: Table, keys: frozenset[str]) -> System | None:
    part = key_of(table.part)
    for system in SYSTEMS:
        parts = system.part.split("|") if system.part else []
        if parts and not any(part == p or part.endswith(f".{p}") for p in parts):
            continue
        if all(has(keys, need.split("|")) for need in system.needs.split()):
            return system
    return None


def has(keys: frozenset[str], names: Sequence[str]) -> bool:
    """Whether one of the names is a key; warehouses write the path `via.channel` as one word."""
    return any(name in keys or name.replace(".", "") in keys for name in names)


def _why(what: What, look: Look, system: System | None) -> str:
    if what != "nothing":
        return ""
    if system is not None and system.why:
        return system.why
    return "a price list, not used" if "product" in look.keys else ""


def _only(system: System | None, look: Look) -> tuple[Pick, frozenset[str]] | None:
    key, _, words = system.only.partition("=") if system is not None else ("", "", "")
    columns = look.at.get(key, ())
    kept = frozenset("" if w == "-" else w for w in words.split("|"))
    return (Pick(columns[0]), kept) if columns else None


def _fill_by_profile(fields: Picks, look: Look, *, known: bool) -> None:
    """Text and date by what their columns look like, where no name told."""
    prose = None if known or "text" in fields else look.prose_column(fields)
    if prose is not None:
        fields["text"] = (Pick(prose),)
    key = None if known or "id" in fields else look.id_column(fields)
    if key is not None and look.table.container in {"csv", "xlsx", "html"}:
        fields["id"] = (Pick(key),)
    timed = fields.keys() & {"at", "offset"}  # a turn's time counts from the call's beginning
    date = None if timed else look.date_column()
    if date is not None:
        fields["at"] = (Pick(date),)


def _tell_people_from_companies(fields: Picks, look: Look) -> None:
    """Beside their address, "Customer name" is somebody's name and no company's."""
    names = {p.column for p in fields.get("author_name", ())}
    if "email" not in fields or look.mapping.columns.get("account"):
        return
    kept = tuple(
        p
        for p in fields.get("account", ())
        if p.column not in names or not key_of(look.table.header[p.column]).endswith("name")
    )
    if kept:
        fields["account"] = kept
    else:
        fields.pop("account", None)


def _role(what: What, kind: Kind, system: System | None) -> str:
    """Whose a row is where nothing in it says so: a seller's note, a customer's ticket."""
    if system is not None and system.role:
        return system.role
    if kind == "note":
        return "note"
    if what != "documents" or kind == "email":
        return ""
    return "unknown" if kind in {"text", "call"} else "customer"
