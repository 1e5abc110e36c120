"""The tables beside the pages, as CSV that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from operator import attrgetter

from voiceminer.briefs import figures
from voiceminer.briefs.answered import answered
from voiceminer.briefs.casebook import Case, Casebook
from voiceminer.briefs.open_deals import urgency
from voiceminer.data import Evidence
from voiceminer.inert import cell

DEAL = ("deal_id", "deal", "account", "outcome", "amount", "currency", "opened", "closed",
        "planned_close", "first_asked", "last_asked", "statements", "sureness", "linked_by",
        "deal_file", "deal_row", "first_statement_file", "first_statement_row", "answer_on_record",
        "answered_on", "nearest_reply_file", "nearest_reply_row", "nearness", "needed")  # fmt: skip


def evidence_csv(evidence: Iterable[Evidence]) -> str:
    """The rows behind every reference of every page."""
    names = [f.name for f in fields(Evidence)]
    return _csv(names, map(attrgetter(*names), evidence))


def deals_csv(book: Casebook, topic_id: str) -> str:
    """Every deal in which a topic came up, by deal id."""
    return _csv(DEAL, (_deal(book, case) for case in book.cases.get(topic_id, ())))


def open_deals_csv(book: Casebook) -> str:
    """Every open deal with every ranked topic in it, topics in order of the list."""
    as_of = book.result.as_of or date.max
    rows = []
    for effect in book.ranked:
        cases = [c for c in book.cases.get(effect.topic_id, ()) if c.deal.outcome == "open"]
        for case in sorted(cases, key=lambda c: urgency(c, as_of)):
            label = book.topics[effect.topic_id].label
            rows.append((effect.rank, effect.topic_id, label, *_deal(book, case)))
    return _csv(("rank", "topic_id", "topic", *DEAL), rows)


def shared_open_deals_csv(book: Casebook) -> str:
    """Open deals as marketing sees them: segments and bands, nothing that names a deal."""
    as_of = book.result.as_of or date.max
    head = ("rank", "topic_id", "topic", "segment", "amount_from", "amount_to", "currency",
            "planned_close", "first_asked", "last_asked", "statements", "answer_on_record",
            "answered_on")  # fmt: skip
    rows = []
    for effect in book.shown:
        cases = [c for c in book.cases.get(effect.topic_id, ()) if c.deal.outcome == "open"]
        for case in sorted(cases, key=lambda c: urgency(c, as_of)):
            deal, label = case.deal, book.topics[effect.topic_id].label
            amount = float(deal.amount or 0)
            band = figures.band(amount, "", "", "") if amount > 0 else (None, None)
            state, on, *_ = _answer(book, case)
            rows.append((effect.rank, effect.topic_id, label, str(book.account_name(deal)),
                         *(b and f"{b.value:.0f}" for b in band), deal.currency,
                         deal.planned_close, case.first, case.last, case.mention.n, state,
                         on))  # fmt: skip
    return _csv(head, rows)


def messaging_gap_csv(book: Casebook) -> str:
    """Every ranked topic beside our own pages: the nearest paragraph, and how near it has to be."""
    head = ("rank", "topic_id", "topic", "answered", "page", "row", "paragraph", "nearness",
            "needed", "words_nearness", "words_needed")  # fmt: skip
    rows = []
    for effect in book.ranked:
        label, found = book.topics[effect.topic_id].label, book.on_pages.get(effect.topic_id)
        if found:
            text = book.page_texts[found.file][found.turn_id][found.start : found.end]
            answered = "yes" if found.given else "no"
            near = (found.nearness, found.threshold, found.words_nearness, found.words_threshold)
            rows.append((effect.rank, effect.topic_id, label, answered, found.file, found.row,
                         text, *near))  # fmt: skip
    return _csv(head, rows)


def our_phrases_csv(book: Casebook) -> str:
    """Phrases of our own pages that no customer uses."""
    found = book.result.answers.our_phrases
    rows = [(p.phrase, p.pages, p.file, p.row) for p in found]
    return _csv(("phrase", "pages", "first_page", "row"), rows)


def _deal(book: Casebook, case: Case) -> tuple[object, ...]:
    deal, mention = case.deal, case.mention
    said = book.said_in(case)
    return (
        deal.id,
        deal.name,
        book.account_name(deal),
        deal.outcome,
        deal.amount,
        deal.currency,
        deal.created_at,
        deal.closed_on,
        deal.planned_close,
        case.first,
        case.last,
        mention.n,
        round(mention.probability, 3),
        mention.rung,
        deal.file,
        deal.row,
        said[0].point.file if said else None,
        said[0].point.row if said else None,
        *_answer(book, case),
    )


def _answer(book: Casebook, case: Case) -> tuple[object, ...]:
    told = answered(book, case)
    answer = book.answers.get((case.mention.topic_id, case.deal.id))
    if answer is None:
        return (told.state, None, None, None, None, None)
    on = answer.at.date() if answer.given and answer.at else None
    place = (answer.file, answer.row) if answer.replies else (None, None)
    return (told.state, on, *place, answer.nearness, answer.threshold)


def _csv(head: Sequence[str], rows: Iterable[tuple[object, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    return cell(value) if isinstance(value, str) else value
