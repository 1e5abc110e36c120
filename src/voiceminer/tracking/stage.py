"""Topics over time, with what changed beyond chance and what is new."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Assignment, Heard, Rows
from voiceminer.data.shares import wilson
from voiceminer.data.tracking import Emerging, NewQuote, Shift, Tracking, Trend
from voiceminer.settings import TrackingSettings
from voiceminer.tracking.calendar import after, period_for, start_of, starts_between
from voiceminer.tracking.chance import adjusted, change_p, scan
from voiceminer.tracking.emerging import emerging_of
from voiceminer.tracking.spoken import Spoken, spoken_of

# A change needs a before and an after of some length: with fewer whole periods there is none.
FEWEST_FOR_CHANGE = 6


def tracking_of(
    heard: Heard,
    assignment: Assignment,
    settings: TrackingSettings,
    *,
    as_of: date | None,
    level: float,
    seed: int,
) -> Tracking:
    """Shares per period, shifts and what is emerging.

    A share is of all documents with customer voice in the period, so that more text alone is no
    trend. Half of the rate of false alarms goes to the shifts of topics and half to emerging
    groups.

    Parameters
    ----------
    as_of : date or None
        The day the run speaks of; text after it is left out.
    level : float
        Of the intervals.
    """
    spoken = spoken_of(heard)
    period = period_for(spoken.days, settings.period)
    if not period:
        return Tracking()
    first, last = min(spoken.days), max(spoken.days)
    starts = starts_between(first, last, period)
    slot = {start: at for at, start in enumerate(starts)}
    slots = np.array([slot[start_of(day, period)] for day in spoken.days], np.int64)
    topics = assignment.identities.column("topic_id")
    number = {topic: at for at, topic in enumerate(topics)}
    table = spoken.counted(
        _groups(heard, assignment, spoken, number), slots, (len(topics), len(starts))
    )
    totals = spoken.totals(slots, len(starts))
    over = after(starts[-1], period)
    part = np.zeros(len(starts), np.bool_)
    part[0] = (first - starts[0]).days > 3  # a weekend and a holiday are no missing days
    part[-1] = (over - max(last, as_of or last)).days > 3
    found, quotes = emerging_of(
        heard, assignment, spoken, slots, starts, rate=settings.false_alarms / 2, seed=seed
    )
    return Tracking(
        period=period,
        trends=Rows.gather(Trend, _trends(topics, table, totals, starts, part, level=level)),
        shifts=Rows.gather(
            Shift,
            _shifts(
                topics, table[:, ~part], totals[~part],
                [s for s, p in zip(starts, part, strict=True) if not p],
                rate=settings.false_alarms / 2, seed=seed,
            ),
        ),
        emerging=Rows.gather(Emerging, found),
        quotes=Rows.gather(NewQuote, quotes),
    )  # fmt: skip


def _groups(
    heard: Heard, assignment: Assignment, spoken: Spoken, number: dict[str, int]
) -> NDArray[np.int64]:
    """The topic of each spoken passage; −1 where unclear."""
    placed = {
        p.passage_id: -1 if p.unplaced == "unclear" else number[p.topic_id]
        for p in assignment.placements
        if p.place == 1
    }
    ids = heard.passages.column("id")
    return np.array([placed[ids[row]] for row in spoken.rows.tolist()], np.int64)


def _trends(
    topics: Sequence[str],
    table: NDArray[np.float64],
    totals: NDArray[np.float64],
    starts: Sequence[date],
    part: NDArray[np.bool_],
    *,
    level: float,
) -> list[Trend]:
    low, high = wilson(table, totals, level)
    return [
        Trend(
            topic_id=topic,
            period=start,
            n=int(table[t, at]),
            of=int(totals[at]),
            share=float(table[t, at] / totals[at]) if totals[at] else 0.0,
            low=float(low[t, at]),
            high=float(high[t, at]),
            part=bool(part[at]),
        )
        for t, topic in enumerate(topics)
        for at, start in enumerate(starts)
    ]


def _shifts(
    topics: Sequence[str],
    table: NDArray[np.float64],
    totals: NDArray[np.float64],
    starts: Sequence[date],
    *,
    rate: float,
    seed: int,
) -> list[Shift]:
    """Topics whose share has changed once, at the day that fits best.

    The greatest likelihood ratio over all days is held against that of counts drawn without a
    change. A penalty as change-point libraries have it gives no such error rate
    (deepcharles/ruptures issue 290); with one change per topic its search is a cumulative sum.
    """
    kept = totals > 0
    table, totals = table[:, kept], totals[kept]
    starts = [start for start, keep in zip(starts, kept, strict=True) if keep]
    if len(starts) < FEWEST_FOR_CHANGE or not len(topics):
        return []
    rng = np.random.default_rng(seed)
    p = np.array([change_p(row, totals, rng) for row in table])
    q, (_, where) = adjusted(p), scan(table, totals)
    found = []
    for at in np.flatnonzero(q <= rate).tolist():
        change = int(where[at])
        before = float(table[at, :change].sum() / totals[:change].sum())
        later = float(table[at, change:].sum() / totals[change:].sum())
        found.append(
            Shift(
                topic_id=topics[at],
                kind="rising" if later > before else "falling",
                since=starts[change],
                before=before,
                after=later,
                p=float(p[at]),
                q=float(q[at]),
            )
        )
    return sorted(found, key=lambda s: (s.p, s.topic_id))
