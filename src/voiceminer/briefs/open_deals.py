"""The open deals in which a topic came up: which close first, which have waited longest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from voiceminer.briefs import figures, sources
from voiceminer.briefs.answered import Answered, answered
from voiceminer.briefs.casebook import Case, Casebook, age, grouped
from voiceminer.briefs.printing import Band, Name, Reference, Words
from voiceminer.briefs.quoting import Quoted, is_whole, quoted, tells
from voiceminer.data import Deal, Figure

# A deal that closes within six weeks is one to prepare for now.
SOON = 45
# Two months without a word of it: answered, forgotten, or gone quiet.
QUIET = 60
MOST_FIRST = 2
FRESH = 14
# The words of a deal stand in the middle of a line: a clause, not a speech.
CLAUSE = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDeal:
    """One open deal as a row.

    `waits`: "fresh" (raised within a fortnight), "quiet" (two months without a word) or "".
    `said`: what was said of it last there, whole and first-hand if anything is. `answered`: by us,
    since.
    """

    case: Case
    account: Name | Words
    amount: Figure | Band | None
    planned: Figure | None
    last: Figure
    times: Figure
    repeated: bool
    waits: str
    said: Quoted | None
    answered: Answered


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDeals:
    """All open deals of a topic.

    `sums`: open money by currency, the largest first. `ahead`: those whose planned close lies
    ahead, the next first. `soon`: those that close first, if soon;
    `first`: the same, else the largest, with what was said there.
    `overdue`: their planned close has passed. `quiet`: not a word of it for two months.
    `repeated`: it came up there on more than one day. `rest_sums`: of those not in `rows`, and
    `rest_answered` those of them that have an answer on record. `unanswered` have none, by what
    our side said or did not say since; `unanswered_sums` is their money. A sum over fewer than
    `least` deals is left out.
    """

    n: Figure
    sums: tuple[Figure, ...]
    rows: tuple[OpenDeal, ...]
    rest: Figure
    rest_sums: tuple[Figure, ...]
    ahead: tuple[OpenDeal, ...]
    soon: tuple[OpenDeal, ...]
    first: tuple[OpenDeal, ...]
    largest: OpenDeal | None
    overdue: Figure
    planned: Figure
    quiet: Figure
    mostly_quiet: bool
    quiet_days: Figure
    repeated: Figure
    reference: Reference
    unanswered: Figure
    unanswered_sums: tuple[Figure, ...]
    least: int
    rest_answered: Figure


def open_deals_of(book: Casebook, topic_id: str) -> OpenDeals:
    """The open deals of a topic: soonest planned close first, then without one, largest first."""
    as_of = book.result.as_of or date.max
    # what few deals add up to tells what each is worth
    least = book.result.settings.briefs.min_accounts if book.edition == "marketing" else 1
    cases = sorted(
        (c for c in book.cases.get(topic_id, ()) if c.deal.outcome == "open"),
        key=lambda c: urgency(c, as_of),
    )
    rows = [_row(book, topic_id, c) for c in cases]
    planned = [r for r in rows if r.case.deal.planned_close]
    ahead = [r for r in planned if (r.case.deal.planned_close or as_of) >= as_of]
    soon = [r for r in ahead if ((r.case.deal.planned_close or as_of) - as_of).days <= SOON]
    largest = max(
        (r for r in rows if r.amount), key=lambda r: r.case.deal.amount or 0, default=None
    )
    quiet = [r for r in rows if r.waits == "quiet"]
    unanswered = [r for r in rows if r.answered.state in ("none", "nothing since")]

    def n(measure: str, chosen: Sequence[OpenDeal]) -> Figure:
        return figures.count(measure, len(chosen), topic_id)

    return OpenDeals(
        n=n("open_deals", rows),
        rest=n("open_deals_not_shown", ()),
        rest_sums=(),
        sums=sums(topic_id, "open_money", cases, least),
        rows=tuple(rows),
        ahead=tuple(ahead),
        soon=tuple(soon[:MOST_FIRST]),
        first=tuple(
            _with_words(book, topic_id, r) for r in soon[:MOST_FIRST] or [largest or rows[0]]
        )
        if rows
        else (),
        largest=largest,
        overdue=n("overdue", [r for r in planned if r not in ahead]),
        planned=n("planned", planned),
        quiet=n("quiet", quiet),
        mostly_quiet=2 * len(quiet) > len(rows),
        quiet_days=figures.count("quiet_days", QUIET),
        repeated=n("repeated", [r for r in rows if r.case.last > r.case.first]),
        reference=sources.of_cases(book, "open deals in which it came up", topic_id, cases),
        unanswered=n("open_deals_unanswered", unanswered),
        unanswered_sums=sums(
            topic_id, "open_money_unanswered", [r.case for r in unanswered], least
        ),
        least=least,
        rest_answered=n("open_deals_not_shown_answered", ()),
    )


def with_rows(opens: OpenDeals, shown: int) -> OpenDeals:
    """The same with at most so many rows, the others summed up; their key says how many."""
    rest = opens.rows[shown:]
    told = [r for r in rest if r.answered.state == "yes"]
    left = sums(opens.n.topic_id, "open_money_not_shown", [r.case for r in rest], opens.least)
    return replace(
        opens,
        rows=opens.rows[:shown],
        rest=figures.count("open_deals_not_shown", len(rest), opens.n.topic_id, str(shown)),
        rest_sums=tuple(replace(f, key=f"{f.key}|{shown}") for f in left),
        rest_answered=figures.count(
            "open_deals_not_shown_answered", len(told), opens.n.topic_id, str(shown)
        ),
    )


def urgency(case: Case, as_of: date) -> tuple[object, ...]:
    """Order of open deals: next planned close first, passed ones after, then by amount."""
    planned = case.deal.planned_close
    group = 2 if planned is None else 1 if planned < as_of else 0
    return (group, planned or date.max, -(case.deal.amount or 0), case.deal.id)


def sums(topic_id: str, measure: str, cases: Sequence[Case], least: int = 1) -> tuple[Figure, ...]:
    """Amounts added within each currency, the largest sum first; deals without one add nothing.

    A sum over fewer than `least` deals is left out.
    """
    found = []
    for currency, of in grouped(
        (c for c in cases if c.deal.amount), lambda c: c.deal.currency or ""
    ).items():
        if len(of) < least:
            continue
        total = float(sum(c.deal.amount or 0 for c in of))
        found.append(figures.money(measure, total, currency, topic_id, currency))
    return tuple(sorted(found, key=lambda f: (-f.value, f.unit)))


def _row(book: Casebook, topic_id: str, case: Case) -> OpenDeal:
    deal = case.deal
    silent = ((book.result.as_of or case.last) - case.last).days
    return OpenDeal(
        case=case,
        account=book.account_name(deal),
        amount=_amount(book, topic_id, deal),
        planned=figures.day("planned_close", deal.planned_close, topic_id, deal.id)
        if deal.planned_close
        else None,
        last=figures.day("last_asked", case.last, topic_id, deal.id),
        times=figures.count("deal_statements", case.mention.n, topic_id, deal.id),
        repeated=case.last > case.first,
        waits="quiet" if silent > QUIET else "fresh" if silent <= FRESH else "",
        said=None,
        answered=answered(book, case),
    )


def _amount(book: Casebook, topic_id: str, deal: Deal) -> Figure | Band | None:
    if not deal.amount or deal.amount < 0:
        return None
    amount, currency = float(deal.amount), deal.currency or ""
    if book.edition == "marketing":
        low, high = figures.band(amount, currency, topic_id, deal.id)
        return Band(low=low, high=high)
    return figures.money("deal_amount", amount, currency, topic_id, deal.id)


def _with_words(book: Casebook, topic_id: str, row: OpenDeal) -> OpenDeal:
    said = [s for s in book.said_in(row.case) if tells(s)]
    last = max(said, key=lambda s: (is_whole(s), not s.reported, age(s)), default=None)
    return replace(row, said=quoted(book, topic_id, last, "an open deal", CLAUSE)) if last else row
