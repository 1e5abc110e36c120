"""All finders in their order, and the text without what they find."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from voiceminer.voice.redaction.address import streets
from voiceminer.voice.redaction.addressed import addressed
from voiceminer.voice.redaction.email import emails
from voiceminer.voice.redaction.known import Known
from voiceminer.voice.redaction.money import cards, ibans
from voiceminer.voice.redaction.names import Word, named, words_of
from voiceminer.voice.redaction.national import national_ids
from voiceminer.voice.redaction.network import addresses
from voiceminer.voice.redaction.phone import phones
from voiceminer.voice.redaction.placeholders import Placeholders
from voiceminer.voice.redaction.secret import secrets
from voiceminer.voice.redaction.span import Span
from voiceminer.voice.redaction.url import urls
from voiceminer.voice.words import SECRETS

# Costly finders run only where a cheap look finds what they cannot do without.
_DIGITS = re.compile(r"\d(?:[^\d\n]{0,3}\d){5}")
_NUMBERED = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_JOINTS = re.compile(r"(?<!:)(?<!/)[/_|#](?!/)|(?<=[A-Za-z])-(?=[\d+])")
_OPAQUE = re.compile(r"[\da-fA-F_-]+")


@dataclass(frozen=True, slots=True)
class Redactor:
    """Takes personal data out of texts. Pure: a text's outcome hangs on `known` and itself."""

    known: Known
    _answers: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    def spans(self, text: str, local: frozenset[str] = frozenset()) -> list[Span]:
        """What has to go, in the order of the text and without overlaps.

        Finders come in the order of how sure they are; what one took no later one takes.
        """
        return apart(self._found(text, local))

    def _found(self, text: str, local: frozenset[str]) -> Iterator[Span]:
        words = words_of(text)
        bag = {word for _, _, word in words}
        yield from structured(text, bag)
        yield from addressed(text, bag)
        yield from self._named(text, words, local)

    def _named(
        self,
        text: str,
        words: list[Word],
        local: frozenset[str] = frozenset(),
        *,
        companies: bool = True,
    ) -> Iterator[Span]:
        known = self.known
        return named(
            text,
            words,
            phrases=known.phrases,
            parts=known.parts,
            common=known.common,
            local=local,
            companies=companies,
        )

    def redacted(
        self, text: str, placeholders: Placeholders, local: frozenset[str] = frozenset()
    ) -> str:
        """The text with placeholders for all that has to go."""
        return replaced(text, self.spans(text, local), placeholders)

    def title(self, text: str, *, company: bool) -> str:
        """An account's or a deal's name: what names the company stays, persons go.

        An account (`company`) may bear a person's surname, so only a person's whole name goes.
        """
        words = words_of(text)
        spans = [
            *structured(text, {word for _, _, word in words}),
            *(s for s in self._named(text, words, companies=False) if not company or " " in s.key),
        ]
        return replaced(text, apart(spans), Placeholders())

    def personal(self, label: str) -> bool:
        """Whether an id or label holds personal data. Companies' names are none.

        Answers are remembered: an account's id stands at each of its documents.
        """
        if label not in self._answers:
            self._answers[label] = self._personal(label)
        return self._answers[label]

    def _personal(self, label: str) -> bool:
        if label.isdigit():
            return any(True for _ in cards(label))
        # what joins an id's parts would hide them: "call_+49301234567", "u/4111…"
        label = _JOINTS.sub(" ", label)
        words = words_of(label)
        bag = {word for _, _, word in words}
        # an id is no sentence: any part of a name tells, in whatever case it is written
        if any(
            part in self.known.parts and part not in self.known.common
            for word in bag
            for part in _LETTERS.findall(word)
        ):
            return True
        found = (*structured(label, bag), *self._named(label, words, companies=False))
        return not all(_harmless(span) for span in found)


def _harmless(span: Span) -> bool:
    """Companies, and ids that are hexadecimal runs: random, and nobody's key."""
    return span.sort == "COMPANY" or (
        span.sort == "SECRET" and _OPAQUE.fullmatch(span.key) is not None
    )


def structured(text: str, bag: AbstractSet[str]) -> Iterator[Span]:
    """What can be told by its form: addresses, numbers, keys. `bag`: the text's words."""
    numbered = _NUMBERED.search(text) is not None
    digits = numbered and _DIGITS.search(text) is not None
    yield from urls(text)
    yield from emails(text)
    if digits:
        yield from ibans(text)
        yield from cards(text)
    if not SECRETS.isdisjoint(bag) or any(len(word) > 15 for word in text.split()):
        yield from secrets(text)
    yield from addresses(text)
    if digits:
        yield from national_ids(text)
        yield from phones(text)
    if numbered:
        yield from streets(text)


def apart(spans: Iterable[Span]) -> list[Span]:
    """The spans in the text's order; of two that overlap the one that came first."""
    taken: list[Span] = []
    for span in spans:
        if all(span.end <= t.start or span.start >= t.end for t in taken):
            taken.append(span)
    taken.sort()
    return taken


def replaced(text: str, spans: list[Span], placeholders: Placeholders) -> str:
    """The text with a placeholder for each span."""
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at : span.start], placeholders.of(span)]
        at = span.end
    return "".join([*pieces, text[at:]])
