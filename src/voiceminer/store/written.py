"""Rows written as they come: parquet, CSV or JSON lines, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import pyarrow.csv
import pyarrow.parquet as pq

from voiceminer.data import Rows
from voiceminer.errors import SettingsError
from voiceminer.store.inert_table import inert

Write = Callable[[Rows[Any]], None]
FORMS = (".parquet", ".csv", ".jsonl")


@contextmanager
def rows_written_to(out: Path | None, stream: IO[str]) -> Iterator[Write]:
    """A function that writes one table after the other, in the form that the name ends in.

    Without a file, JSON lines go to `stream`. A file is there when all is written, and not before.

    Raises
    ------
    SettingsError
        If the name ends in no form that is known.
    """
    if out is None:
        yield lambda rows: _lines(rows, stream)
        return
    if out.suffix not in FORMS:
        raise SettingsError(
            f"{out.name}: rows are written as {', '.join(FORMS)}. End the name in one of these."
        )
    draft = out.with_name(f".{out.name}.part")
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _writer(out.suffix, draft) as write:
            yield write
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _writer(form: str, draft: Path) -> Iterator[Write]:
    if form == ".jsonl":
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            yield lambda rows: _lines(rows, file)
        return
    opened: list[Any] = []

    def write(rows: Rows[Any]) -> None:
        table = rows.table if form == ".parquet" else inert(rows.table)
        if not opened:
            make = pq.ParquetWriter if form == ".parquet" else pyarrow.csv.CSVWriter
            opened.append(make(draft, table.schema))
        opened[0].write_table(table)

    try:
        yield write
    finally:
        for writer in opened:
            writer.close()


def _lines(rows: Rows[Any], file: IO[str]) -> None:
    for row in rows:
        file.write(json.dumps(asdict(row), ensure_ascii=False, default=str) + "\n")
