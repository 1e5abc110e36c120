"""Delimited text to a table: delimiter and quote are found, the header row is found."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from voiceminer.reading.tables import Table

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 200  # records that the dialect is judged on
_SEP_LINE = re.compile(r"^\"?sep=(.)\"?\r?\n", re.IGNORECASE)
_NUMBER = re.compile(r"[\d\s.,:/%$€£+-]+")


def delimiter_of(text: str, quote: str = '"') -> str | None:
    """The delimiter under which the first records agree most on their number of cells.

    None if no delimiter splits them: one column, or no table at all.
    """
    best, best_score = None, 0.0
    sample = text[:400_000]
    for delimiter in _DELIMITERS:
        if delimiter not in sample:
            continue
        widths = Counter(
            len(r) for r in _records(sample, delimiter, quote, _SAMPLE) if r and any(r)
        )
        widths.pop(1, None)
        if not widths:
            continue
        width, agreeing = max(widths.items(), key=lambda w: (w[1] * (w[0] - 1), w[0]))
        total = sum(1 for r in _records(sample, delimiter, quote, _SAMPLE) if r and any(r))
        # agreement decides; among equals more columns are less likely to be chance
        score = agreeing / total * (2 - 1 / width)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _records(text: str, delimiter: str, quote: str, limit: int | None = None) -> list[list[str]]:
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote, strict=False
    )
    return list(islice(reader, limit))


def delimited(text: str, path: str, encoding: str, max_cell: int) -> Table:
    """The table that a delimited text holds. Lines without any cell are no rows.

    Raises
    ------
    csv.Error
        If a cell is longer than `max_cell` characters.
    """
    csv.field_size_limit(max_cell)
    text = text.lstrip("\ufeff")
    named = _SEP_LINE.match(text)
    delimiter = named.group(1) if named else delimiter_of(text)
    text = text[named.end() :] if named else text
    records = _records(text, delimiter or ",", '"')
    at = header_at(records)
    header = tuple(records[at]) if records else ()
    table = table_of(records, at, header)
    return Table(
        path=path,
        header=table[0],
        rows=table[1],
        numbers=table[2],
        container="csv",
        encoding=encoding,
        dialect={"\t": "tab"}.get(delimiter or "", delimiter or "one column"),
        header_row=at + 1,
        dropped=table[3],
    )


def header_at(records: Sequence[Sequence[str]]) -> int:
    """Index of the header row: the first as wide as the table is, of names and not of numbers."""
    head = records[:50]
    widths = Counter(sum(1 for c in r if c.strip()) for r in head)
    widths.pop(0, None)
    if not widths:
        return 0
    full = max(len(r) for r in head)
    usual = max(widths, key=lambda w: (widths[w], w))
    for i, record in enumerate(head):
        cells = [c.strip() for c in record if c.strip()]
        wide = len(cells) >= max(0.5 * full, min(usual, 2))
        if wide and not any(_NUMBER.fullmatch(c) for c in cells):
            return i
    return 0


def table_of(
    records: Sequence[Sequence[str]], at: int, header: tuple[str, ...]
) -> tuple[tuple[str, ...], list[Sequence[str]], list[int], dict[str, int]]:
    """Header, rows as wide as it, their 1-based numbers, and what was dropped by reason."""
    width = len(header)
    while width and not header[width - 1].strip():
        width -= 1  # Excel leaves empty columns at the right
    header = header[:width]
    rows: list[Sequence[str]] = []
    numbers: list[int] = []
    dropped: Counter[str] = Counter()
    for i, record in enumerate(records[at + 1 :], at + 2):
        if not any(c.strip() for c in record):
            continue
        if len(record) == width:
            rows.append(record)
        elif len(record) < width and width > 2 and len(record) == 1:
            dropped["a line of its own (a report's footer or title)"] += 1
            continue
        else:
            rows.append(_fitted(record, width))
        numbers.append(i)
    return header, rows, numbers, dict(dropped)


def _fitted(record: Sequence[str], width: int) -> Sequence[str]:
    """A record of another width: short ones are padded, cells beyond the header are cut."""
    return [*record, *[""] * (width - len(record))][:width]
