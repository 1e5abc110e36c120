"""Ids, labels and paths made safe, the same everywhere, so that tables still join."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from voiceminer.data import Document
from voiceminer.voice.redaction import Pseudonyms, Redactor

S = TypeVar("S", str, str | None)

# Columns whose values are people: CRM exports name them in these words.
_PEOPLE = re.compile(
    r"\b(?:owner|rep|seller|salesperson|sales[ _]agent|agent|assignee|assigned|manager|created[ "
    r"_]by|modified[ _]by"
    r"|contact|executive|csm|bdr|sdr|ae|user|name|email|verantwortlich\w*|besitzer|inhaber"
    r"|mitarbeiter|propietario"
    r"|responsable|propriétaire|vendedor|proprietario|eigenaar)\b",
    re.IGNORECASE,
)
_GROUPS = re.compile(
    r"\b(?:region|team|role|office|country|department|type|segment|industry|stage|status|count"
    r"|number|date)\b",
    re.IGNORECASE,
)
# no conversation has a million turns, and no number on record is so short
_LONG = 7
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class Cleaner:
    """Makes single fields safe. Without a redactor, everything stays as it is."""

    redactor: Redactor | None
    pseudonyms: Pseudonyms

    def id(self, raw: S, prefix: str) -> S:
        """An id: itself where it is opaque, a pseudonym where it holds personal data."""
        if raw is None or self.redactor is None or not self.redactor.personal(raw):
            return raw
        return self.pseudonyms.of(raw, prefix)

    def turn_id(self, raw: str, document: Document) -> str:
        """A turn's id. Mostly it is its document's with a running number, which tells of nobody."""
        number = raw.removeprefix(f"{document.id}/")
        if number != raw and number.isdigit() and len(number) < _LONG:
            return f"{self.id(document.id, 'document')}/{number}"
        return self.id(raw, "turn")

    def person(self, raw: S) -> S:
        """A person's id or name, always a pseudonym: numbers of users lead to people, too."""
        if not raw or self.redactor is None:
            return raw
        return self.pseudonyms.of(raw, "person")

    def label(self, raw: S) -> S:
        """A category: itself, or a pseudonym, so that it still is one category."""
        return self.id(raw, "value")

    def path(self, raw: str) -> str:
        """A file's path; its ending stays."""
        if not raw or self.redactor is None or not self.redactor.personal(raw):
            return raw
        suffix = PurePosixPath(raw).suffix
        return self.pseudonyms.of(raw, "file") + (suffix if _SUFFIX.fullmatch(suffix) else "")

    def text(self, raw: S) -> S:
        """Free text outside of documents: a reason, a subject."""
        if raw is None or self.redactor is None:
            return raw
        return self.redactor.text(raw)

    def title(self, raw: S, *, company: bool) -> S:
        """The name of an account (`company`) or of a deal."""
        if raw is None or self.redactor is None:
            return raw
        return self.redactor.title(raw, company=company)

    def attributes(self, raw: Mapping[str, str]) -> dict[str, str]:
        """Columns of an account or a deal: people's are pseudonyms, others labels."""
        return {
            self.label(key): self.person(value) if names_people(key) else self.label(value)
            for key, value in raw.items()
        }


def names_people(column: str) -> bool:
    """Whether a column holds people by its header: `Opportunity Owner`, not `Owner Region`."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|[_.-]+", " ", column)
    return bool(_PEOPLE.search(words)) and not _GROUPS.search(words)
