"""Delimited text to a table: delimiter and quote are found, the header row is found."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from voiceminer.reading.columns import Columns, Gathering, batched
from voiceminer.reading.tables import Table

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 200  # records that the dialect is judged on
_HEADER_WITHIN = 50  # records: titles above a header are fewer
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


def delimited(
    lines: Iterator[str],
    head: str,
    max_cell: int,
    folder: Path | None = None,
    *,
    path: str,
    encoding: str,
) -> Table:
    """The table that a delimited text holds. Lines without any cell are no rows.

    Parameters
    ----------
    lines : iterator of str
        The text from its beginning, with its line ends.
    head : str
        Its beginning, by which the dialect is judged.
    max_cell : int
        Longest cell, in characters.
    folder : Path, optional
        Where cells go that are too many for memory.

    Raises
    ------
    csv.Error
        If a cell is longer than `max_cell` characters.
    """
    csv.field_size_limit(max_cell)
    head = head.lstrip("\ufeff")
    named = _SEP_LINE.match(head)
    delimiter = named.group(1) if named else delimiter_of(head)
    begun = next(lines, "").lstrip("\ufeff")
    lines = lines if named else chain((begun,), lines)
    reader = csv.reader(lines, delimiter=delimiter or ",", quotechar='"', strict=False)
    first = list(islice(reader, _HEADER_WITHIN))
    at = header_at(first)
    rest = chain(first[at + 1 :], reader)
    header, cells, dropped = below(first[at] if first else [], rest, at + 2, folder)
    return Table(
        path=path,
        header=header,
        cells=cells,
        container="csv",
        encoding=encoding,
        dialect={"\t": "tab"}.get(delimiter or "", delimiter or "one column"),
        header_row=at + 1,
        dropped=dropped,
    )


def header_at(records: Sequence[Sequence[str]]) -> int:
    """Index of the header row: the first as wide as the table is, of names and not of numbers."""
    head = records[:_HEADER_WITHIN]
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


def below(
    names: Sequence[str],
    records: Iterable[Sequence[str]],
    number: int,
    folder: Path | None = None,
) -> tuple[tuple[str, ...], Columns, dict[str, int]]:
    """Header, rows as wide as it, and what was dropped by reason.

    `number` is the 1-based row of the first record.
    """
    width = len(names)
    while width and not names[width - 1].strip():
        width -= 1  # Excel leaves empty columns at the right
    header = tuple(names[:width])
    gathering = Gathering(folder)
    dropped: Counter[str] = Counter()
    for batch in batched(records):
        if set(map(len, batch)) == {width} and all(r[0].strip() for r in batch):
            rows: Sequence[Sequence[str]] = batch
            numbers: Sequence[int] = range(number, number + len(batch))
        else:
            kept = [(i, _fitted(r, width)) for i, r in _kept(batch, number, width, dropped)]
            rows, numbers = [r for _, r in kept], [i for i, _ in kept]
        number += len(batch)
        gathering.add_rows(rows, numbers)
    return header, gathering.done(), dict(dropped)


def _kept(
    batch: Sequence[Sequence[str]], number: int, width: int, dropped: Counter[str]
) -> Iterator[tuple[int, Sequence[str]]]:
    """The records with their rows' numbers, without blank lines and lines of their own."""
    for i, record in enumerate(batch, number):
        if not any(cell.strip() for cell in record):
            continue
        if len(record) == 1 and width > 2:
            dropped["a line of its own (a report's footer or title)"] += 1
        else:
            yield i, record


def _fitted(record: Sequence[str], width: int) -> Sequence[str]:
    """A record of another width: short ones are padded, cells beyond the header are cut."""
    if len(record) == width:
        return record
    return [*record, *[""] * (width - len(record))][:width]
