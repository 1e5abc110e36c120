"""What a deal and its account are, as levels: what deals with a topic are compared in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# A column of more distinct numbers than this is cut at the quarters of the deals.
MOST_NUMBERS = 12


def columns_of(sql: DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Column -> deal -> what stands there; a deal's own columns come before its account's."""
    accounts = {
        id_: (segment, dict(attributes or {}))
        for id_, segment, attributes in sql.execute(
            "SELECT id, segment, attributes FROM accounts"
        ).fetchall()
    }
    columns: dict[str, dict[str, str]] = {}
    deals = sql.execute(
        'SELECT id, account_id, type, covariates FROM deals ORDER BY id, file, "row"'
    ).fetchall()
    known: dict[str, str] = {}
    for id_, account_id, type_, covariates in deals:
        if id_ in known:
            continue
        known[id_] = id_
        segment, found = accounts.get(account_id, (None, {}))
        found = {**found, **({"segment": segment} if segment else {})}
        found |= {"type": type_} if type_ else {}
        for name, value in {**found, **dict(covariates or {})}.items():
            if value and value.strip():
                columns.setdefault(name, {})[id_] = value.strip()
    lives = {r[0] for r in sql.execute("SELECT id FROM life").fetchall()}
    return {
        name: {i: v for i, v in column.items() if i in lives} for name, column in columns.items()
    }


def cut(column: Mapping[str, str]) -> dict[str, str]:
    """A column of many numbers as quarters of its deals; any other as it is."""
    numbers = {deal: number_in(value) for deal, value in column.items()}
    known = [n for n in numbers.values() if n is not None]
    if len(set(column.values())) <= MOST_NUMBERS or len(known) < len(numbers):
        return dict(column)
    edges = sorted(set(np.percentile(known, [25, 50, 75]).tolist()))
    return {deal: _between(number or 0.0, edges) for deal, number in numbers.items()}


def _between(number: float, edges: Sequence[float]) -> str:
    for edge in edges:
        if number <= edge:
            return f"up to {edge:g}"
    return f"above {edges[-1]:g}"


def number_in(value: str) -> float | None:
    """A finite number written in a cell, else None."""
    try:
        number = float(value.replace(",", ""))
    except ValueError:
        return None
    return number if np.isfinite(number) else None
