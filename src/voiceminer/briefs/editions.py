"""For whom pages are: what sales may see of customers, and what is fit to share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from voiceminer.briefs.casebook import Casebook, Statement

MARKETING = "editions/marketing/"


def for_marketing(book: Casebook) -> Casebook:
    """The same book without names of accounts and without topics of too few of them.

    A topic of fewer than `settings.briefs.min_accounts` customers is left out, so that nobody is
    recognised by what only they have said; of fewer authors, where the exports name no customers.
    Where they name nobody at all nothing is left out, and the pages say so.
    """
    passages = book.result.heard.passages
    by_account = any(passages.column("account_id"))
    sharers = "customers" if by_account else "people" if any(passages.column("author_id")) else ""
    least = book.result.settings.briefs.min_accounts
    private = {
        topic
        for topic in book.topics
        if sharers and _sharers(book.statements.get(topic, ()), by_account=by_account) < least
    }
    return replace(book, edition="marketing", private=frozenset(private), sharers=sharers)


def _sharers(statements: Sequence[Statement], *, by_account: bool) -> int:
    told = (s.passage.account_id if by_account else s.passage.author_id for s in statements)
    return len({who for who in told if who})
