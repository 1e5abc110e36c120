"""Asked again after the first time: the customer's side of the scorecard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from voiceminer.briefs import figures, sources
from voiceminer.briefs.casebook import Case, Casebook, Statement, grouped
from voiceminer.briefs.printing import Reference
from voiceminer.data import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """Of the deals (or accounts) with a conversation after the first mention, those with a second.

    `of` is 0 where nobody was spoken to again: then nothing can be said.
    """

    n: Figure
    of: Figure
    reference: Reference


def again_of(book: Casebook, topic_id: str) -> Again | None:
    """Asked again, by deal where there are deals, else by account; None where there is neither."""
    if book.unit == "deal":
        later = [c for c in book.cases.get(topic_id, ()) if _talked_later(book, c)]
        again = [c for c in later if c.last > c.first]
        return Again(
            n=figures.count("asked_again", len(again), topic_id),
            of=figures.count("talked_later", len(later), topic_id),
            reference=sources.of_cases(book, "deals in which it came up again", topic_id, again),
        )
    if book.unit == "account":
        by_account = grouped(
            (s for s in book.statements[topic_id] if s.passage.account_id and s.on),
            lambda s: s.passage.account_id or "",
        )
        spans = {a: _days(of) for a, of in by_account.items()}
        later_accounts = [a for a, d in spans.items() if _after(book, ("account", a), d[0])]
        again_accounts = [a for a in later_accounts if spans[a][-1] > spans[a][0]]
        return Again(
            n=figures.count("asked_again", len(again_accounts), topic_id),
            of=figures.count("talked_later", len(later_accounts), topic_id),
            reference=sources.of_statements(
                "accounts in which it came up again",
                topic_id,
                [by_account[a][-1] for a in again_accounts],
            ),
        )
    return None


def _days(statements: list[Statement]) -> list[date]:
    return sorted(s.on for s in statements if s.on)


def _talked_later(book: Casebook, case: Case) -> bool:
    """Whether anything was said in the deal after the day on which the topic first came up."""
    if case.last > case.first:
        return True
    end = case.deal.closed_on or date.max
    keys = [("deal", case.deal.id)]
    if case.mention.rung != "deal id" and case.deal.account_id:
        keys.append(("account", case.deal.account_id))
    return any(_after(book, key, case.first, end) for key in keys)


def _after(book: Casebook, key: tuple[str, str], first: date, end: date = date.max) -> bool:
    return any(first < day <= end for day in book.talks.get(key, ()))
