"""A topic in a deal is a probability: that at least one passage of the deal is about it."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import RUNGS, Exposure, Kind, Placement, Rows, Rung
from voiceminer.impact.links import Link
from voiceminer.impact.repetition import Repetition, pairs_of, repetition_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# No calibration knows one passage better than that: one misread in a thousand.
SUREST = 0.999


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What was said in deals, and when.

    Attributes
    ----------
    deal, topic : ndarray of int64, shape (m,)
        Rows of the deal table and columns of the topic list, one per document and day that
        mentions it: sentences of one document are no company for each other.
    day : ndarray of float64, shape (m,)
    doubt : ndarray of float64, shape (m,)
        log(1 − probability) that this mention is about the topic and belongs to the deal.
    text_deal, text_day : ndarray, shape (t,)
        Every passage of a customer, whatever it is about.
    document_deal, document_day : ndarray, shape (n,)
        Every document, on the day of its first passage.
    topics : int
    repetition : Repetition or None
        How mentions cluster in deals; None where each stands for itself.
    """

    deal: Ints
    topic: Ints
    day: Floats
    doubt: Floats
    text_deal: Ints
    text_day: Floats
    document_deal: Ints
    document_day: Floats
    topics: int
    repetition: Repetition | None = None

    def exposure(self, deals: int, until: Floats) -> Floats:
        """P(at least one real mention up to day `until[d]`), shape (deals, topics).

        1 − Π(1 − p), or by how mentions cluster in deals where that could be learned.
        """
        told = self.day <= until[self.deal]
        pairs = pairs_of(self.deal[told], self.topic[told], self.doubt[told], self.topics)
        out = np.zeros((deals, self.topics))
        if self.repetition:
            documents = np.maximum(self.texts(deals, until)[pairs.deal, 1], 1)
            out[pairs.deal, pairs.topic] = self.repetition.probabilities(pairs, documents)
        else:
            doubt = np.bincount(pairs.of, self.doubt[told], minlength=pairs.deal.size)
            out[pairs.deal, pairs.topic] = -np.expm1(doubt)
        return out

    def texts(self, deals: int, until: Floats) -> Floats:
        """Passages and documents up to day `until[d]`, shape (deals, 2)."""
        return np.column_stack(
            [
                np.bincount(of[day <= until[of]], minlength=deals).astype(float)
                for of, day in (
                    (self.text_deal, self.text_day),
                    (self.document_deal, self.document_day),
                )
            ]
        )


def learned(history: History, deals: int) -> History:
    """The history with what it shows of how mentions repeat, if it shows that."""
    pairs = pairs_of(history.deal, history.topic, history.doubt, history.topics)
    documents = np.bincount(history.document_deal, minlength=deals).astype(float)
    found = repetition_of(pairs, documents, history.topics)
    return dataclasses.replace(history, repetition=found)


def placed(placements: Rows[Placement]) -> dict[str, list[tuple[str, float]]]:
    """Topics of each passage that count, with their calibrated probability."""
    found = defaultdict[str, list[tuple[str, float]]](list)
    names = ("passage_id", "topic_id", "probability", "unplaced")
    rows = zip(*(placements.column(name) for name in names), strict=True)
    for passage_id, topic_id, p, unplaced in rows:
        if not unplaced and p > 0:
            found[passage_id].append((topic_id, min(p, SUREST)))
    return found


def history_of(
    links: Sequence[Link],
    topics_of: Mapping[str, list[tuple[str, float]]],
    topic_ids: Sequence[str],
    rung_weights: Mapping[str, float],
) -> History:
    """Mentions and texts of all deals; a link's weight is the chance that it is right."""
    column = {topic_id: n for n, topic_id in enumerate(topic_ids)}
    mentions = defaultdict[tuple[int, int, int, str], float](float)
    documents = dict[tuple[int, str], int]()
    for link in links:  # earliest first, so a document's first day is the first seen
        day = link.at.toordinal()
        documents.setdefault((link.deal, link.document_id), day)
        for topic_id, p in topics_of.get(link.passage_id, ()):
            if topic_id in column:
                doubt = float(np.log1p(-p * rung_weights.get(link.rung, 0.0)))
                mentions[link.deal, column[topic_id], day, link.document_id] += doubt
    made = np.array(
        [(deal, topic, day, doubt) for (deal, topic, day, _), doubt in mentions.items()],
        dtype=float,
    ).reshape(-1, 4)
    return History(
        deal=made[:, 0].astype(np.int64),
        topic=made[:, 1].astype(np.int64),
        day=made[:, 2],
        doubt=made[:, 3],
        text_deal=np.array([x.deal for x in links], dtype=np.int64),
        text_day=np.array([x.at.toordinal() for x in links], dtype=float),
        document_deal=np.array([deal for deal, _ in documents], dtype=np.int64),
        document_day=np.array(list(documents.values()), dtype=float),
        topics=len(topic_ids),
    )


@dataclass(slots=True, kw_only=True)
class Tally:
    """Mentions of one topic in one deal, as they come in; the earliest comes first."""

    first_at: datetime
    last_at: datetime
    rung: Rung
    n: int = 0
    doubt: float = 0.0


def tallies(
    links: Sequence[Link],
    topics_of: Mapping[str, list[tuple[str, float]]],
    rung_weights: Mapping[str, float],
) -> dict[tuple[int, str, Kind], Tally]:
    """Each topic in each deal per kind of document; the rung is the surest of its links."""
    found = dict[tuple[int, str, Kind], Tally]()
    for link in links:
        for topic_id, p in topics_of.get(link.passage_id, ()):
            key = (link.deal, topic_id, link.kind)
            tally = found.setdefault(key, Tally(first_at=link.at, last_at=link.at, rung=link.rung))
            tally.n += 1
            tally.doubt += float(np.log1p(-p * rung_weights.get(link.rung, 0.0)))
            tally.last_at = link.at
            tally.rung = min(tally.rung, link.rung, key=RUNGS.index)
    return found


def exposure_rows(
    found: Mapping[tuple[int, str, Kind], Tally], deal_ids: Sequence[str]
) -> Rows[Exposure]:
    """The exposure table, in the order of deal, topic and kind of document."""
    return Rows.gather(
        Exposure,
        (
            Exposure(
                deal_id=deal_ids[deal],
                topic_id=topic_id,
                document_kind=kind,
                first_at=tally.first_at,
                last_at=tally.last_at,
                n=tally.n,
                probability=round(float(-np.expm1(tally.doubt)), 6),
                rung=tally.rung,
            )
            for (deal, topic_id, kind), tally in sorted(found.items(), key=lambda x: x[0])
        ),
    )
