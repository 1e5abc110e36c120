"""Workbooks (xlsx, xls, xlsb, ods) to tables, one per sheet, by python-calamine."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import Any

from voiceminer.reading.delimited import below, header_at
from voiceminer.reading.tables import Table


def sheets(data: bytes, path: str) -> tuple[Table, ...]:
    """Every sheet with at least a header and one row.

    Raises
    ------
    python_calamine.CalamineError
        If the bytes are no workbook.
    """
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = []
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        # leading empty rows are kept, so that row numbers are those that the user sees
        records = [[_text(c) for c in row] for row in sheet.to_python(skip_empty_area=False)]
        at = header_at(records)
        if len(records) <= at + 1:
            continue
        header, cells, dropped = below(records[at], records[at + 1 :], at + 2)
        found.append(
            Table(
                path=path,
                part=name,
                header=header,
                cells=cells,
                container="xlsx",
                dialect="workbook",
                header_row=at + 1,
                dropped=dropped,
            )
        )
    if len(found) == 1:
        only = found[0]
        return (_without_part(only),)
    return tuple(found)


def _without_part(table: Table) -> Table:
    import dataclasses

    return dataclasses.replace(table, part="")


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
