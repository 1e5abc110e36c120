"""Workbooks (xlsx, xls, xlsb, ods) to tables, one per sheet, by python-calamine."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from voiceminer.reading.columns import batched
from voiceminer.reading.layout import Part, parts_of, tables_of
from voiceminer.reading.tables import Table

# how workbooks begin: as a zip archive (xlsx, xlsb, ods), or as OLE (xls)
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def workbook_parts(
    data: bytes, *, lone: bool, rows: int | None = None
) -> Iterator[tuple[Part, str]]:
    """Every table of a workbook with the name of its sheet; `lone` as in `parts_of`.

    Of each sheet all rows, or so many.

    Raises
    ------
    python_calamine.CalamineError
        If the bytes are no workbook.
    """
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        # leading empty rows are kept, so that row numbers are those that the user sees
        cells = sheet.to_python(skip_empty_area=False, nrows=rows)
        records = [[_text(c) for c in row] for row in cells]
        for part in parts_of(batched(records), lone=lone):
            if part.names or len(part.cells):
                yield part, name


def sheets(
    data: bytes, path: str, shares: Mapping[str, float] | None = None, rows: int | None = None
) -> tuple[Table, ...]:
    """Every table with at least a header and one row; errors as `workbook_parts`.

    Parameters
    ----------
    data, path : bytes and str
    shares : mapping of name to float, optional
        Of sheets that were cut, which share of them is left.
    rows : int, optional
        Most rows of a sheet that are read.
    """
    parts = [(sheet, part) for part, sheet in workbook_parts(data, lone=False, rows=rows)]
    found = tables_of(parts, path=path, container="xlsx", dialect="workbook")
    filled = [sheet for sheet, part in parts if len(part.cells)]
    return tuple(
        table.begun(shares[sheet]) if shares and sheet in shares else table
        for table, sheet in zip(found, filled, strict=True)
    )


def _text(cell: Any) -> str:
    """A cell as it would be typed: whole numbers without a point, dates as ISO."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e18 else repr(cell)
    if isinstance(cell, (datetime, date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell.total_seconds())
    return str(cell) if cell is not None else ""
