"""Texts that are too many for memory, parted so that a document's rows stay together.

A join by hash partitions (Kitsuregawa, Tanaka and Moto-oka, "Application of hash to data base
machine and its architecture", 1983): each row goes to the partition of its document's id, and the
partitions are joined one after the other.
"""

from __future__ import annotations

import dataclasses
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

import pyarrow as pa

from voiceminer.reading.cells import Cells
from voiceminer.reading.columns import IN_MEMORY, Gathering
from voiceminer.reading.recognition import Recognition
from voiceminer.reading.tables import Table

# Rows of a partition and bytes of their cells: drafts of as many take some 50 megabytes.
ROWS = 20_000
_BYTES = 20_000_000
# Rows spread over a table by which a column's dates and scales are decided.
_JUDGED = 20_000

Taken = tuple[Table, Recognition]


def partitions(tables: Sequence[Taken], folder: Path) -> list[list[Taken]]:
    """The tables as they are, if they fit into memory; else in parts, each with whole documents.

    Parameters
    ----------
    tables : sequence of (Table, Recognition)
        Documents and messages.
    folder : Path
        Where the parts go.
    """
    rows = sum(len(t) for t, _ in tables)
    size = sum(t.cells.table.nbytes for t, _ in tables)
    if rows <= 2 * ROWS and size <= 2 * _BYTES:
        return [list(tables)]
    number = 1 + max(rows // ROWS, size // _BYTES)
    named = {name for table, taken in tables for name in _named(table, taken)}
    parts: list[list[Taken]] = [[] for _ in range(number)]
    for table, taken in tables:
        judged = table.cells.every(max(1, len(table) // _JUDGED))
        found = [Gathering(folder, IN_MEMORY // number) for _ in range(number)]
        for batch in table.cells.batches():
            part = dataclasses.replace(table, cells=batch)
            places = _places(part, taken, named, number)
            for place in set(places):
                chosen = pa.array([at for at, own in enumerate(places) if own == place], pa.int64())
                found[place].add_table(batch.table.take(chosen))
        dropped = table.dropped  # counted once
        for place, gathering in enumerate(found):
            cells = gathering.done()
            if len(cells):
                part = dataclasses.replace(table, cells=cells, judged=judged, dropped=dropped)
                parts[place].append((part, taken))
                dropped = {}
    return [part for part in parts if part]


def _named(table: Table, taken: Recognition) -> Iterator[str]:
    """Ids of documents that may be found by a file's name, and not by an id in its rows."""
    if taken.what == "messages" and "thread" not in taken.fields:
        stem = PurePosixPath(table.path).stem
        yield from {table.path, stem, *re.split(r"[\s_]+", stem)}
    elif table.container == "text":
        yield from Cells(table, taken).words("id")


def _places(table: Table, taken: Recognition, named: set[str], number: int) -> list[int]:
    """The partition of each row: the first for all that file names join, else by hash."""
    cells = Cells(table, taken)
    if table.container == "text" or (taken.what == "messages" and not cells.has("thread")):
        return [0] * len(table)
    # as drafts name what has no id: a document by its row, a message's thread by its file
    alone = taken.what == "documents"
    return [
        0
        if own in named
        else zlib.crc32((own or (f"{table.path}:{row}" if alone else table.path)).encode()) % number
        for own, row in zip(cells.words("id" if alone else "thread"), table.numbers(), strict=True)
    ]
