"""The texts of all topics, each read for its phrases once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from voiceminer.topics.grammar import Grammar
from voiceminer.topics.members import Members
from voiceminer.topics.phrases import Phrases, Said, phrases_of, said_in

# Texts per topic whose phrases are counted, the most central first: counts of 400 texts tell
# a phrase of 1 in 100 texts from none, and 100 topics' worth takes a second.
COUNTED = 400


class Book:
    """What phrases the texts of topics, themes and sub-pains hold.

    Parameters
    ----------
    members : Members
    stop_words : frozenset of str
        Words that no phrase begins or ends with.
    ignored : frozenset of str
        Words that no phrase holds.
    language : str
        Two-letter code of the language that most texts are in.
    """

    def __init__(
        self,
        members: Members,
        stop_words: frozenset[str],
        ignored: frozenset[str] = frozenset(),
        *,
        language: str = "",
    ) -> None:
        self._members = members
        self._stop_words, self._ignored = stop_words, ignored
        self._grammar = Grammar.of(language)
        self._read: dict[int, Said] = {}

    def topics(self) -> Phrases:
        """Phrases of each topic."""
        members = self._members
        return self.counted(members.counting(t)[:COUNTED] for t in range(len(members.topic_ids)))

    def themes(self, inside: Iterable[list[int]]) -> Phrases:
        """Phrases of each theme, its topics heard alike."""
        return self.counted(
            np.concatenate([self._members.counting(t)[: COUNTED // len(topics)] for t in topics])
            for topics in inside
        )

    def counted(self, groups: Iterable[NDArray[np.int64]]) -> Phrases:
        """Phrases of groups of rows."""
        return phrases_of([[self._said(row) for row in rows.tolist()] for rows in groups])

    def _said(self, row: int) -> Said:
        if row not in self._read:
            self._read[row] = said_in(
                self._members.texts[row], self._stop_words, self._ignored, self._grammar
            )
        return self._read[row]
