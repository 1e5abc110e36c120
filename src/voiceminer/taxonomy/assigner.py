"""New text to the topics of a run, by the run's statements that are most like it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Embeddings, Encoder, MiningResult, Passage, Rows, schema_of
from voiceminer.data.assigned import Assigned, Why
from voiceminer.data.spread import spread
from voiceminer.taxonomy.calibration import ROWS
from voiceminer.taxonomy.distinct import distinct
from voiceminer.taxonomy.neighbourhood import Neighbourhood
from voiceminer.taxonomy.places import Places

# The neighbours that vote, weighted by cosine: as many as the graph has that the topics come from.
# Against the clustering of the whole, Banking77 and HWU64: 5 voters ARI 0.75 and 0.79, 15 voters
# 0.78 and 0.84, 30 voters 0.73 and 0.80; the nearest centroid 0.61 and 0.71, a logistic
# regression on the vectors 0.72 and 0.77.
VOTERS = 15
# Statements of the run that are placed by their neighbours, to see how often votes are right.
TRIED = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """What neighbours say.

    Attributes
    ----------
    topic : ndarray of int64, shape (n,)
        The topic with most of the vote.
    share : ndarray of float64, shape (n,)
        Its share of the vote.
    """

    topic: NDArray[np.int64]
    share: NDArray[np.float64]


class Assigner:
    """Knows a run's topics, and tells of any text which it is about.

    A text that the run has heard has the place that the run gave it. For any other the run's 15
    most alike statements vote, as the neighbour graph does that the topics come from. It is `none
    of these` if its nearest statement is further off than nearly all of the run's own are from
    theirs (the distance to the nearest neighbour tells strange text best: Sun et al. 2022,
    "Out-of-Distribution Detection with Deep Nearest Neighbors"); `unclear` if no topic has half
    of the vote and another topic's middle is nearer, which is the run's own rule. Strengths are
    calibrated on the run: 2,000 of its statements are placed by the others, and an isotonic fit
    says how often a vote of that share is right.

    Parameters
    ----------
    result : MiningResult
        The run.
    encoder : Encoder
        The one that made its vectors.
    none_of_these : float, optional
        The share of the run's own statements that would be `none of these`; the run's setting if
        left out.
    """

    def __init__(
        self, result: MiningResult, encoder: Encoder, *, none_of_these: float | None = None
    ) -> None:
        heard = result.heard
        self._encoder = encoder
        self._context = heard.embeddings.context
        self._labels = {t.id: t.label for t in result.topics.topics}
        placed = {p.passage_id: p for p in result.assignment.placements if p.place == 1}
        texts = heard.passages.column("text")
        rows, _ = distinct(texts)
        ids, documents = heard.passages.column("id"), heard.passages.column("document_id")
        self._known = {texts[row]: placed[ids[row]] for row in rows}
        topics = result.assignment.identities.column("topic_id")
        number = {topic: at for at, topic in enumerate(topics)}
        self._places = Places(
            ids=tuple(topics),
            themes={},
            of=np.array([number[placed[ids[row]].topic_id] for row in rows], np.int64),
        )
        vectors, plain = heard.embeddings.in_context(heard.passages)[rows], heard.embeddings.vectors
        self._centres = self._places.centres(vectors)
        self._near = Neighbourhood(vectors)
        # whether a statement is strange lies in itself, not in what was said round it
        self._alone = Neighbourhood(plain[rows])
        keep = result.settings.taxonomy.none_of_these if none_of_these is None else none_of_these
        number = {document: at for at, document in enumerate(documents)}
        self._documents = np.array([number[documents[row]] for row in rows], np.int64)
        own = self._own_votes(spread(len(rows), TRIED))
        self.floor = float(np.quantile(self._own_nearness(), keep)) if keep else -1.0
        self._strength = _calibrated(*own)

    def assigned(self, passages: Rows[Passage]) -> Rows[Assigned]:
        """The place of each passage, in their order.

        Passages of one verbatim have to come together: each leans on what was said round it.
        """
        if not len(passages):
            return Rows.gather(Assigned)
        texts: list[str] = passages.column("text")
        plain = self._encoder.encode(texts)
        vectors = self._in_context(passages, plain)
        votes = self._counted(*self._near.nearest(vectors, VOTERS))
        nearness = self._alone.nearest(plain, 1)[0][:, 0].astype(np.float64)
        strength = self._strength(votes.share)
        nearer = np.concatenate(
            [
                (vectors[at : at + ROWS] @ self._centres.T).argmax(axis=1)
                for at in range(0, len(vectors), ROWS)
            ]
        )
        strange = nearness < self.floor
        unclear = (votes.share < 0.5) & (nearer != votes.topic)
        why = np.where(strange, "none of these", np.where(unclear, "unclear", "")).tolist()
        return self._rows(passages, texts, votes.topic, (strength, nearness), why)

    def _rows(
        self,
        passages: Rows[Passage],
        texts: Sequence[str],
        topic: NDArray[np.int64],
        measured: tuple[NDArray[np.float64], NDArray[np.float64]],
        why: list[Why],
    ) -> Rows[Assigned]:
        ids = self._places.ids
        nearest = [ids[at] for at in topic.tolist()]
        strengths, nearness = (values.round(4).tolist() for values in measured)
        heard = [False] * len(texts)
        for at, text in enumerate(texts):
            if known := self._known.get(text):
                nearest[at], strengths[at] = known.topic_id, known.probability
                why[at], nearness[at], heard[at] = known.unplaced, 1.0, True
        outside = ("unclear", "none of these")
        topics = ["" if w in outside else t for w, t in zip(why, nearest, strict=True)]
        columns = {
            "passage_id": passages.column("id"),
            "document_id": passages.column("document_id"),
            "account_id": passages.column("account_id"),
            "deal_id": passages.column("deal_id"),
            "at": passages.column("at"),
            "role": passages.column("side"),
            "text": texts,
            "topic_id": topics,
            "label": [self._labels.get(topic, "") for topic in topics],
            "why": why,
            "strength": strengths,
            "nearest_topic_id": nearest,
            "nearness": nearness,
            "heard": heard,
        }
        import pyarrow as pa

        return Rows(Assigned, pa.table(columns, schema=schema_of(Assigned)))

    def _in_context(
        self, passages: Rows[Passage], vectors: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Vectors as the run's topics see them, each in its own context and no other's."""
        at = passages.table.schema.get_field_index("text")
        # in a run equal texts share their contexts; here each stands alone, so that the answer
        # does not depend on what else is assigned with it
        alone = passages.table.set_column(at, passages.table.schema.field(at), passages.table["id"])
        embeddings = Embeddings(vectors=vectors, encoder="", context=self._context)
        return embeddings.in_context(Rows(Passage, alone))

    def _counted(self, cosines: NDArray[np.float32], rows: NDArray[np.int64]) -> Votes:
        n, count = len(rows), len(self._places.ids)
        weight = np.where(rows >= 0, np.maximum(cosines, 1e-6), 0.0).astype(np.float64)
        cell = np.arange(n)[:, None] * count + self._places.of[np.maximum(rows, 0)]
        ballot = np.bincount(cell.ravel(), weight.ravel(), minlength=n * count).reshape(n, count)
        topic = ballot.argmax(axis=1)
        share = ballot[np.arange(n), topic] / np.maximum(ballot.sum(axis=1), 1e-12)
        return Votes(topic=topic, share=share)

    def own_strengths(
        self, rows: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Strengths of the run's own statements as if they were new, and whether they are right.

        Parameters
        ----------
        rows : ndarray of int64
            Of the run's distinct statements in code-point order.
        """
        votes, right = self._own_votes(rows)
        return self._strength(votes.share), right

    def _own_nearness(self) -> NDArray[np.float64]:
        """How near the run's own statements are to the nearest of another document."""
        rows = spread(len(self._documents), TRIED)
        cosines, near = self._alone.nearest(self._alone.vectors[rows], VOTERS)
        of = self._documents
        other = of[np.maximum(near, 0)] != of[rows][:, None]
        nearest: NDArray[np.float64] = np.where(other, cosines, -1).max(axis=1)
        return nearest

    def _own_votes(self, rows: NDArray[np.int64]) -> tuple[Votes, NDArray[np.bool_]]:
        """Votes on the run's own statements by those of other documents; whether they are right."""
        vectors = self._near.vectors
        # a call's other passages lean on this one: twice as many are asked, to be rid of them
        cosines, near = self._near.nearest(vectors[rows], 2 * VOTERS + 1)
        of = self._documents
        own = of[np.maximum(near, 0)] == of[rows][:, None]
        order = np.argsort(own, axis=1, kind="stable")[:, :VOTERS]
        cosines = np.take_along_axis(np.where(own, -1, cosines), order, axis=1)
        near = np.take_along_axis(np.where(own, -1, near), order, axis=1)
        votes = self._counted(cosines.astype(np.float32), near)
        return votes, votes.topic == self._places.of[rows]


def _calibrated(
    votes: Votes, right: NDArray[np.bool_]
) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    """From a vote's share to how often the run would have placed the text there."""
    from sklearn.isotonic import IsotonicRegression

    fit = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(votes.share, right)
    return lambda share: np.asarray(fit.predict(share), np.float64)
