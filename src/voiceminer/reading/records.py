"""Lines to records: by Python's reader as long as it is sure, mended where quotes do not match."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice

from voiceminer.reading.columns import BATCH
from voiceminer.reading.dialects import Dialect

# Characters that are read at a time.
_CHARACTERS = 4_000_000
# Lines that one record may span when it has to be mended; a longer one is not looked for.
_MOST_LINES = 50
# Longer records are not mended: the ways to cut one grow with its quotes.
_LONGEST = 100_000
_MOST_CELLS = 200
# Characters that are looked at to mend one file's records: a second's worth. A file of nothing but
# stray quotes could be cut in more ways than anybody waits for; what is left is read as it stands.
_MOST_WORK = 50_000_000
# What one try costs beside its characters, in characters.
_TRY = 200


def records_of(
    lines: Iterable[str],
    dialect: Dialect,
    width: int,
    max_cell: int,
    mended: list[list[str]] | None = None,
) -> Iterator[list[list[str]]]:
    """The records of a text in batches, blank ones included.

    Parameters
    ----------
    lines : iterable of str
        With their ends.
    dialect : Dialect
        How they are written.
    width : int
        The usual number of cells: what a record with stray quotes is mended to.
    max_cell : int
        Longest cell, in characters.
    mended : list, optional
        Is given the records whose quotes did not match.

    Raises
    ------
    csv.Error
        If a cell is longer than `max_cell` characters.
    """
    csv.field_size_limit(max_cell)
    rest = iter(lines)
    waiting: deque[str] = deque()  # lines that have been read and not yet been looked at
    begun: list[str] = []  # of a record that the last block did not close
    length = 128
    work = [_MOST_WORK]
    while True:
        more = [waiting.popleft() for _ in range(min(length, len(waiting)))]
        more += islice(rest, length - len(more))
        block = begun + more
        if not block:
            return
        size = sum(map(len, more))
        length = max(16, min(BATCH, 2 * length if size < _CHARACTERS else length // 2))
        batch: list[list[str]] = []
        reader = dialect.reader(block, strict=True)
        try:
            batch.extend(reader)
            begun = []
        except csv.Error:
            # what came before the failing record stands in the batch
            at, end = _lines_of(block, len(batch), dialect), reader.line_num
            begun = block[at:end]
            if end < len(block) or not more or sum(map(len, begun)) > max_cell:
                for record, sure in _mended(begun, dialect, width, max_cell, work):
                    if mended is not None and not sure:
                        mended.append(record)
                    batch.append(record)
                waiting.extendleft(reversed(block[end:]))
                begun, length = [], 16  # defects come together
        if batch:
            yield batch


def _lines_of(lines: list[str], records: int, dialect: Dialect) -> int:
    """How many lines the first records span."""
    reader = dialect.reader(lines, strict=True)
    for _ in range(records):
        next(reader)
    return int(reader.line_num)


def _mended(
    lines: list[str], dialect: Dialect, width: int, max_cell: int, work: list[int]
) -> Iterator[tuple[list[str], bool]]:
    """Records of lines whose quotes do not match: as many cells as usual, if any way gives them.

    With each, whether it needed no mending. `work` holds how much more may be tried.
    """
    at = 0
    while at < len(lines):
        for n in range(1, min(_MOST_LINES if work[0] > 0 else 1, len(lines) - at) + 1):
            text = "".join(lines[at : at + n])
            record = dialect.record(text)
            sure = record is not None and len(record) == width
            if not sure:
                record = _fitting(text, dialect, width, work)
            if record is not None:
                break
        else:
            n, sure = 1, False
            record = dialect.record(lines[at]) or _loose(lines[at], dialect)
        if max(map(len, record), default=0) > max_cell:
            raise csv.Error(f"field larger than field limit ({max_cell})")
        yield record, sure
        at += n


def _loose(line: str, dialect: Dialect) -> list[str]:
    return next(dialect.reader([line], strict=False), [])


def _fitting(text: str, dialect: Dialect, width: int, work: list[int]) -> list[str] | None:
    """A record cut into exactly `width` cells, where a quote that cannot close one is text.

    None if there is no such way. Of several, the one whose first cells are quoted and short.
    """
    text = text.rstrip("\r\n")
    if not dialect.quote or not dialect.delimiter or len(text) > _LONGEST or width > _MOST_CELLS:
        return None
    dead: set[tuple[int, int]] = set()
    cells: list[str] = []

    def fits(at: int, left: int) -> bool:
        if (at, left) in dead or work[0] < 0:
            return False
        work[0] -= len(text) - at + _TRY
        for cell, end in _ways(text, at, dialect):
            work[0] -= len(cell) + _TRY
            last = end == len(text)
            cells.append(cell)
            if (last and left == 1) or (
                not last and left > 1 and fits(end + len(dialect.delimiter), left - 1)
            ):
                return True
            cells.pop()
        dead.add((at, left))
        return False

    return cells if fits(0, width) else None


def _ways(text: str, at: int, dialect: Dialect) -> Iterator[tuple[str, int]]:
    """The cells that may begin at a place, each with the place where it ends."""
    quote, delimiter = dialect.quote, dialect.delimiter
    start = at
    if dialect.blank_after:
        while text.startswith(" ", start):
            start += 1
    if text.startswith(quote, start):
        end = start
        while (end := text.find(quote, end + 1)) >= 0:
            behind = end + 1
            while text.startswith(" ", behind) and delimiter != " ":
                behind += 1
            if behind == len(text) or text.startswith(delimiter, behind):
                yield _inner(text[start + 1 : end], dialect), behind
    end = text.find(delimiter, start)
    end = len(text) if end < 0 else end
    yield text[start:end], end


def _inner(cell: str, dialect: Dialect) -> str:
    quote = dialect.quote
    if dialect.escape:
        return cell.replace(dialect.escape + quote, quote)
    return cell.replace(quote + quote, quote)
