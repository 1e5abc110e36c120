"""Passages and vectors -> groups at two levels, with the curve that chose them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from voiceminer.clustering.communities import (
    at_resolutions,
    by_size,
    grid_of_communities,
    settled,
)
from voiceminer.clustering.graph import Graph, neighbour_graph, word_graph
from voiceminer.clustering.levels import choice_of, parents_of
from voiceminer.clustering.membership import belonging_of
from voiceminer.clustering.neighbours import neighbours_of
from voiceminer.clustering.nodes import Nodes, nodes_of
from voiceminer.data import Clustering, Embeddings, Engine, Group, Level, Membership, Passage, Rows
from voiceminer.data.centroids import centroids_of
from voiceminer.data.spread import spread
from voiceminer.settings import ClusteringSettings

JOB = "grouping"
# Texts per unit of resolution at the levels that early warning counts: groups of about seventy,
# forty, twenty and ten statements, whatever the corpus (2,000, 6,000 and 11,000 one-sentence
# messages: 12 to 25 at 150). Something that one in a hundred has begun to say is whole at one of
# them; which one depends on what it is.
FINE = (600, 300, 150, 75)
# A grid of roots of two, halved twice: topics within a tenth of the most that may be shown. Five
# times where a number is asked for: within one or two of it.
HALVINGS, HALVINGS_TO_NUMBER = 2, 5
# Texts whose words judge the levels: their graph takes time with the square of their number, and
# 20,000 choose the same level as 100,000, and 10,000 that one or the next: of 4 corpora of 10,000
# to 21,000 texts one got 63 topics instead of 64.
JUDGES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Partition:
    """Per node, its topic and its small groups; per topic, its theme; and the levels tried."""

    topics: NDArray[np.int64]
    fine: NDArray[np.int64]
    parents: NDArray[np.int64]
    graph: Graph
    levels: Sequence[Level]


def clustering_of(
    passages: Rows[Passage],
    embeddings: Embeddings,
    settings: ClusteringSettings,
    *,
    seed: int,
    engine: Engine,
) -> Clustering:
    """Groups of passages about one thing, and coarser groups of those.

    A cosine neighbour graph is split by Leiden at every resolution of a grid; each split is
    judged by a second graph that knows only words. Themes are the best supported split, topics
    the finest that keeps a share of that support. Equal texts are one node, and nodes are in
    the order of their text, so that neither repeats nor the order of rows can change a group.

    Returns
    -------
    Clustering
        `members` in the passages' order. `groups`: topics 0 … T−1 by size, then themes from T
        on; a topic's `parent` is its theme, a theme's is −1. `levels`: one per resolution,
        coarse to fine, up to the first with more groups than may be shown and with two more
        just below it; none where there was too little to split.
    """
    ids, texts = passages.column("id"), passages.column("text")
    if not texts:
        return Clustering(
            members=Rows.gather(Membership), groups=Rows.gather(Group), levels=Rows.gather(Level)
        )
    nodes = nodes_of(texts, embeddings.in_context(passages))
    found = _partition_of(nodes, settings, seed=seed, engine=engine)
    belonging = belonging_of(
        nodes.vectors, found.topics, found.graph, agreement=settings.unclear_below
    )
    nearest = found.topics[nodes.of]
    group = np.where(belonging.unclear[nodes.of], -1, nearest)
    strength = belonging.strength[nodes.of]
    members = [
        Membership(passage_id=i, group=int(g), nearest=int(n), strength=float(s), fine=tuple(f))
        for i, g, n, s, f in zip(
            ids, group, nearest, strength, found.fine[nodes.of].tolist(), strict=True
        )
    ]
    return Clustering(
        members=Rows.gather(Membership, members),
        groups=Rows.gather(Group, _groups(nearest, found.parents)),
        levels=Rows.gather(Level, found.levels),
    )


def _partition_of(
    nodes: Nodes, settings: ClusteringSettings, *, seed: int, engine: Engine
) -> _Partition:
    n = len(nodes)
    # A list of neighbours must be short against the corpus, or every node is everyone's
    # neighbour: the root of the number of nodes, from 225 nodes on the setting's 15.
    k = min(settings.neighbours, max(2, round(n**0.5)), n - 1)
    if n < settings.smallest_corpus:
        everything = np.zeros(n, np.int64)
        graph = Graph(
            indptr=np.zeros(n + 1, np.int64), indices=np.empty(0, np.int32), data=np.empty(0)
        )
        return _Partition(
            topics=everything,
            fine=np.empty((n, 0), np.int64),
            parents=np.zeros(1, np.int64),
            graph=graph,
            levels=(),
        )
    steps = len(settings.resolutions) + 2
    engine.progress(JOB, 0, steps)
    near = neighbours_of(nodes.vectors, k, exact_up_to=settings.exact_up_to, seed=seed)
    graph = neighbour_graph(*near)
    engine.progress(JOB, 1, steps)
    judges = spread(n, JUDGES)  # nodes are in the order of their texts
    words = word_graph([nodes.texts[node] for node in judges], k)
    engine.progress(JOB, 2, steps)
    tried = _tried(nodes, graph, settings, seed=seed, tick=lambda n: engine.progress(JOB, n, steps))
    engine.progress(JOB, steps, steps)
    resolutions, splits = zip(*tried, strict=True)
    counts = [int(split.max()) + 1 for split in splits]
    support = [round(words.modularity(split[judges]), 6) for split in splits]
    choice = choice_of(
        counts,
        support,
        keep=settings.keep,
        max_topics=_border(settings),
        topics=settings.topics,
    )
    places = sorted({choice.topic, choice.theme})
    tries = settled(graph, [resolutions[at] for at in places], seed=seed)
    shown = {
        at: _shown(nodes, of_level, splits[at], settings)
        for at, of_level in zip(places, tries, strict=True)
    }
    topics = shown[choice.topic]
    return _Partition(
        topics=topics,
        fine=np.stack(at_resolutions(graph, [n / t for t in FINE], seed=seed), axis=1),
        parents=parents_of(topics, shown[choice.theme], nodes.weights),
        graph=graph,
        levels=[
            Level(
                resolution=resolution,
                groups=int(shown.get(at, splits[at]).max()) + 1,
                support=support[at],
                shown="topic" if at == choice.topic else "theme" if at == choice.theme else "",
            )
            for at, resolution in enumerate(resolutions)
        ],
    )


def _shown(
    nodes: Nodes,
    tries: Sequence[NDArray[np.int64]],
    found: NDArray[np.int64],
    settings: ClusteringSettings,
) -> NDArray[np.int64]:
    """A level as it is shown: its best split that has no more groups than may be shown.

    `found` is the grid's, which stands where no other has so few.
    """
    most = max(_border(settings), int(found.max()) + 1)
    for labels in tries:
        split = _without_splinters(nodes, labels, settings.smallest_topic)
        if split.max() < most:
            return split
    return found


def _tried(
    nodes: Nodes,
    graph: Graph,
    settings: ClusteringSettings,
    *,
    seed: int,
    tick: Callable[[int], None],
) -> list[tuple[float, NDArray[np.int64]]]:
    """Resolutions and their groups, coarse to fine: the grid up to the first with too many.

    Between that one and the last that may be shown, two more are tried halfway, so that a
    corpus with many subjects is not cut off at up to a third fewer topics than it may have.
    """
    border = _border(settings)
    halvings = HALVINGS_TO_NUMBER if isinstance(settings.topics, int) else HALVINGS
    kept = partial(_without_splinters, nodes, smallest=settings.smallest_topic)
    tried: list[tuple[float, NDArray[np.int64]]] = []
    splits = grid_of_communities(graph, settings.resolutions, seed=seed)
    for resolution, split in zip(settings.resolutions, splits, strict=False):
        tried.append((resolution, kept(split)))
        tick(2 + len(tried))
        if int(tried[-1][1].max()) >= border:
            break
    else:
        return tried
    splits.close()
    for _ in range(halvings if tried[1:] else 0):
        fewer = max(at for at, (_, split) in enumerate(tried) if split.max() < border)
        between = round((tried[fewer][0] * tried[fewer + 1][0]) ** 0.5, 4)
        (split,) = grid_of_communities(graph, [between], seed=seed)
        tried.insert(fewer + 1, (between, kept(split)))
    return tried


def _border(settings: ClusteringSettings) -> int:
    """The most topics that may be shown; a number that is asked for is meant."""
    return settings.topics if isinstance(settings.topics, int) else settings.max_topics


def _without_splinters(nodes: Nodes, labels: NDArray[np.int64], smallest: int) -> NDArray[np.int64]:
    """Groups of fewer passages than `smallest` dissolved, each node into the nearest group kept."""
    sizes = np.bincount(labels, nodes.weights)
    small = sizes < smallest
    if not small.any():
        return labels
    if small.all():
        return np.zeros_like(labels)
    kept = ~small[labels]
    groups = np.unique(labels[kept])
    numbers = np.searchsorted(groups, labels[kept])
    centroids = centroids_of(nodes.vectors[kept], numbers)
    moved = labels.copy()
    moved[~kept] = groups[np.argmax(nodes.vectors[~kept] @ centroids.T, axis=1)]
    return by_size(moved)


def _groups(nearest: NDArray[np.int64], parents: NDArray[np.int64]) -> list[Group]:
    sizes = np.bincount(nearest, minlength=len(parents))
    above = np.bincount(parents, sizes).astype(np.int64)
    first = len(parents)
    topics = [
        Group(group=at, parent=first + int(parent), passages=int(sizes[at]))
        for at, parent in enumerate(parents)
    ]
    themes = [
        Group(group=first + at, parent=-1, passages=int(size)) for at, size in enumerate(above)
    ]
    return topics + themes
