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
from voiceminer.taxonomy.strangeness import ROUND, Strangeness

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
    of these` if it is stranger than nearly all of the run's own (see `Strangeness`); `unclear` if
    no topic has half of the vote and another topic's middle is nearer, which is the run's own rule.
    Strengths are calibrated on the run: 2,000 of its statements are placed by the others, and an
    isotonic fit says how often a vote of that share is right.

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
        vectors, plain = heard.embeddings.in_context(heard.passages), heard.embeddings.vectors
        self._centres = self._places.centres(vectors[rows])
        self._near = Neighbourhood(vectors[rows])
        # whether a statement is strange lies in itself, not in what was said round it
        self._alone = self._near if vectors is plain else Neighbourhood(plain[rows])
        self._strangeness = Strangeness(self._alone)
        keep = result.settings.taxonomy.none_of_these if none_of_these is None else none_of_these
        number = {document: at for at, document in enumerate(documents)}
        self._documents = np.array([number[documents[row]] for row in rows], np.int64)
        own = self._own_votes(spread(len(rows), TRIED))
        self.strangest = float(np.quantile(self._own_strangeness(), 1 - keep)) if keep else np.inf
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
        cosines, near = self._alone.nearest(plain, ROUND)
        strange = self._strangeness.of(cosines, near) > self.strangest
        nearness = cosines[:, 0].astype(np.float64)
        if vectors is not plain or self._near is not self._alone:
            cosines, near = self._near.nearest(vectors, VOTERS)
        votes = self._counted(cosines[:, :VOTERS], near[:, :VOTERS])
        strength = self._strength(votes.share)
        nearer = np.concatenate(
            [
                (vectors[at : at + ROWS] @ self._centres.T).argmax(axis=1)
                for at in range(0, len(vectors), ROWS)
            ]
        )
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
        given = passages.table
        columns = {
            "passage_id": given["id"],
            "document_id": given["document_id"],
            "account_id": given["account_id"],
            "deal_id": given["deal_id"],
            "at": given["at"],
            "role": given["side"],
            "text": given["text"],
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

    def _own_strangeness(self) -> NDArray[np.float64]:
        """How strange the run's own statements are to those of other documents."""
        rows = spread(len(self._documents), TRIED)
        return self._strangeness.of(*self._of_others(self._alone, rows, ROUND))

    def _own_votes(self, rows: NDArray[np.int64]) -> tuple[Votes, NDArray[np.bool_]]:
        """Votes on the run's own statements by those of other documents; whether they are right."""
        votes = self._counted(*self._of_others(self._near, rows, VOTERS))
        return votes, votes.topic == self._places.of[rows]

    def _of_others(
        self, among: Neighbourhood, rows: NDArray[np.int64], k: int
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """The `k` nearest statements of other documents; cosine and row are −1 for none."""
        # a call's other passages lean on this one: twice as many are asked, to be rid of them
        cosines, near = among.nearest(among.vectors[rows], 2 * k + 1)
        of = self._documents
        own = (near < 0) | (of[np.maximum(near, 0)] == of[rows][:, None])
        order = np.argsort(own, axis=1, kind="stable")[:, :k]
        cosines = np.take_along_axis(np.where(own, np.float32(-1), cosines), order, axis=1)
        return cosines, np.take_along_axis(np.where(own, -1, near), order, axis=1)


def _calibrated(
    votes: Votes, right: NDArray[np.bool_]
) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    """From a vote's share to how often the run would have placed the text there."""
    from sklearn.isotonic import IsotonicRegression

    fit = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(votes.share, right)
    return lambda share: np.asarray(fit.predict(share), np.float64)
