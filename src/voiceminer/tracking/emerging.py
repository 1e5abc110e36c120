"""Early warning: small groups of like statements that came up lately, beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Assignment, Heard
from voiceminer.data.centroids import centroids_of
from voiceminer.data.tracking import Emerging, NewQuote
from voiceminer.tracking.scanning import scanned
from voiceminer.tracking.spoken import Spoken

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# A group of fewer documents could not be told from chance: 5 of 5 in a tenth of the time are
# 1 in 100,000, and there are hundreds of groups.
SMALLEST = 5
# Something is a pain of the market and not of one customer from so many speakers on.
SPEAKERS = 3
# What began last period is looked for in the last two together: there is twice as much of it.
WINDOWS = 2
QUOTES = 5


def emerging_of(
    heard: Heard,
    assignment: Assignment,
    spoken: Spoken,
    slots: NDArray[np.int64],
    starts: Sequence[date],
    *,
    rate: float,
    seed: int,
) -> tuple[list[Emerging], list[NewQuote]]:
    """Groups of which more lies in the last period, or the last two, than chance puts there.

    The groups are the clustering's small ones, at several levels: they come from the texts alone,
    so that their dates are free to test, and what is new need be no topic of its own. Most of such
    a group has to be new, or it is a rise of what was there. With a chance of `rate` there is any
    alarm where nothing has changed. One alarm a topic: its oddest group.

    Parameters
    ----------
    slots : ndarray of int64
        The period of each spoken passage, counted from 0.
    starts : sequence of date
        The first days of the periods.
    """
    fine = np.asarray(heard.clustering.members.column("fine"), np.int64)
    fine = fine.reshape(len(heard.passages), -1)[spoken.rows]
    windows = [at for at in range(len(starts) - WINDOWS, len(starts)) if 0 < at <= slots.max()]
    if not windows or not fine.shape[1]:
        return [], []
    # groups of all levels in one row of numbers
    groups = fine + np.concatenate([[0], np.cumsum(fine.max(axis=0) + 1)[:-1]])
    inside, when = _documents(groups, spoken, slots)
    tested = np.flatnonzero(np.diff(inside.indptr) >= SMALLEST)
    scan = scanned(inside[tested], when, windows, np.random.default_rng(seed))
    odd = [(float(scan.p[at, w]), int(at), int(w)) for at, w in np.argwhere(scan.chance <= rate)]
    placed = {x.passage_id: x.topic_id for x in assignment.placements if x.place == 1}
    ids = heard.passages.column("id")
    found: dict[str, Emerging] = {}
    quotes: list[NewQuote] = []
    for p, at, window in sorted(odd):
        members = np.flatnonzero((groups == tested[at]).any(axis=1))
        new = (slots >= windows[window]).astype(np.int64)
        fresh = members[new[members] == 1]
        (before, n), totals = _counts(spoken, members, new), spoken.totals(new, 2)
        topic = _most([placed[ids[row]] for row in spoken.rows[fresh].tolist()])
        people = {spoken.speakers[row] for row in fresh}
        if topic in found or n <= before or len(people) < SPEAKERS:
            continue
        since = starts[windows[window]]
        central = _central(heard, spoken.rows[fresh])
        found[topic] = Emerging(
            id=f"e-{topic.removeprefix('t-')}-{since:%Y%m%d}",
            topic_id=topic,
            sentence=heard.passages.column("text")[central[0]],
            since=since,
            n=n,
            of=int(totals[1]),
            n_before=before,
            of_before=int(totals[0]),
            p=p,
            q=float(scan.chance[at, window]),
        )
        quotes += [
            NewQuote(emerging_id=found[topic].id, passage_id=ids[row], place=place)
            for place, row in enumerate(central[:QUOTES], 1)
        ]
    return list(found.values()), quotes


def _documents(
    groups: NDArray[np.int64], spoken: Spoken, slots: NDArray[np.int64]
) -> tuple[csr_array, NDArray[np.int64]]:
    """Documents of each group, and their periods; one of several periods is one in each."""
    from scipy.sparse import csr_array

    pairs, of = np.unique(np.stack([spoken.documents, slots], axis=1), axis=0, return_inverse=True)
    levels = groups.shape[1]
    cells = np.unique(np.stack([groups.ravel(), np.repeat(of.ravel(), levels)], axis=1), axis=0).T
    shape = (int(groups.max()) + 1, len(pairs))
    ones = np.ones(cells.shape[1], np.float32)
    return csr_array((ones, (cells[0], cells[1])), shape=shape), pairs[:, 1]


def _counts(spoken: Spoken, members: NDArray[np.int64], new: NDArray[np.int64]) -> tuple[int, int]:
    """Documents before and since that hold one of the passages."""
    group = np.full(len(new), -1, np.int64)
    group[members] = 0
    before, since = spoken.counted(group, new, (1, 2))[0]
    return int(before), int(since)


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
