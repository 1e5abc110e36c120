"""First pass over documents: whose turn it is, and the words that its writer wrote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain

from voiceminer.data import Document, Side, Turn
from voiceminer.voice.sides import Ours, side_of
from voiceminer.voice.text import Cut, own_words

_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Heard:
    """A turn with its writer's own words; `signature` names the writer.

    `cuts` is empty unless they were asked for: in a whole corpus they outweigh the words.
    """

    turn: Turn
    side: Side | Ours
    text: str
    signature: str
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Unheard:
    """A turn of which nothing is kept, and why."""

    turn: Turn
    cuts: tuple[Cut, ...]


@dataclass(frozen=True, slots=True)
class Listened:
    """A document's turns, and what was cut or left out: (rule, file) → times."""

    document: Document
    turns: tuple[Heard, ...]
    cut: Counter[tuple[str, str]]
    unheard: tuple[Unheard, ...] = ()


def listened(
    part: Sequence[tuple[Document, tuple[Turn, ...]]],
    *,
    keep: AbstractSet[str] = frozenset(),
    with_cuts: bool = False,
) -> list[Listened]:
    """Each document's own words, plain; pure, so that parts can go anywhere.

    Parameters
    ----------
    keep : set of str
        Names of rules that cut nothing.
    with_cuts : bool
        Keep what was cut and the turns that were left out, to show them.
    """
    return [_listened(document, turns, keep, with_cuts) for document, turns in part]


def _listened(
    document: Document, turns: tuple[Turn, ...], keep: AbstractSet[str], with_cuts: bool
) -> Listened:
    kept, unheard, cut = [], [], Counter[tuple[str, str]]()
    for turn in turns:
        side, reason = side_of(turn, document.kind)
        if side is None:
            cut[reason, turn.file] += 1
            # a private note is shown nowhere
            unheard.append(Unheard(turn, (Cut(reason, turn.text if turn.public else ""),)))
            continue
        kind = "note" if turn.role == "note" else document.kind
        writer = turn.speaker or (document.author_id if turn.role == "customer" else None)
        words = own_words(turn.text, kind, writer or "", keep)
        if words.cut:
            cut.update({(x.rule, turn.file) for x in words.cut})
        if words.text:
            cuts = words.cut if with_cuts else ()
            kept.append(Heard(turn, side, words.text, words.signature, cuts))
            continue
        if not words.cut:
            cut["no text", turn.file] += 1
        unheard.append(Unheard(turn, words.cut or (Cut("no text", ""),)))
    return Listened(document, tuple(kept), cut, tuple(unheard) if with_cuts else ())


def word_counts(documents: Sequence[Listened]) -> Counter[str]:
    """How often each word stands as it is written."""
    texts = (heard.text for document in documents for heard in document.turns)
    return Counter(chain.from_iterable(map(_WORD.findall, texts)))
