"""JSON and JSON Lines to tables: wrappers off, nested records to columns or tables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from voiceminer.reading.columns import Gathering
from voiceminer.reading.connectors import RAW, is_sent, sent
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
# Numbers stay the text that they were: ids have up to 20 digits, more than a float holds.
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
_BLANK = re.compile(r"[ \t\r\n]*")
# Records that are made into columns at a time.
_BATCH = 2_048
_NO_RECORD = "a connector's own message, no record"

Record = dict[str, Any]


class CutJsonError(ValueError):
    """The JSON ends in the middle, or is broken at one place."""


def json_tables(
    text: str, path: str, encoding: str, folder: Path | None = None
) -> tuple[Table, ...]:
    """One table per list of records, and one per list nested in them that holds texts or people.

    The elements of a list are parsed one by one, so that none but the text is held whole.

    Raises
    ------
    CutJsonError
        If the text is no JSON; the message says where it stops.
    """
    text = text.strip("\ufeff \t\r\n")
    about = {"path": path, "encoding": encoding, "folder": folder}
    if text.startswith("["):
        try:
            return _tables(((0, [value]) for value in _elements(text)), {}, **about)
        except (ValueError, RecursionError):
            pass  # broken, or no list alone: what it is instead is found out below
    dropped: dict[str, int] = {}
    return _tables(_values(text, dropped), dropped, **about)


def line_tables(
    lines: Iterable[str], path: str, encoding: str, folder: Path | None = None
) -> tuple[Table, ...]:
    """As `json_tables`, of JSON Lines, which are read line by line."""
    dropped: dict[str, int] = {}
    numbered = ((n, line) for n, line in enumerate(lines, 1) if line.strip("\ufeff \t\r\n"))
    values = _of_lines(numbered, dropped)
    return _tables(values, dropped, path=path, encoding=encoding, folder=folder)


def are_lines(head: str) -> bool:
    """Whether a text's first line is JSON by itself, and another follows."""
    first, _, rest = head.lstrip("\ufeff \t\r\n").partition("\n")
    if not rest.strip():
        return False
    try:
        return isinstance(_parsed(first.strip()), (dict, list))
    except (ValueError, RecursionError):
        return False


def _tables(
    values: Iterable[tuple[int, Any]], dropped: dict[str, int], **about: Any
) -> tuple[Table, ...]:
    """The tables of values, each with its line; 0 where its records are counted instead."""
    found: dict[str, Records] = {}
    for number, value in values:
        for name, records in _lists_in(value, dropped):
            rows = found.setdefault(name, Records(about["folder"]))
            # records of one list are counted; records on lines of their own have the line's number
            alone = number and not isinstance(value, list)
            for record in records:
                rows.add(number if alone and name == "" else 1 + rows.seen, record)
    tables: list[Table] = []
    for name, rows in found.items():
        tables += rows.done(
            path=about["path"],
            encoding=about["encoding"],
            container="json",
            part=name if len(found) > 1 else "",
            dropped=dropped if not tables else {},
        )
    return tuple(tables)


def _lists_in(value: Any, dropped: dict[str, int]) -> Iterator[tuple[str, list[Record]]]:
    """The lists of records in a value; of a connector's messages the record, by its stream."""
    values = value if isinstance(value, list) else [value]
    if not any(isinstance(v, dict) and is_sent(v) for v in values):
        yield from record_lists(value)
        return
    for message in values:
        stream, record = sent(message) if isinstance(message, dict) else ("", None)
        if record is None:
            dropped[_NO_RECORD] = dropped.get(_NO_RECORD, 0) + 1
        else:
            yield stream, [_bared(record)]


def _elements(text: str) -> Iterator[Any]:
    """The elements of a list, one by one."""
    decode = _DECODER.raw_decode
    at = _BLANK.match(text, 1).end()  # type: ignore[union-attr]  # matches the empty text too
    if text[at : at + 1] == "]":
        at += 1
    else:
        while True:
            value, at = decode(text, at)
            yield value
            at = _BLANK.match(text, at).end()  # type: ignore[union-attr]  # as above
            mark, at = text[at : at + 1], at + 1
            if mark == "]":
                break
            if mark != ",":
                raise ValueError("a list that is not closed")
            at = _BLANK.match(text, at).end()  # type: ignore[union-attr]  # as above
    if at != len(text):
        raise ValueError("more than a list")


def _values(text: str, dropped: dict[str, int]) -> Iterator[tuple[int, Any]]:
    """The one JSON value, or each with the line where it stands (JSON Lines)."""
    try:
        yield 0, _parsed(text)
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
    yield from _of_lines(lines, dropped)


def _of_lines(
    lines: Iterable[tuple[int, str]], dropped: dict[str, int]
) -> Iterator[tuple[int, Any]]:
    for n, line in lines:
        try:
            value = _parsed(line.strip("\ufeff \t\r\n"))
        except (ValueError, RecursionError):
            dropped["a line that is no whole JSON"] = (
                dropped.get("a line that is no whole JSON", 0) + 1
            )
            continue
        yield n, value


def _parsed(text: str) -> Any:
    return _DECODER.decode(text)


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
    rows = Records()
    for number, record in numbered:
        rows.add(number, record)
    return rows.done(
        path=path, container=container, part=part, encoding=encoding, dropped=dropped or {}
    )


def unpacked(table: Table, folder: Path | None = None) -> list[Table]:
    """The records that a warehouse's raw table holds as JSON in one column, else the table."""
    if RAW not in table.header:
        return [table]
    rows = Records(folder)
    dropped = dict(table.dropped)
    for batch in table.cells.batches():
        cells = batch.column(table.header.index(RAW))
        for number, value in _of_lines(zip(batch.numbers(), cells, strict=True), dropped):
            if isinstance(value, dict):
                rows.add(number, value)
            else:
                dropped[_NO_RECORD] = dropped.get(_NO_RECORD, 0) + 1
    return rows.done(
        path=table.path, container=table.container, part=table.part, encoding=table.encoding,
        dialect=table.dialect, header_row=table.header_row, dropped=dropped,
    )  # fmt: skip


class Records:
    """Records on their way into tables: their own, and those of the lists in them.

    Parameters
    ----------
    folder : Path, optional
        Where cells go that are too many for memory.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.seen = 0
        self._waiting: list[tuple[int, Record]] = []
        self._parts: dict[str, tuple[dict[str, None], Gathering]] = {}

    def add(self, number: int, record: Record) -> None:
        """A record with the number that the user knows it by."""
        self.seen += 1
        self._waiting.append((number, record))
        if len(self._waiting) == _BATCH:
            self._flush()

    def done(self, *, part: str, dropped: dict[str, int], **about: Any) -> list[Table]:
        """The tables; what was dropped is counted with the first."""
        self._flush()
        return [
            Table(
                header=tuple(header),
                cells=gathering.done(),
                part=".".join(p for p in (part, name) if p),
                dropped={} if name else dropped,
                **about,
            )
            for name, (header, gathering) in self._parts.items()
        ]

    def _flush(self) -> None:
        flats = [(number, flat_of(record)) for number, record in self._waiting]
        self._waiting = []
        for name, rows in (("", [(n, f.cells) for n, f in flats]), *_children(flats)):
            if name not in self._parts:
                self._parts[name] = ({}, Gathering(self.folder))
            header, gathering = self._parts[name]
            header.update(dict.fromkeys(k for _, cells in rows for k in cells))
            gathering.add_rows(
                [[cells.get(k, "") for k in header] for _, cells in rows], [n for n, _ in rows]
            )


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
