"""Parquet to a table, by pyarrow: nested columns are read as JSON's are."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from voiceminer.reading.structured import record_tables
from voiceminer.reading.tables import Table

_MARK = b"PAR1"


def is_parquet(data: bytes) -> bool:
    """Whether the bytes are a whole Parquet file."""
    return data.startswith(_MARK) and data.endswith(_MARK)


def parquet(data: bytes, path: str) -> Iterable[Table]:
    """Its rows, numbered from 1.

    Raises
    ------
    OSError
        If the file is broken (pyarrow's own error is one or a ValueError).
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(io.BytesIO(data))
        records = table.to_pylist()
    except (pa.ArrowException, ValueError, OverflowError) as error:
        raise OSError(str(error)) from error
    named = [(n, {k: _plain(v) for k, v in record.items()}) for n, record in enumerate(records, 1)]
    return record_tables(named, path, container="parquet")


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
