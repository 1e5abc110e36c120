"""People's edits, in their order: topics merged, then split, then sentences followed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Curated, Encoder, Part, Taxonomy
from voiceminer.taxonomy.guidance import divided, likeness_of, pulled
from voiceminer.taxonomy.places import Places


def edited(
    places: Places, vectors: NDArray[np.float32], taxonomy: Taxonomy, encoder: Encoder
) -> Places:
    """Texts where people want them.

    Parameters
    ----------
    places : Places
        As the groups have it.
    vectors : ndarray of float32, shape (n_texts, dim)
        By the encoder, so that sentences can be compared with texts.
    """
    places = merged(places, taxonomy.by_id)
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    for part in taxonomy.parts:
        if part.topic_id in places.ids:
            parts[part.topic_id].append(part)
    for topic, wanted in parts.items():
        sentences = {part.part_id: part.like for part in wanted}
        likeness = likeness_of(vectors, sentences, encoder)
        places = divided(places, vectors, topic, likeness)
    if sentences := sentences_of(taxonomy, places.ids):
        places = pulled(places, vectors, likeness_of(vectors, sentences, encoder))
    return places


def merged(places: Places, curated: Mapping[str, Curated]) -> Places:
    """Topics that go into others gone there; a chain is followed to its end."""
    roots = {topic: root_of(topic, curated) for topic in places.ids}
    away = {topic: root for topic, root in roots.items() if topic != root}
    if not away:
        return places
    places = places.with_topics({root: places.themes[topic] for topic, root in away.items()})
    number = {topic: n for n, topic in enumerate(places.ids)}
    to = np.array([number[roots.get(topic, topic)] for topic in places.ids])
    nodes = np.flatnonzero(to[places.of] != places.of)
    return places.moving({int(node): int(to[places.of[node]]) for node in nodes}, ())


def root_of(topic: str, curated: Mapping[str, Curated]) -> str:
    """Where a topic's statements end up; the taxonomy is known to hold no cycle."""
    while topic in curated and curated[topic].merge_into:
        topic = curated[topic].merge_into
    return topic


def sentences_of(taxonomy: Taxonomy, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The sentences that pull to each topic.

    Examples, a known pain's own sentence, and what stood for a locked topic before where no group
    is that topic now.
    """
    wanted = {}
    for said in taxonomy.topics:
        own = (said.sentence,) if said.known and said.sentence else ()
        lost = said.exemplars if said.locked and said.topic_id not in ids else ()
        if sentences := tuple(dict.fromkeys((*own, *said.like, *lost))):
            wanted[said.topic_id] = sentences
    return wanted
