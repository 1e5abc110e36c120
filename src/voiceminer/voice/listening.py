"""First pass over documents: whose turn it is, and the words that its writer wrote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from voiceminer.data import Document, Side, Turn
from voiceminer.voice.sides import Ours, side_of
from voiceminer.voice.text import own_words

_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Heard:
    """A turn with its writer's own words; `signature` names the writer."""

    turn: Turn
    side: Side | Ours
    text: str
    signature: str


@dataclass(frozen=True, slots=True)
class Listened:
    """A document's turns, and what was cut or left out: (rule, file) → times."""

    document: Document
    turns: tuple[Heard, ...]
    cut: Counter[tuple[str, str]]


def listened(part: Sequence[tuple[Document, tuple[Turn, ...]]]) -> list[Listened]:
    """Each document's own words, plain; pure, so that parts can go anywhere."""
    return [_listened(document, turns) for document, turns in part]


def _listened(document: Document, turns: tuple[Turn, ...]) -> Listened:
    kept, cut = [], Counter[tuple[str, str]]()
    for turn in turns:
        side, reason = side_of(turn, document.kind)
        if side is None:
            cut[reason, turn.file] += 1
            continue
        kind = "note" if turn.role == "note" else document.kind
        words = own_words(turn.text, kind, turn.speaker or "")
        for rule in {x.rule for x in words.cut}:
            cut[rule, turn.file] += 1
        if words.text:
            kept.append(Heard(turn, side, words.text, words.signature))
        elif not words.cut:
            cut["no text", turn.file] += 1
    return Listened(document, tuple(kept), cut)


def word_counts(documents: Sequence[Listened]) -> Counter[str]:
    """How often each word stands as it is written."""
    counts: Counter[str] = Counter()
    for document in documents:
        for heard in document.turns:
            counts.update(_WORD.findall(heard.text))
    return counts
