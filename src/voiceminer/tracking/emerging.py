"""Early warning: small groups of like statements that came up lately, beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Assignment, Heard
from voiceminer.data.centroids import centroids_of
from voiceminer.data.tracking import Emerging, NewQuote
from voiceminer.tracking.chance import adjusted
from voiceminer.tracking.spoken import Spoken

# A group of fewer documents could not be told from chance: 5 of 5 in a tenth of the time are
# 1 in 100,000, and there are hundreds of groups.
SMALLEST = 5
# Something is a pain of the market and not of one customer from so many speakers on.
SPEAKERS = 3
QUOTES = 5


def emerging_of(
    heard: Heard, assignment: Assignment, spoken: Spoken, *, since: date, rate: float
) -> tuple[list[Emerging], list[NewQuote]]:
    """Groups of which more lies after `since` than chance puts there.

    The groups are the finest of the clustering: they come from the texts alone, so that their
    dates are free to test. If nothing has changed, a group's documents fall into the new time
    like all documents do, hypergeometrically; Benjamini and Hochberg's q over all groups keeps
    the expected share of false alarms below `rate`. Groups of one topic are one alarm.
    """
    from scipy.stats import hypergeom

    fine = np.asarray(heard.clustering.members.column("fine"), np.int64)[spoken.rows]
    new = np.array([day >= since for day in spoken.days])
    if not new.any() or new.all() or not len(fine) or fine.max() < 0:
        return [], []
    table = spoken.counted(fine, new.astype(np.int64), (int(fine.max()) + 1, 2))
    totals = spoken.totals(new.astype(np.int64), 2)
    tested = np.flatnonzero(table.sum(axis=1) >= SMALLEST)
    n, n_all = table[tested, 1], table[tested].sum(axis=1)
    p = hypergeom.sf(n - 1, totals.sum(), n_all, totals[1])
    q = adjusted(p)
    placed = {x.passage_id: x.topic_id for x in assignment.placements if x.place == 1}
    ids = heard.passages.column("id")
    topics = [placed[ids[row]] for row in spoken.rows.tolist()]
    groups: dict[str, list[int]] = {}
    for at in np.flatnonzero(q <= rate).tolist():
        inside = np.flatnonzero(fine == tested[at])
        fresh = inside[new[inside]]
        if len({spoken.speakers[row] for row in fresh}) >= SPEAKERS:
            topic = _most([topics[row] for row in fresh])
            groups.setdefault(topic, []).append(at)
    found, quotes = [], []
    for topic, members in groups.items():
        rows = np.flatnonzero(np.isin(fine, tested[members]))
        counts = spoken.counted(
            np.where(np.isin(fine, tested[members]), 0, -1), new.astype(np.int64), (1, 2)
        )[0]
        central = _central(heard, spoken.rows[rows[new[rows]]])
        texts = heard.passages.column("text")
        name = f"e-{topic.removeprefix('t-')}-{since:%Y%m%d}"
        found.append(
            Emerging(
                id=name,
                topic_id=topic,
                sentence=texts[central[0]],
                since=since,
                n=int(counts[1]),
                of=int(totals[1]),
                n_before=int(counts[0]),
                of_before=int(totals[0]),
                p=float(p[members].min()),
                q=float(q[members].min()),
            )
        )
        quotes += [
            NewQuote(emerging_id=name, passage_id=ids[row], place=place)
            for place, row in enumerate(central[:QUOTES], 1)
        ]
    found.sort(key=lambda e: (e.p, e.id))
    return found, quotes


def _most(topics: Sequence[str]) -> str:
    counted = Counter(topics)
    return min(counted, key=lambda topic: (-counted[topic], topic))


def _central(heard: Heard, rows: NDArray[np.int64]) -> list[int]:
    """Passages, the most central first, each text once; ties by text."""
    vectors, texts = heard.embeddings.vectors[rows], heard.passages.column("text")
    centre = centroids_of(vectors, np.zeros(len(rows), np.int64))[0]
    nearness = np.round(vectors @ centre, 5)
    order = sorted(range(len(rows)), key=lambda at: (-nearness[at], texts[rows[at]]))
    first: dict[str, int] = {}
    for at in order:
        first.setdefault(texts[rows[at]], int(rows[at]))
    return list(first.values())
