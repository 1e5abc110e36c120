"""The beginning of large files: enough to see what they are and how they link, in a moment."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, islice, zip_longest
from pathlib import Path, PurePosixPath
from typing import Any

from voiceminer.data import Engine
from voiceminer.reading.containers import loaded
from voiceminer.reading.content import Source
from voiceminer.reading.fields import What
from voiceminer.reading.mapping import mapping_of
from voiceminer.reading.recognition import recognised
from voiceminer.reading.tables import MOST_ROWS, Loaded, Table
from voiceminer.settings import ReadingSettings

# Of texts, so many rows: a share linked of 0.5 is then known to ± 0.02. Of several tables a part of
# as many, but never less than tells what they are.
TEXTS = 2_000
_LEAST_TEXTS = 200
# What texts are linked to is read whole up to here: a share linked to half of the accounts would be
# half of the truth. A row costs 50 to 70 µs, so this much takes half a second.
OTHERS = MOST_ROWS
# Files with more bytes than this, together, are not read whole for that either.
WHOLE_BYTES = 4_000_000
# So many files are looked at: a workspace's export has one for each channel and day, and each takes
# some milliseconds however small it is.
FILES = 60
# Less of a file would not hold the rows by which columns are known.
_LEAST_BYTES = 100_000
_LINKED_TO: frozenset[What] = frozenset({"deals", "accounts", "people", "links"})


def sampled(
    found: Sequence[Source],
    settings: ReadingSettings,
    mapping: Mapping[str, Any],
    *,
    engine: Engine,
    folder: Path,
) -> tuple[list[Loaded], int]:
    """Files with the first rows of each of their tables, smaller ones whole; and how many not."""
    looked = _spread(found)
    begin = _begin(looked, settings.sample_bytes)
    begun = [dataclasses.replace(s, begin=begin) for s in looked]
    files = engine.map("sampling", loaded, [(source, settings, folder) for source in begun])
    small = []
    left = WHOLE_BYTES
    for i, (source, file) in sorted(
        enumerate(zip(looked, files, strict=True)), key=lambda f: f[1][0].size
    ):
        if source.size <= left and any(t.begins and _linked_to(t, mapping) for t in file.tables):
            left -= source.size
            small.append((i, (source, settings, folder)))
    whole = engine.map("reading", loaded, [part for _, part in small])
    for (i, _), file in zip(small, whole, strict=True):
        files[i] = file
    return _cut(files, mapping), len(found) - len(looked)


def _spread(found: Sequence[Source]) -> list[Source]:
    """So many of the files, some of every kind in every folder, spread over each."""
    if len(found) <= FILES:
        return list(found)
    alike: defaultdict[PurePosixPath, list[Source]] = defaultdict(list)
    for source in found:
        path = PurePosixPath(source.path)
        alike[path.parent / path.suffix].append(source)
    # of each kind the first, then the middle one, then those between: as far as there is room
    ordered = ([own[i] for i in sorted(range(len(own)), key=_halved)] for own in alike.values())
    turns = zip_longest(*ordered)
    chosen = islice((s for s in chain.from_iterable(turns) if s is not None), FILES)
    return sorted(chosen, key=lambda source: source.path)


def _halved(place: int) -> str:
    """Orders places so that the first of them are spread over all: by their bits, lowest first."""
    return f"{place:b}"[::-1].ljust(32, "0")


def _begin(found: Sequence[Source], most: int) -> int:
    """How many bytes of each file are read: that many in all, of which small ones need less."""
    left = most
    sizes = sorted(source.size for source in found)
    for n, size in enumerate(sizes):
        share = left // (len(sizes) - n)
        if size > share:
            return min(most, max(_LEAST_BYTES, share))
        left -= size
    return most


def _linked_to(table: Table, mapping: Mapping[str, Any]) -> bool:
    return recognised(table, mapping_of(table, mapping)).what in _LINKED_TO


def _cut(files: Sequence[Loaded], mapping: Mapping[str, Any]) -> list[Loaded]:
    """The files with as many rows of each table as are needed to judge it."""
    tables = [table for file in files for table in file.tables]
    long = [len(table) > TEXTS and _linked_to(table, mapping) for table in tables]
    others = OTHERS // max(1, sum(long))
    large = sum(len(table) > _LEAST_TEXTS for table in tables) - sum(long)
    texts = max(_LEAST_TEXTS, TEXTS // max(1, large))
    cut = iter(
        [
            _head(table, max(others, TEXTS) if is_long else texts)
            for table, is_long in zip(tables, long, strict=True)
        ]
    )
    return [
        dataclasses.replace(file, tables=tuple(islice(cut, len(file.tables)))) for file in files
    ]


def _head(table: Table, rows: int) -> Table:
    if len(table) <= rows:
        return table
    return dataclasses.replace(table.head(rows), begins=table.begins or len(table))
