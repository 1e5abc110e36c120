"""What each open deal counts for in sums of money: docs/impact.md, "Money"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from statistics import median
from typing import TYPE_CHECKING

from voiceminer.audit.levels import number_in

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LIST_PRICE = re.compile(r"(list|sales|catalogue|unit)[ _]?price", re.IGNORECASE)
_PRODUCT = re.compile(r"^product([ _]?(name|line))?$", re.IGNORECASE)
# A product's usual amount is a median of at least this many deals.
FEWEST = 5

Row = tuple[str, float | None, str]
Valued = tuple[str, float | None, str, float | None]


def worth_of(sql: DuckDBPyConnection, columns: Mapping[str, Mapping[str, str]]) -> list[Valued]:
    """(deal, amount, currency, amount as given): at rates, valued where amounts are unusable."""
    settings = dict(sql.execute("SELECT name, value FROM settings").fetchall())
    to = settings["impact.rates_to"].upper()
    rates = {
        name.removeprefix("impact.rates.").upper(): float(value)
        for name, value in settings.items()
        if to and name.startswith("impact.rates.")
    } | ({to: 1.0} if to else {})
    rows, open_deals = list[Row](), set[str]()
    for id_, amount, currency, is_open in sql.execute(
        "SELECT id, amount, upper(trim(currency)), open FROM life ORDER BY id"
    ).fetchall():
        known = amount * rates.get(currency, 1.0) if amount and amount > 0 else None
        rows.append((id_, known, to if currency in rates else currency))
        open_deals |= {id_} if is_open else set()
    if any(a for i, a, _ in rows if i in open_deals) and not _leaks(sql):
        return [(i, a, c, a) for i, a, c in rows]
    prices = _prices(columns, rows, open_deals)
    return [(i, a or prices.get(i), c, a) for i, a, c in rows]


def _leaks(sql: DuckDBPyConnection) -> bool:
    """Whether having an amount tells how a deal ended."""
    return bool(
        sql.execute(
            "SELECT 1 FROM covariates WHERE name = 'amount' AND reason LIKE 'know%'"
        ).fetchone()
    )


def _prices(
    columns: Mapping[str, Mapping[str, str]], rows: list[Row], open_deals: set[str]
) -> dict[str, float]:
    """Each deal's list price, or else the median amount of its product."""
    for name in sorted(filter(_LIST_PRICE.search, columns)):
        prices = {i: n for i, v in columns[name].items() if (n := number_in(v)) and n > 0}
        if open_deals & set(prices):
            return prices
    for name in sorted(filter(_PRODUCT.match, columns)):
        amounts: dict[str, list[float]] = {}
        for id_, amount, _ in rows:
            if amount and id_ in columns[name]:
                amounts.setdefault(columns[name][id_], []).append(amount)
        usual = {level: median(a) for level, a in amounts.items() if len(a) >= FEWEST}
        prices = {i: usual[v] for i, v in columns[name].items() if v in usual}
        if open_deals & set(prices):
            return prices
    return {}
