"""Parquet to a table, by pyarrow: nested columns are read as JSON's are."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from voiceminer.reading.structured import Records
from voiceminer.reading.tables import MOST_ROWS, Table

_MARK = b"PAR1"
# Rows that are made into records at a time.
_BATCH = 2_048


def is_parquet(begin: bytes) -> bool:
    """Whether a file begins as Parquet does."""
    return begin.startswith(_MARK)


def parquet(
    data: bytes, path: str, share: float = 1.0, folder: Path | None = None
) -> Iterable[Table]:
    """Its rows, or of the first share of them as many as are looked at, numbered from 1.

    Raises
    ------
    OSError
        If the file is broken (pyarrow's own error is one or a ValueError).
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = Records(folder)
    try:
        file = pq.ParquetFile(io.BytesIO(data))
        wanted = math.ceil(share * file.metadata.num_rows)
        if share < 1:
            wanted = min(wanted, MOST_ROWS)
        for batch in file.iter_batches(_BATCH):
            for record in batch.to_pylist():
                rows.add(1 + rows.seen, {k: _plain(v) for k, v in record.items()})
            if rows.seen >= wanted:
                break
    except (pa.ArrowException, ValueError, OverflowError) as error:
        raise OSError(str(error)) from error
    found = rows.done(path=path, container="parquet", part="", encoding="utf-8", dropped={})
    if rows.seen < (number := file.metadata.num_rows):
        return [table.begun(rows.seen / number) for table in found]
    return found


def _plain(value: Any) -> Any:
    """Values that JSON has too; days and times as ISO, which every date column can hold."""
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return next((write(value) for kind, write in _WRITTEN if isinstance(value, kind)), value)


def _number(value: float) -> str | None:
    """As it would be typed: pandas keeps ids with gaps as floats, and writes NaN for nothing."""
    if math.isnan(value):
        return None
    return str(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(value)


_WRITTEN: tuple[tuple[type | tuple[type, ...], Callable[[Any], Any]], ...] = (
    ((datetime, date, time), lambda moment: moment.isoformat()),
    (timedelta, lambda span: str(span.total_seconds())),
    (bytes, lambda raw: raw.decode("utf-8", errors="replace")),
    (float, _number),
)
