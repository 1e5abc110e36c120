"""A table's columns as typed values, by field."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from voiceminer.reading.dates import Dates, dates_of
from voiceminer.reading.looks import Pick
from voiceminer.reading.money import amounts_of
from voiceminer.reading.packed import unpacked
from voiceminer.reading.profile import DATES
from voiceminer.reading.recognition import Recognition
from voiceminer.reading.tables import LIST, Table
from voiceminer.reading.words import EMPTY, flag

_LONGEST_EMPTY = max(map(len, EMPTY))
_GOOD = {"good": 1.0, "great": 1.0, "amazing": 1.0, "okay": 0.5, "bad": 0.0, "not good": 0.0}


class Cells:
    """Values per field, each as long as the table has rows."""

    def __init__(self, table: Table, recognition: Recognition) -> None:
        self.table = table
        self.recognition = recognition
        self.size = len(table)
        self.whole = self
        if table.judged is not None:
            whole = dataclasses.replace(table, cells=table.judged, judged=None)
            self.whole = Cells(whole, recognition)

    def events(self) -> list[str]:
        """What kind of event a row is; empty where it is a record."""
        only = self.recognition.only
        if only is None:
            return [""] * self.size
        return [c if c.casefold() not in only[1] else "" for c in self._column(only[0])]

    def has(self, field: str) -> bool:
        """Whether a column was found for it."""
        return field in self.recognition.fields

    def words(self, field: str) -> list[str]:
        """The cell, of a list its first item; empty where nothing is said."""
        if not self.has(field):
            return [""] * self.size
        cells = [
            cell.split(LIST, 1)[0].strip() if LIST in cell else cell for cell in self._raw(field)
        ]
        meant = self.recognition.words.get(field)
        return [meant.get(c.casefold(), c) for c in cells] if meant else cells

    def text(self, field: str) -> list[str]:
        """The cell whole; the items of a list are sentences of one text."""
        if not self.has(field):
            return [""] * self.size
        cells = [cell.replace(LIST, " ") if LIST in cell else cell for cell in self._raw(field)]
        return unpacked(cells) or cells

    def flags(self, field: str) -> list[bool | None]:
        """Yes, no, or nothing said."""
        if not self.has(field):
            return [None] * self.size
        return [flag(c) if c else None for c in self.words(field)]

    def dates(self, field: str) -> Dates:
        """Instants in UTC; see `Dates`.

        A column that can be read both ways is read as the table's other dates are.
        """
        cells = self.words(field)
        dates = dates_of(cells, judged=self._judged(field, cells))
        if not dates.undecided or dates.order not in {"day first", "month first"}:
            return dates
        names = sorted(DATES & self.recognition.fields.keys())
        others = (dates_of(self.whole.words(name)) for name in names)
        orders = {d.order for d in others if not d.undecided} & {"day first", "month first"}
        return dates_of(cells, orders.pop()) if len(orders) == 1 else dates

    def _judged(self, field: str, cells: list[str]) -> list[str]:
        """The cells by which is decided what a column's cells decide together."""
        return cells if self.whole is self else self.whole.words(field)

    def moments(self, field: str) -> list[datetime | None]:
        """Instants in UTC alone."""
        return self.dates(field).values if self.has(field) else [None] * self.size

    def amounts(self, field: str) -> list[tuple[Decimal | None, str | None]]:
        """Amount and currency."""
        return amounts_of(self.words(field))

    def ratings(self, field: str) -> list[float | None]:
        """Satisfaction in [0, 1]: words, or numbers on the scale that the largest tells."""
        if not self.has(field):
            return [None] * self.size
        cells = self.words(field)
        numbers = [_number(c) for c in cells]
        judged = numbers if self.whole is self else map(_number, self.whole.words(field))
        top = max((n for n in judged if n is not None), default=0.0)
        scale = next((s for s in (1.0, 5.0, 10.0, 100.0) if top <= s), None)
        return [
            _GOOD.get(cell.casefold()) if number is None or scale is None else _rated(number, scale)
            for cell, number in zip(cells, numbers, strict=True)
        ]

    def named(self, picks: Sequence[Pick]) -> list[str]:
        """Values of columns that are no field: the first that says something."""
        return [c.replace(LIST, "; ") for c in self._picked(picks)]

    def _raw(self, field: str) -> list[str]:
        return self._picked(self.recognition.fields.get(field, ()))

    def _picked(self, picks: Sequence[Pick]) -> list[str]:
        if not picks:
            return [""] * self.size
        values = self._column(picks[0])
        for pick in picks[1:]:
            if all(values):
                break
            values = [v or w for v, w in zip(values, self._column(pick), strict=True)]
        return values

    def _column(self, pick: Pick) -> list[str]:
        return [_said(cell) for cell in pick.of(self.table)]


def _said(cell: str) -> str:
    return "" if len(cell) <= _LONGEST_EMPTY and cell.casefold() in EMPTY else cell


def _number(cell: str) -> float | None:
    try:
        return float(cell.rstrip("%").replace(",", ".")) if cell else None
    except ValueError:
        return None


def _rated(number: float, scale: float) -> float | None:
    """Five stars begin at one, the other scales at zero."""
    if number < 0:
        return None
    return max(0.0, (number - 1) / 4) if scale == 5.0 else number / scale
