"""Names as phrases of words, and the one structure in which all known ones are looked up."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
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
    words = tuple(map(str.casefold, WORD.findall(name)))
    if not TITLES.isdisjoint(words):
        words = tuple(w for w in words if w not in TITLES)
    if not words or len(words) > 6 or all(w in NOBODY or w.isdigit() for w in words):
        return ()
    return words


def whole_name(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name that can be looked for as a whole; `()` where it has but one.

    Parameters
    ----------
    words : tuple of str
        The name's `plain_words`.
    """
    if any(map(str.isdigit, words)):
        words = tuple(w for w in words if not w.isdigit())
    return words if len(words) > 1 and NOBODY.isdisjoint(words) else ()


def person_phrases(words: tuple[str, ...]) -> Iterator[Phrase]:
    """A person's `whole_name` as it is, reversed, and with the first name's initial."""
    key = " ".join(words)
    orders = {words, (words[-1], *words[:-1]), (words[0], words[-1])}
    if not key.isascii():
        orders |= {tuple(map(_ascii, order)) for order in orders}
    for spelled in orders:
        yield Phrase(spelled, "PERSON", key, WORDS.issuperset(spelled))
    yield Phrase((words[0][0], words[-1]), "PERSON", key, capital=True)


def person_heads(words: tuple[str, ...]) -> set[str]:
    """The `head_of` each of `person_phrases`, which costs a tenth of making them."""
    first, last = words[0], words[-1]
    heads = {head_of((first, words[1])), head_of((first, last)), head_of((last, first)), last}
    if not (first.isascii() and last.isascii() and words[1].isascii()):
        heads |= set(map(_ascii, heads)) | person_heads((*map(_ascii, words),))
    return heads


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


def head_of(words: tuple[str, ...]) -> str:
    """The word without which a phrase cannot stand in a text: its first, if that is no initial.

    Every text has an "a" or an "I"; after an initial it is the second word that tells.
    """
    return words[1] if len(words) > 1 and len(words[0]) == 1 else words[0]


class Phrasebook:
    """The names on record by their heads; the forms of a name are made when its head is met.

    Five thousand people have twenty thousand forms, of which most corpora hold a few hundred.

    Parameters
    ----------
    people : iterable of tuple of str
        `whole_name` of each person.
    others : iterable of Phrase
        Names of companies.

    Attributes
    ----------
    heads : frozenset of str
        Words of which a text has one if it holds any of these names.
    """

    def __init__(self, people: Iterable[tuple[str, ...]], others: Iterable[Phrase]) -> None:
        self._people: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        for words in people:
            for head in person_heads(words):
                self._people[head].append(words)
        self._others: defaultdict[str, list[Phrase]] = defaultdict(list)
        for phrase in others:
            self._others[head_of(phrase.words)].append(phrase)
        self.heads = frozenset((*self._people, *self._others))
        self._made: dict[str, Phrases] = {}

    def beginning(self, words: tuple[str, ...]) -> tuple[Phrase, ...]:
        """Phrases whose first two words, or whose only one, are these; the longest first."""
        head = head_of(words)
        if head not in self.heads:
            return ()
        made = self._made.get(head)
        if made is None:
            people = self._people.get(head, ())
            phrases = {p for words in people for p in person_phrases(words)}
            made = self._made[head] = _indexed(phrases.union(self._others.get(head, ())))
        return made.get(words, ())


def _indexed(phrases: Iterable[Phrase]) -> Phrases:
    """Phrases by their first two words, the longest first.

    By the first word alone, a frequent first name would be tried with each of its surnames.
    """
    by_first: defaultdict[tuple[str, ...], list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        by_first[phrase.words[:2]].append(phrase)
    return {
        first: tuple(sorted(found, key=lambda p: (-len(p.words), p.sort != "PERSON", p)))
        for first, found in by_first.items()
    }
