"""Records to tables: what stands above the header, header rows, and where a new table begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from voiceminer.reading.columns import Columns, Gathering
from voiceminer.reading.tables import Table
from voiceminer.reading.words import is_empty

Record = Sequence[str]

_HEADER_WITHIN = 50  # records: titles above a header are fewer
_MOST_HEADER_ROWS = 4
# A year is a name as well as a number: `2023, 2024` may head columns.
_NUMBER = re.compile(r"(?!(?:19|20)\d\d$)[\d\s.,:/%$€£+-]*\d[\d\s.,:/%$€£+-]*")
# Cells of a row beyond its header and this many more stay one cell: a row of ten million commas
# is no table of ten million columns.
_MORE_CELLS = 100
LONE = "a line of its own (a report's footer or title)"


class Part(NamedTuple):
    """One table of a file.

    `names` are its header rows, each as it stands; `header_row` is the 1-based row of the first.
    Without header rows, `header_row` is 0.
    """

    names: tuple[tuple[str, ...], ...]
    header_row: int
    cells: Columns
    dropped: dict[str, int]


def parts_of(
    batches: Iterable[Sequence[Record]],
    folder: Path | None = None,
    *,
    lone: bool,
    first_row: int = 1,
) -> list[Part]:
    """The tables below each other that records hold.

    Parameters
    ----------
    batches : iterable of lists of sequences of str
        The records. Blank ones are no rows, but are counted in the rows' numbers.
    folder : Path, optional
        Where cells go that are too many for memory.
    lone : bool
        Whether rows of a single cell in a wider table are kept; else they are dropped and counted.
    first_row : int
        1-based row of the first record.
    """
    rest = iter(batches)
    first: list[Record] = []
    while len(first) < _HEADER_WITHIN and (batch := next(rest, None)) is not None:
        first += batch
    at = header_at(first)
    rows = header_rows(first[at:_HEADER_WITHIN])
    width = max(map(len, first[at : at + max(rows, 1)]), default=0)
    names = tuple(tuple(r) for r in first[at : at + rows])
    found = [_Growing(names, width, first_row + at if rows else 0, folder, lone)]
    number = first_row + at + rows
    for batch, ahead in _with_next(chain([first[at + rows :]], rest)):
        start = 0
        table = found[-1]
        if not table.add_plain(batch, number):
            while (new := table.next_header(batch, start, ahead)) is not None:
                table.add(batch[start:new], number + start)
                start = new + 1
                names = (tuple(batch[new]),)
                table = _Growing(names, len(batch[new]), number + new, folder, lone)
                found.append(table)
            table.add(batch[start:], number + start)
        number += len(batch)
    return [table.done() for table in found]


class _Growing:
    """A table to which rows are added."""

    def __init__(
        self,
        names: tuple[tuple[str, ...], ...],
        width: int,
        row: int,
        folder: Path | None,
        lone: bool,
    ) -> None:
        self.names = names
        self.row = row
        self.lone = lone
        self.width = width
        self.header = list(names[0]) if names else []
        self.gathering = Gathering(folder)
        self.dropped: Counter[str] = Counter()

    def add_plain(self, batch: Sequence[Record], number: int) -> bool:
        """Add rows if all are as wide as the header, begin with a cell, and none repeats it."""
        # a header of blanks heads nothing
        if not self.header or set(map(len, batch)) != {self.width}:
            return False
        columns = list(zip(*batch, strict=True))
        first = columns[0]
        if not all(first) or self.header[0] in first or any(map(str.isspace, first)):
            return False
        self.gathering.add(columns, range(number, number + len(batch)))
        return True

    def next_header(
        self, batch: Sequence[Record], start: int, ahead: Sequence[Record]
    ) -> int | None:
        """Where the next table's header stands: it repeats this one's, or heads another width."""
        if self.width < 2:
            return None
        for i in range(start, len(batch)):
            record = batch[i]
            if list(record) == self.header:
                return i
            if len(record) != self.width and self._heads(
                record, [*batch[i + 1 : i + 4], *ahead[:3]][:3]
            ):
                return i
        return None

    def _heads(self, record: Record, below: Sequence[Record]) -> bool:
        """Whether a record of names, or of this table's, is followed by records as wide as it."""
        return (
            len(record) > 1
            and len(below) >= 2
            and all(c.strip() for c in record)
            and len(set(record)) == len(record)
            and not any(map(is_number, record))
            and sum(len(r) == len(record) for r in below) >= 2
            and (
                2 * len(set(record) & set(self.header)) >= len(record)
                or any(is_number(c) for r in below for c in r)
            )
        )

    def add(self, batch: Sequence[Record], number: int) -> None:
        """Rows from that number on."""
        if self.add_plain(batch, number):
            return
        most = self.width + _MORE_CELLS
        rows: list[Record] = []
        numbers: list[int] = []
        for i, record in enumerate(batch, number):
            if not any(cell.strip() for cell in record):
                continue
            if len(record) == 1 and self.width > 2 and not self.lone:
                self.dropped[LONE] += 1
                continue
            wide = len(record) > most
            rows.append([*record[: most - 1], ",".join(record[most - 1 :])] if wide else record)
            numbers.append(i)
        self.gathering.add_rows(rows, numbers)

    def done(self) -> Part:
        return Part(self.names, self.row, self.gathering.done(), dict(self.dropped))


def tables_of(parts: Sequence[tuple[str, Part]], **said: Any) -> tuple[Table, ...]:
    """The parts that hold a row, as tables: each named for where it stands, if there are several.

    Parameters
    ----------
    parts : sequence of (name, Part)
        The name of the sheet or grid in which the part stands; empty for a file's only one.
    **said
        Further fields of the tables: path, container…
    """
    filled = [(name, part) for name, part in parts if len(part.cells)]
    times = Counter(name for name, _ in filled)
    before: Counter[str] = Counter()
    found = []
    for name, part in filled:
        before[name] += 1
        own = [name] if name else []
        own += [f"table {before[name]}"] if times[name] > 1 else []
        found.append(
            Table(
                part=", ".join(own) if len(filled) > 1 else "",
                header=header_of(part),
                cells=part.cells,
                header_row=part.header_row,
                dropped=part.dropped,
                **said,
            )
        )
    return tuple(found)


def header_of(part: Part) -> tuple[str, ...]:
    """The names of a table's columns: of several rows joined, and counted where there are none.

    Empty columns at the right, which Excel leaves, have no name.
    """
    if not part.names:
        return tuple(f"column {n}" for n in range(1, part.cells.width + 1))
    names = joined_names(part.names, once=True)
    width = len(names)
    while width and not names[width - 1].strip():
        width -= 1
    return names[:width]


def header_at(records: Sequence[Record]) -> int:
    """Index of the header row: the first as wide as the table is, of names and not of numbers."""
    head = records[:_HEADER_WITHIN]
    widths = Counter(sum(1 for c in r if c.strip()) for r in head)
    widths.pop(0, None)
    if not widths:
        return 0
    full = max(len(r) for r in head)
    usual = max(widths, key=lambda w: (widths[w], w))
    filled = [[c for c in r if c.strip()] for r in head]
    wide = [i for i, cells in enumerate(filled) if len(cells) >= max(0.5 * full, min(usual, 2))]
    if not wide:
        return 0
    names = next((i for i in wide if not any(map(is_number, filled[i]))), wide[0])
    # names below data are a row of the data that happens to hold no number
    typed = [i for i in range(full) if _is_typed(i, head[names + 1 :])]
    above = head[wide[0]]
    data = sum(len(above) > i and is_number(above[i]) for i in typed)
    return wide[0] if 2 * data > len(typed) else names


def header_rows(records: Sequence[Record]) -> int:
    """How many of the first records are header rows; none where the first is data.

    A row belongs to the header if it repeats it, or if it holds names in every column in which
    the rows below hold numbers.
    """
    if not records or not _is_named(records[0], records[1:]):
        return 0
    rows = 1
    while rows < min(_MOST_HEADER_ROWS, len(records) - 1):
        record = records[rows]
        if list(record) != list(records[0]) and not _is_second(record, records[rows + 1 :]):
            break
        rows += 1
    return rows


def _is_second(record: Record, below: Sequence[Record]) -> bool:
    typed = [i for i in range(len(record)) if _is_typed(i, below)]
    # one column of numbers may well lack one, and a word stand in its place
    words = sum(not is_empty(record[i]) for i in typed)
    return (
        len(typed) > 1 and 2 * words > len(typed) and not any(is_number(record[i]) for i in typed)
    )


def _is_typed(column: int, records: Sequence[Record]) -> bool:
    """Whether a column holds numbers, dates or times."""
    cells = [r[column] for r in records if len(r) > column and r[column].strip()]
    return len(cells) > 1 and sum(map(is_number, cells)) >= 0.8 * len(cells)


def _is_named(names: Record, below: Sequence[Record]) -> bool:
    """Whether a first row is a header: no number in it heads a column of numbers."""
    return not any(is_number(name) and _is_typed(i, below) for i, name in enumerate(names))


def is_number(cell: str) -> bool:
    """Whether a cell holds a number, an amount, a date or a time and not a word."""
    return _NUMBER.fullmatch(cell.strip()) is not None


def joined_names(rows: Sequence[Record], *, once: bool) -> tuple[str, ...]:
    """The names of several header rows, joined by a space; `once`: a repeated name only once."""
    width = max(map(len, rows), default=0)
    if len(rows) == 1:
        return tuple(rows[0])
    columns = ([r[i] for r in rows if i < len(r) and r[i].strip()] for i in range(width))
    return tuple(" ".join(dict.fromkeys(c) if once else c) for c in columns)


def _with_next(
    batches: Iterable[Sequence[Record]],
) -> Iterator[tuple[Sequence[Record], Sequence[Record]]]:
    """Each batch with the one behind it."""
    rest = iter(batches)
    batch = next(rest, None)
    while batch is not None:
        ahead = next(rest, None)
        yield batch, ahead or []
        batch = ahead
