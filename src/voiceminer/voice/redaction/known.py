"""What one text cannot know: the names on record, and which of them are also words here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from voiceminer.voice.redaction.names import (
    Phrase,
    Phrases,
    company_phrases,
    indexed,
    person_parts,
    person_phrases,
)
from voiceminer.voice.words import WORDS

_ADDRESS = re.compile(r"([^@\s<>]+)@[\w.-]+")


@dataclass(frozen=True, slots=True)
class Known:
    """The names on record, ready for looking up; picklable, so that parts can carry it."""

    phrases: Phrases
    parts: frozenset[str]
    common: frozenset[str]


def known_of(
    people: Iterable[str], companies: Iterable[str], domains: Iterable[str], words: Counter[str]
) -> Known:
    """The names of people and companies on record.

    Parameters
    ----------
    people : iterable of str
        Names or e-mail addresses, as the export has them.
    companies, domains : iterable of str
        Names of accounts, and their e-mail domains.
    words : Counter
        How often each word stands in the texts as it is written: what is mostly written small
        is a word, whoever may bear it as a name.
    """
    names = sorted({name for raw in people for name in _names(raw)})
    parts = frozenset(part for name in names for part in person_parts(name))
    firms = sorted(set(companies))
    candidates = parts | {w.casefold() for firm in firms for w in re.findall(r"[^\W_]+", firm)}
    common = frozenset(
        word
        for word in candidates
        if word in WORDS or words[word] > words[word.capitalize()] + words[word.upper()]
    )
    phrases = indexed(
        phrase
        for source in (
            (p for name in names for p in person_phrases(name)),
            (p for firm in firms for p in company_phrases(firm, common)),
            (
                Phrase(tuple(re.findall(r"[^\W_]+", d.casefold())), "COMPANY", d.casefold(), False)
                for d in sorted(set(domains))
                if "." in d.strip(".")
            ),
        )
        for phrase in source
    )
    return Known(phrases, parts, common)


def _names(raw: str) -> Iterable[str]:
    """A name, or what an e-mail address tells of one: jane.roe@acme.com is Jane Roe."""
    address = _ADDRESS.search(raw)
    outside = _ADDRESS.sub(" ", raw).strip(" <>\"'()")
    if outside:
        yield outside
    if address:
        local = [w for w in re.split(r"[._+-]|\d+", address[1]) if w]
        if len(local) > 1 and all(len(w) > 1 and w.isalpha() for w in local):
            yield " ".join(local)
