"""`brief.json`: all briefs' facts for programs. docs/brief.schema.json is made from the classes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from voiceminer.briefs.answered import answered
from voiceminer.briefs.brief import MOST_QUOTES, Brief, path_of, status_of
from voiceminer.briefs.casebook import Case, Casebook
from voiceminer.briefs.open_deals import urgency
from voiceminer.briefs.printing import Page, Reference
from voiceminer.briefs.quoting import Quoted, exemplars
from voiceminer.data import Effect, Grade, Money, Outcome, TopicKind

FORMAT: Literal["voiceminer brief 1"] = "voiceminer brief 1"
# `evidence.csv` has every row behind a reference; these are enough to look one up.
MOST_ROWS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A row of an export; `start` and `end` are offsets in the verbatim."""

    file: str
    row: int
    passage_id: str
    verbatim_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceOf:
    """What a statement rests on: `reference` on the brief's page (null where not printed there)."""

    reference: int | None
    rows_in_all: int
    rows: Annotated[tuple[Source, ...], Field(max_length=MOST_ROWS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteOf:
    """What a customer said, or a seller noted (`side` reported); `cut` where it went on."""

    text: str
    cut: bool
    side: str
    document: str
    on: date | None
    account: str
    outcome: Outcome | None
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDealOf:
    """An open deal in which the topic came up, the next to close first."""

    deal_id: str
    account: str
    amount: float | None
    currency: str
    planned_close: date | None
    first_asked: date
    last_asked: date
    statements: int
    answer_on_record: Literal["yes", "none", "nothing since", "not known"]
    file: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyOf:
    """Open money (or deals) at the topic; `floor`: what shuffled topics would show."""

    measure: Literal["touched", "attributed", "at stake", "signed"]
    currency: str
    value: float
    low: float | None
    high: float | None
    floor: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectOf:
    """Difference in the probability of losing beside alike deals; `level` is its range's."""

    delta: float
    low: float
    high: float
    level: float
    false_sign_rate: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Rank, and between which places it lies, of so many."""

    rank: int
    first: int
    last: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How often, and in how many; `with` and `without` it, of closed deals with text."""

    statements: int
    documents: int
    accounts: int
    deals: int
    open_deals: int
    closed_with: int
    won_with: int
    closed_without: int
    won_without: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """What to do next, for whom, and the evidence that it comes from."""

    whom: Literal["sales", "marketing"]
    do: Literal["answer", "prepare", "have an answer to", "say it as they do", "ask sales about"]
    what: str
    get_first: str
    from_whom: str
    evidence: EvidenceOf


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicOf:
    """One ranked topic; `brief` is the page, `recommendations` stand for topics that have one."""

    topic_id: str
    theme_id: str
    label: str
    kind: TopicKind
    sentence: str
    brief: str | None
    place: Place
    grade: Grade
    status: Literal["draft", "approved"]
    counts: Counts
    effect: EffectOf | None
    money: tuple[MoneyOf, ...]
    in_deals: tuple[MoneyOf, ...]
    quotes: tuple[QuoteOf, ...]
    open_deals: tuple[OpenDealOf, ...]
    recommendations: tuple[Recommendation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefFile:
    """A run's briefs for programs: ranked topics, first place first. Text is as it was said."""

    format: Literal["voiceminer brief 1"]
    title: str
    as_of: date | None
    basis: str
    unit: Literal["deal", "account", "document"]
    currency: str | None
    topics: tuple[TopicOf, ...]


@cache
def _adapter() -> TypeAdapter[BriefFile]:
    return TypeAdapter(BriefFile)


def schema() -> dict[str, Any]:
    """The JSON Schema of `brief.json`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_adapter().json_schema(mode="serialization"),
    }


def brief_json(book: Casebook, briefs: Mapping[str, Brief], pages: Mapping[str, Page]) -> str:
    """The file: ASCII alone and no `<`, so that it is as inert in a page as in a terminal.

    Parameters
    ----------
    briefs : mapping
        Path -> the brief, of topics that have one.
    pages : mapping
        Path -> the page in print, which numbers its references.
    """
    result = book.result
    made = BriefFile(
        format=FORMAT,
        title=result.settings.briefs.title,
        as_of=result.as_of,
        basis=result.impact.basis,
        unit=book.unit,  # type: ignore[arg-type]  # one of the three
        currency=result.impact.currency,
        topics=tuple(_topic(book, e, briefs, pages) for e in book.ranked),
    )
    text = json.dumps(_adapter().dump_python(made, mode="json"), indent=1)
    return text.replace("<", "\\u003c") + "\n"


def _topic(
    book: Casebook, effect: Effect, briefs: Mapping[str, Brief], pages: Mapping[str, Page]
) -> TopicOf:
    topic = book.topics[effect.topic_id]
    path = path_of(book, topic.id)
    brief = briefs.get(path)
    statements = book.statements[topic.id]
    as_of = book.result.as_of or date.max
    cases = [c for c in book.cases.get(topic.id, ()) if c.deal.outcome == "open"]
    money = book.result.impact.money
    return TopicOf(
        topic_id=topic.id,
        theme_id=topic.theme_id,
        label=topic.label,
        kind=topic.kind,
        sentence=topic.sentence,
        brief=path if brief else None,
        place=Place(
            rank=effect.rank,
            first=effect.band_first,
            last=effect.band_last,
            of=len(book.ranked),
        ),
        grade=effect.grade,
        status="approved" if status_of(book, topic.id) == "approved" else "draft",
        counts=Counts(
            statements=len(statements),
            documents=len({s.document.id for s in statements}),
            accounts=len({s.passage.account_id for s in statements if s.passage.account_id}),
            deals=len(book.cases.get(topic.id, ())),
            open_deals=len(cases),
            closed_with=effect.closed_with,
            won_with=effect.won_with,
            closed_without=effect.closed_without,
            won_without=effect.won_without,
        ),
        effect=_effect(book, effect),
        money=_money(m for m in money if m.topic_id == topic.id),
        in_deals=_money(m for m in book.result.impact.in_deals if m.topic_id == topic.id),
        quotes=tuple(_quote(book, q) for q in exemplars(book, topic.id, MOST_QUOTES)),
        open_deals=tuple(
            _open_deal(book, c) for c in sorted(cases, key=lambda c: urgency(c, as_of))
        ),
        recommendations=_recommendations(brief, pages[path]) if brief else (),
    )


def _effect(book: Casebook, effect: Effect) -> EffectOf | None:
    if effect.delta is None or effect.low is None or effect.high is None:
        return None
    return EffectOf(
        delta=effect.delta,
        low=effect.low,
        high=effect.high,
        level=book.result.settings.impact.level,
        false_sign_rate=effect.false_sign_rate,
    )


def _money(rows: Any) -> tuple[MoneyOf, ...]:
    found: Sequence[Money] = list(rows)
    return tuple(
        MoneyOf(measure=m.measure, currency=m.currency, value=m.value, low=m.low, high=m.high,
                floor=m.floor)
        for m in found
    )  # fmt: skip


def _sources(reference: Reference) -> tuple[Source, ...]:
    return tuple(
        Source(file=p.file, row=p.row, passage_id=p.passage_id, verbatim_id=p.verbatim_id,
               start=p.start, end=p.end)
        for p in reference.points
    )  # fmt: skip


def _quote(book: Casebook, quote: Quoted) -> QuoteOf:
    statement = quote.statement
    deal = book.deals.get(statement.passage.deal_id or "")
    (source,) = _sources(quote.reference)
    return QuoteOf(
        text=statement.passage.text[: source.end - source.start],
        cut=quote.cut,
        side=statement.passage.side,
        document=statement.document.kind,
        on=statement.on,
        account=str(quote.account),
        outcome=deal.outcome if deal else None,
        source=source,
    )


def _open_deal(book: Casebook, case: Case) -> OpenDealOf:
    deal = case.deal
    return OpenDealOf(
        deal_id=deal.id,
        account=str(book.account_name(deal)),
        amount=None if deal.amount is None else float(deal.amount),
        currency=deal.currency or "",
        planned_close=deal.planned_close,
        first_asked=case.first,
        last_asked=case.last,
        statements=case.mention.n,
        answer_on_record=answered(book, case).state,
        file=deal.file,
        row=deal.row,
    )


def _recommendations(brief: Brief, page: Page) -> tuple[Recommendation, ...]:
    """What the page tells sales and marketing to do, with the same evidence."""

    def made(whom: Any, do: Any, what: str, reference: Reference, *get: str) -> Recommendation:
        first, from_whom = get or ("", "")
        rows = _sources(reference)
        return Recommendation(
            whom=whom,
            do=do,
            what=what,
            get_first=first,
            from_whom=from_whom,
            evidence=EvidenceOf(
                reference=page.references.get(reference),
                rows_in_all=len(rows),
                rows=rows[:MOST_ROWS],
            ),
        )

    found = [
        made("sales", "prepare", f"{d.account}: {d.said.text}", d.said.reference)
        for d in brief.open.first
        if d.said
    ]
    if brief.question:
        question = brief.question
        found.append(made("sales", "have an answer to", str(question.text), question.reference))
    found += [
        made("marketing", "answer", str(a.name), a.reference, str(a.first), str(a.whom))
        for a in brief.asked[:2]
    ]
    found += [
        made("marketing", "say it as they do", str(p.words), p.reference) for p in brief.phrases
    ]
    found += [
        made("marketing", "ask sales about", f"{q.kind}, {q.account} ({outcome})", q.reference)
        for outcome, q in brief.talks
    ]
    return tuple(found)
