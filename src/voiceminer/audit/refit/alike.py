"""What alike deals are alike in: the columns that the run says it adjusted for, coded again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from voiceminer.audit.levels import columns_of, cut
from voiceminer.audit.refit.history import Bools, Floats, History

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# A level stands for itself from this many closed deals on, and this share of them.
FEWEST, SHARE = 15, 0.02
RARE, MISSING = "(rare levels)", "(missing)"


def adjusted_for(
    sql: DuckDBPyConnection, history: History, seen: Bools
) -> tuple[Floats, Bools, dict[str, int]]:
    """0/1 columns of the used covariates, shape (d, c); who is comparable; levels by covariate.

    Parameters
    ----------
    seen : ndarray of bool, shape (d,)
        Closed deals that the model sees: they alone decide on levels.
    """
    money = {
        i: (a, c) for i, a, c in sql.execute("SELECT id, priced, currency FROM worth").fetchall()
    }
    amounts = np.array([money[i][0] or np.nan for i in history.deals], dtype=float)
    currencies = [money[i][1] for i in history.deals]
    raw = columns_of(sql)
    used = [r[0] for r in sql.execute("SELECT name FROM covariates WHERE used").fetchall()]
    blocks, levels = [np.empty((len(history.deals), 0))], dict[str, int]()
    for name in used:
        if name == "amount":
            block = _amount(amounts, currencies, seen)
        elif name == "quarter of opening":
            block = coded(_quarters(history.opened, seen), seen)
        else:
            column = currencies if name == "currency" else _levels(raw[name], history.deals)
            block = coded(column, seen)
        blocks.append(block)
        levels[name] = block.shape[1] + 1
    matrix = np.column_stack(blocks)
    known = np.array(np.isfinite(matrix).all(axis=1), dtype=bool)
    return np.nan_to_num(matrix), known, levels


def _levels(column: Mapping[str, str], deals: Sequence[str]) -> list[str]:
    levels = cut(column)
    return [levels.get(deal, "") for deal in deals]


def coded(column: Sequence[str], seen: Bools) -> Floats:
    """A 0/1 column for each level but the commonest; NaN where no closed deal shares the level."""
    values = [v or MISSING for v in column]
    counted = Counter(v for v, s in zip(values, seen.tolist(), strict=True) if s)
    kept = {level for level, n in counted.items() if n >= _least(seen)}
    pooled = Counter[str]()
    for level, n in counted.items():
        pooled[level if level in kept else RARE] += n
    order = sorted(pooled, key=lambda level: (-pooled[level], level))

    def level_of(value: str) -> str:
        if value in kept:
            return value
        return RARE if value in counted or RARE in pooled else ""

    own = [level_of(v) for v in values]
    return np.array(
        [[np.nan] * (len(order) - 1) if not o else [float(o == x) for x in order[1:]] for o in own]
    ).reshape(len(values), len(order) - 1)


def _least(seen: Bools) -> int:
    return max(FEWEST, int(np.ceil(SHARE * seen.sum())))


def _amount(amounts: Floats, currencies: Sequence[str], seen: Bools) -> Floats:
    """Log amount, standardised within its currency over closed deals; a missing one is a level."""
    known = np.isfinite(amounts)
    scaled = np.zeros(amounts.size)
    for code in set(currencies):
        these = known & (np.array(currencies) == code)
        basis = these & seen if (these & seen).any() else these
        if these.any():
            log = np.log(amounts[basis])
            scaled[these] = (np.log(amounts[these]) - log.mean()) / (log.std() or 1.0)
    if known[seen].all():
        return np.where(known, scaled, np.nan)[:, None]
    return np.column_stack([scaled, ~known])


def _quarters(opened: Floats, seen: Bools) -> list[str]:
    """Quarter of opening; one with too few closed deals is joined with the one before."""
    named = [
        "" if np.isnan(d) else f"{(o := date.fromordinal(int(d))).year} Q{(o.month + 2) // 3}"
        for d in opened
    ]
    counted = Counter(q for q, s in zip(named, seen.tolist(), strict=True) if q and s)
    groups: list[list[str]] = []
    for quarter in sorted(set(named) - {""}):
        if not groups or sum(counted[q] for q in groups[-1]) >= _least(seen):
            groups.append([])
        groups[-1].append(quarter)
    if len(groups) > 1 and sum(counted[q] for q in groups[-1]) < _least(seen):
        last = groups.pop()
        groups[-1] += last
    joined = {q: group[0] for group in groups for q in group}
    return [joined.get(q, "") for q in named]
