"""What one text cannot know: the names on record, and which of them are also words here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from voiceminer.voice.redaction.names import (
    Phrase,
    Phrasebook,
    company_phrases,
    person_parts,
    plain_words,
    whole_name,
)
from voiceminer.voice.words import GIVEN, WORDS

# A stranger's surname seldom stands in more texts than this; a noun or a product does.
_FREQUENT = 5
_ADDRESS = re.compile(r"([^@\s<>]+)@[\w.-]+")


@dataclass(frozen=True, slots=True)
class Known:
    """The names on record, ready for looking up; picklable, so that parts can carry it.

    Attributes
    ----------
    names : Phrasebook
        Whole names.
    parts : frozenset of str
        Words that name a person alone where they are capitalised.
    common : frozenset of str
        Those of `parts`, and of given names, that are words as well.
    frequent : frozenset of str
        Words that stand capitalised so often that behind a given name they are no surname.
    heads : frozenset of str
        Words of which a text has one if it holds any of these names.
    """

    names: Phrasebook
    parts: frozenset[str]
    common: frozenset[str]
    frequent: frozenset[str]
    heads: frozenset[str]


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
    names = {plain_words(name) for raw in people for name in _names(raw)}
    parts = frozenset(part for name in names for part in person_parts(name))
    firms = sorted(set(companies))
    candidates = (
        parts | GIVEN | {w.casefold() for firm in firms for w in re.findall(r"[^\W_]+", firm)}
    )
    common = (candidates & WORDS) | {
        word
        for word in candidates & words.keys()
        if words[word] > words[word.capitalize()] + words[word.upper()]
    }
    book = Phrasebook(
        filter(None, map(whole_name, names)),
        {
            *(p for firm in firms for p in company_phrases(firm, common)),
            *(
                Phrase(tuple(re.findall(r"[^\W_]+", d.casefold())), "COMPANY", d.casefold(), False)
                for d in set(domains)
                if "." in d.strip(".")
            ),
        },
    )
    frequent = frozenset(
        word.casefold()
        for word, n in words.items()
        if n >= _FREQUENT and word[0].isupper() and word.casefold() not in parts
    )
    return Known(book, parts, common, frequent, book.heads | parts)


def _names(raw: str) -> Iterable[str]:
    """A name, or what an e-mail address tells of one: jane.roe@acme.com is Jane Roe."""
    if "@" not in raw:
        yield raw
        return
    address = _ADDRESS.search(raw)
    outside = _ADDRESS.sub(" ", raw).strip(" <>\"'()")
    if outside:
        yield outside
    if address:
        local = [w for w in re.split(r"[._+-]|\d+", address[1]) if w]
        if len(local) > 1 and all(len(w) > 1 and w.isalpha() for w in local):
            yield " ".join(local)
