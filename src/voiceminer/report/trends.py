"""How much of all customer voice a topic is, month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from voiceminer.data import MiningResult
from voiceminer.data.shares import wilson

# A share of fewer documents than this swings by ten points with a single one or two.
FEWEST = 20
# Three years fit a chart of a phone's width.
MOST_MONTHS = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """Monthly shares.

    Attributes
    ----------
    months : list of str
        "2026-09", the oldest first, without gaps; empty where the exports hold no dates.
    totals : list of int
        All documents in which customers said anything in each month.
    counts : mapping
        Topic → those in which it came up in each month.
    shares : mapping
        Topic → ndarray of shape (3, n_months): share, low, high; NaN where `totals` is too small.
    """

    months: list[str]
    totals: list[int]
    counts: dict[str, list[int]]
    shares: dict[str, NDArray[np.float64]]


def trends_of(result: MiningResult, topics: Collection[str]) -> Trends:
    """Shares of the topics, with Wilson's interval at the level that effects have.

    Counted as the run's tracking counts: documents in which it came up, each once a month, of all
    in which customers said anything.
    """
    said, totals = _documents(result)
    months = _months(totals, result.as_of)
    of = [totals[m] for m in months]
    counts = {t: [said[t, m] for m in months] for t in topics}
    level = result.settings.impact.level
    return Trends(
        months=months,
        totals=of,
        counts=counts,
        shares={t: _shares(np.array(n), np.array(of), level) for t, n in counts.items()},
    )


def _documents(result: MiningResult) -> tuple[Counter[tuple[str | None, str]], Counter[str]]:
    """(topic, month) → documents, and month → all documents; topic is None where none is sure.

    Column by column: a list of 25,000 passages would cost as much as the rest of a report.
    """
    first = result.assignment.placements.table.filter(pc.field("place").isin([1]))
    no_pains = pa.array([t.id for t in result.topics.topics if t.kind != "pain"], pa.string())
    # a pain's praise is no part of it, as in the briefs
    praise = pc.and_(
        pc.is_in(first["unplaced"], pa.array(["not a pain"])), pc.is_in(first["topic_id"], no_pains)
    )
    placed = first.filter(pc.or_(pc.is_in(first["unplaced"], pa.array([""])), praise))
    passages = result.heard.passages.table
    dated = passages.filter(pc.and_(pc.is_valid(passages["at"]), pc.is_null(passages["repeat_of"])))
    where = pc.index_in(dated["id"], placed["passage_id"])
    topics, months = placed["topic_id"].take(where), pc.strftime(dated["at"], "%Y-%m")
    said = pa.table([topics, months, dated["document_id"]], ["topic", "month", "document"])
    once = said.group_by(["topic", "month", "document"]).aggregate([]).to_pylist()
    heard = said.group_by(["month", "document"]).aggregate([]).to_pylist()
    return Counter((r["topic"], r["month"]) for r in once), Counter(r["month"] for r in heard)


def _months(found: Collection[str], as_of: date | None) -> list[str]:
    """Every month from the first to the last in which anything was said."""
    if not found:
        return []
    last = max(found)
    if as_of:
        last = min(last, f"{as_of.year:04}-{as_of.month:02}")
    numbers = range(_number(min(found)), _number(last) + 1)[-MOST_MONTHS:]
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in numbers]


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _shares(n: NDArray[np.int64], of: NDArray[np.int64], level: float) -> NDArray[np.float64]:
    whole = np.where(of >= FEWEST, of, np.nan).astype(np.float64)
    return np.array([n / whole, *wilson(n, whole, level)])
