"""Which customers' words stand on a page, and where each comes from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from voiceminer.briefs import figures
from voiceminer.briefs.casebook import Casebook, Statement
from voiceminer.briefs.printing import Name, Reference, Said, Words
from voiceminer.data import Figure

KINDS = {
    "ticket": Words("ticket"),
    "chat": Words("chat"),
    "email": Words("e-mail"),
    "note": Words("sales note"),
    "call": Words("call"),
    "review": Words("review"),
    "text": Words("text"),
    "page": Words("page"),
}
ENDS = {
    "won": Words("deal won"),
    "lost": Words("deal lost"),
    "no decision": Words("deal ended without a decision"),
    "open": Words("open"),
}
# A quote is read in a breath. Cut at a word, and the cut is shown.
LONGEST = 220
# Fewer words than this outside placeholders are a signature or a subject line, no statement.
FEWEST = 4
_PLACEHOLDER = re.compile(r"\[[A-Z_]+\d*\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A statement on a page. `outcome` is of its deal; `account` is "" where unknown."""

    text: Said
    cut: bool
    reported: bool
    kind: Words
    on: Figure | None
    account: Name | Words
    outcome: Words | None
    reference: Reference
    statement: Statement


def quoted(
    book: Casebook,
    topic_id: str,
    statement: Statement,
    what: str = "quote",
    longest: int = LONGEST,
) -> Quoted:
    """A statement as a quote, cut to a readable length; its reference points at what is shown."""
    whole = statement.passage.text
    shown = shortened_to(whole, longest)
    point = replace(statement.point, end=statement.point.start + len(shown))
    deal = book.deals.get(statement.passage.deal_id or "")
    return Quoted(
        text=Said(shown),
        cut=len(shown) < len(whole),
        reported=statement.reported,
        kind=KINDS[statement.document.kind],
        on=figures.day("said_on", statement.on, topic_id, statement.passage.id)
        if statement.on
        else None,
        account=book.account_name(deal, statement.passage.account_id),
        outcome=ENDS.get(deal.outcome) if deal else None,
        reference=Reference(what=what, topic_id=topic_id, points=(point,)),
        statement=statement,
    )


def tells(statement: Statement) -> bool:
    """Whether a statement says something to a reader who sees nothing else of it."""
    words = _PLACEHOLDER.sub(" ", statement.passage.text).split()
    return sum(any(c.isalnum() for c in w) for w in words) >= FEWEST


def exemplars(
    book: Casebook, topic_id: str, most: int, taken: Collection[str] = ()
) -> list[Quoted]:
    """The topic's exemplar quotes: customers' own words first, sellers' notes after them.

    At most a third are notes where there is enough first-hand text. Passages in `taken` stand on
    the page already.
    """
    by_id = {s.passage.id: s for s in book.statements[topic_id]}
    ids = [i for i in book.exemplars.get(topic_id, ()) if i in by_id and i not in taken]
    chosen = [by_id[i] for i in ids if tells(by_id[i])]
    first_hand = [s for s in chosen if not s.reported]
    notes = [s for s in chosen if s.reported]
    room = max(most // 3, most - len(first_hand))
    kept = [*first_hand[: most - min(room, len(notes))], *notes[:room]]
    return [quoted(book, topic_id, s) for s in kept]


def conversations(
    book: Casebook, topic_id: str, taken: Iterable[Quoted]
) -> list[tuple[Words, Quoted]]:
    """A conversation each from an open, a lost and a won deal: where most was said of it."""
    used = {q.statement.passage.id for q in taken}
    found = []
    for outcomes in (("open",), ("lost", "no decision"), ("won",)):
        said = [
            (case, book.said_in(case))
            for case in book.cases.get(topic_id, ())
            if case.deal.outcome in outcomes
        ]
        best = max(
            (item for item in said if item[1]),
            key=lambda item: (len(item[1]), item[0].last, item[0].deal.id),
            default=None,
        )
        if best:
            statement = _fresh(best[1], used)
            quote = quoted(book, topic_id, statement, "conversation to ask about")
            found.append(
                (
                    ENDS[best[0].deal.outcome],
                    replace(quote, account=book.account_name(best[0].deal)),
                )
            )
    return found


def _fresh(statements: Sequence[Statement], used: set[str]) -> Statement:
    return next((s for s in reversed(statements) if s.passage.id not in used), statements[-1])


def shortened_to(text: str, longest: int) -> str:
    """The text up to a word's end, at most so many characters."""
    if len(text) <= longest:
        return text
    return re.sub(r"\s+\S*$", "", text[:longest])
