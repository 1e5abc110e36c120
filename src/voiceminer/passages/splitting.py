"""One verbatim -> spans of one thought each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from voiceminer.data import Side, Verbatim
from voiceminer.passages.empty import is_heading, says_nothing
from voiceminer.passages.length import Span, join_short, split_long
from voiceminer.passages.lines import clauses, lines, trimmed
from voiceminer.settings import PassageSettings

# languages whose pipeline spaCy makes quickly, and whose abbreviations it knows
_QUICK = frozenset(("en", "de", "es", "it", "nl", "pt", "pl", "sv", "da"))

_MARK = re.compile(r"[.!?。！？…।؟]")

Sentences = Callable[[str, Span], list[Span]]


@dataclass(frozen=True, slots=True)
class Split:
    """A verbatim's passages, and how many fragments said nothing."""

    spans: tuple[Span, ...]
    empty: int


@lru_cache(maxsize=16)
def sentences_in(language: str) -> Sentences:
    """A splitter made of spaCy's blank pipeline for the language, with its sentencizer."""
    import spacy

    # French takes 5 s to make (a token expression of 10,000 words), the others 0.2 s; the
    # multilingual one splits all scripts, knowing no abbreviations
    pipeline = spacy.blank(language if language in _QUICK else "xx")
    pipeline.add_pipe("sentencizer")
    pipeline.max_length = 20_000_000  # without parser and NER, memory is no limit

    def sentences(text: str, span: Span) -> list[Span]:
        start, end = span
        if not _MARK.search(text, start, end - 1):
            return [span]
        doc = pipeline(text[start:end])
        starts = [_before_quote(text, start + s.start_char) for s in doc.sents]
        return [
            piece
            for first, last in zip(starts, [*starts[1:], end], strict=True)
            for piece in trimmed(text, first, last)
        ]

    return sentences


def _before_quote(text: str, start: int) -> int:
    """The sentence's start; an opening quotation mark that the one before took is its own."""
    return (
        start - 1
        if start > 1 and text[start - 1] in '"“„«(' and text[start - 2] in " \n"
        else start
    )


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
