"""Text cells column by column: in memory while they are few, memory-mapped when they are many."""

from __future__ import annotations

import mmap
import re
import sys
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any, overload

import pyarrow as pa

# Cells of a table beyond this many bytes go to disk. Most exports stay below, and ten files that
# come close to it still fit beside a run's models.
IN_MEMORY = 64_000_000
# Rows that are turned into columns at a time: as many as hold about this many characters, but
# not so many that a table of narrow rows is one batch.
_BATCH_CHARACTERS = 4_000_000
BATCH = 8_192
# Zero-copy reading wants Arrow's buffers where a page's lines begin.
_ALIGNED = 64
# So few rows are picked one by one; Arrow's own picking has to be imported first.
_SLICED = 1_000
_HALF = re.compile("[\ud800-\udfff]")

Segments = tuple[tuple[int, int], ...]


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for tables too large for memory, which is gone with the block.

    It lies where the system keeps temporary files (`TMPDIR`). What is mapped stays readable after
    the folder is gone, as long as somebody holds it.
    """
    with tempfile.TemporaryDirectory(prefix="voiceminer-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


class Columns(Sequence[tuple[str, ...]]):
    """Cells of a table and the numbers of its rows, read by row or by column; never changed.

    Parameters
    ----------
    table : pyarrow.Table
        A string column per column, named by its place, then the rows' numbers as `#`. Null is a
        cell that its row does not have.
    file, segments : Path and (offset, length) pairs, optional
        Where it is mapped from: another process then opens it there.
    """

    __slots__ = ("file", "pages", "segments", "table")

    def __init__(
        self,
        table: pa.Table,
        file: Path | None = None,
        segments: Segments = (),
        pages: mmap.mmap | None = None,
    ) -> None:
        self.table = table
        self.pages = pages
        self.file = file
        self.segments = segments

    @classmethod
    def mapped(cls, file: Path, segments: Segments) -> Columns:
        """The columns that a `Gathering` wrote into a file."""
        with file.open("rb") as opened:
            pages = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        whole = pa.py_buffer(pages)
        parts = [
            pa.ipc.open_file(pa.BufferReader(whole.slice(offset, length))).read_all()
            for offset, length in segments
        ]
        return cls(_joined(parts), file, segments, pages)

    @classmethod
    def none(cls) -> Columns:
        """No row and no column."""
        return cls(_joined([]))

    def __reduce__(self) -> tuple[Any, ...]:
        if self.file is not None:
            return Columns.mapped, (self.file, self.segments)
        return Columns, (self.table,)

    def __len__(self) -> int:
        return int(self.table.num_rows)

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return int(self.table.num_columns) - 1

    def column(self, at: int) -> list[str]:
        """The cells of one column; empty where a row is too short to have one."""
        if at >= self.width:
            return [""] * len(self)
        return _texts(self.table.column(str(at)))

    def has_longer(self, characters: int) -> bool:
        """Whether a cell has more characters."""
        columns = (self.table.column(str(i)) for i in range(self.width))
        # as many bytes hold at most as many characters: most columns need no closer look
        chunks = [c for column in columns for c in column.chunks if c.nbytes > characters]
        if not chunks:
            return False
        import pyarrow.compute as pc

        lengths = (pc.max(pc.utf8_length(pa.chunked_array([c]))).as_py() for c in chunks)
        return any((length or 0) > characters for length in lengths)

    def every(self, step: int) -> Columns:
        """Every `step`th row."""
        if step == 1:
            return self
        if len(self) <= _SLICED * step:
            rows = (self.table.slice(at, 1) for at in range(0, len(self), step))
            return Columns(_joined(list(rows)))
        # batch by batch: Arrow's take first joins all chunks of a column in memory
        picked: list[pa.Table] = []
        behind = 0
        for batch in self.batches():
            places = range(-behind % step, len(batch), step)
            picked.append(batch.table.take(_numbered(places)))
            behind += len(batch)
        return Columns(_joined(picked)) if picked else self

    def numbers(self) -> list[int]:
        """The rows' numbers."""
        numbers: list[Any] = self.table.column("#").to_pylist()
        return numbers

    def between(self, start: int, length: int | None = None) -> Columns:
        """Some rows, without a copy."""
        return Columns(self.table.slice(start, length))

    def batches(self) -> Iterator[Columns]:
        """The rows in lists of some thousands; pages that have been read are let go."""
        for batch in self.table.to_batches(max_chunksize=BATCH):
            yield Columns(pa.Table.from_batches([batch]))
            self.let_go()

    def let_go(self) -> None:
        """Give back the memory of mapped pages that have been read; they can be read again."""
        if self.pages is not None and hasattr(mmap, "MADV_DONTNEED"):
            self.pages.madvise(mmap.MADV_DONTNEED)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return self.rows()

    @overload
    def __getitem__(self, at: int) -> tuple[str, ...]: ...
    @overload
    def __getitem__(self, at: slice) -> list[tuple[str, ...]]: ...
    def __getitem__(self, at: int | slice) -> tuple[str, ...] | list[tuple[str, ...]]:
        if isinstance(at, slice):
            return list(Columns(self.table.take(_numbered(range(len(self))[at]))))
        return next(iter(self.between(range(len(self))[at], 1)))

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Row by row, each as long as it was read."""
        names = [str(i) for i in range(self.width)]
        for batch in self.table.select(names).to_batches(max_chunksize=BATCH):
            columns = [c.to_pylist() for c in batch.columns]
            if not any(c.null_count for c in batch.columns):
                yield from zip(*columns, strict=True)
                continue
            for row in zip(*columns, strict=True):
                width = len(row)
                while width and row[width - 1] is None:
                    width -= 1
                yield tuple(cell or "" for cell in row[:width])


def batched(records: Iterable[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """Records in lists as long as they may be for their size."""
    rest = iter(records)
    length = 128
    while batch := list(islice(rest, length)):
        yield batch
        size = sum(len(cell) for cell in batch[-1]) * len(batch)
        length = max(16, min(BATCH, 2 * length if size < _BATCH_CHARACTERS else length // 2))


def _texts(column: Any) -> list[str]:
    cells: list[Any] = column.to_pylist()
    return [cell or "" for cell in cells] if column.null_count else cells


def _joined(parts: Sequence[pa.Table]) -> pa.Table:
    """Parts under each other; one with fewer columns lacks the cells of the last."""
    if not parts:
        return pa.Table.from_arrays([_numbered(())], ["#"])
    widest = max(parts, key=lambda part: part.num_columns)
    joined = pa.concat_tables(parts, promote_options="default")
    return joined.select(widest.schema.names)


class Gathering:
    """Columns in the making: rows are added in batches, and go to disk when they grow many.

    Parameters
    ----------
    folder : Path, optional
        Where; without one all stays in memory.
    limit : int
        Bytes that stay in memory.
    """

    def __init__(self, folder: Path | None = None, limit: int | None = None) -> None:
        self.folder = folder
        self.limit = IN_MEMORY if limit is None else limit
        self.file: Path | None = None
        self.parts: list[pa.Table] = []
        self.nbytes = 0
        self.segments: list[tuple[int, int]] = []

    def add(self, columns: Sequence[Sequence[str | None]], numbers: Sequence[int]) -> None:
        """Rows, as columns of equal length; `None` is a cell that its row does not have."""
        arrays = [*map(_array, columns), _numbered(numbers)]
        names = [*map(str, range(len(columns))), "#"]
        self.add_table(pa.Table.from_arrays(arrays, names))

    def add_table(self, part: pa.Table) -> None:
        """Rows as `Columns.table` has them."""
        self.parts.append(part)
        self.nbytes += part.nbytes
        if self.folder is not None and self.nbytes > self.limit:
            self._store()

    def add_rows(self, rows: Sequence[Sequence[str | None]], numbers: Sequence[int]) -> None:
        """Rows of any length."""
        if rows:
            self.add(list(zip_longest(*rows)), numbers)

    def done(self) -> Columns:
        """All that was added."""
        if self.file is None:
            return Columns(_joined(self.parts))
        if self.parts:
            self._store()
        return Columns.mapped(self.file, tuple(self.segments))

    def _store(self) -> None:
        if self.file is None:
            with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as made:
                self.file = Path(made.name)
        part = _joined(self.parts)
        with self.file.open("ab") as out:
            out.write(b"\0" * (-out.tell() % _ALIGNED))
            start = out.tell()
            with pa.ipc.new_file(out, part.schema) as writer:
                writer.write_table(part)
            self.segments.append((start, out.tell() - start))
        self.parts, self.nbytes = [], 0


def gathered(rows: Sequence[Sequence[str | None]], numbers: Sequence[int]) -> Columns:
    """Columns of rows that are already in memory."""
    gathering = Gathering()
    for start in range(0, len(rows), BATCH):
        stop = start + BATCH
        gathering.add_rows(rows[start:stop], list(islice(numbers, start, stop)))
    return gathering.done()


def _array(cells: Sequence[str | None]) -> Any:
    # Arrow imports pandas when it is first given a list: half a second. Its builder does not, and
    # takes three times as long for each cell.
    made = _with_arrow if "pandas" in sys.modules else _built
    try:
        return made(cells)
    except UnicodeEncodeError:  # half of a character's two, as broken JSON escapes it
        return made([c and _HALF.sub("\ufffd", c) for c in cells])


def _with_arrow(cells: Sequence[str | None]) -> Any:
    return pa.array(cells, pa.string())


def _built(cells: Sequence[str | None]) -> Any:
    builder = pa.lib.StringBuilder()
    builder.append_values(cells)
    return builder.finish()


def _numbered(numbers: Iterable[int]) -> Any:
    own = array("q", numbers)
    return pa.Array.from_buffers(pa.int64(), len(own), [None, pa.py_buffer(own)])
