"""Raw tables, public: any delimited file or workbook as text, with nothing told about it."""

from __future__ import annotations

import csv
import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from voiceminer.errors import InputError
from voiceminer.reading.columns import Columns, scratch
from voiceminer.reading.content import (
    BROKEN,
    ChangedError,
    Content,
    Source,
    TooLargeError,
    reason_of,
)
from voiceminer.reading.delimited import delimited_parts
from voiceminer.reading.dialects import Dialect
from voiceminer.reading.encodings import encoding_of, lines_of, text_head
from voiceminer.reading.layout import Part, joined_names
from voiceminer.reading.spreadsheets import SPREADSHEETS, workbook_parts
from voiceminer.settings import ReadingSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """One table as it stands in a file, every cell text.

    Attributes
    ----------
    header : tuple of str
        The names of the columns, as written; they may repeat. Those of several header rows are
        joined by a space. Where the file has no names this is its first record, and `header_row`
        is 0: `[table.header, *table.rows]` is the whole table either way.
    rows : sequence of tuples of str
        The records below, each with as many cells as it has in the file: rows may be shorter or
        longer than the header. Blank lines are no rows. Large tables lie in a mapped file, and
        their rows are read when they are asked for.
    encoding : str
        Of the text; empty for a workbook.
    dialect : Dialect or None
        Delimiter, quote, escape; None for a workbook.
    header_row : int
        1-based row in which the header stood, as a spreadsheet counts; 0 if there are no names.
        What stood above it (titles, notes) is no part of the table.
    sheet : str
        Its sheet in a workbook.
    others : tuple of RawTable
        Further tables of the file: below the first, or on other sheets.
    """

    header: tuple[str, ...]
    rows: Columns
    encoding: str
    dialect: Dialect | None
    header_row: int
    sheet: str = ""
    others: tuple[RawTable, ...] = ()

    def column(self, name: str | int) -> list[str]:
        """The cells of a column by its name (the first that has it) or its place.

        Raises
        ------
        KeyError
            If no column has that name.
        """
        if isinstance(name, int):
            return self.rows.column(range(max(len(self.header), self.rows.width))[name])
        if name not in self.header:
            raise KeyError(name)
        return self.rows.column(self.header.index(name))

    def numbers(self) -> list[int]:
        """The 1-based row of each record in its file or sheet, as a spreadsheet counts."""
        return self.rows.numbers()


def read_table(path: str | Path, settings: ReadingSettings | None = None) -> RawTable:
    r"""The table that a delimited file or a workbook holds, told nothing about it.

    Encoding, delimiter, quote and escape are found from the file, as is where its header stands
    and whether more than one row, or none, is header. Records with stray quotes are mended to the
    usual number of cells where one way of cutting them gives it.

    Parameters
    ----------
    path : str or Path
        A CSV or TSV of any dialect, or an XLSX, XLS, XLSB or ODS workbook; also gzipped.
    settings : ReadingSettings, optional
        Limits: longest cell, largest file.

    Returns
    -------
    RawTable
        The first table; `others` has the rest. An empty file is a table without a column.

    Raises
    ------
    InputError
        If the file is not there, cannot be opened, is over a limit, or is neither text nor a
        workbook.

    Notes
    -----
    A table is read in batches and goes to a temporary file from 64 MB on, so a file of any size is
    read in a few hundred megabytes.

    References
    ----------
    The defects that it is made for are those of Vitagliano, Hameed, Jiang, Reisener, Wu and
    Naumann, "Pollock: a data loading benchmark", VLDB 2023.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "export.csv"
    ...     _ = file.write_text("Open cases\n\nid;what\n007;'slow; very'\n8;'late'\n")
    ...     table = read_table(file)
    >>> table.header, list(table.rows), table.header_row
    (('id', 'what'), [('007', 'slow; very'), ('8', 'late')], 3)
    >>> str(table.dialect), table.encoding
    (";, quote '", 'utf-8')
    """
    path = Path(path)
    settings = settings or ReadingSettings()
    if not path.is_file():
        raise InputError(f"{path}: there is no such file. Check the path.")
    try:
        content = Content(Source(path=path.name, disk=path.resolve()), settings, hashed=False)
        if content.head.startswith(SPREADSHEETS):
            return _workbook(content)
        return _text(content, settings)
    except csv.Error as error:
        raise InputError(
            f"{path.name}: a cell is longer than reading.max_cell ({settings.max_cell:,}"
            f" characters; {error}). Raise the limit."
        ) from error
    except (TooLargeError, ChangedError) as error:
        raise InputError(f"{path.name}: {error}") from error
    except BROKEN as error:
        reason = reason_of(error)
        raise InputError(f"{path.name}: cannot be opened ({reason}). Export it again.") from error


def _text(content: Content, settings: ReadingSettings) -> RawTable:
    if not content.head.strip():
        return RawTable(
            header=(), rows=Columns.none(), encoding="utf-8", dialect=Dialect(), header_row=0
        )
    encoding = encoding_of(content)
    if encoding is None:
        raise InputError(
            f"{content.path}: binary, neither text nor a workbook. Export it as CSV or XLSX."
        )
    with scratch() as folder, lines_of(content, encoding) as lines, _resting_collector():
        head = text_head(content, encoding)
        dialect, parts = delimited_parts(lines, head, settings.max_cell, folder, lone=True)
    return _table([(part, "") for part in parts], encoding.name, dialect)


@contextmanager
def _resting_collector() -> Iterator[None]:
    """Python's collector of cycles rests: a row is a list of texts, and no part of any cycle.

    Looking through hundreds of thousands of them takes an eighth of the time that reading takes.
    """
    working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if working:
            gc.enable()


def _workbook(content: Content) -> RawTable:
    from python_calamine import CalamineError

    try:
        parts = list(workbook_parts(content.read(), lone=True))
    except (CalamineError, ValueError, OSError) as error:
        raise InputError(
            f"{content.path}: no workbook that can be opened ({error}). Save it again."
        ) from error
    return _table(parts, "", None)


def _table(parts: Sequence[tuple[Part, str]], encoding: str, dialect: Dialect | None) -> RawTable:
    others: tuple[RawTable, ...] = ()
    for part, sheet in reversed(parts[1:]):
        others = (_raw(part, sheet, encoding, dialect, ()), *others)
    first, sheet = parts[0] if parts else (Part((), 0, Columns.none(), {}), "")
    return _raw(first, sheet, encoding, dialect, others)


def _raw(
    part: Part,
    sheet: str,
    encoding: str,
    dialect: Dialect | None,
    others: tuple[RawTable, ...],
) -> RawTable:
    header, rows = joined_names(part.names, once=False), part.cells
    if not part.names and len(rows):
        header, rows = rows[0], rows.between(1)
    return RawTable(
        header=header,
        rows=rows,
        encoding=encoding,
        dialect=dialect,
        header_row=part.header_row,
        sheet=sheet,
        others=others,
    )
