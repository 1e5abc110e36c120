"""Known and given names in a text, whose cost hangs on the text and not on how many are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from voiceminer.voice.redaction.known import Known
from voiceminer.voice.redaction.names import Phrase
from voiceminer.voice.redaction.scan import Scan, Stretch
from voiceminer.voice.redaction.span import Span
from voiceminer.voice.words import GIVEN, LEGAL, NOBODY, PARTICLES, SAINTS

# What may stand between two words of one name: "Anne-Marie", "Maier, Jörg", "O'Neil", "j.roe"
_JOINT = re.compile(r"[ .,'’_-]{1,2}|\n")
# Words after which a capitalised word that can be a name is one, even where it is a word, too.
_INTRODUCED = re.compile(
    r"(?:\b(?:with|w/|to|from|by|and|for|per|via|cc|met|hi|hello|hey|dear|thanks|thank you"
    r"|ask(?:ed)?|told|tell|spoke"
    r"|called|mr|mrs|ms|dr|mit|von|an|herr|frau|con|avec|que|from)\.?,? ?|[@+&] ?)$",
    re.IGNORECASE,
)
# What people do and seldom anything else: "Price has not answered", but not "Price is high".
_ACTS = re.compile(
    r",? (?:(?:has|have|had|hat|ha|a|n['’]a|also|just|auch)\s)?"
    r"(?:(?:not|nicht|no|pas|never)\s)?"
    r"(?:sa(?:ys|id)|told|tells|ask(?:s|ed)|want(?:s|ed)|wrote|answer(?:s|ed)|repl(?:ies|ied)"
    r"|call(?:s|ed)|mention(?:s|ed)|thinks|thought|confirm(?:s|ed)|promised|complain(?:s|ed)|agree[ds]|hates|likes"
    r"|sagt(?:e|en)?|meint(?:e)?|möchte|will wissen|fragt(?:e)?|schrieb|schreibt|antwortet(?:e)?"
    r"|gesagt|gefragt|geantwortet|dice|dijo|dicho|quiere|pide|pidió|preguntó|pregunta|respondió"
    r"|dit|veut|demande|demandé|répondu|pense|écrit)\b"
)


@dataclass(frozen=True, slots=True)
class Lookup:
    """One text's search for names.

    Parameters
    ----------
    local : frozenset of str
        Names that this document's greetings and sign-offs tell.
    companies : bool
        Whether companies are looked for: an account's own name can hold a person's.
    """

    known: Known
    text: str
    words: list[str]
    places: list[Stretch]
    local: frozenset[str]
    companies: bool

    def spans(self, telling: frozenset[str]) -> Iterator[Span]:
        """Spans of names that begin or end at one of the `telling` words."""
        free = 0
        for at, word in enumerate(self.words):
            if at < free or word not in telling:
                continue
            found = self._phrase(at) or self._part(at) or self._given(at)
            if found:
                span, free = found
                yield span

    def _phrase(self, at: int) -> tuple[Span, int] | None:
        """A whole name on record; behind an initial, one that begins a word earlier."""
        words, names = self.words, self.known.names
        for first in (at, at - 1):
            if first < 0 or (first < at and len(words[first]) > 1):
                continue
            pair = tuple(words[first : first + 2])
            for phrase in (
                *names.beginning(pair),
                *(names.beginning(pair[:1]) if pair[1:] else ()),
            ):
                if (self.companies or phrase.sort == "PERSON") and self._stands(phrase, first):
                    last = first + len(phrase.words)
                    begun, end = self.places[first][0], self.places[last - 1][1]
                    span = Span(begun, end, phrase.sort, phrase.key)
                    return span, last
        return None

    def _stands(self, phrase: Phrase, at: int) -> bool:
        """Whether the phrase's words stand here in a row, joined as a name's words are."""
        words, n = self.words, len(phrase.words)
        if phrase.capital and not self.text[self.places[at][0]].isupper():
            return False
        return at + n <= len(words) and all(
            words[at + i] == phrase.words[i] and (i == 0 or self._joined(at + i)) for i in range(n)
        )

    def _joined(self, at: int) -> bool:
        between = self.places[at - 1][1], self.places[at][0]
        return _JOINT.fullmatch(self.text, *between) is not None

    def _part(self, at: int) -> tuple[Span, int] | None:
        """A lone word that is part of a known name, where it is one here."""
        word, (start, end) = self.words[at], self.places[at]
        if word not in self.known.parts and word not in self.local:
            return None
        common = word in self.known.common
        capital = self.text[start].isupper()
        sure = capital and not common
        if sure or ((capital or not common) and self._in_company(start, end)):
            last = at
            while self._follows(last + 1) and self._is_part(last + 1):
                last += 1
            key = " ".join(self.words[at : last + 1])
            return Span(start, self.places[last][1], "PERSON", key), last + 1
        return None

    def _is_part(self, at: int) -> bool:
        """Whether the word, behind part of a name, is another one: "José Ángel"."""
        return self._is_name(at) and (
            self.words[at] in self.known.parts or self.words[at] in self.local
        )

    def _in_company(self, start: int, end: int) -> bool:
        """Whether the words beside it say that it is a person."""
        return bool(
            _INTRODUCED.search(self.text, max(0, start - 12), start) or _ACTS.match(self.text, end)
        )

    def _given(self, at: int) -> tuple[Span, int] | None:
        """A given name that nobody has on record, with the surname behind it."""
        word, start = self.words[at], self.places[at][0]
        if word not in GIVEN or word in self.known.common or not self._is_name(at):
            return None
        if at and self.words[at - 1] in SAINTS and self._joined(at):
            return None
        if any(w.isdigit() for w in (*self.words[at - 1 : at], *self.words[at + 1 : at + 2])):
            return None  # "Jan" is a month there
        last = at
        while last - at < 3:
            after = last + 1
            while after - last < 3 and self._follows(after) and self.words[after] in PARTICLES:
                after += 1
            if not self._follows(after) or not self._is_surname(after):
                break
            last = after
        if last + 1 < len(self.words) and self.words[last + 1] in LEGAL and self._follows(last + 1):
            return None
        key = " ".join(self.words[at : last + 1])
        return Span(start, self.places[last][1], "PERSON", key), last + 1

    def _follows(self, at: int) -> bool:
        """Whether one blank or hyphen parts the word from the one before it."""
        return at < len(self.words) and self.text[self.places[at - 1][1] : self.places[at][0]] in (
            " ", "-", "'", "’",
        )  # fmt: skip

    def _is_name(self, at: int) -> bool:
        start, end = self.places[at]
        return (
            end - start > 2 and self.text[start].isupper() and self.text[start + 1 : end].islower()
        )

    def _is_surname(self, at: int) -> bool:
        """Whether the word can be a surname behind a given name.

        Where nouns are written large, those that stand often in the texts are none.
        """
        word = self.words[at]
        return self._is_name(at) and word not in NOBODY and word not in self.known.frequent


def named(
    scan: Scan,
    known: Known,
    *,
    local: frozenset[str] = frozenset(),
    companies: bool = True,
    given: bool = True,
) -> Iterator[Span]:
    """Spans of names.

    Parameters
    ----------
    given : bool
        Whether given names that nobody has on record are looked for, too.
    """
    telling = known.heads & scan.bag
    if local:
        telling |= local & scan.bag
    if given:
        telling |= GIVEN & scan.bag
    if telling:
        places = scan.places()
        yield from Lookup(known, scan.text, scan.words, places, local, companies).spans(telling)
