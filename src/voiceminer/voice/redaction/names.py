"""Names as phrases of words, and the one structure in which all known ones are looked up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from voiceminer.voice.redaction.span import Sort, Span
from voiceminer.voice.words import LEGAL, NOBODY, PARTICLES, TITLES, WORDS

WORD = re.compile(r"[^\W_]+")
# What may stand between two words of one name: "Anne-Marie", "Maier, Jörg", "O'Neil", "j.roe"
_JOINT = re.compile(r"[ .,'’_-]{1,2}|\n")
# Words after which a capitalised word that can be a name is one, even where it is a word, too.
_INTRODUCED = re.compile(
    r"(?:\b(?:with|w/|to|from|by|and|for|per|via|cc|met|hi|hello|hey|dear|thanks|thank you"
    r"|ask(?:ed)?|told|tell|spoke"
    r"|called|mr|mrs|ms|dr|mit|von|an|herr|frau|con|avec|que|from)\.?,? ?|[@+&] ?)$",
    re.IGNORECASE,
)


Word = tuple[int, int, str]


def words_of(text: str) -> list[Word]:
    """Each word's start, end and case-folded form."""
    return [(m.start(), m.end(), m.group().casefold()) for m in WORD.finditer(text)]


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


def person_phrases(name: str) -> Iterator[Phrase]:
    """A person's name as it is, reversed, and with the first name's initial."""
    words = plain_words(name)
    words = tuple(w for w in words if not w.isdigit())
    if not words or any(w in NOBODY for w in words):
        return
    key = " ".join(words)
    if len(words) > 1:
        for order in (words, (words[-1], *words[:-1]), (words[0], words[-1])):
            for spelled in dict.fromkeys((order, tuple(map(_ascii, order)))):
                yield Phrase(spelled, "PERSON", key, capital=all(w in WORDS for w in spelled))
        yield Phrase((words[0][0], words[-1]), "PERSON", key, capital=True)


def person_parts(name: str) -> Iterator[str]:
    """The words of a person's name that name the person alone."""
    for word in plain_words(name):
        if len(word) > 2 and word not in PARTICLES | NOBODY and word.isalpha():
            yield from dict.fromkeys((word, _ascii(word)))


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
    by_first: dict[tuple[str, ...], set[Phrase]] = {}
    for phrase in phrases:
        by_first.setdefault(phrase.words[:2], set()).add(phrase)
    return {
        first: tuple(sorted(found, key=lambda p: (-len(p.words), p.sort != "PERSON", p)))
        for first, found in sorted(by_first.items())
    }


def named(
    text: str,
    words: list[Word],
    *,
    phrases: Phrases,
    parts: frozenset[str],
    common: frozenset[str],
    local: frozenset[str] = frozenset(),
    companies: bool = True,
) -> Iterator[Span]:
    """Spans of known names.

    Parameters
    ----------
    words : list of (int, int, str)
        The text's words, see `words_of`.
    phrases : mapping
        Whole names by their first two words, see `indexed`.
    parts : frozenset of str
        Words that name a person alone where they are capitalised.
    common : frozenset of str
        Those of `parts` that are words as well.
    local : frozenset of str
        Names that this document's greetings and sign-offs tell.
    companies : bool
        Whether companies are looked for: an account's own name can hold a person's.
    """
    at = 0
    while at < len(words):
        start, end, word = words[at]
        span, used = None, 1
        pair = (word, words[at + 1][2]) if at + 1 < len(words) else ()
        for phrase in (*phrases.get(pair, ()), *phrases.get((word,), ())):
            if (companies or phrase.sort == "PERSON") and _stands(phrase, text, words, at):
                used = len(phrase.words)
                span = Span(start, words[at + used - 1][1], phrase.sort, phrase.key)
                break
        if span is None and (word in parts or word in local) and _alone(text, start, word, common):
            span = Span(start, end, "PERSON", word)
        if span:
            yield span
        at += used


def _stands(phrase: Phrase, text: str, words: list[Word], at: int) -> bool:
    """Whether the phrase's words stand here in a row, joined as a name's words are."""
    n = len(phrase.words)
    if phrase.capital and not text[words[at][0]].isupper():
        return False
    return at + n <= len(words) and all(
        words[at + i][2] == phrase.words[i]
        and (i == 0 or _JOINT.fullmatch(text, words[at + i - 1][1], words[at + i][0]))
        for i in range(n)
    )


def _alone(text: str, start: int, word: str, common: frozenset[str]) -> bool:
    """Whether a lone word that can be a name is one here."""
    capital = text[start].isupper()
    if capital and word not in common:
        return True
    introduced = _INTRODUCED.search(text, max(0, start - 12), start)
    return introduced is not None and (capital or word not in common)
