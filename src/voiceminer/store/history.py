"""history.parquet: the figures of all runs in one table, beside them."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from voiceminer.data import Rows, schema_of
from voiceminer.data.comparison import Kpi
from voiceminer.errors import InputError

NAME = "history.parquet"


def read_history(file: Path) -> Rows[Kpi]:
    """The figures of all runs so far; none where there is no file.

    Raises
    ------
    InputError
        If the file is no such table.
    """
    if not file.is_file():
        return Rows.gather(Kpi)
    try:
        return Rows(Kpi, pq.read_table(file).cast(schema_of(Kpi)))
    except (OSError, ValueError, pa.ArrowException) as error:
        raise InputError(
            f"{file.name}: this is no history of runs ({error}). "
            "Move it away: the next run begins a new one."
        ) from error


def record_history(file: Path, runs: Sequence[Sequence[Kpi]]) -> None:
    """Add the figures of runs; those of a day that is there already take its place."""
    days = {kpi.as_of for kpis in runs for kpi in kpis}
    kept = [kpi for kpi in read_history(file) if kpi.as_of not in days]
    rows = [*kept, *(kpi for kpis in runs for kpi in kpis)]
    rows.sort(key=lambda kpi: (kpi.as_of is not None, kpi.as_of, kpi.topic_id, kpi.measure))
    draft = file.with_name(f".{file.name}.part")
    try:
        pq.write_table(Rows.gather(Kpi, rows).table, draft, compression="zstd")
        draft.replace(file)
    finally:
        with contextlib.suppress(FileNotFoundError):
            draft.unlink()
