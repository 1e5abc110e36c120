"""What each quote of a topic stands for: a short name for the part of the topic nearest to it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from voiceminer.topics.book import Book
from voiceminer.topics.labels import typical_of
from voiceminer.topics.members import Members

# Texts of a topic that are shared out among its quotes, the most central first.
SHARED = 200


def sub_pains_of(members: Members, topic: int, quotes: Sequence[int], book: Book) -> list[str]:
    """One phrase per quote, in lower case and unlike the others; empty where there is none.

    Each text goes to the quote nearest to it, and the phrase is the most typical of those
    texts against the others of the topic.
    """
    if not quotes:
        return []
    rows = members.counting(topic)[:SHARED]
    nearest = np.argmax(np.round(members.vectors[rows] @ members.vectors[quotes].T, 5), axis=1)
    return typical_of(book.counted(rows[nearest == at] for at in range(len(quotes))))
