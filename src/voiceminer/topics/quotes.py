"""Exemplar quotes of a topic: central, unlike each other, and from different people."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voiceminer.topics.members import Members

# Quotes are picked from the most central texts: the rest would be chosen for oddity alone.
POOL = 200
# Maximal marginal relevance (Carbonell & Goldstein 1998): centrality against novelty.
CENTRAL = 0.6
ENOUGH = 3
# From this cosine on two texts say the same in the same words.
SAME = 0.9
# Words in a quote: shorter ones say nothing by themselves, longer ones do not fit a brief.
FEWEST, MOST = 5, 60
# A customer's own words are worth this much cosine more than a seller's report.
FIRST_HAND = 0.1


def quotes_of(members: Members, topic: int, most: int) -> list[int]:
    """Rows of at most `most` exemplars, customers' own words first.

    One quote per account or author; the same speaker again only where fewer than three would
    be left. Near-copies are never quoted beside each other, so a topic of one sentence said
    over and over has one quote.
    """
    pool = _pool(members, topic)
    chosen = _picked(members, pool, most, set())
    if len(chosen) < ENOUGH:
        chosen = _picked(members, pool, min(ENOUGH, most), None)
    return sorted(chosen, key=lambda row: members.sides[row] == "reported")


def sentence_of(members: Members, topic: int) -> str:
    """The most central short text, a customer's own where there is one.

    8 to 25 words: a whole thought that still fits one line; otherwise the most central text.
    """
    rows = _pool(members, topic)
    if not len(rows):
        return ""
    short = [row for row in rows if 8 <= len(members.texts[row].split()) <= 25]
    first_hand = [row for row in short if members.sides[row] != "reported"]
    whole = [row for row in first_hand if "[" not in members.texts[row]]
    sentence: str = members.texts[(whole or first_hand or short or list(rows))[0]]
    return sentence


def _pool(members: Members, topic: int) -> NDArray[np.int64]:
    """A topic's texts that may stand for it, most central first."""
    rows = members.counting(topic)
    fitting = [row for row in rows if FEWEST <= len(members.texts[row].split()) <= MOST]
    return np.array(fitting[:POOL], np.int64) if len(fitting) >= ENOUGH else rows[:POOL]


def _picked(
    members: Members,
    pool: NDArray[np.int64],
    most: int,
    speakers: set[str] | None,
) -> list[int]:
    vectors = members.vectors[pool].astype(np.float64)
    worth = members.nearness[pool] + np.array(
        [0.0 if members.sides[row] == "reported" else FIRST_HAND for row in pool]
    )
    closest = np.zeros(len(pool))
    free = np.ones(len(pool), np.bool_)
    chosen: list[int] = []
    while len(chosen) < most and free.any():
        scores = np.where(free, CENTRAL * worth - (1 - CENTRAL) * closest, -np.inf)
        at = int(np.argmax(np.round(scores, 5)))
        chosen.append(int(pool[at]))
        closest = np.maximum(closest, vectors @ vectors[at])
        free[at] = False
        free &= closest < SAME
        speaker = members.speakers[pool[at]]
        if speakers is not None and speaker is not None:
            free &= np.array([members.speakers[row] != speaker for row in pool])
    return chosen
