"""Sentences that people wrote pull the statements that are like them to the topics they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Encoder
from voiceminer.data.spread import spread
from voiceminer.taxonomy.calibration import ROWS, margins_of
from voiceminer.taxonomy.places import Moved, Places

# How near is near: as near as a statement's tenth neighbour is, in the middle of the corpus. With
# two of an intent's sentences as the guide, 0.9 of what is so near to them is of that intent
# (Banking77); with the fifth neighbour 0.95 but half as much, with the fifteenth 0.9.
NEIGHBOUR = 10
# 500 statements give the middle to within a hundredth of cosine, and 500 × 20,000 × 384
# multiplications take a tenth of a second.
ASKED, AMONG = 500, 20_000
# Beyond those, what is nearer to their middle than to its own topic's, unless it is further off
# than a quarter of all statements are from their own topic's middle.
FLOOR = 0.25
# A topic is what the sentences describe if most of what is like them is in it, and two thirds of
# it are nearer to their middle than to any other topic's. Measured with two sentences of an
# intent on Banking77: a half finds 0.65 of the intent at a precision of 0.66, two thirds 0.53 at
# 0.75, nine tenths 0.44 at 0.84, and without whole topics 0.36.
MOST, WHOLE = 0.5, 2 / 3
# Rounds in which a topic is divided among its parts; what changes after three are a few texts.
ROUNDS = 3
# Of a part's sentences at least so many neighbours belong to it, or it could not begin.
FEWEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How like each text is to the sentences of each topic.

    Attributes
    ----------
    topics : tuple of str
    sentences : per topic, its sentences
    own : per topic, ndarray of float32, shape (n_sentences, dim)
    cosine : ndarray of float32, shape (n_texts, n_topics)
        To the nearest of the topic's sentences.
    nearest : ndarray of int64, shape (n_texts, n_topics)
        Which one that is.
    like : ndarray of bool, shape (n_texts, n_topics)
        Whether that is as near as neighbours are to each other.
    """

    topics: Sequence[str]
    sentences: Sequence[tuple[str, ...]]
    own: Sequence[NDArray[np.float32]]
    cosine: NDArray[np.float32]
    nearest: NDArray[np.int64]
    like: NDArray[np.bool_]

    def moved(self, node: int, at: int, came_from: str, why: str) -> Moved:
        """The reason for which a text goes to the topic at `at`."""
        return Moved(
            node=node,
            came_from=came_from,
            why=why,  # type: ignore[arg-type]  # one of the reasons, by whoever calls
            by=self.sentences[at][self.nearest[node, at]],
            cosine=round(float(self.cosine[node, at]), 4),
        )


def likeness_of(
    vectors: NDArray[np.float32], wanted: Mapping[str, tuple[str, ...]], encoder: Encoder
) -> Likeness:
    """Every text against the sentences of every topic."""
    flat = [sentence for sentences in wanted.values() for sentence in sentences]
    encoded = encoder.encode(flat)
    borders = np.cumsum([len(sentences) for sentences in wanted.values()])[:-1]
    own = np.split(encoded, borders)
    cosine = np.empty((len(vectors), len(wanted)), np.float32)
    nearest = np.empty((len(vectors), len(wanted)), np.int64)
    for at in range(0, len(vectors), ROWS):
        rows = slice(at, at + ROWS)
        for topic, sentences in enumerate(own):
            near = vectors[rows] @ sentences.T
            cosine[rows, topic], nearest[rows, topic] = near.max(axis=1), near.argmax(axis=1)
    return Likeness(
        topics=tuple(wanted),
        sentences=tuple(wanted.values()),
        own=own,
        cosine=cosine,
        nearest=nearest,
        like=cosine >= _usual_nearness(vectors),
    )


def pulled(places: Places, vectors: NDArray[np.float32], likeness: Likeness) -> Places:
    """Texts moved to the topics whose sentences they are like; new topics where there are none.

    Where most of what a new topic's sentences are like lies in one topic, and that one is hardly
    anything else, the whole topic takes the new name.
    """
    seeds = _alone(likeness)
    found = np.flatnonzero(seeds.any(axis=0)).tolist()
    if not found:
        return places
    centres = np.stack([_middle(likeness.own[at], vectors[seeds[:, at]]) for at in found])
    margins = margins_of(vectors, places.of, places.centres(vectors))
    own = np.einsum("nd,nd->n", vectors, places.centres(vectors)[places.of])
    near = vectors @ centres.T
    floor = np.quantile(own, FLOOR)
    whole = {
        at: _whole(places, seeds[:, at], near[:, n] > own - margins.first)
        for n, at in enumerate(found)
        if likeness.topics[at] not in places.ids
    }
    here = np.stack([np.isin(places.of, [*whole.get(at, ())]) for at in found], axis=1)
    nearer = (near > own[:, None]) & (near >= floor)
    allowed = seeds[:, found] | nearer | here
    # a text that is like a sentence goes there, whatever else is near
    best = np.where(allowed, near + 2 * seeds[:, found], -np.inf).argmax(axis=1)
    home = np.array([_at(likeness.topics, topic) for topic in places.ids])[places.of]
    moves = {
        int(node): found[best[node]]
        for node in np.flatnonzero(allowed.any(axis=1) & (np.array(found)[best] != home))
    }
    reasons = []
    for node, at in moves.items():
        n = best[node]
        why = "like it" if seeds[node, at] else "whole topic" if here[node, n] else "near it"
        reasons.append(likeness.moved(node, at, places.ids[places.of[node]], why))
    themes = dict(_themes(places, likeness.topics, moves))
    roomy = places.with_topics(themes)
    number = {topic: n for n, topic in enumerate(roomy.ids)}
    return roomy.moving({node: number[likeness.topics[at]] for node, at in moves.items()}, reasons)


def divided(places: Places, vectors: NDArray[np.float32], topic: str, likeness: Likeness) -> Places:
    """A topic divided: its texts go to the part they are nearest to, or stay.

    Parts begin with the texts that are like their sentences (at least the five nearest); then
    every text goes to the nearest middle, three times over, as in k-means.
    """
    rows = np.flatnonzero(places.of == _at(places.ids, topic))
    if not len(rows):
        return places
    cosine, own = likeness.cosine[rows], likeness.own
    rank = np.argsort(np.argsort(-cosine, axis=0, kind="stable"), axis=0)
    begun = (likeness.like[rows] | (rank < FEWEST)) & (cosine == cosine.max(axis=1, keepdims=True))
    part = np.where(begun.any(axis=1), begun.argmax(axis=1), -1)
    for _ in range(ROUNDS):
        middles = [_middle(own[at], vectors[rows[part == at]]) for at in range(len(own))]
        rest = vectors[rows[part < 0]]
        near = np.stack([vectors[rows] @ middle for middle in middles], axis=1)
        part = near.argmax(axis=1)
        if len(rest):
            part[vectors[rows] @ _middle(rest) > near.max(axis=1)] = -1
    roomy = places.with_topics(dict.fromkeys(likeness.topics, places.themes[topic]))
    number = {p: n for n, p in enumerate(roomy.ids)}
    gone = [(int(node), int(at)) for node, at in zip(rows, part, strict=True) if at >= 0]
    return roomy.moving(
        {node: number[likeness.topics[at]] for node, at in gone},
        [likeness.moved(node, at, topic, "split off") for node, at in gone],
    )


def _usual_nearness(vectors: NDArray[np.float32]) -> float:
    """How near a statement's tenth neighbour is, in the middle of the corpus."""
    asked, among = spread(len(vectors), ASKED), spread(len(vectors), AMONG)
    near = vectors[asked] @ vectors[among].T
    near[asked[:, None] == among] = -1
    # among few statements the tenth is anywhere: the root of their number, as in the graph
    k = max(1, min(NEIGHBOUR, round(len(among) ** 0.5), len(among) - 1))
    return float(np.median(np.partition(near, -k, axis=1)[:, -k]))


def _alone(likeness: Likeness) -> NDArray[np.bool_]:
    """`like`, each text for the nearest topic alone."""
    first = likeness.cosine.argmax(axis=1)
    alone: NDArray[np.bool_] = likeness.like & (np.arange(len(likeness.topics)) == first[:, None])
    return alone


def _middle(*vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    total = np.concatenate(vectors).astype(np.float64).sum(axis=0)
    unit: NDArray[np.float32] = (total / max(float(np.linalg.norm(total)), 1e-12)).astype(
        np.float32
    )
    return unit


def _whole(places: Places, seeds: NDArray[np.bool_], nearer: NDArray[np.bool_]) -> frozenset[int]:
    """Numbers of topics that are, as a whole, what the sentences describe."""
    count = len(places.ids)
    sizes = np.maximum(np.bincount(places.of, minlength=count), 1)
    of_seeds = np.bincount(places.of[seeds], minlength=count) / max(int(seeds.sum()), 1)
    share = np.bincount(places.of, nearer, minlength=count) / sizes
    return frozenset(np.flatnonzero((of_seeds > MOST) & (share >= WHOLE)).tolist())


def _themes(
    places: Places, topics: Sequence[str], moves: Mapping[int, int]
) -> Iterator[tuple[str, str]]:
    """For each new topic, the theme from which most of its texts come; ties by id."""
    for at, topic in enumerate(topics):
        came = [places.themes[places.ids[places.of[n]]] for n, to in moves.items() if to == at]
        if topic not in places.ids and came:
            yield topic, min(set(came), key=lambda theme: (-came.count(theme), theme))


def _at(ids: Sequence[str], topic: str) -> int:
    return ids.index(topic) if topic in ids else -1
