"""What the user says about columns: `--column text=Subject` and mapping files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, get_args

from voiceminer.data import Kind, Role
from voiceminer.errors import InputError, SettingsError
from voiceminer.reading.drafts import DealDraft
from voiceminer.reading.fields import EXTRAS, OF, What
from voiceminer.reading.headers import key_of
from voiceminer.reading.tables import Table

_FIELDS = tuple(
    dict.fromkeys(name for tables in (OF, EXTRAS) for fields in tables.values() for name in fields)
)
_OUTCOMES = ("won", "lost", "no decision", "open")
_KEYS = ("what", "kind", "role", "columns")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMapping:
    """What is said of one table; empty where nothing is."""

    what: What | None = None
    kind: Kind | None = None
    role: Role | None = None
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def mapping_from(file: str | Path | None = None, columns: Iterable[str] = ()) -> dict[str, Any]:
    """The mapping of a TOML file with `field=Header` pairs on top.

    Raises
    ------
    InputError
        If the file cannot be read.
    SettingsError
        If it has a key that is not known, or a pair is none.
    """
    mapping: dict[str, Any] = {}
    if file is not None:
        try:
            mapping = tomllib.loads(Path(file).read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"{file}: the mapping cannot be read ({error}). Check the path."
            ) from error
        except tomllib.TOMLDecodeError as error:
            raise SettingsError(
                f"{file}: the mapping is no TOML ({error}). Mend that line."
            ) from error
    pairs = dict(_pair(c) for c in columns)
    if pairs:
        mapping = {**mapping, "columns": {**mapping.get("columns", {}), **pairs}}
    checked(mapping)
    return mapping


def _pair(text: str) -> tuple[str, str]:
    name, equals, header = text.partition("=")
    if not equals or not name.strip() or not header.strip():
        raise SettingsError(
            f"--column {text}: not of the form field=Header. Write --column text=Subject."
        )
    return name.strip(), header.strip()


def checked(mapping: Mapping[str, Any]) -> None:
    """Nothing, if every key of the mapping is known.

    Raises
    ------
    SettingsError
        With the nearest key that is right.
    """
    for key in mapping:
        _known(key, ("files", "columns", "stages"), "mapping")
    for stage, outcome in mapping.get("stages", {}).items():
        _known(outcome, _OUTCOMES, f"mapping, stages.{stage}")
    for name in mapping.get("columns", {}):
        _known(name, _FIELDS, "--column" if "files" not in mapping else "mapping, columns")
    for pattern, entry in mapping.get("files", {}).items():
        where = f"mapping, files.{pattern}"
        for key, value in entry.items():
            _known(key, _KEYS, where)
            choices = {"what": get_args(What), "kind": get_args(Kind), "role": get_args(Role)}
            if key in choices:
                _known(value, choices[key], f"{where}.{key}")
        for name in entry.get("columns", {}):
            _known(name, _FIELDS, f"{where}.columns")


def _known(name: str, names: Sequence[str], where: str) -> None:
    if name not in names:
        near = get_close_matches(str(name), names, n=1, cutoff=0.5)
        hint = f"Did you mean '{near[0]}'?" if near else f"Known are {', '.join(names)}."
        raise SettingsError(f"{where}: '{name}' is not known. {hint}")


def _names(pattern: str, table: Table) -> bool:
    """Whether a pattern of the mapping is the table's file, or the table itself."""
    names = (table.where,) if table.part else (table.where, table.path)
    return pattern in names or any(fnmatch(name, pattern) for name in names)


def mapping_of(table: Table, mapping: Mapping[str, Any]) -> FileMapping:
    """What the mapping says of one table, its headers as the table spells them."""
    columns = _present(mapping.get("columns", {}), table)
    entry: dict[str, Any] = {}
    for pattern, said in mapping.get("files", {}).items():
        if _names(pattern, table):
            wanted = said.get("columns", {})
            present = _present(wanted, table)
            missing = [
                h
                for name, said in wanted.items()
                for h in _several(said)
                if name not in present and h
            ]
            if missing and not table.part:
                raise no_such_column(missing[0], table)
            entry = {**entry, **said}
            columns |= present
    return FileMapping(
        what=entry.get("what"), kind=entry.get("kind"), role=entry.get("role"), columns=columns
    )


def _several(said: str | Sequence[str]) -> Sequence[str]:
    return (said,) if isinstance(said, str) else said


def _present(wanted: Mapping[str, Any], table: Table) -> dict[str, tuple[str, ...]]:
    """The wanted headers that the table has: as written, or but for case and separators."""
    exact = {h.strip(): h for h in table.header}
    loose = {key_of(h): h for h in reversed(table.header)}
    found = {
        name: tuple(exact.get(h, loose.get(key_of(h), "")) for h in _several(said))
        for name, said in wanted.items()
    }
    kept = {name: tuple(h for h in headers if h) for name, headers in found.items()}
    return {name: headers for name, headers in kept.items() if headers}


def no_such_column(header: str, table: Table) -> SettingsError:
    """The error that names the nearest header."""
    near = get_close_matches(header, table.header, n=1, cutoff=0.4)
    hint = f"Did you mean '{near[0]}'?" if near else ""
    columns = ", ".join(h for h in table.header[:20] if h)
    return SettingsError(
        f"{table.where}: no column '{header}'. Columns found: {columns}."
        f" {hint or 'Name one of these.'}"
    )


def check_used(mapping: Mapping[str, Any], tables: Sequence[Table]) -> None:
    """Nothing, if every header that `--column` names stands in some table, and every pattern fits.

    Raises
    ------
    SettingsError
        With the nearest header, or the nearest file.
    """
    if not tables:
        return
    for name, header in mapping.get("columns", {}).items():
        if header and not any(_present({name: header}, t) for t in tables):
            first = _several(header)[0]
            raise no_such_column(first, _likeliest(first, tables))
    for pattern in mapping.get("files", {}):
        if not any(_names(pattern, t) for t in tables):
            paths = [t.path for t in tables]
            near = get_close_matches(pattern, paths, n=1, cutoff=0.3) or paths[:1]
            raise SettingsError(f"mapping: no file '{pattern}'. Did you mean '{near[0]}'?")


def _likeliest(header: str, tables: Sequence[Table]) -> Table:
    """The table with the most similar header; among equals the one with the most rows."""

    def similar(table: Table) -> tuple[bool, int]:
        return bool(get_close_matches(header, table.header, n=1, cutoff=0.4)), len(table)

    return max(tables, key=similar)


def mend_outcomes(mapping: Mapping[str, Any], deals: Sequence[DealDraft]) -> None:
    """The outcomes that the mapping gives to stages, in the place of what was taken for them.

    Raises
    ------
    SettingsError
        With the nearest stage, where no deal is in one that it names.
    """
    wanted = {stage.strip().casefold(): said for stage, said in mapping.get("stages", {}).items()}
    if not deals or not wanted:
        return
    found = {deal.stage.strip().casefold() for deal in deals}
    for stage in mapping["stages"]:
        _known(stage.strip().casefold(), sorted(found - {""}), "mapping, stages")
    for deal in deals:
        deal.outcome = wanted.get(deal.stage.strip().casefold(), deal.outcome)
