"""One writer and one reader for every value: its annotations say how each field is kept.

A table of records is a parquet file, an array a `.npy`, files in bytes are a folder, a value
inside a value is a folder, and what is left (names, dates, settings) stands in `value.json`.
"""

from __future__ import annotations

import dataclasses
import json
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pyarrow.parquet as pq
from pydantic import TypeAdapter

from voiceminer.data import Rows, schema_of
from voiceminer.settings import Settings

V = TypeVar("V")

# What runs made before it was known do not have: their value's default stands.
_WITH_DEFAULT = frozenset({"wordings"})


def write_value(value: Any, folder: Path, *, top: Path) -> None:
    """Write a frozen value into `folder`; arrays and files in bytes go below `top`."""
    folder.mkdir(parents=True, exist_ok=True)
    rest = {}
    for name, hint in _fields(type(value)):
        part = getattr(value, name)
        if typing.get_origin(hint) is Rows:
            pq.write_table(part.table, folder / f"{name}.parquet", compression="zstd")
        elif dataclasses.is_dataclass(hint):
            write_value(part, folder / name, top=top)
        elif typing.get_origin(hint) is np.ndarray:
            (top / "vectors").mkdir(exist_ok=True)
            np.save(top / "vectors" / f"{name}.npy", part, allow_pickle=False)
        elif hint == Mapping[str, bytes]:
            (top / name).mkdir(exist_ok=True)
            for file, content in part.items():
                (top / name / file).write_bytes(content)
        else:
            rest[name] = TypeAdapter(hint).dump_python(part, mode="json")
    if rest:
        text = json.dumps(rest, indent=2, sort_keys=True, ensure_ascii=False)
        (folder / "value.json").write_text(text + "\n", encoding="utf-8")


def read_value(cls: type[V], folder: Path, *, top: Path) -> V:
    """The value that `write_value` wrote; tables are memory-mapped."""
    rest_file = folder / "value.json"
    rest = json.loads(rest_file.read_text(encoding="utf-8")) if rest_file.exists() else {}
    fields: dict[str, Any] = {}
    for name, hint in _fields(cls):
        if typing.get_origin(hint) is Rows:
            of = typing.get_args(hint)[0]
            table = pq.read_table(folder / f"{name}.parquet", memory_map=True)
            fields[name] = Rows(of, table.cast(schema_of(of)))
        elif dataclasses.is_dataclass(hint):
            fields[name] = read_value(typing.cast("type[Any]", hint), folder / name, top=top)
        elif typing.get_origin(hint) is np.ndarray:
            fields[name] = np.load(top / "vectors" / f"{name}.npy", allow_pickle=False)
        elif hint == Mapping[str, bytes]:
            fields[name] = {f.name: f.read_bytes() for f in sorted((top / name).iterdir())}
        elif name in rest or name not in _WITH_DEFAULT:
            fields[name] = TypeAdapter(hint).validate_python(rest[name], strict=False)
    return cls(**fields)


def _fields(cls: type[Any]) -> Iterator[tuple[str, Any]]:
    # data may not import the settings, so there they are a name for type checkers only
    hints = typing.get_type_hints(cls, localns={"Settings": Settings})
    return ((f.name, hints[f.name]) for f in dataclasses.fields(cls))
