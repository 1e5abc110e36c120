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
# A statement that ends as a sentence does, or says enough without: no subject line, no stump.
_ENDS = re.compile(r"[.?!…][\"'”’)]*$")
_STUMP = re.compile(r"[:,;–-]$")
ENOUGH = 8
# What a statement amounts to, as people call it.
CALLED = {
    "question": Words("a question"),
    "request": Words("a wish"),
    "pain": Words("a complaint"),
    "objection": Words("an objection"),
    "competitor": Words("a rival's name"),
    "churn risk": Words("talk of leaving"),
}


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
    called: Words
    reference: Reference
    statement: Statement

    def holds(self, phrase: str) -> bool:
        """Whether the whole statement has a phrase in it, as it is printed."""
        return phrase.casefold() in self.statement.passage.text.casefold()


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
        called=called(statement),
        reference=Reference(what=what, topic_id=topic_id, points=(point,)),
        statement=statement,
    )


def tells(statement: Statement) -> bool:
    """Whether a statement says something to a reader who sees nothing else of it."""
    words = _PLACEHOLDER.sub(" ", statement.passage.text).split()
    return sum(any(c.isalnum() for c in w) for w in words) >= FEWEST


def is_question(statement: Statement) -> bool:
    """Whether a statement asks something: read so, or with a question mark at its end."""
    return statement.signal == "question" or statement.passage.text.rstrip().endswith("?")


def called(statement: Statement) -> Words:
    """What a statement amounts to; "" where it is nothing that has a name."""
    return CALLED.get("question" if is_question(statement) else statement.signal, Words(""))


def is_whole(statement: Statement) -> bool:
    """Whether a statement reads as one: no subject line, no stump, not mostly placeholders."""
    text = statement.passage.text.strip()
    if _STUMP.search(text) or len(_PLACEHOLDER.findall(text)) > 1:
        return False
    return bool(_ENDS.search(text)) or len(text.split()) >= ENOUGH


def exemplars(
    book: Casebook, topic_id: str, most: int, taken: Collection[str] = ()
) -> list[Quoted]:
    """The topic's exemplar quotes: customers' own words first, sellers' notes after them.

    At most a third are notes where there is enough first-hand text. Subject lines and stumps come
    last. Passages in `taken` stand on the page already.
    """
    by_id = {s.passage.id: s for s in book.statements[topic_id]}
    ids = [i for i in book.exemplars.get(topic_id, ()) if i in by_id and i not in taken]
    chosen = sorted(
        (by_id[i] for i in ids if tells(by_id[i])), key=lambda s: not is_whole(s)
    )  # stable: the most typical stay first
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
    told: set[str] = set()  # text of an account may lie in several deals: it is asked about once
    found = []
    for outcomes in (("open",), ("lost", "no decision"), ("won",)):
        said = [
            (case, book.said_in(case))
            for case in book.cases.get(topic_id, ())
            if case.deal.outcome in outcomes
        ]
        best = max(
            ((case, of) for case, of in said if of and told.isdisjoint(s.document.id for s in of)),
            key=lambda item: (len(item[1]), item[0].last, item[0].deal.id),
            default=None,
        )
        if best:
            statement = _fresh(best[1], used)
            told.update(s.document.id for s in best[1])
            quote = quoted(book, topic_id, statement, "conversation to ask about")
            found.append(
                (
                    ENDS[best[0].deal.outcome],
                    replace(quote, account=book.account_name(best[0].deal)),
                )
            )
    return found


def _fresh(statements: Sequence[Statement], used: set[str]) -> Statement:
    """The last statement that does not stand on the page; one that reads by itself, if any."""
    fresh = [s for s in statements if s.passage.id not in used] or list(statements)
    return next((s for s in reversed(fresh) if is_whole(s)), fresh[-1])


def shortened_to(text: str, longest: int) -> str:
    """The text up to a word's end, at most so many characters."""
    if len(text) <= longest:
        return text
    return re.sub(r"\s+\S*$", "", text[:longest])
