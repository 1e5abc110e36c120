"""What was said in deals until when, as numbers: mentions, texts, and the deals themselves.

docs/impact.md, "What counts". Deals and topics are in the order of their ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

# Sentences of one text on one day are one mention; no passage is surer than 0.999.
_MENTIONS = """
    SELECT l.deal_id, pl.topic_id, ordinal(l.day) AS day,
           sum(ln(1 - least(pl.probability, 0.999) * COALESCE(w.weight, 0))) AS doubt
    FROM link l JOIN placements pl ON pl.passage_id = l.passage_id
    JOIN ranked r ON r.topic_id = pl.topic_id
    LEFT JOIN rung w ON w.rung = l.rung
    WHERE COALESCE(pl.unplaced, '') = '' AND pl.probability > 0
    GROUP BY l.deal_id, pl.topic_id, l.day, l.document_id
    ORDER BY l.deal_id, pl.topic_id, l.day, l.document_id"""
_RUNGS = """
    SELECT replace(name, 'impact.rung_weights.', '') AS rung, CAST(value AS DOUBLE) AS weight
    FROM settings WHERE name LIKE 'impact.rung_weights.%'"""
_TEXTS = "SELECT deal_id, ordinal(day) AS day FROM link"
_DOCUMENTS = """
    SELECT deal_id, ordinal(min(day)) AS day FROM link GROUP BY deal_id, document_id"""
_DEALS = """
    SELECT id, COALESCE('a' || account_id, 'd' || id) AS account, ordinal(opened) AS opened,
           CASE WHEN closed THEN ordinal(closed_on) END AS closed_on, closed, open,
           state IN ('lost', 'no decision') AS lost, ordinal(last_day) AS last_day
    FROM life ORDER BY id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Deals, and all mentions and texts in them.

    Attributes
    ----------
    deals, topics : tuple of str
    deal, topic : ndarray of int64, shape (m,)
        Of each mention.
    day, odds : ndarray of float64, shape (m,)
        When, and p / (1 − p) that it is about the topic and belongs to the deal.
    text, document : tuple of ndarray
        (deal, day) of each passage and of each document.
    account : ndarray of int64, shape (d,)
    opened, closed_on, last_day : ndarray of float64, shape (d,)
        Days; NaN where not known.
    closed, open, lost : ndarray of bool, shape (d,)
    """

    deals: tuple[str, ...]
    topics: tuple[str, ...]
    deal: Ints
    topic: Ints
    day: Floats
    odds: Floats
    text: tuple[Ints, Floats]
    document: tuple[Ints, Floats]
    account: Ints
    opened: Floats
    closed_on: Floats
    last_day: Floats
    closed: Bools
    open: Bools
    lost: Bools

    def until(self, days: tuple[Ints, Floats], until: Floats) -> Floats:
        """How many of the passages or documents each deal has up to its day, shape (d,)."""
        deal, day = days
        counted = np.bincount(deal[day <= until[deal]], minlength=len(self.deals))
        return counted.astype(float)


def history_of(sql: DuckDBPyConnection) -> History:
    """The history of all deals of the run."""
    sql.execute(f"CREATE OR REPLACE TABLE rung AS {_RUNGS}")
    deals = _columns(sql, _DEALS)
    ids = tuple(deals["id"].tolist())
    topics = tuple(
        row[0] for row in sql.execute("SELECT topic_id FROM ranked ORDER BY topic_id").fetchall()
    )
    row = {name: n for n, name in enumerate(ids)}
    column = {name: n for n, name in enumerate(topics)}
    mentions, texts, documents = (_columns(sql, q) for q in (_MENTIONS, _TEXTS, _DOCUMENTS))

    def rows(of: dict[str, NDArray[Any]]) -> Ints:
        return np.array([row[name] for name in of["deal_id"].tolist()], dtype=np.int64)

    return History(
        deals=ids,
        topics=topics,
        deal=rows(mentions),
        topic=np.array([column[t] for t in mentions["topic_id"].tolist()], dtype=np.int64),
        day=mentions["day"].astype(float),
        odds=np.expm1(-mentions["doubt"].astype(float)),
        text=(rows(texts), texts["day"].astype(float)),
        document=(rows(documents), documents["day"].astype(float)),
        account=np.unique(deals["account"].astype(str), return_inverse=True)[1].astype(np.int64),
        opened=_days(deals["opened"]),
        closed_on=_days(deals["closed_on"]),
        last_day=_days(deals["last_day"]),
        closed=deals["closed"].astype(bool),
        open=deals["open"].astype(bool),
        lost=deals["lost"].astype(bool),
    )


def _columns(sql: DuckDBPyConnection, query: str) -> dict[str, NDArray[Any]]:
    table = sql.execute(query)
    names = [str(c[0]) for c in table.description or ()]
    rows = table.fetchall()
    return {
        name: np.array([row[at] for row in rows], dtype=object) for at, name in enumerate(names)
    }


def _days(values: NDArray[Any]) -> Floats:
    return np.array([np.nan if v is None else float(v) for v in values], dtype=float)
