"""How often each kind's words stand in each text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from voiceminer.signals.lexicon import KINDS, PARTS, Lexicon

Matrix = NDArray[np.float32]

_PLACEHOLDER = re.compile(r"\[[a-z]+_\d+\]")
# what may come between two words and still leave them one clause: a negator reaches no further
_REACH = 48


class Page:
    """Many texts as one string, a line each, so that an expression runs once over all."""

    def __init__(self, texts: Sequence[str]) -> None:
        lines = [t.lower().replace("\n", " ").replace("'", "’") for t in texts]
        self.text = "\n".join(lines)
        lengths = np.fromiter((len(line) + 1 for line in lines), np.int64, len(lines))
        self.starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)[:-1]])
        self.size = len(lines)

    def matches(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """All matches, in order; none crosses a line."""
        return list(pattern.finditer(self.text))

    def counts(self, at: Sequence[int]) -> Matrix:
        """How many of these places lie in each text."""
        rows = np.searchsorted(self.starts, np.asarray(at, np.int64), side="right") - 1
        return np.bincount(rows, minlength=self.size).astype(np.float32)

    def opens(self, at: Sequence[int]) -> Matrix:
        """How many of these places open their text."""
        places = np.asarray(at, np.int64)
        rows = np.searchsorted(self.starts, places, side="right") - 1
        first = places - self.starts[rows] <= 3
        return np.bincount(rows[first], minlength=self.size).astype(np.float32)


def kind_hits(page: Page, lexicon: Lexicon) -> tuple[Matrix, Matrix, Matrix]:
    """Matches per text and kind.

    Returns
    -------
    hits, opening, negated : ndarray of float32, shape (n_texts, n_kinds)
        Matches with their force; those that open their text; and those that a negator before
        them takes their force from.
    """
    hits = np.zeros((page.size, len(KINDS)), np.float32)
    opening, negated = np.zeros_like(hits), np.zeros_like(hits)
    for column, kind in enumerate(KINDS):
        fixed = [m.start() for m in page.matches(lexicon.fixed[kind])]
        plain = page.matches(lexicon.plain[kind])
        denied = [_negated(page.text, match, lexicon) for match in plain]
        sound = [m.start() for m, no in zip(plain, denied, strict=True) if not no]
        cancelled = [m.start() for m, no in zip(plain, denied, strict=True) if no]
        hits[:, column] = page.counts([*fixed, *sound])
        opening[:, column] = page.opens([*fixed, *sound])
        negated[:, column] = page.counts(cancelled)
    return hits, opening, negated


def small_talk_share(page: Page, lexicon: Lexicon) -> Matrix:
    """Share of each text that small talk's words cover; placeholders are covered, too."""
    covered = np.zeros(page.size)
    for pattern in (lexicon.plain["small talk"], lexicon.fixed["small talk"], _PLACEHOLDER):
        found = [m.span() for m in page.matches(pattern)]
        starts = np.array([start for start, _ in found], np.int64)
        rows = np.searchsorted(page.starts, starts, side="right") - 1
        np.add.at(covered, rows, [end - start for start, end in found])
    lengths = np.diff(np.append(page.starts, len(page.text) + 1)) - 1
    return np.asarray(covered / np.maximum(lengths, 1), np.float32)


def part_hits(page: Page, lexicon: Lexicon) -> Matrix:
    """Matches per text and part of severity, shape (n_texts, n_parts); negated ones count not."""
    hits = np.zeros((page.size, len(PARTS)), np.float32)
    for column, part in enumerate(PARTS):
        hits[:, column] = page.counts(list(_sound(page, lexicon.parts[part], lexicon)))
    return hits


def _sound(page: Page, pattern: re.Pattern[str], lexicon: Lexicon) -> Iterator[int]:
    for match in page.matches(pattern):
        if not _negated(page.text, match, lexicon):
            yield match.start()


def _negated(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    before = text[max(0, match.start() - _REACH) : match.start()]
    return lexicon.negator.search(before.rpartition("\n")[2]) is not None
