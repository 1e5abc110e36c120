"""Topics ranked from a table of deals alone, for those who have their own exposures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Effect, Rows
from voiceminer.errors import InputError
from voiceminer.impact.deal_table import LOST, OPEN, UNKNOWN, WON, DealTable
from voiceminer.impact.effects import Spoken, effect_rows
from voiceminer.impact.exposure import SUREST, History
from voiceminer.impact.ordering import order_of, ranking_unit, resampled, stakes
from voiceminer.impact.prices import converted, worths
from voiceminer.impact.weighing import sides_of, weighed
from voiceminer.settings import ImpactSettings

Floats = NDArray[np.float64]
Columns = Mapping[str, Sequence[Any]]

STATES = {"won": WON, "lost": LOST, "no decision": LOST, "open": OPEN}
KNOWN = ("id", "outcome", "account_id", "amount", "currency", "created_at", "closed_on", "texts")


def rank_topics(
    deals: Columns,
    exposures: Columns,
    *,
    first_at: Columns | None = None,
    as_of: date | None = None,
    settings: ImpactSettings | None = None,
    seed: int = 20_260,
) -> Rows[Effect]:
    """Topics in the order of what stands at stake in open deals.

    Parameters
    ----------
    deals : DataFrame or mapping of columns
        `outcome` (won, lost, no decision, open) is needed; `id`, `account_id`, `amount`,
        `currency`, `created_at`, `closed_on` and `texts` (how many statements a deal has; 1 if
        not given, and a deal with 0 is left out) are used where given. All other columns are
        candidates to adjust for.
    exposures : DataFrame or mapping of columns
        One column per topic, in the deals' order: the probability in [0, 1] that it came up.
    first_at : DataFrame or mapping of columns, optional
        As `exposures`: the day on which each topic first came up (None where it did not). With
        it and the deals' days, deals are compared at one age; without, a topic that only comes
        up late may mislead.
    as_of : date, optional
        The day of the run; the last day in the table if not given.

    Returns
    -------
    Rows of Effect
        `documents` and `accounts` count deals and their accounts.

    Raises
    ------
    InputError
        Where a column is missing, of another length, or no probability.
    """
    settings = settings or ImpactSettings()
    n = len(_column(deals, "outcome", None))
    topic_ids = sorted(str(name) for name in exposures)
    p = np.column_stack(
        [np.empty((n, 0)), *(_probabilities(exposures, name, n) for name in topic_ids)]
    )
    table = converted(_deal_table(deals, n, as_of, timed=first_at is not None), settings)
    worth, _ = worths(table)
    history = _history(p, table, _texts(deals, n), _days_of(first_at, topic_ids, table))
    sides = sides_of(table, history)
    found = weighed(table, history, worth, settings, seed)
    if found:
        draws = stakes(found, ranking_unit(worth))
        score = draws.mean(axis=0)
    else:
        draws, score = resampled(sides.exposure, settings, seed), sides.exposure.sum(axis=0)
    accounts = [np.unique(table.account[sides.came_up[:, k]]).size for k in range(p.shape[1])]
    return effect_rows(
        topic_ids,
        table,
        sides,
        found,
        order=order_of(score, draws, sides, topic_ids, level=settings.level, seed=seed),
        spoken=Spoken(
            documents=sides.came_up.sum(axis=0), accounts=np.array(accounts, dtype=np.int64)
        ),
        settings=settings,
    )


def _column(table: Columns, name: str, n: int | None) -> list[Any]:
    if name not in table:
        raise InputError(
            f"rank_topics: no column {name!r} in the table. Columns found:"
            f" {', '.join(map(str, table))}. Add it, or rename the one that holds it."
        )
    values = list(table[name])
    if n is not None and len(values) != n:
        raise InputError(
            f"rank_topics: column {name!r} has {len(values)} rows where the deals have {n}. Give"
            " one row per deal, in the deals' order."
        )
    return [None if _blank(v) else v for v in values]


def _blank(value: Any) -> bool:
    """None, NaN, NaT or an empty text."""
    return value is None or value == "" or bool(value != value)  # noqa: PLR0124  # only NaN differs from itself


def _probabilities(table: Columns, name: str, n: int) -> Floats:
    values = np.array([v or 0.0 for v in _column(table, name, n)], dtype=float)
    if values.size and (values.min() < 0 or values.max() > 1):
        raise InputError(
            f"rank_topics: topic {name!r} has an exposure outside 0 to 1. Give probabilities, or 0"
            " and 1."
        )
    return values


def _deal_table(deals: Columns, n: int, as_of: date | None, *, timed: bool) -> DealTable:
    """The deals as columns; days only where the topics have days too."""
    outcome = [str(v or "").strip().casefold() for v in _column(deals, "outcome", n)]
    given = {name: _column(deals, name, n) for name in deals}
    opened, closed = (_days(given.get(name), n) for name in ("created_at", "closed_on"))
    closed = np.where([STATES.get(o, UNKNOWN) in (WON, LOST) for o in outcome], closed, np.nan)
    amount = np.array([float(v or 0) for v in given.get("amount", [0] * n)], dtype=float)
    ids = [str(v) for v in given.get("id", range(n))]
    account = [
        f"a{v}" if v else f"d{i}"
        for v, i in zip(given.get("account_id", [None] * n), ids, strict=True)
    ]
    last = np.nanmax([*opened, *closed, 1.0])
    return DealTable(
        ids=tuple(ids),
        account=np.unique(account, return_inverse=True)[1].astype(np.int64),
        state=np.array([STATES.get(o, UNKNOWN) for o in outcome], dtype=np.int64),
        opened=np.where(timed & ~(closed < opened), opened, np.nan),
        closed=closed,
        amount=np.where(amount > 0, amount, np.nan),
        currency=tuple(str(v or "").upper() for v in given.get("currency", [""] * n)),
        columns={
            str(name): tuple("" if v is None else str(v) for v in values)
            for name, values in given.items()
            if name not in KNOWN
        },
        as_of=as_of.toordinal() if as_of else int(last),
    )


def _days(values: list[Any] | None, n: int) -> Floats:
    if values is None:
        return np.full(n, np.nan)
    return np.array([np.nan if v is None else float(_day(v).toordinal()) for v in values])


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(str(value)).date()
    except ValueError as error:
        raise InputError(
            f"rank_topics: {str(value)!r} is no date. Give dates, or texts like 2026-06-30."
        ) from error


def _texts(deals: Columns, n: int) -> NDArray[np.int64]:
    given = _column(deals, "texts", n) if "texts" in deals else [1] * n
    return np.array([int(v or 0) for v in given], dtype=np.int64)


def _days_of(first_at: Columns | None, topic_ids: Sequence[str], table: DealTable) -> Floats:
    """The day of each topic in each deal; from the very beginning where days are not given."""
    n = len(table)
    if first_at is None:
        return np.full((n, len(topic_ids)), -np.inf)
    days = [_days(_column(first_at, name, n), n) for name in topic_ids]
    # no day given: no exposure
    return np.nan_to_num(np.column_stack([np.empty((n, 0)), *days]), nan=np.inf)


def _history(p: Floats, table: DealTable, texts: NDArray[np.int64], days: Floats) -> History:
    """One mention per deal and topic; all texts on the day of opening, for want of theirs."""
    deal, topic = np.nonzero((p > 0) & (texts > 0)[:, None])
    start = np.nan_to_num(table.opened, nan=-np.inf)
    spoken = np.repeat(np.arange(len(table)), texts)
    told = np.flatnonzero(texts > 0)
    return History(
        deal=deal,
        topic=topic,
        day=days[deal, topic],
        doubt=np.log1p(-np.minimum(p[deal, topic], SUREST)),
        text_deal=spoken,
        text_day=start[spoken],
        document_deal=told,
        document_day=start[told],
        topics=p.shape[1],
    )
