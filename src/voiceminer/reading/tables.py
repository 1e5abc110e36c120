"""What every container is read into: a table of text cells that knows its rows' numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

# joins the items of a list that stood in one JSON field: a character that no export writes
LIST = "\x1f"


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
    rows : sequence of sequences of str
        As long as the header.
    numbers : sequence of int
        1-based row of each record, as a spreadsheet shows it; for JSON the record's index.
    header_row : int
        1-based row of the header; 0 where there is none (JSON, mail).
    container : str
        csv, xlsx, json, vtt…
    dropped : mapping of reason to number of rows
        Rows that were no records (blank lines are not counted as rows at all).
    """

    path: str
    header: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int]
    container: str
    part: str = ""
    encoding: str = "utf-8"
    dialect: str = ""
    header_row: int = 0
    dropped: dict[str, int] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """The table's name in sentences."""
        return f"{self.path} ({self.part})" if self.part else self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """One file as its container has it, or the sentence that says why not."""

    path: str
    sha256: str
    encoding: str
    tables: tuple[Table, ...]
    problem: str = ""
