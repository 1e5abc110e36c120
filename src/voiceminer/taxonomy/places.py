"""Which topic each text is in, and who moved it there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Reason
from voiceminer.data.centroids import centroids_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A text that a sentence moved: from which topic, why, by which sentence, at which cosine."""

    node: int
    came_from: str
    why: Reason
    by: str
    cosine: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Every distinct text's topic.

    Attributes
    ----------
    ids : tuple of str
        Topics by their number; one may be without a text.
    themes : mapping of str to str
        Each topic's theme.
    of : ndarray of int64, shape (n_texts,)
        The topic's number.
    moved : tuple of Moved
        Texts that are not where the groups had put them, because of a sentence.
    """

    ids: tuple[str, ...]
    themes: Mapping[str, str]
    of: NDArray[np.int64]
    moved: tuple[Moved, ...] = ()

    def with_topics(self, themes: Mapping[str, str]) -> Places:
        """Room for further topics, each with its theme."""
        new = tuple(topic for topic in themes if topic not in self.ids)
        return replace(self, ids=self.ids + new, themes={**themes, **self.themes})

    def moving(self, moves: Mapping[int, int], moved: Sequence[Moved]) -> Places:
        """Texts moved to topics by their numbers, with the reasons; a later reason counts."""
        of = self.of.copy()
        of[list(moves)] = list(moves.values())
        nodes = {move.node for move in moved}
        kept = (move for move in self.moved if move.node not in nodes)
        return replace(self, of=of, moved=(*kept, *moved))

    def filled(self) -> Places:
        """Without the topics that no text is in."""
        used = np.unique(self.of)
        ids = tuple(self.ids[at] for at in used)
        return replace(self, ids=ids, of=np.searchsorted(used, self.of))

    def centres(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Unit mean vectors of all topics, float32, shape (n_topics, dim); zero without texts."""
        used, of = np.unique(self.of, return_inverse=True)
        centres = np.zeros((len(self.ids), vectors.shape[1]), np.float32)
        centres[used] = centroids_of(vectors, of.astype(np.int64))
        return centres
