"""Who spoke of what when: documents by period, each counted once for a topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Heard


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """All customer voice with a date.

    Attributes
    ----------
    rows : ndarray of int64, shape (n,)
        Passages, by their place in `heard.passages`.
    days : list of date
    documents : ndarray of int64, shape (n,)
        A number for each document; a document that was written over several periods counts in
        each.
    speakers : list of str
        Author, or else account, or else document.
    """

    rows: NDArray[np.int64]
    days: list[date]
    documents: NDArray[np.int64]
    speakers: list[str]

    def counted(
        self, groups: NDArray[np.int64], slots: NDArray[np.int64], shape: tuple[int, int]
    ) -> NDArray[np.float64]:
        """Documents per group and slot, each once; groups below 0 are none."""
        real = groups >= 0
        stacked = np.stack([groups[real], slots[real], self.documents[real]], axis=1)
        table = np.zeros(shape)
        np.add.at(table, tuple(np.unique(stacked, axis=0)[:, :2].T), 1)
        return table

    def totals(self, slots: NDArray[np.int64], n: int) -> NDArray[np.float64]:
        """All documents per slot."""
        one = np.zeros(len(slots), np.int64)
        total: NDArray[np.float64] = self.counted(one, slots, (1, n)).sum(axis=0)
        return total


def spoken_of(heard: Heard) -> Spoken:
    """Passages with a date; what an author only says again is not said anew."""
    passages = heard.passages
    at: Sequence[object] = passages.column("at")
    again = passages.column("repeat_of")
    rows = [row for row, when in enumerate(at) if when is not None and again[row] is None]
    ids, authors, accounts = (
        passages.column(name) for name in ("document_id", "author_id", "account_id")
    )
    number: dict[str, int] = {}
    return Spoken(
        rows=np.array(rows, np.int64),
        days=[at[row].date() for row in rows],  # type: ignore[attr-defined]  # a datetime, or left out
        documents=np.array([number.setdefault(ids[r], len(number)) for r in rows], np.int64),
        speakers=[authors[row] or accounts[row] or ids[row] for row in rows],
    )
