"""Names as phrases of words, and the one structure in which all known ones are looked up."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from voiceminer.voice.redaction.span import Sort
from voiceminer.voice.words import LEGAL, NOBODY, PARTICLES, TITLES, WORDS

WORD = re.compile(r"[^\W_]+")


class Phrase(NamedTuple):
    """A known name: words (case-folded), what it names, and whether capitals are needed."""

    words: tuple[str, ...]
    sort: Sort
    key: str
    capital: bool


Phrases = dict[tuple[str, ...], tuple[Phrase, ...]]


def plain_words(name: str) -> tuple[str, ...]:
    """The words of a name, case-folded, without titles: `()` where it names nobody."""
    words = tuple(w.casefold() for w in WORD.findall(name))
    words = tuple(w for w in words if w not in TITLES)
    if not words or len(words) > 6 or all(w in NOBODY or w.isdigit() for w in words):
        return ()
    return words


def person_phrases(words: tuple[str, ...]) -> Iterator[Phrase]:
    """A person's name as it is, reversed, and with the first name's initial.

    Parameters
    ----------
    words : tuple of str
        The name's `plain_words`.
    """
    words = tuple(w for w in words if not w.isdigit())
    if not words or not NOBODY.isdisjoint(words):
        return
    key = " ".join(words)
    if len(words) > 1:
        orders = {words, (words[-1], *words[:-1]), (words[0], words[-1])}
        if not key.isascii():
            orders |= {tuple(map(_ascii, order)) for order in orders}
        for spelled in orders:
            yield Phrase(spelled, "PERSON", key, WORDS.issuperset(spelled))
        yield Phrase((words[0][0], words[-1]), "PERSON", key, capital=True)


def person_parts(words: tuple[str, ...]) -> Iterator[str]:
    """Those of a name's `plain_words` that name the person alone."""
    for word in words:
        if len(word) > 2 and word not in PARTICLES and word not in NOBODY and word.isalpha():
            yield word
            if not word.isascii():
                yield _ascii(word)


def company_phrases(name: str, common: frozenset[str]) -> Iterator[Phrase]:
    """An account's name, with and without its legal form."""
    words = tuple(w.casefold() for w in WORD.findall(name))
    short = words
    while len(short) > 1 and short[-1] in LEGAL:
        short = short[:-1]
    key = " ".join(short)
    if len(words) > 1 and words != short:
        yield Phrase(words, "COMPANY", key, capital=False)
    if len(short) > 1 or (short and len(key) > 2 and key not in common and not key.isdigit()):
        yield Phrase(
            short, "COMPANY", key, capital=len(short) == 1 or all(w in common for w in short)
        )


def _ascii(word: str) -> str:
    return unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode() or word


def indexed(phrases: Iterator[Phrase]) -> Phrases:
    """Phrases by their first two words, the longest first.

    By the first word alone, a frequent first name would be tried with each of its surnames.
    """
    by_first: defaultdict[tuple[str, ...], set[Phrase]] = defaultdict(set)
    for phrase in phrases:
        by_first[phrase.words[:2]].add(phrase)
    return {
        first: (
            (*found,)
            if len(found) == 1
            else tuple(sorted(found, key=lambda p: (-len(p.words), p.sort != "PERSON", p)))
        )
        for first, found in by_first.items()
    }


def heads_of(phrases: Phrases) -> frozenset[str]:
    """A word per phrase without which it cannot stand in a text: its first, if that is no initial.

    Every text has an "a" or an "I"; after an initial it is the second word that tells.
    """
    return frozenset(first[-1 if len(first[0]) == 1 else 0] for first in phrases)
