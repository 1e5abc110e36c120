"""Who is in which topic, and how near to its centre: what labels and quotes are chosen from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Assignment, Heard, Side, SignalKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """The distinct texts of all topics, in code-point order, each with one speaker.

    Attributes
    ----------
    ids, texts, sides, speakers : list
        Of the passage that stands for each text: where several passages have one text, the
        first by side (customer before unknown before reported) and id.
    kinds : list
        What kind of statement it is.
    counts : list of bool
        Whether its placement counts (`unplaced` is empty).
    topics : ndarray of int64, shape (n,)
        Position in `topic_ids`.
    vectors : ndarray of float32, shape (n, dim)
    centres : ndarray of float32, shape (n_topics, dim)
        Unit mean of each topic's texts that count, or of all where none does.
    nearness : ndarray of float64, shape (n,)
        Cosine to the own topic's centre, rounded above float32's noise.
    """

    topic_ids: Sequence[str]
    ids: Sequence[str]
    texts: Sequence[str]
    sides: Sequence[Side]
    speakers: Sequence[str | None]
    kinds: Sequence[SignalKind]
    counts: NDArray[np.bool_]
    topics: NDArray[np.int64]
    vectors: NDArray[np.float32]
    centres: NDArray[np.float32]
    nearness: NDArray[np.float64]

    def of(self, topic: int) -> NDArray[np.int64]:
        """Rows of one topic, most central first; equally central ones by text."""
        rows = np.flatnonzero(self.topics == topic)
        ordered: NDArray[np.int64] = rows[np.argsort(-self.nearness[rows], kind="stable")]
        return ordered

    def counting(self, topic: int) -> NDArray[np.int64]:
        """As `of`, but only rows whose placement counts, unless none does."""
        rows = self.of(topic)
        counting: NDArray[np.int64] = rows[self.counts[rows]]
        return counting if len(counting) else rows


_SIDES: dict[Side, int] = {"customer": 0, "unknown": 1, "reported": 2}


def members_of(heard: Heard, assignment: Assignment) -> Members:
    """The distinct texts that topics hold, with their centres."""
    topic_ids = assignment.identities.column("topic_id")
    number = {topic: at for at, topic in enumerate(topic_ids)}
    placed = {
        placement.passage_id: (number[placement.topic_id], placement.unplaced)
        for placement in assignment.placements
        if placement.place == 1
    }
    kinds = dict(zip(heard.signals.column("passage_id"), heard.signals.column("kind"), strict=True))
    ids, texts, sides = (heard.passages.column(name) for name in ("id", "text", "side"))
    authors, accounts = (heard.passages.column(name) for name in ("author_id", "account_id"))
    order = sorted(range(len(ids)), key=lambda at: (texts[at], _SIDES[sides[at]], ids[at]))
    rows = [at for at in order if ids[at] in placed]
    rows = [at for n, at in enumerate(rows) if n == 0 or texts[rows[n - 1]] != texts[at]]
    topics = np.array([placed[ids[at]][0] for at in rows], np.int64)
    counts = np.array([placed[ids[at]][1] == "" for at in rows], np.bool_)
    vectors = heard.embeddings.vectors[rows]
    centres = _centres(vectors, topics, counts, len(topic_ids))
    nearness = np.einsum("nd,nd->n", vectors, centres[topics], dtype=np.float64)
    return Members(
        topic_ids=topic_ids,
        ids=[ids[at] for at in rows],
        texts=[texts[at] for at in rows],
        sides=[sides[at] for at in rows],
        speakers=[accounts[at] or authors[at] for at in rows],
        kinds=[kinds.get(ids[at], "other") for at in rows],
        counts=counts,
        topics=topics,
        vectors=vectors,
        centres=centres,
        nearness=np.round(nearness, 5),
    )


def _centres(
    vectors: NDArray[np.float32],
    topics: NDArray[np.int64],
    counts: NDArray[np.bool_],
    n_topics: int,
) -> NDArray[np.float32]:
    centres = np.zeros((n_topics, vectors.shape[1]), np.float32)
    for topic in range(n_topics):
        own = topics == topic
        used = own & counts if (own & counts).any() else own
        if used.any():
            mean = vectors[used].astype(np.float64).mean(axis=0)
            centres[topic] = mean / max(float(np.linalg.norm(mean)), 1e-12)
    return centres
