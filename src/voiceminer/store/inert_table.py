"""Tables for spreadsheets."""

from __future__ import annotations

import pyarrow as pa

from voiceminer.inert import cell


def inert(table: pa.Table) -> pa.Table:
    """The table with no text that a spreadsheet would run as a formula."""
    for at, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            cells = [cell(text) if text else text for text in table.column(at).to_pylist()]
            table = table.set_column(at, field, pa.array(cells, type=field.type))
    return table
