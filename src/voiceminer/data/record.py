"""What a record is, and a table of records. Imports nothing of voiceminer."""

from __future__ import annotations

import dataclasses
import operator
import types
import typing
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, TypeVar, dataclass_transform

import pyarrow as pa

if TYPE_CHECKING:
    import pandas as pd

R = TypeVar("R")
T = TypeVar("T")

# 20 digits before the point hold any sum of money on record; four after it hold the
# three that the dinars of Kuwait and Bahrain need, and one more.
MONEY = pa.decimal128(24, 4)

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

    __slots__ = ("_records", "of", "table")

    def __init__(self, of: type[R], table: pa.Table) -> None:
        self.of = of
        self.table = table
        self._records: list[R] | None = None

    @classmethod
    def gather(cls, of: type[R], records: Iterable[R] = ()) -> Rows[R]:
        """A table of the given records, gathered column by column."""
        rows = list(records)
        schema = schema_of(of)
        columns = [
            pa.array(_column(rows, field.name, field.type), type=field.type) for field in schema
        ]
        gathered = cls(of, pa.Table.from_arrays(columns, schema=schema))
        # making 25,000 records anew costs half a second each time that a stage reads them; those
        # with amounts are made anew all the same, so that they lose their padding as on disk
        if MONEY not in schema.types:
            gathered._records = rows
        return gathered

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __iter__(self) -> Iterator[R]:
        return self._made() if self._records is None else iter(self._records)

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
        if self._records is not None:
            return self._records[at]
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
        make = _inward(self.table.schema.field(name).type)
        return [make(v) for v in self.table.column(name).to_pylist()]

    def to_pandas(self) -> pd.DataFrame:
        """The table as a DataFrame."""
        return self.table.to_pandas()


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


def plain(amount: Decimal) -> Decimal:
    """The same amount without trailing zeros behind the point and without an exponent."""
    short = amount.normalize()
    return short.quantize(Decimal(1)) if short.as_tuple().exponent > 0 else short  # type: ignore[operator]  # finite amounts have an integer exponent
