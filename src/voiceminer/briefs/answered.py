"""Whether a topic has had an answer in its deals, from what our side said since it came up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from voiceminer.briefs import figures
from voiceminer.briefs.casebook import Case, Casebook
from voiceminer.briefs.printing import Point, Reference
from voiceminer.data import Figure

State = Literal["yes", "none", "nothing since", "not known"]
# Won and lost are set side by side only where both sides hold a few closed deals.
LEAST_CLOSED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A deal's answer on record.

    `state`: "yes"; "none" in what our side said since; "nothing since" where no word of ours is
    on record since it last came up, so that nobody can tell; "not known" without such words in
    the exports at all.
    """

    state: State
    on: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRecord:
    """Answers on record in a topic's deals. `reference` points at the answers themselves."""

    known: bool
    n: Figure
    of: Figure
    nothing_since: Figure
    reference: Reference
    closed: Figure
    closed_won: Figure
    closed_none: Figure
    closed_none_won: Figure
    comparable: bool


def answered(book: Casebook, case: Case) -> Answered:
    """Whether the case has an answer on record, and of which day the last nearest one is."""
    topic, deal = case.mention.topic_id, case.deal.id
    answer = book.answers.get((topic, deal))
    if answer is None:
        return Answered(state="not known", on=None)
    if not answer.given or answer.at is None:
        return Answered(state="none" if answer.replies else "nothing since", on=None)
    on = figures.day("answered_on", answer.at.date(), topic, deal)
    return Answered(state="yes", on=on)


def on_record_of(book: Casebook, topic_id: str) -> OnRecord:
    """How many of a topic's open deals have an answer on record, and how closed ones ended."""
    states = [(c, answered(book, c).state) for c in book.cases.get(topic_id, ())]
    is_open = [(c, s) for c, s in states if c.deal.outcome == "open"]
    closed = [(c, s) for c, s in states if c.deal.outcome in ("won", "lost", "no decision")]

    def n(measure: str, chosen: Sequence[Case]) -> Figure:
        return figures.count(measure, len(chosen), topic_id)

    def won(cases: Sequence[Case]) -> list[Case]:
        return [c for c in cases if c.deal.outcome == "won"]

    yes = [c for c, s in is_open if s == "yes"]
    closed_yes = [c for c, s in closed if s == "yes"]
    closed_none = [c for c, s in closed if s == "none"]
    points = [_point(book, c) for c in yes]
    return OnRecord(
        known=any(s != "not known" for _, s in states),
        n=n("open_deals_answered", yes),
        of=n("open_deals", [c for c, _ in is_open]),
        nothing_since=n("open_deals_silent", [c for c, s in is_open if s == "nothing since"]),
        reference=Reference(
            what="answers on record in open deals", topic_id=topic_id, points=tuple(points)
        ),
        closed=n("closed_answered", closed_yes),
        closed_won=n("closed_answered_won", won(closed_yes)),
        closed_none=n("closed_unanswered", closed_none),
        closed_none_won=n("closed_unanswered_won", won(closed_none)),
        comparable=min(len(closed_yes), len(closed_none)) >= LEAST_CLOSED,
    )


def _point(book: Casebook, case: Case) -> Point:
    answer = book.answers[case.mention.topic_id, case.deal.id]
    return Point(
        file=answer.file,
        row=answer.row,
        verbatim_id=answer.turn_id,
        start=answer.start,
        end=answer.end,
    )
