"""Amounts as a column has them: one decimal mark for all its cells, the currency kept apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from voiceminer.reading.words import is_empty

_SYMBOLS = {"€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "zł": "PLN", "R$": "BRL", "A$": "AUD",
            "C$": "CAD", "US$": "USD", "$": "USD", "CHF": "CHF", "kr": "SEK"}  # fmt: skip
_AMOUNT = re.compile(r"-?\(?[\d][\d.,'’\s\u00a0\u202f]*(?:[eE][+-]?\d+)?")
_CODE = re.compile(r"\b([A-Z]{3})\b")
_SCALES = {"k": Decimal(1_000), "m": Decimal(1_000_000), "mm": Decimal(1_000_000),
           "mio": Decimal(1_000_000), "bn": Decimal(1_000_000_000)}  # fmt: skip
_SCALE = re.compile(r"\d\s*(k|mm|mio|m|bn)\.?\b", re.IGNORECASE)
_SPACES = re.compile(r"[\s'’\u00a0\u202f]")
# a cell that can be read in one way only outvotes those that could be either
_CERTAIN = 1_000
_MARKED = re.compile(r"[.,](\d+)$")


def amounts_of(cells: Sequence[str]) -> list[tuple[Decimal | None, str | None]]:
    """(amount, currency) per cell; blank and unreadable cells are None, which is not zero.

    Whether a comma is the decimal mark is decided by the whole column: `85,000` beside
    `1,250.50` is eighty-five thousand, beside `1.250,50` it is eighty-five.
    """
    mark = decimal_mark(cells)
    seen: dict[str, tuple[Decimal | None, str | None]] = {}
    for cell in cells:
        if cell not in seen:
            seen[cell] = _amount(cell, mark)
    return [seen[cell] for cell in cells]


def decimal_mark(cells: Sequence[str]) -> str:
    """`.` or `,`: the mark that the column's cells vote for.

    A mark followed by other than three digits is decimal; of two different marks in one cell
    the last is; one that repeats in a cell parts thousands.
    """
    votes = {".": 0, ",": 0}
    for cell in set(cells):
        found = _AMOUNT.search(cell)
        if not found:
            continue
        number = _SPACES.sub("", found.group()).rstrip(".,")
        tail = _MARKED.search(number)
        if not tail:
            continue
        mark = tail.group()[0]
        other = "," if mark == "." else "."
        if number.count(mark) > 1:
            votes[other] += _CERTAIN
        elif other in number or len(tail.group(1)) != 3:
            votes[mark] += _CERTAIN
        elif number[: -len(tail.group())] == "0":
            votes[mark] += 1
        else:
            votes[other] += 1  # 85,000: three digits behind it, so rather thousands
    return "," if votes[","] > votes["."] else "."


def _amount(cell: str, mark: str) -> tuple[Decimal | None, str | None]:
    if is_empty(cell):
        return None, None
    currency = currency_of(cell)
    found = _AMOUNT.search(cell)
    if not found:
        return None, currency
    raw = found.group()
    number = _SPACES.sub("", raw).replace("(", "").replace("," if mark == "." else ".", "")
    try:
        value = Decimal(number.replace(mark, ".").rstrip("."))
    except InvalidOperation:
        return None, currency
    scale = _SCALE.search(cell)
    if scale:
        value *= _SCALES[scale.group(1).lower()]
    negative = cell.strip().startswith(("(", "-")) or "(" in raw
    if negative and value > 0:
        value = -value
    # 20 digits before the point are more than any sum of money; they would be an id
    # four digits behind it are kept, as many as the column of amounts holds
    return (round(value, 4) if abs(value) < Decimal(10) ** 15 else None), currency


def currency_of(cell: str) -> str | None:
    """The three-letter code, or the one that a symbol stands for."""
    code = _CODE.search(cell.strip())
    if code:
        return code.group(1)
    return next((c for s, c in _SYMBOLS.items() if s in cell), None)
