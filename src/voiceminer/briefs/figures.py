"""Numbers as they are printed. Each becomes a `Figure`: its measure, its value, its print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import floor, log10

from voiceminer.data import Figure

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹"}
SPELLED = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
           "eleven", "twelve")  # fmt: skip


def figure(
    measure: str, value: float, shown: str, *, unit: str = "", topic: str = "", key: str = ""
) -> Figure:
    """A figure that stands on no page yet: the page that prints it gives it its id."""
    return Figure(
        id="",
        page="",
        measure=measure,
        topic_id=topic,
        key=key,
        value=float(value),
        unit=unit,
        shown=shown,
    )


def count(measure: str, n: int, topic: str = "", key: str = "") -> Figure:
    """A whole number: 1,240."""
    return figure(measure, n, f"{n:,}", topic=topic, key=key)


def share(measure: str, part: int, whole: int, topic: str = "", key: str = "") -> Figure:
    """A part of a whole in percent, without decimals: 22 %."""
    return percent(measure, part / whole, topic, key)


def percent(measure: str, value: float, topic: str = "", key: str = "") -> Figure:
    """A proportion in percent, without decimals: 22 %."""
    return figure(measure, value, f"{100 * value:.0f} %", unit="1", topic=topic, key=key)


def decimal(measure: str, value: float, topic: str = "", key: str = "") -> Figure:
    """A number that is no count: one decimal below ten, none above."""
    return figure(measure, value, _short(value), topic=topic, key=key)


def day(measure: str, value: date, topic: str = "", key: str = "") -> Figure:
    """A day: 20 Nov 2026. Its value is the proleptic ordinal."""
    shown = f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return figure(measure, value.toordinal(), shown, unit="day", topic=topic, key=key)


def iso(given: Figure) -> Figure:
    """The same day as programs write it: 2026-11-20."""
    return replace(given, shown=date.fromordinal(int(given.value)).isoformat())


def month(measure: str, value: date, topic: str = "", key: str = "") -> Figure:
    """A month: Nov 2026. Its value is the proleptic ordinal of the day."""
    shown = f"{MONTHS[value.month - 1]} {value.year}"
    return figure(measure, value.toordinal(), shown, unit="day", topic=topic, key=key)


def money(measure: str, value: float, currency: str, topic: str = "", key: str = "") -> Figure:
    """An amount in short: €612k, $1.2m, CHF 4.5k; without a symbol where none is known."""
    sign = "−" if value < 0 else ""
    shown = f"{sign}{_before(currency)}{_compact(abs(float(value)))}"
    return figure(measure, float(value), shown, unit=currency, topic=topic, key=key)


def band(value: float, currency: str, topic: str, key: str) -> tuple[Figure, Figure]:
    """The steps of 1, 2, 5, 10 … that an amount above zero lies between, as two amounts."""
    size = 10.0 ** floor(log10(value))
    low = max(step for step in (1, 2, 5) if step * size <= value)
    high = {1: 2, 2: 5, 5: 10}[low]
    return (
        money("amount_from", low * size, currency, topic, key),
        money("amount_to", high * size, currency, topic, key),
    )


def spelled(given: Figure) -> Figure:
    """The same figure in words where it is a whole number up to twelve."""
    n = int(given.value)
    words = SPELLED[n] if n == given.value and 0 <= n < len(SPELLED) else given.shown
    return replace(given, shown=words)


def _before(currency: str) -> str:
    return SYMBOLS.get(currency, f"{currency} " if currency else "")


def _short(value: float) -> str:
    shown = f"{abs(value):.1f}"
    return shown.removesuffix(".0") if abs(value) < 9.95 else f"{abs(value):,.0f}"


def _compact(value: float) -> str:
    # two digits that count below ten of a unit, none after the point above it
    for size, unit in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if value >= size * 0.9995:
            scaled = value / size
            return (
                f"{scaled:.0f}{unit}"
                if scaled >= 9.95
                else f"{scaled:.1f}".removesuffix(".0") + unit
            )
    return f"{value:,.0f}"
