"""Where each passage lies on the map: near what means the same. The one costly part of a report."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import MiningResult

# More points than this hide each other on a screen, and t-SNE's cost grows with them (2,000 take
# 5 s, 5,000 take 20 s).
POINTS = 2_000
# Each topic can be seen, however small.
LEAST = 4
# Distances among 384 numbers are mostly noise; PCA's first fifty keep what topics differ in, as
# scikit-learn's documentation of TSNE advises.
COMPONENTS = 50
# Half of the default: from 500 on, ten nearest neighbours on the map share a topic as often as
# after 1,000 (0.56 on the demo corpus; 0.54 after 300, PCA alone 0.15).
ITERATIONS = 500
# Fewer than this cannot be laid out: perplexity has to lie below the number of points.
FEWEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A sample of passages on a map.

    Attributes
    ----------
    passages : ndarray of int64, shape (n,)
        Their places in `heard.passages`.
    xy : ndarray of float64, shape (n, 2)
        Each axis runs from 0 to 1. Near means alike; far says little (t-SNE keeps neighbours).
    """

    passages: NDArray[np.int64]
    xy: NDArray[np.float64]


def layout_of(result: MiningResult) -> Layout:
    """Lay a sample of the passages out by t-SNE, each topic with its share of the points.

    Equal results give equal maps: the sample and t-SNE are seeded, and t-SNE runs on one thread,
    since sums over several differ by rounding that its steps then magnify
    (https://github.com/RGLab/Rtsne.multicore/issues/7).
    """
    sample = _sample(result)
    if len(sample) < FEWEST:
        return Layout(passages=sample[:0], xy=np.empty((0, 2)))
    vectors = np.asarray(result.heard.embeddings.vectors[sample], dtype=np.float64)
    return Layout(passages=sample, xy=_laid_out(vectors, result.settings.seed))


def _sample(result: MiningResult) -> NDArray[np.int64]:
    """Places of the sampled passages: by topic, at random within it, in order of their ids."""
    placements = result.assignment.placements
    columns = [placements.column(c) for c in ("passage_id", "topic_id", "place", "unplaced")]
    topic_of = {
        passage: topic
        for passage, topic, place, unplaced in zip(*columns, strict=True)
        if place == 1 and unplaced != "unclear"
    }
    passages = result.heard.passages
    members: dict[str, list[tuple[str, int]]] = {}
    both = zip(passages.column("id"), passages.column("repeat_of"), strict=True)
    for at, (passage, repeat_of) in enumerate(both):
        if passage in topic_of and not repeat_of:
            members.setdefault(topic_of[passage], []).append((passage, at))
    total = sum(map(len, members.values()))
    draw = np.random.default_rng(result.settings.seed)
    chosen: list[int] = []
    for topic in sorted(members):
        of = sorted(members[topic])
        n = min(len(of), max(LEAST, round(POINTS * len(of) / total)))
        chosen += [of[i][1] for i in np.sort(draw.choice(len(of), n, replace=False))]
    return np.array(chosen, dtype=np.int64)


def _laid_out(vectors: NDArray[np.float64], seed: int) -> NDArray[np.float64]:
    from sklearn.decomposition import PCA
    from sklearn.manifold import TSNE
    from threadpoolctl import threadpool_limits

    n = len(vectors)
    if not np.ptp(vectors, axis=0).any():  # all the same: nothing lies nearer than anything else
        return np.full((n, 2), 0.5)
    with threadpool_limits(limits=1):
        components = min(COMPONENTS, *vectors.shape)
        reduced = PCA(components, random_state=seed).fit_transform(vectors)
        tsne = TSNE(
            perplexity=min(30.0, (n - 1) / 3),
            init="pca",
            max_iter=ITERATIONS,
            angle=0.8,
            random_state=seed,
        )
        xy = np.asarray(tsne.fit_transform(reduced), dtype=np.float64)
    # a few stray points would else squeeze all others into a corner
    low, high = np.quantile(xy, (0.005, 0.995), axis=0)
    scaled = (xy - low) / np.where(high > low, high - low, 1.0)
    return np.asarray(np.clip(scaled, 0.0, 1.0))
