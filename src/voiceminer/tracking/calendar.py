"""Calendar periods: which one a day is in, and which are whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from voiceminer.data.tracking import Period

# Fewer periods than this are no course of time: one before, one now and one between.
FEWEST = 3
# Months are read more easily; weeks are for exports of less than this many days.
MONTHS_FROM = 120


def period_for(days: Sequence[date], wanted: str) -> Period:
    """Months or weeks, by how long the exports reach; none where they hold too few."""
    if not days:
        return ""
    span = (max(days) - min(days)).days
    choice: Period = "month" if wanted == "month" else "week" if wanted == "week" else ""
    choice = choice or ("month" if span >= MONTHS_FROM else "week")
    return choice if len(set(starts_between(min(days), max(days), choice))) >= FEWEST else ""


def start_of(day: date, period: Period) -> date:
    """The first day of the period that a day is in; weeks begin on Monday."""
    return day.replace(day=1) if period == "month" else day - timedelta(days=day.weekday())


def after(start: date, period: Period) -> date:
    """The first day of the next period."""
    return start_of(start + timedelta(days=31 if period == "month" else 7), period)


def starts_between(first: date, last: date, period: Period) -> list[date]:
    """The first days of all periods from the one of `first` to the one of `last`, no gaps."""
    starts = [start_of(first, period)]
    while (following := after(starts[-1], period)) <= last:
        starts.append(following)
    return starts
