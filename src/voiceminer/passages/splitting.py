"""One verbatim -> spans of one thought each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from voiceminer.data import Side, Verbatim
from voiceminer.passages.empty import is_heading, says_nothing
from voiceminer.passages.length import Span, join_short, split_long
from voiceminer.passages.lines import clauses, lines
from voiceminer.passages.sentences import sentences_in
from voiceminer.settings import PassageSettings


@dataclass(frozen=True, slots=True)
class Split:
    """A verbatim's passages, and how many fragments said nothing."""

    spans: tuple[Span, ...]
    empty: int


def splits(part: Sequence[Verbatim], *, settings: PassageSettings) -> list[Split]:
    """Spans of each verbatim; pure, so that parts can go anywhere."""
    return [_split(v.text, v.side, v.language, settings) for v in part]


def splitter(settings: PassageSettings) -> Callable[[Sequence[Verbatim]], list[Split]]:
    """`splits` under these settings, picklable."""
    return partial(splits, settings=settings)


def _split(text: str, side: Side, language: str, settings: PassageSettings) -> Split:
    sentences = sentences_in(language or settings.language)
    note = side == "reported"
    shortest = settings.shortest_in_notes if note else settings.shortest
    spans = []
    for line in lines(text):
        if is_heading(text[line[0] : line[1]], line[1], text):
            continue
        pieces = clauses(text, *line) if note else iter([line])
        found = [s for piece in pieces for s in sentences(text, piece)]
        joined = join_short(text, found, shortest)
        spans += [s for long in joined for s in split_long(text, long, settings.longest)]
    kept = tuple(s for s in spans if not says_nothing(text[s[0] : s[1]]))
    return Split(kept, len(spans) - len(kept))
