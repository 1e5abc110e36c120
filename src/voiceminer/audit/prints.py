"""Numbers read back from print: which values would be printed so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_SPELLED = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve")  # fmt: skip
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR"}
_SIZES = {"": 1.0, "k": 1e3, "m": 1e6, "bn": 1e9}
_ZAHLEN = ("keine", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun",
           "zehn", "elf", "zwölf")  # fmt: skip
_MONATE = ("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.",
           "Dez.")  # fmt: skip
_GROESSEN = {"": "", "Tsd.": "k", "Mio.": "m", "Mrd.": "bn"}
_BETRAG = re.compile(
    r"(?P<sign>−?)(?P<number>\d[\d.]*(?:,\d+)?)(?: (?P<size>Tsd\.|Mio\.|Mrd\.))?"
    r"(?P<percent> %)?(?: (?P<currency>[€$£¥₹]|[A-Z]{3}))?"
)
_NUMBER = r"(?P<number>(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?(?:e[+-]\d\d+)?)"
_AMOUNT = re.compile(rf"(?P<sign>−?)(?P<currency>[€$£¥₹]|[A-Z]{{3}} |){_NUMBER}(?P<size>bn|[mk]|)")
_PERCENT = re.compile(rf"{_NUMBER} %")


@dataclass(frozen=True, slots=True)
class Print:
    """What a print says: the value, how far it may be off by rounding, and the currency shown.

    `signed`: whether a sign would be shown; else the print is of the size alone.
    """

    value: float
    half: float
    currency: str = ""
    signed: bool = False

    def says(self, value: float) -> bool:
        """Whether the value would be printed so."""
        size = value if self.signed else abs(value)
        # a little for the order in which sums were added
        return abs(size - self.value) <= self.half * (1 + 1e-9) + 1e-11 * abs(value)


def read(shown: str, unit: str, language: str = "en") -> Print | None:
    """The print of a figure of a unit; None where no figure is printed so.

    Parameters
    ----------
    unit : str
        "day", "1" (a share, printed in percent), "per hundred" and "points" (a share, printed
        times a hundred), a currency, or "" for a plain number.
    language : str
        In which it is printed: "en" or "de".
    """
    if language == "de":
        shown = _from_german(shown)
    if unit == "day":
        return _day(shown)
    if shown.casefold() in _SPELLED:
        return Print(float(_SPELLED.index(shown.casefold())), 0.0)
    if unit == "1":
        found = _PERCENT.fullmatch(shown)
        return _scaled(found, 0.01) if found else None
    found = _AMOUNT.fullmatch(shown)
    return _amount(found, unit) if found else None


def _from_german(shown: str) -> str:
    """A German print as an English one, piece by piece; what is none stays, and is none either."""
    if shown.casefold() in _ZAHLEN:
        return _SPELLED[_ZAHLEN.index(shown.casefold())]
    day = re.fullmatch(r"(?:(\d{1,2})\. )?(\S+) (\d{4})", shown)
    if day and day[2] in _MONATE:
        return " ".join(filter(None, (day[1], _MONTHS[_MONATE.index(day[2])], day[3])))
    found = _BETRAG.fullmatch(shown)
    if not found:
        return shown
    number = found["number"].translate(str.maketrans(".,", ",."))
    currency = found["currency"] or ""
    before = f"{currency} " if len(currency) == 3 else currency
    size = _GROESSEN[found["size"] or ""]
    return f"{found['sign']}{before}{number}{size}{' %' if found['percent'] else ''}"


def _amount(found: re.Match[str], unit: str) -> Print | None:
    shown_currency = found["currency"].strip()
    currency = _SYMBOLS.get(shown_currency, shown_currency)
    if unit in ("per hundred", "points"):
        return None if currency or found["size"] else _scaled(found, 0.01)
    if currency and currency != unit:
        return None
    size = _SIZES[found["size"]]
    printed = _scaled(found, size)
    # below ten there is one decimal, and 2.0 is printed as 2; sums below a thousand have none
    whole = "." not in found["number"] and printed.value < 10 * size
    half = 0.05 * size if whole and (found["size"] or not currency) else printed.half
    sign = -1.0 if found["sign"] else 1.0
    return Print(sign * printed.value, half, currency, signed=bool(currency))


def _scaled(found: re.Match[str], scale: float) -> Print:
    mantissa, _, exponent = found["number"].replace(",", "").partition("e")
    places = len(mantissa.partition(".")[2]) - int(exponent or 0)
    return Print(float(found["number"].replace(",", "")) * scale, 0.5 * 10**-places * scale)


def _day(shown: str) -> Print | None:
    """A day (as written or 2026-11-20) or a month, whose value is any of its days."""
    words = shown.split(" ")
    try:
        if len(words) == 1:
            return Print(float(date.fromisoformat(shown).toordinal()), 0.0)
        first = date(int(words[-1]), _MONTHS.index(words[-2]) + 1, 1)
        if len(words) == 3 and words[0] == str(int(words[0])):
            return Print(float(first.replace(day=int(words[0])).toordinal()), 0.0)
    except ValueError:
        return None
    if len(words) != 2:
        return None
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    half = (after.toordinal() - first.toordinal() - 1) / 2
    return Print(first.toordinal() + half, half)
