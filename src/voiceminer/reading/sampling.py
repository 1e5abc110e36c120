"""The beginning of large files: enough to see what they are and how they link, in a moment."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from voiceminer.data import Engine
from voiceminer.reading.containers import loaded
from voiceminer.reading.content import Source
from voiceminer.reading.fields import What
from voiceminer.reading.mapping import mapping_of
from voiceminer.reading.recognition import recognised
from voiceminer.reading.tables import Loaded, Table
from voiceminer.settings import ReadingSettings

# Of texts, so many rows: a share linked of 0.5 is then known to ± 0.02.
TEXTS = 2_000
# What texts are linked to is read whole up to here: a share linked to half of the accounts would be
# half of the truth. A row costs 50 to 70 µs, so this much takes half a second.
OTHERS = 10_000
# Files with more bytes than this are not read whole for that either.
WHOLE_BYTES = 4_000_000
_LINKED_TO: frozenset[What] = frozenset({"deals", "accounts", "people", "links"})


def sampled(
    found: Sequence[Source],
    settings: ReadingSettings,
    mapping: Mapping[str, Any],
    *,
    engine: Engine,
    folder: Path,
) -> list[Loaded]:
    """Files with the first rows of each of their tables; smaller ones whole."""
    begun = [dataclasses.replace(s, begin=settings.sample_bytes) for s in found]
    files = engine.map("sampling", loaded, [(source, settings, folder) for source in begun])
    small = [
        (i, (source, settings, folder))
        for i, (source, file) in enumerate(zip(found, files, strict=True))
        if any(t.begins for t in file.tables)
        and source.disk.stat().st_size <= WHOLE_BYTES
        and any(_linked_to(t, mapping) for t in file.tables)
    ]
    whole = engine.map("reading", loaded, [part for _, part in small])
    for (i, _), file in zip(small, whole, strict=True):
        files[i] = file
    return [_cut(file, mapping) for file in files]


def _linked_to(table: Table, mapping: Mapping[str, Any]) -> bool:
    return recognised(table, mapping_of(table, mapping)).what in _LINKED_TO


def _cut(file: Loaded, mapping: Mapping[str, Any]) -> Loaded:
    tables = (
        _head(table, OTHERS if len(table) > TEXTS and _linked_to(table, mapping) else TEXTS)
        for table in file.tables
    )
    return dataclasses.replace(file, tables=tuple(tables))


def _head(table: Table, rows: int) -> Table:
    if len(table) <= rows:
        return table
    return dataclasses.replace(table.head(rows), begins=table.begins or len(table))
