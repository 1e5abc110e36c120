"""JSON and JSON Lines to tables: wrappers off, nested records to columns or tables."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from voiceminer.reading.flattening import Flat, flat_of
from voiceminer.reading.tables import Table

# What marks a dict as a record and not as the wrapper round a list of records.
_RECORD_KEYS = frozenset(
    [
        "id",
        "key",
        "number",
        "callId",
        "engagementId",
        "uuid",
        "subject",
        "body",
        "text",
        "title",
        "name",
        "description",
        "properties",
        "metaData",
        "callTranscript",
        "transcript",
        "sentences",
    ]
)
_DEEPEST_WRAPPER = 4

Record = dict[str, Any]


class CutJsonError(ValueError):
    """The JSON ends in the middle, or is broken at one place."""


def json_tables(text: str, path: str, encoding: str) -> tuple[Table, ...]:
    """One table per list of records, and one per list nested in them that holds texts or people.

    Raises
    ------
    CutJsonError
        If the text is no JSON; the message says where it stops.
    """
    dropped: dict[str, int] = {}
    found: dict[str, list[tuple[int, Record]]] = {}
    for number, value in _values(text, dropped):
        for name, records in record_lists(value):
            rows = found.setdefault(name, [])
            # records of one list are counted; records on lines of their own have the line's number
            alone = name == "" and not isinstance(value, list)
            rows += [(number if alone else n, r) for n, r in enumerate(records, 1 + len(rows))]
    tables: list[Table] = []
    for name, numbered in found.items():
        part = name if len(found) > 1 else ""
        tables += record_tables(
            numbered, path, part=part, encoding=encoding, dropped=dropped if not tables else {}
        )
    return tuple(tables)


def _values(text: str, dropped: dict[str, int]) -> Iterator[tuple[int, Any]]:
    """Each JSON value with the line (JSON Lines) or the index where it stands."""
    text = text.strip("\ufeff \t\r\n")
    try:
        yield 1, _parsed(text)
    except (ValueError, RecursionError) as error:
        whole = error
    else:
        return
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) < 2:
        raise CutJsonError(_where(whole)) from whole
    try:
        _parsed(lines[0][1])
    except (ValueError, RecursionError):
        raise CutJsonError(_where(whole)) from whole
    for n, line in lines:
        try:
            value = _parsed(line)
        except (ValueError, RecursionError):
            dropped["a line that is no whole JSON"] = (
                dropped.get("a line that is no whole JSON", 0) + 1
            )
            continue
        yield n, value


def _parsed(text: str) -> Any:
    # numbers stay the text that they were: ids have up to 20 digits, more than a float holds
    return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)


def _where(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"stops being JSON at line {error.lineno}, column {error.colno}"
    return "is nested too deeply"


def record_lists(value: Any, name: str = "", depth: int = 0) -> Iterator[tuple[str, list[Record]]]:
    """The lists of records inside a value, by name; a lone record is a list of one."""
    if isinstance(value, list):
        records = [_bared(r) for r in value if isinstance(r, dict)]
        if records:
            yield name, records
        return
    if not isinstance(value, dict):
        return
    bare = _bared(value)
    if bare is not value:
        yield from record_lists(bare, name, depth)
        return
    inner = [(k, v) for k, v in value.items() if isinstance(v, (dict, list)) and v]
    if depth >= _DEEPEST_WRAPPER or not inner or _is_record(value):
        yield name, [value]
        return
    lists = [(k, v) for k, v in inner if isinstance(v, list) and isinstance(v[0], dict)]
    # beside what leads to a list, objects of their own tell of the page: its size, its links
    leading = [(k, v) for k, v in inner if _leads_to_list(v, depth + 1)]
    for key, content in lists or leading or inner:
        yield from record_lists(content, key if len(lists) > 1 else name, depth + 1)


def _leads_to_list(value: Any, depth: int) -> bool:
    if isinstance(value, list):
        return bool(value) and isinstance(value[0], dict)
    if not isinstance(value, dict) or depth >= _DEEPEST_WRAPPER or _is_record(value):
        return False
    return any(_leads_to_list(v, depth + 1) for v in value.values())


def _is_record(value: Record) -> bool:
    return any(k in value and not isinstance(value[k], list) for k in _RECORD_KEYS) or (
        "callId" in value or "sentences" in value
    )


def _bared(record: Record) -> Record:
    """`{"helpdesk_ticket": {…}}` without the word round it."""
    while len(record) == 1:
        (inner,) = record.values()
        if not isinstance(inner, dict) or not inner or "_embedded" in record:
            break
        record = inner
    return record


def record_tables(
    numbered: Sequence[tuple[int, Record]],
    path: str,
    *,
    container: str = "json",
    part: str = "",
    encoding: str = "utf-8",
    dropped: dict[str, int] | None = None,
) -> list[Table]:
    """The table of a list of records, and those of the lists in them that hold texts or people.

    Parameters
    ----------
    numbered : sequence of (number, record)
        Records with the number that the user knows them by.
    """
    flats = [(number, flat_of(record)) for number, record in numbered]
    parts = [("", [(n, f.cells) for n, f in flats]), *_children(flats)]
    return [
        _table(
            rows,
            path=path,
            part=".".join(p for p in (part, name) if p),
            container=container,
            encoding=encoding,
            dropped=(dropped or {}) if not name else {},
        )
        for name, rows in parts
    ]


def _children(
    flats: Sequence[tuple[int, Flat]], above_them: str = ""
) -> Iterator[tuple[str, list[tuple[int, dict[str, str]]]]]:
    """The rows of each nested list: its items' own cells, and their parent's as `parent.…`."""
    nested: dict[str, list[tuple[int, Flat]]] = {}
    for number, flat in flats:
        if not flat.children:
            continue
        above = {f"parent.{k}": v for k, v in flat.cells.items()}
        for name, items in flat.children.items():
            for item in items:
                inner = flat_of(_bared(item))
                cells = {**inner.cells, **above}
                nested.setdefault(name, []).append((number, Flat(cells, inner.children)))
    for name, rows in nested.items():
        inside = f"{above_them}.{name}" if above_them else name
        yield inside, [(n, f.cells) for n, f in rows]
        yield from _children(rows, inside)


def _table(numbered: Sequence[tuple[int, dict[str, str]]], **about: Any) -> Table:
    header = tuple(dict.fromkeys(k for _, cells in numbered for k in cells))
    return Table.of(
        [[cells.get(k, "") for k in header] for _, cells in numbered],
        [n for n, _ in numbered],
        header=header,
        **about,
    )
