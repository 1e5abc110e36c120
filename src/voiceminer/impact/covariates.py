"""What alike deals are alike in: columns found in the data, and why each was used or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Covariate
from voiceminer.impact.deal_table import LOST, DealTable
from voiceminer.impact.leaks import leak_in, pattern_leak

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

AMOUNT, QUARTER, CURRENCY = "amount", "quarter of opening", "currency"
POOLED, MISSING = "(rare levels)", "(missing)"

# A level needs this many closed deals, and this share of them, to stand for itself.
FEWEST, SHARE = 15, 0.02
# Columns of more levels than this many are cut by size, if they are numbers, or pooled.
BINS = 4
# Per fitted column at least this many deals of the rarer outcome. Ten is the usual rule
# (Peduzzi 1996); with a ridge five do (Vittinghoff and McCulloch 2007).
DEALS_PER_COLUMN = 5

# Columns that sellers and analysts compare by come first where not all can be afforded.
_FIRST = ("type", "segment", "industry", "sector", "region", "country", "product", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Covariates:
    """Deals as columns to adjust for.

    Attributes
    ----------
    matrix : ndarray of float64, shape (d, c)
        One row per deal; each level beyond a column's commonest is a 0/1 column.
    names : tuple of str
        Of the columns: "name: level".
    comparable : ndarray of bool, shape (d,)
        False for deals in a level in which no deal has closed.
    found : tuple of Covariate
    """

    matrix: Floats
    names: tuple[str, ...]
    comparable: Bools
    found: tuple[Covariate, ...]


def covariates_of(deals: DealTable, closed: Bools) -> Covariates:
    """Every usable column of the deals, in the order of its worth, as far as the data carry.

    Parameters
    ----------
    closed : ndarray of bool, shape (d,)
        Closed deals that the model will see: they alone decide on levels.
    """
    losses = (deals.state[closed] == LOST).sum()
    budget = int(min(losses, closed.sum() - losses)) // DEALS_PER_COLUMN
    blocks, names, found = list[Floats](), list[str](), list[Covariate]()
    comparable = np.ones(len(deals), dtype=bool)
    seen = dict[bytes, str]()
    for name, why_not, levels, block in _candidates(deals, closed):
        width, reason = len(levels), why_not
        if not reason and (twin := seen.get(block[closed].tobytes())) is not None:
            reason = f"says the same as {twin}"
        if not reason and width > budget:
            reason = "too few closed deals to adjust for it as well"
        found.append(
            Covariate(name=name, levels=width + 1, used=not reason, reason=reason or "used")
        )
        if reason:
            continue
        seen[block[closed].tobytes()] = name
        budget -= width
        blocks.append(block)
        names += [f"{name}: {level}" for level in levels]
        comparable &= ~np.isnan(block).any(axis=1)
    matrix = np.column_stack(blocks) if blocks else np.empty((len(deals), 0))
    return Covariates(
        matrix=np.nan_to_num(matrix),
        names=tuple(names),
        comparable=comparable,
        found=tuple(found),
    )


def _candidates(deals: DealTable, closed: Bools) -> list[tuple[str, str, tuple[str, ...], Floats]]:
    """(name, why not, levels, 0/1 columns; NaN where no closed deal shares the level)."""
    none = np.empty((len(deals), 0))
    made = [_amount(deals, closed), _quarter(deals, closed)]
    columns = dict(deals.columns)
    if len({c for c, a in zip(deals.currency, deals.amount, strict=True) if a > 0}) > 1:
        columns[CURRENCY] = deals.currency
    for name in sorted(columns, key=lambda n: (_place(n), n)):
        reason = leak_in(name, columns[name], deals.state)
        if reason:
            made.append((name, reason, (), none))
            continue
        made.append((name, *_coded(binned(columns[name]), closed)))
    return made


def _place(name: str) -> int:
    words = name.casefold()
    return next((n for n, first in enumerate(_FIRST) if first in words), len(_FIRST))


def _amount(deals: DealTable, closed: Bools) -> tuple[str, str, tuple[str, ...], Floats]:
    """Log amount, standardised within its currency; a missing one is a level."""
    known = np.isfinite(deals.amount)
    none = np.empty((len(deals), 0))
    if not known[closed].any():
        return AMOUNT, "no closed deal has one above zero", (), none
    if reason := pattern_leak(known, deals.state):
        return AMOUNT, reason, (), none
    log = np.log(np.where(known, deals.amount, 1.0))
    scaled = np.zeros(len(deals))
    currency = np.array(deals.currency)
    for code in np.unique(currency[known]):
        these = known & (currency == code)
        basis = log[these & closed] if (these & closed).any() else log[these]
        scaled[these] = (log[these] - basis.mean()) / (basis.std() or 1.0)
    if known[closed].all():
        return AMOUNT, "", ("log",), np.where(known, scaled, np.nan)[:, None]
    return AMOUNT, "", ("log", MISSING), np.column_stack([scaled, ~known]).astype(float)


def _quarter(deals: DealTable, closed: Bools) -> tuple[str, str, tuple[str, ...], Floats]:
    """Quarter of opening; too small a quarter is joined with the one before.

    The quarter of closing is never used: it is known only once the deal has ended.
    """
    quarters = [_quarter_name(day) for day in deals.opened.tolist()]
    counted = Counter(q for q, c in zip(quarters, closed.tolist(), strict=True) if q and c)
    if not counted:
        return QUARTER, "no opening dates", (), np.empty((len(deals), 0))
    least, stands_for, current, held = _least(closed), dict[str, str](), "", 0
    for quarter in sorted({q for q in quarters if q}):
        if not current or held >= least:
            current, held = quarter, 0
        stands_for[quarter] = current
        held += counted[quarter]
    if held < least and len(set(stands_for.values())) > 1:  # the last ones join those before
        before = sorted(set(stands_for.values()))[-2]
        stands_for = {q: before if s == current else s for q, s in stands_for.items()}
    return QUARTER, *_coded([stands_for.get(q, "") for q in quarters], closed)


def _quarter_name(day: float) -> str:
    if not np.isfinite(day):
        return ""
    opened = date.fromordinal(int(day))
    return f"{opened.year} Q{(opened.month + 2) // 3}"


def _least(closed: Bools) -> int:
    return max(FEWEST, int(np.ceil(SHARE * closed.sum())))


def _coded(values: Sequence[str], closed: Bools) -> tuple[str, tuple[str, ...], Floats]:
    """(why not, levels beyond the commonest, 0/1 columns) of a column of levels."""
    filled = np.array([v or MISSING for v in values])
    counted = Counter(filled[closed].tolist())
    kept = {level for level, n in counted.items() if n >= _least(closed)}
    pooled = np.where(np.isin(filled, sorted(kept)), filled, POOLED)
    sizes = Counter(pooled[closed].tolist())
    levels = sorted(sizes, key=lambda level: (-sizes[level], level))
    if not kept - {MISSING}:
        return "no level has enough closed deals", (), np.empty((len(values), 0))
    if len(levels) < 2:
        return "the same for all closed deals", (), np.empty((len(values), 0))
    if POOLED in levels:  # a level that only open deals have is one rare level more
        pooled = np.where(np.isin(filled, sorted(counted)), pooled, POOLED)
    block = (pooled[:, None] == np.array(levels[1:])).astype(float)
    block[~np.isin(pooled, levels)] = np.nan
    return "", tuple(levels[1:]), block


def binned(values: Sequence[str]) -> list[str]:
    """Numbers of many values cut into quarters of the deals; all else as it is."""
    filled = [v for v in values if v]
    numbers = [number_in(v) for v in filled]
    if len(set(filled)) <= 3 * BINS or any(n is None for n in numbers):
        return list(values)
    cuts = np.unique(np.quantile(np.array(numbers, dtype=float), np.linspace(0, 1, BINS + 1)[1:-1]))
    names = [f"up to {c:g}" for c in cuts] + [f"above {cuts[-1]:g}"]
    return [names[int(np.searchsorted(cuts, number_in(v) or 0.0))] if v else "" for v in values]


def number_in(value: str) -> float | None:
    """A finite number written in a cell, else None."""
    try:
        number = float(value.replace(",", ""))
    except ValueError:
        return None
    return number if np.isfinite(number) else None
