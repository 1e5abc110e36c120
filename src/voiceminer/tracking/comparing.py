"""Two runs -> what moved beyond chance, and which goals have been reached."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import numpy as np

from voiceminer.data import Goal, MiningResult, Rows
from voiceminer.data.comparison import Comparison, Moved, Reached
from voiceminer.data.shares import wilson
from voiceminer.tracking.chance import adjusted
from voiceminer.tracking.history import answered_in


def compared(before: MiningResult, after: MiningResult) -> Comparison:
    """An earlier and a later run, topic by topic.

    The later run mostly holds the earlier one's text as well, so its share is taken of what is
    dated after the earlier run's day; of everything where there are no dates. Fisher's exact test
    tells a difference from chance, Benjamini and Hochberg's q over all topics.
    """
    from scipy.stats import fisher_exact

    then, of_then = _documents(before, None)
    now, of_now = _documents(after, before.as_of)
    changes = {line.topic_id: line.change for line in after.assignment.lineage}
    rows = {run: {r.topic_id: r for r in x.topic_table} for run, x in ((0, before), (1, after))}
    topics = list(dict.fromkeys([*rows[1], *rows[0]]))
    counts = {t: (len(then[t]), len(now[t])) for t in topics}
    p = [
        float(fisher_exact(np.array([[n, of_then - n], [m, of_now - m]])).pvalue) if of_now else 1.0
        for n, m in counts.values()
    ]
    q = adjusted(np.array(p))
    rate = after.settings.tracking.false_alarms
    moved = []
    for topic, chance in zip(topics, q.tolist(), strict=True):
        old, new = rows[0].get(topic), rows[1].get(topic)
        n, m = counts[topic]
        shown = new or old
        moved.append(
            Moved(
                topic_id=topic,
                label=shown.label if shown else "",
                change=changes.get(topic, "same" if old and new else "new" if new else "gone"),
                n_before=n,
                of_before=of_then,
                before=n / of_then if of_then else 0.0,
                n_after=m,
                of_after=of_now,
                after=m / of_now if of_now else 0.0,
                q=chance,
                beyond_chance=chance <= rate,
                rank_before=old.rank if old else None,
                rank_after=new.rank if new else None,
                open_deals_before=old.n_open_deals if old else 0,
                open_deals_after=new.n_open_deals if new else 0,
            )
        )
    return Comparison(
        before=before.as_of,
        after=after.as_of,
        moved=Rows.gather(Moved, moved),
        goals=Rows.gather(Reached, [_reached(goal, after) for goal in after.taxonomy.goals]),
    )


def _documents(run: MiningResult, since: date | None) -> tuple[defaultdict[str, set[str]], int]:
    """Documents per topic, and all documents; only those with passages after a day."""
    days = {
        i: (at.date() if at else None, document)
        for i, at, document in zip(
            *(run.heard.passages.column(name) for name in ("id", "at", "document_id")), strict=True
        )
    }
    used = {i: d for i, (day, d) in days.items() if since is None or (day and day > since)}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for place in run.assignment.placements:
        if place.place == 1 and place.unplaced != "unclear" and place.passage_id in used:
            found[place.topic_id].add(used[place.passage_id])
    return found, len(set(used.values()))


def _reached(goal: Goal, run: MiningResult) -> Reached:
    value, low, high = _standing(goal, run)
    better_below = goal.measure in {"asked again", "share", "open deals"}
    verdict = "cannot be told yet"
    if value is not None:
        bound = (high if better_below else low) if low is not None else value
        other = (low if better_below else high) if low is not None else value
        if bound is not None and other is not None:
            sign = -1 if better_below else 1
            if sign * bound >= sign * goal.target:
                verdict = "reached"
            elif sign * other < sign * goal.target:
                verdict = "not reached"
    labels = {t.id: t.label for t in run.topics.topics}
    return Reached(
        topic_id=goal.topic_id,
        label=labels.get(goal.topic_id, ""),
        measure=goal.measure,
        target=goal.target,
        by=goal.by,
        owner=goal.owner,
        value=value,
        low=low,
        high=high,
        verdict=verdict,
    )


def _standing(goal: Goal, run: MiningResult) -> tuple[float | None, float | None, float | None]:
    """Where a goal's measure stands, with its interval where it is a share."""
    if goal.measure == "open deals":
        for row in run.topic_table:
            if row.topic_id == goal.topic_id:
                return float(row.n_open_deals), None, None
    if goal.measure == "share":
        whole = [t for t in run.tracking.trends if t.topic_id == goal.topic_id and not t.part]
        if whole:
            return whole[-1].share, whole[-1].low, whole[-1].high
    if goal.measure == "answered" and (counted := answered_in(run).get(goal.topic_id)):
        n, of = np.array([counted[0]], float), np.array([counted[1]], float)
        low, high = wilson(n, of, run.settings.impact.level)
        return counted[0] / counted[1], float(low[0]), float(high[0])
    return None, None, None
