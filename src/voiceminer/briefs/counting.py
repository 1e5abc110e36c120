"""Counting in the run's unit: deals where it has deals, else accounts, else documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from voiceminer.briefs.casebook import Casebook, Statement
from voiceminer.briefs.printing import Words

NOUNS = {
    "deal": (Words("deal"), Words("deals")),
    "account": (Words("account"), Words("accounts")),
    "document": (Words("text"), Words("texts")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """Which units each statement of a topic belongs to."""

    of_statement: Mapping[str, frozenset[str]]

    def units(self, statements: Iterable[Statement]) -> int:
        """In how many deals (or accounts, or documents) any of the statements was made."""
        found: set[str] = set()
        for s in statements:
            found |= self.of_statement.get(s.passage.id, frozenset())
        return len(found)


def counting_of(book: Casebook, topic_id: str) -> Counting:
    """The units of a topic's statements."""
    found: dict[str, set[str]] = defaultdict(set)
    if book.unit == "deal":
        for case in book.cases.get(topic_id, ()):
            for s in book.said_in(case):
                found[s.passage.id].add(case.deal.id)
    else:
        for s in book.statements[topic_id]:
            unit = s.passage.account_id if book.unit == "account" else s.document.id
            if unit:
                found[s.passage.id].add(unit)
    return Counting(of_statement={k: frozenset(v) for k, v in found.items()})


def total_units(book: Casebook) -> int:
    """Deals with any dated text, accounts with any statement, documents with any statement."""
    impact = book.result.impact
    if book.unit == "deal":
        return sum(t.n for t in impact.tie_out if t.group == "text by outcome")
    column = "account_id" if book.unit == "account" else "document_id"
    return len({v for v in book.result.heard.passages.column(column) if v})
