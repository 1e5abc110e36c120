"""What a record is, and a table of records. Imports nothing of voiceminer."""

from __future__ import annotations

import dataclasses
import mmap
import operator
import tempfile
import types
import typing
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any, Generic, TypeVar, dataclass_transform

import pyarrow as pa

if TYPE_CHECKING:
    import pandas as pd

R = TypeVar("R")
T = TypeVar("T")

# 20 digits before the point hold any sum of money on record; four after it hold the
# three that the dinars of Kuwait and Bahrain need, and one more.
MONEY = pa.decimal128(24, 4)

# Records that are gathered at a time, and bytes of them from which on they go to disk.
_BATCH = 8_192
IN_MEMORY = 64_000_000

_ARROW: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
    Decimal: MONEY,
}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """A frozen, slotted, keyword-only dataclass: one row of one table."""
    return dataclasses.dataclass(frozen=True, slots=True, kw_only=True)(cls)


def _arrow_type(hint: Any) -> pa.DataType:
    """Arrow's type for a field's annotation; `X | None` is X, since every column may be null."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _arrow_type(next(a for a in args if a is not type(None)))
    if origin is typing.Literal:
        return pa.string()
    if origin is tuple:
        return pa.list_(_arrow_type(args[0]))
    if origin is dict:
        return pa.map_(_arrow_type(args[0]), _arrow_type(args[1]))
    return _ARROW[hint]


def schema_of(cls: type[Any]) -> pa.Schema:
    """The Arrow schema of a record class: its fields, in order, are the columns on disk."""
    hints = typing.get_type_hints(cls)
    return pa.schema([(f.name, _arrow_type(hints[f.name])) for f in _fields(cls)])


def _fields(cls: Any) -> tuple[dataclasses.Field[Any], ...]:
    return dataclasses.fields(cls)


class Rows(Generic[R]):
    """An Arrow table read as records of one class.

    Parameters
    ----------
    of : type
        The record class.
    table : pyarrow.Table
        Columns as `schema_of(of)`; may be memory-mapped.
    """

    __slots__ = ("_given", "_table", "of")

    def __init__(self, of: type[R], table: pa.Table | None) -> None:
        self.of = of
        self._table = table
        self._given: list[R] | None = None

    @classmethod
    def gather(cls, of: type[R], records: Iterable[R] = ()) -> Rows[R]:
        """A table of the given records, gathered column by column."""
        gathered = cls(of, None)
        money = [field.name for field in schema_of(of) if field.type == MONEY]
        # without their padding, as they are read from disk
        gathered._given = [_plain(r, money) for r in records] if money else list(records)
        return gathered

    @property
    def table(self) -> pa.Table:
        """The Arrow table; of gathered records it is made when it is first asked for.

        Arrow imports pandas with the first list that it is given: half a second, which who only
        looks into files never needs.
        """
        if self._table is None:
            self._table = _gathered(self._given or [], schema_of(self.of))
        return self._table

    def __len__(self) -> int:
        return int(self.table.num_rows) if self._given is None else len(self._given)

    def __iter__(self) -> Iterator[R]:
        # making 25,000 records anew costs half a second each time that a stage reads them
        return self._made() if self._given is None else iter(self._given)

    def _made(self) -> Iterator[R]:
        names = self.table.schema.names
        make = [_inward(self.table.schema.field(n).type) for n in names]
        for batch in self.table.to_batches(max_chunksize=8192):
            columns = [
                [m(v) for v in c.to_pylist()] for m, c in zip(make, batch.columns, strict=True)
            ]
            for values in zip(*columns, strict=True):
                yield self.of(**dict(zip(names, values, strict=True)))

    def __getitem__(self, at: int) -> R:
        at = range(len(self))[at]
        if self._given is not None:
            return self._given[at]
        return next(iter(Rows(self.of, self.table.slice(at, 1))))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Rows) and self.of is other.of and bool(self.table.equals(other.table))
        )

    __hash__ = None  # type: ignore[assignment]  # tables compare by content, so they have no hash

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {self.of.__name__}>"

    def _repr_html_(self) -> str:
        return str(self.to_pandas().head(20).to_html())

    def column(self, name: str) -> list[Any]:
        """One column as a list of Python values."""
        if self._given is not None:
            return list(map(operator.attrgetter(name), self._given))
        make = _inward(self.table.schema.field(name).type)
        return [make(v) for v in self.table.column(name).to_pylist()]

    def to_pandas(self) -> pd.DataFrame:
        """The table as a DataFrame."""
        return self.table.to_pandas()


class Gatherer(Generic[R]):
    """Records on their way into a table: gathered in batches, on disk when they grow many.

    The file has no name, so that it is gone with the process however that ends; what is mapped
    from it can be read as long as somebody holds it.
    """

    def __init__(self, of: type[R]) -> None:
        self.of = of
        self._schema = schema_of(of)
        self._rows: list[R] = []
        self._parts: list[pa.Table] = []
        self._nbytes = 0
        self._file: IO[bytes] | None = None
        self._writer: Any = None

    def add(self, record: R) -> None:
        """One more record."""
        self._rows.append(record)
        if len(self._rows) == _BATCH:
            self._flush()

    def done(self) -> Rows[R]:
        """The table of all records, in the order in which they came."""
        if not self._parts and self._file is None:
            return Rows.gather(self.of, self._rows)
        self._flush()
        if self._file is None:
            return Rows(self.of, pa.concat_tables(self._parts))
        self._store()
        self._writer.close()
        self._file.flush()
        mapped = pa.py_buffer(mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ))
        self._file.close()
        return Rows(self.of, pa.ipc.open_file(pa.BufferReader(mapped)).read_all())

    def _flush(self) -> None:
        part = _gathered(self._rows, self._schema)
        self._rows = []
        self._parts.append(part)
        self._nbytes += part.nbytes
        if self._nbytes > IN_MEMORY:
            self._store()

    def _store(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed by done, or with the process
            self._writer = pa.ipc.new_file(self._file, self._schema)
        for part in self._parts:
            self._writer.write_table(part)
        self._parts, self._nbytes = [], 0


def _gathered(rows: list[Any], schema: pa.Schema) -> pa.Table:
    columns = [pa.array(_column(rows, field.name, field.type), type=field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _column(rows: list[Any], name: str, kind: pa.DataType) -> list[Any]:
    """One field of all records; Arrow takes a map as its items."""
    values = map(operator.attrgetter(name), rows)
    return [list(v.items()) for v in values] if pa.types.is_map(kind) else list(values)


def _inward(kind: pa.DataType) -> Any:
    """How a column's Python values become a field's: lists are tuples, maps are dicts."""
    if pa.types.is_map(kind):
        return lambda v: dict(v or ())
    if pa.types.is_list(kind):
        return lambda v: tuple(v or ())
    if pa.types.is_decimal(kind):
        # 100.0000 and 100 are one amount: without the padding it prints as the export had it
        return lambda v: None if v is None else plain(v)
    return lambda v: v


def _plain(row: R, money: Sequence[str]) -> R:
    amounts = {name: getattr(row, name) for name in money}
    bare = {name: plain(amount) for name, amount in amounts.items() if amount is not None}
    return dataclasses.replace(row, **bare) if bare else row  # type: ignore[type-var]  # a record is a dataclass


def plain(amount: Decimal) -> Decimal:
    """The same amount without trailing zeros behind the point and without an exponent."""
    short = amount.normalize()
    return short.quantize(Decimal(1)) if short.as_tuple().exponent > 0 else short  # type: ignore[operator]  # finite amounts have an integer exponent
