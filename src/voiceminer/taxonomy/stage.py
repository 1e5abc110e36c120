"""Groups without names -> topics with identities, and every passage's place in them."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import (
    NO_PAIN,
    Assignment,
    Clustering,
    Embeddings,
    Identity,
    Passage,
    Placement,
    Rows,
    Signal,
)
from voiceminer.data.centroids import centroids_of
from voiceminer.settings import TaxonomySettings
from voiceminer.taxonomy.calibration import margins_of, probability_by
from voiceminer.taxonomy.identity import identities_of, medoid_of

Unplaced = Literal["", "unclear", "not a pain"]


def assignment_of(
    passages: Rows[Passage],
    embeddings: Embeddings,
    signals: Rows[Signal],
    clustering: Clustering,
    settings: TaxonomySettings,
) -> Assignment:
    """Who is who, and which passage is about what, with which probability.

    Every passage has a placement with `place` 1 in its nearest topic; a second one where the
    probability of another topic reaches `settings.second_from`. `unplaced` says why a
    placement does not count: the passage is praise, small talk or a seller's action (`not a
    pain`), or lies between topics (`unclear`).

    Returns
    -------
    Assignment
        `identities` one per topic, by group; `placements` in the passages' order, place 1
        before place 2.
    """
    if not len(passages):
        return Assignment(identities=Rows.gather(Identity), placements=Rows.gather(Placement))
    texts: list[str] = passages.column("text")
    labels = np.asarray(clustering.members.column("nearest"), np.int64)
    rows, of = _distinct(texts)
    vectors, nodes = embeddings.in_context(passages)[rows], labels[rows]
    parents = dict(
        zip(clustering.groups.column("group"), clustering.groups.column("parent"), strict=True)
    )
    theme_of = np.array([parents[group] for group in range(int(labels.max()) + 1)])
    node_texts = [texts[row] for row in rows]
    medoids = {
        int(group): medoid_of(np.flatnonzero(level == group), node_texts, vectors)
        for level in (nodes, theme_of[nodes])
        for group in np.unique(level)
    }
    identities = identities_of(clustering.groups, medoids)
    margins = margins_of(vectors, nodes, centroids_of(vectors, nodes))
    probability = probability_by(vectors, nodes, margins)
    first, second = probability(margins.first)[of], probability(margins.second)[of]
    other = margins.other[of]
    topic = dict(zip(identities.column("group"), identities.column("topic_id"), strict=True))
    reasons = _unplaced(passages, signals, clustering)
    placements = []
    for at, (passage, reason) in enumerate(zip(passages.column("id"), reasons, strict=True)):
        placed = [(1, int(labels[at]), float(first[at]))]
        if reason != "unclear" and second[at] >= settings.second_from:
            placed.append((2, int(other[at]), float(second[at])))
        placements += [
            Placement(
                passage_id=passage,
                topic_id=topic[group],
                place=place,
                probability=round(p, 4),
                unplaced=reason,
            )
            for place, group, p in placed
        ]
    return Assignment(identities=identities, placements=Rows.gather(Placement, placements))


def _unplaced(
    passages: Rows[Passage], signals: Rows[Signal], clustering: Clustering
) -> list[Unplaced]:
    kinds = dict(zip(signals.column("passage_id"), signals.column("kind"), strict=True))
    return [
        "not a pain" if kinds.get(passage) in NO_PAIN else "unclear" if group < 0 else ""
        for passage, group in zip(
            passages.column("id"), clustering.members.column("group"), strict=True
        )
    ]


def _distinct(texts: list[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A row for each distinct text, in code-point order, and each passage's place among them."""
    order = sorted(set(texts))
    number = {text: at for at, text in enumerate(order)}
    of = np.fromiter((number[text] for text in texts), np.int64, len(texts))
    rows = np.empty(len(order), np.int64)
    rows[of[::-1]] = np.arange(len(texts))[::-1]
    return rows, of
