"""Which topic is which: an identity minted from content, so that it outlives numbers and ranks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2s

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Base, Group, Rows

# 8 hexadecimal digits: among 100 topics two share them once in 900,000 runs, and then
# both get more digits.
DIGITS = 8


def bases_of(groups: Rows[Group], medoids: Mapping[int, str]) -> list[Base]:
    """An identity for each topic, its theme's beside it.

    Parameters
    ----------
    groups : Rows of Group
        Topics and themes; a topic is a group whose parent is another group.
    medoids : mapping of int to str
        The most central text of each group, topics and themes.
    """
    parents = dict(zip(groups.column("group"), groups.column("parent"), strict=True))
    topics = [group for group, parent in parents.items() if parent >= 0]
    themes = sorted({parents[group] for group in topics})
    topic_ids = dict(zip(topics, minted("t-", [medoids[t] for t in topics]), strict=True))
    theme_ids = dict(zip(themes, minted("th-", [medoids[t] for t in themes]), strict=True))
    return [Base(group=t, topic_id=topic_ids[t], theme_id=theme_ids[parents[t]]) for t in topics]


def minted(prefix: str, texts: Sequence[str]) -> list[str]:
    """One id per text, from its content alone; longer where two would be equal."""
    hashes = [blake2s(text.encode("utf-8", "surrogatepass")).hexdigest() for text in texts]
    ids = []
    for own in hashes:
        digits = DIGITS
        while sum(other[:digits] == own[:digits] for other in hashes) > 1 and digits < len(own):
            digits += 4
        ids.append(prefix + own[:digits])
    return ids


def medoid_of(rows: NDArray[np.int64], texts: Sequence[str], vectors: NDArray[np.float32]) -> str:
    """The text nearest to the mean of its group; of equally near ones the first by code point."""
    mean = vectors[rows].astype(np.float64).mean(axis=0)
    # rounded above float32's own noise, so that ties are ties on every machine
    nearness = np.round(vectors[rows] @ mean, 5)
    central: list[int] = rows[nearness == nearness.max()].tolist()
    return min(texts[row] for row in central)
