"""Delimited text to tables: its dialect is found, its records are read, its header is found."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from voiceminer.reading.detection import dialect_of
from voiceminer.reading.dialects import Dialect
from voiceminer.reading.layout import Part, parts_of, tables_of
from voiceminer.reading.records import records_of
from voiceminer.reading.tables import Table


def delimited_parts(
    lines: Iterator[str], head: str, max_cell: int, folder: Path | None, *, lone: bool
) -> tuple[Dialect, list[Part]]:
    """The dialect of a delimited text and the tables below each other in it.

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
    lone : bool
        Whether rows of a single cell in a wider table are kept.

    Raises
    ------
    csv.Error
        If a cell is longer than `max_cell` characters.
    """
    found = dialect_of(head.lstrip("\ufeff"))
    begun = next(lines, "").lstrip("\ufeff")
    lines = lines if found.named else chain((begun,), lines)
    records = records_of(lines, found.dialect, found.width, max_cell)
    return found.dialect, parts_of(records, folder, lone=lone, first_row=1 + found.named)


def delimited(
    lines: Iterator[str],
    head: str,
    max_cell: int,
    folder: Path | None = None,
    *,
    path: str,
    encoding: str,
) -> tuple[Table, ...]:
    """The tables that a delimited text holds; parameters and errors as `delimited_parts`."""
    dialect, parts = delimited_parts(lines, head, max_cell, folder, lone=False)
    return tables_of(
        [("", part) for part in parts],
        path=path,
        container="csv",
        encoding=encoding,
        dialect=str(dialect),
    )
