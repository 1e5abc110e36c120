"""Groups without names -> topics with identities, and every passage's place in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import (
    NO_PAIN,
    Assignment,
    Base,
    Clustering,
    Embeddings,
    Encoder,
    Guided,
    Identity,
    Lineage,
    MiningResult,
    Passage,
    Placement,
    Rows,
    Signal,
    Taxonomy,
)
from voiceminer.settings import TaxonomySettings
from voiceminer.taxonomy.calibration import margins_of, probability_by
from voiceminer.taxonomy.contradictions import check_known
from voiceminer.taxonomy.distinct import distinct
from voiceminer.taxonomy.editing import edited
from voiceminer.taxonomy.file import NAME
from voiceminer.taxonomy.identity import bases_of, medoid_of
from voiceminer.taxonomy.matching import Grouped, matched
from voiceminer.taxonomy.places import Places

Unplaced = Literal["", "unclear", "not a pain"]


def assignment_of(
    passages: Rows[Passage],
    embeddings: Embeddings,
    signals: Rows[Signal],
    clustering: Clustering,
    settings: TaxonomySettings,
    *,
    encoder: Encoder,
    taxonomy: Taxonomy | None = None,
    after: MiningResult | None = None,
) -> Assignment:
    """Who is who, and which passage is about what, with which probability.

    Every passage has a placement with `place` 1 in its nearest topic; a second one where the
    probability of another topic reaches `settings.second_from`. `unplaced` says why a
    placement does not count: the passage is praise, small talk or a seller's action (`not a
    pain`), or lies between topics (`unclear`).

    Parameters
    ----------
    encoder : Encoder
        The one that made `embeddings`: it encodes the taxonomy's sentences.
    taxonomy : Taxonomy, optional
        People's edits.
    after : MiningResult, optional
        An earlier run. Topics that are the same as there keep their ids; over the same groups
        all do.

    Returns
    -------
    Assignment
        `identities` one per topic, by group; `placements` in the passages' order, place 1
        before place 2.

    Raises
    ------
    SettingsError
        If the taxonomy speaks of a topic that is not there.
    """
    if not len(passages):
        return Assignment(identities=Rows.gather(Identity), placements=Rows.gather(Placement))
    texts: list[str] = passages.column("text")
    labels = np.asarray(clustering.members.column("nearest"), np.int64)
    rows, of = distinct(texts)
    vectors = embeddings.in_context(passages)[rows]
    now = Grouped(
        texts=[texts[row] for row in rows], vectors=vectors, groups=labels[rows], bases=()
    )
    bases, lineage = list[Base](), list[Lineage]()
    if after is not None and _same(passages, clustering, after):
        bases, lineage = list(after.assignment.bases), list(after.assignment.lineage)
    else:
        bases = _bases(clustering, now)
        if after is not None:
            bases, lineage = matched(replace(now, bases=bases), after, encoder)
    places = Places(
        ids=tuple(base.topic_id for base in bases),
        themes={base.topic_id: base.theme_id for base in bases},
        of=labels[rows],
    )
    if taxonomy is not None:
        check_known(taxonomy, _labels(bases, after), name=NAME)
        places = edited(places, embeddings.vectors[rows], taxonomy, encoder).filled()
    margins = margins_of(vectors, places.of, places.centres(vectors))
    probability = probability_by(vectors, places.of, margins)
    first, second = probability(margins.first)[of], probability(margins.second)[of]
    other, mine = margins.other[of], places.of[of]
    guided = _guided(passages, places, of)
    reasons = _unplaced(passages, signals, clustering, clear={g.passage_id for g in guided})
    placements = []
    for at, (passage, reason) in enumerate(zip(passages.column("id"), reasons, strict=True)):
        placed = [(1, int(mine[at]), float(first[at]))]
        if reason != "unclear" and second[at] >= settings.second_from:
            placed.append((2, int(other[at]), float(second[at])))
        placements += [
            Placement(
                passage_id=passage,
                topic_id=places.ids[topic],
                place=place,
                probability=round(p, 4),
                unplaced=reason,
            )
            for place, topic, p in placed
        ]
    group_of = {base.topic_id: base.group for base in bases}
    return Assignment(
        identities=Rows.gather(
            Identity,
            [
                Identity(topic_id=t, theme_id=places.themes[t], group=group_of.get(t, -1))
                for t in places.ids
            ],
        ),
        placements=Rows.gather(Placement, placements),
        bases=Rows.gather(Base, bases),
        guided=Rows.gather(Guided, guided),
        lineage=Rows.gather(Lineage, lineage),
    )


def _bases(clustering: Clustering, now: Grouped) -> list[Base]:
    """Every group's own identity, from its most central text."""
    parents = dict(
        zip(clustering.groups.column("group"), clustering.groups.column("parent"), strict=True)
    )
    theme_of = np.array([parents[group] for group in range(int(now.groups.max()) + 1)])
    medoids = {
        int(group): medoid_of(np.flatnonzero(level == group), now.texts, now.vectors)
        for level in (now.groups, theme_of[now.groups])
        for group in np.unique(level)
    }
    return bases_of(clustering.groups, medoids)


def _same(passages: Rows[Passage], clustering: Clustering, after: MiningResult) -> bool:
    """Whether the earlier run is over the same groups of the same passages."""
    heard = after.heard
    return heard.clustering.members == clustering.members and heard.passages == passages


def _labels(bases: Sequence[Base], after: MiningResult | None) -> dict[str, str]:
    """The ids that a taxonomy may speak of, with what they are called, as far as is known."""
    labels = {base.topic_id: "" for base in bases}
    if after is not None:
        labels |= {base.topic_id: "" for base in after.assignment.bases}
        labels |= {c.topic_id: c.label for c in after.taxonomy.topics}
        labels |= {t.id: t.label for t in after.topics.topics}
    return labels


def _guided(passages: Rows[Passage], places: Places, of: NDArray[np.int64]) -> list[Guided]:
    """The passages that sentences have moved, each with the reason."""
    moved = {move.node: move for move in places.moved}
    if not moved:
        return []
    return [
        Guided(
            passage_id=passage,
            topic_id=places.ids[places.of[node]],
            came_from=move.came_from,
            why=move.why,
            by=move.by,
            cosine=move.cosine,
        )
        for passage, node in zip(passages.column("id"), of.tolist(), strict=True)
        if (move := moved.get(node)) is not None
    ]


def _unplaced(
    passages: Rows[Passage],
    signals: Rows[Signal],
    clustering: Clustering,
    *,
    clear: set[str],
) -> list[Unplaced]:
    """Why each passage does not count; what a sentence has placed is clear."""
    kinds = dict(zip(signals.column("passage_id"), signals.column("kind"), strict=True))
    return [
        "not a pain"
        if kinds.get(passage) in NO_PAIN
        else "unclear"
        if group < 0 and passage not in clear
        else ""
        for passage, group in zip(
            passages.column("id"), clustering.members.column("group"), strict=True
        )
    ]
