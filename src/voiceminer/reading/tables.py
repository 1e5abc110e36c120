"""What every container is read into: a table of text cells that knows its rows' numbers."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from voiceminer.reading.columns import Columns, gathered

# joins the items of a list that stood in one JSON field: a character that no export writes
LIST = "\x1f"
# Of a sample no more rows of a table are looked at, so that no more of them have to be made.
MOST_ROWS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Cells as text, as they stand in the file.

    Attributes
    ----------
    path : str
        The file, relative to what the user gave; `archive.zip/member.csv` inside an archive.
    part : str
        Sheet of a workbook, or list inside a JSON record; empty for the file itself.
    header : tuple of str
        Names as written; may repeat.
    cells : Columns
        At least as many columns as the header has, in memory or memory-mapped; and the 1-based
        number of each row as a spreadsheet shows it, for JSON the record's index.
    header_row : int
        1-based row of the header; 0 where there is none (JSON, mail).
    container : str
        csv, xlsx, json, vtt…
    dropped : mapping of reason to number of rows
        Rows that were no records (blank lines are not counted as rows at all).
    judged : Columns or None
        Of a part of a table: rows spread over the whole, by which is decided what one column's
        cells decide together (the order of day and month, the scale of a rating).
    begins : int
        About how many rows the file's table has, where these are only its first; else 0.
    """

    path: str
    header: tuple[str, ...]
    cells: Columns
    container: str
    part: str = ""
    encoding: str = "utf-8"
    dialect: str = ""
    header_row: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    judged: Columns | None = None
    begins: int = 0

    @classmethod
    def of(
        cls,
        rows: Sequence[Sequence[str]],
        numbers: Sequence[int],
        *,
        header: tuple[str, ...],
        **said: Any,
    ) -> Table:
        """A table of rows that are already in memory, each as long as the header."""
        return cls(header=header, cells=gathered(rows, numbers), **said)

    def __len__(self) -> int:
        return len(self.cells)

    @property
    def where(self) -> str:
        """The table's name in sentences."""
        return f"{self.path} ({self.part})" if self.part else self.path

    def column(self, at: int) -> list[str]:
        """The cells of one column, as they stand in the file."""
        return self.cells.column(at)

    def numbers(self) -> list[int]:
        """The number of each row."""
        return self.cells.numbers()

    def rows(self) -> Iterator[tuple[str, ...]]:
        """The rows one by one."""
        return self.cells.rows()

    def head(self, rows: int) -> Table:
        """The table's first rows."""
        return dataclasses.replace(self, cells=self.cells.between(0, rows))

    def begun(self, share: float) -> Table:
        """The table as what it is if only this share of its file was read."""
        # one document, however long it is, is no row of several
        alone = len(self) == 1 and self.container in {"text", "eml"}
        rows = 1 if alone else len(self) / share
        return dataclasses.replace(self, begins=round(rows) + 1)

    def every(self, step: int) -> Table:
        """Every `step`th row of the table."""
        return dataclasses.replace(self, cells=self.cells.every(step))


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """One file as its container has it, or the sentence that says why not."""

    path: str
    sha256: str
    encoding: str
    tables: tuple[Table, ...]
    problem: str = ""
