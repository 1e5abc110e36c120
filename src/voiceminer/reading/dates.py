"""Dates as a column has them: one order of day and month for all, never a guess per cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

from voiceminer.reading.words import is_empty

Order = Literal[
    "iso", "day first", "month first", "year first", "epoch", "serial", "words", "mixed"
]

_NUMERIC = re.compile(
    r"^(\d{1,4})[./\- ](\d{1,2})[./\- ](\d{1,4})\.?(?:,?[ T]+(.*))?$",
)
_NAMED = re.compile(
    r"^(\d{1,4})?[./\- ]*([^\W\d_]{3,})\.?[./\- ,]*(\d{1,2})?(?:st|nd|rd|th|\.|º)?,?"
    r"[./\- ]*(?:de )?(\d{2,4})(?:,?\s+(?:at\s+)?(.*))?$"
)
_TIME = re.compile(
    r"^(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?"
    r"\s*([ap])?\.?\s?m?\.?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^-?\d+(?:\.\d+)?$")
# "2026-04-28T15:33:15.438+0200" and "… UTC": fromisoformat wants a colon and a Z
_ISO_TAIL = re.compile(r"\s*(?:UTC|GMT)$|(?<=\d)\s+(?=[+-]\d{2}:?\d{2}$)")
_LONGEST = 80  # characters: no date is longer, and patterns try long runs of spaces many times
_EXCEL_DAY_ZERO = datetime(1899, 12, 30, tzinfo=UTC)

_MONTHS = {
    stem: month
    for month, stems in enumerate(
        ("jan ene gen sty янв", "feb fév fev lut", "mar mär mrt mrz", "apr abr avr kwi", (
            "may mai mag mei maj"
        ),
         "jun juin giu cze", "jul juil lug lip", "aug ago aoû aou sie", "sep set wrz", (
             "oct okt out ott paź paz"
         ),
         "nov lis", "dec dez dic déc gru"),
        1,
    )
    for stem in stems.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """A column's dates.

    Attributes
    ----------
    values : list of datetime or None
        In UTC. A cell without a zone is taken as UTC.
    order : str
        How the cells were read; `mixed` where several ways were needed.
    undecided : bool
        Whether day and month could be the other way round throughout.
    zoned : bool
        Whether the cells carry their zone.
    unreadable : int
        Cells that hold something which is no date.
    """

    values: list[datetime | None]
    order: Order
    undecided: bool
    zoned: bool
    unreadable: int


def dates_of(
    cells: Sequence[str], known: Order | None = None, judged: Sequence[str] | None = None
) -> Dates:
    """Dates of a column. The order of day and month is the one that reads the most cells.

    Parameters
    ----------
    cells : sequence of str
    known : {"day first", "month first"}, optional
        The order, where something else than these cells tells it.
    judged : sequence of str, optional
        The cells that tell it, where these are a part of a larger column.

    Notes
    -----
    12/31/2024 can only be month first, 31/12/2024 only day first; if every cell can be both,
    day first is taken unless the times say am or pm, and the column is marked as undecided.
    """
    cells = [cell[:_LONGEST] for cell in cells]
    order, undecided = (known, False) if known else _order(cells if judged is None else judged)
    seen: dict[str, datetime | None] = {}
    values: list[datetime | None] = []
    unreadable = 0
    for cell in cells:
        if cell not in seen:
            seen[cell] = None if is_empty(cell) else _read(cell.strip(), order)
        value = seen[cell]
        values.append(value)
        if value is None and not is_empty(cell):
            unreadable += 1
    filled = [c.strip() for c in seen if not is_empty(c)]
    return Dates(
        values=values,
        order=_form(filled, order),
        undecided=undecided,
        zoned=any(_zoned(c) for c in filled[:50]),
        unreadable=unreadable,
    )


def _order(cells: Sequence[str]) -> tuple[Order, bool]:
    day_first = month_first = either = afternoon = 0
    for cell in set(cells):
        found = _NUMERIC.match(cell.strip())
        if not found or len(found.group(1)) > 2:
            continue
        first, second = int(found.group(1)), int(found.group(2))
        afternoon += bool(re.search(r"\d\s*[ap]\.?m\b", cell, re.IGNORECASE)) or "." in cell[:3]
        day_first += first > 12 >= second
        month_first += second > 12 >= first
        either += first <= 12 and second <= 12 and first != second
    if day_first or month_first:
        return ("day first" if day_first >= month_first else "month first"), bool(
            day_first and month_first
        )
    if not either:
        return "day first", False
    dotted = any("." in c.strip()[:3] for c in cells)
    return ("day first" if dotted or not afternoon else "month first"), not dotted


def _form(filled: Sequence[str], order: Order) -> Order:
    forms: set[Order] = set()
    for cell in filled[:200]:
        numeric = _NUMERIC.match(cell)
        if _NUMBER.match(cell):
            forms.add("epoch" if abs(float(cell)) > 100_000 else "serial")
        elif _iso(cell) is not None:
            forms.add("iso")
        elif numeric:
            forms.add("year first" if len(numeric.group(1)) > 2 else order)
        else:
            forms.add("words")
    if len(forms) > 1:
        return "mixed"
    return forms.pop() if forms else "iso"


def _zoned(cell: str) -> bool:
    return bool(
        re.search(r"(?:Z|UTC|GMT|:\d{2}.*[+-]\d{2}:?\d{2})$", cell)
        or (_NUMBER.match(cell) and abs(float(cell)) > 100_000)
    )


def _read(cell: str, order: Order) -> datetime | None:
    try:
        if _NUMBER.match(cell):
            return _from_number(float(cell)) or _iso(cell)
        return _iso(cell) or _from_numeric(cell, order) or _from_words(cell)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None


def _iso(cell: str) -> datetime | None:
    if len(cell) > _LONGEST:
        return None
    try:
        return _utc(datetime.fromisoformat(_ISO_TAIL.sub("", cell)))
    except (ValueError, OverflowError):  # a zone may lead out of the calendar
        return None


def _utc(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _from_number(number: float) -> datetime | None:
    """Epochs by magnitude, and Excel's days.

    Seconds of 1990 to 2100 lie between 6e8 and 4.1e9; milliseconds and microseconds are 1e3 and
    1e6 times that. Excel's days of 1954 to 2119 lie between 20,000 and 80,000.
    """
    for unit in (1.0, 1e3, 1e6, 1e9):
        if 6e8 <= number / unit <= 4.1e9:
            return datetime.fromtimestamp(number / unit, tz=UTC)
    if 20_000 <= number <= 80_000:
        return _EXCEL_DAY_ZERO + timedelta(seconds=round(number * 86_400))
    return None


def _from_numeric(cell: str, order: Order) -> datetime | None:
    found = _NUMERIC.match(cell)
    if not found:
        return None
    first, second, third = (int(found.group(i)) for i in (1, 2, 3))
    if len(found.group(1)) > 2:
        year, month, day = first, second, third
    elif order == "month first":
        year, month, day = third, first, second
    else:
        year, month, day = third, second, first
    return _with_time(_full_year(year), month, day, found.group(4))


def _from_words(cell: str) -> datetime | None:
    """`09/Jan/24 3:55 PM`, `18 de julio de 2026`, `Jan 9, 2024`, mail headers."""
    lower = re.sub(r"^[^\W\d_]+,\s+|\bde\b\s*", "", cell.strip().casefold())
    found = _NAMED.match(lower)
    if found:
        month = _month(found.group(2))
        before, after = found.group(1), found.group(3)
        day = before or after
        if month and day and int(day) <= 31:
            return _with_time(_full_year(int(found.group(4))), month, int(day), found.group(5))
    return _utc(parsedate_to_datetime(cell))


def _month(word: str) -> int | None:
    return next((_MONTHS[word[:n]] for n in (4, 3) if word[:n] in _MONTHS), None)


def _full_year(year: int) -> int:
    return year + (2000 if year < 70 else 1900) if year < 100 else year


def _with_time(year: int, month: int, day: int, time: str | None) -> datetime | None:
    value = datetime(year, month, day, tzinfo=UTC)
    if not time:
        return value
    found = _TIME.match(time.strip())
    if not found:
        return value
    hour = int(found.group(1))
    half = (found.group(4) or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    value = value.replace(hour=hour, minute=int(found.group(2)), second=int(found.group(3) or 0))
    zone = found.group(5)
    if zone and zone[0] in "+-":
        minutes = int(zone[1:3]) * 60 + int(zone[-2:])
        value -= timedelta(minutes=minutes if zone[0] == "+" else -minutes)
    return value
