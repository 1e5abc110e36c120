"""The tables of a result, joined and indexed once; every page reads from here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, overload

import pyarrow.compute as pc

from voiceminer.briefs.printing import Name, Point, Words
from voiceminer.data import (
    Account,
    Answer,
    Cut,
    Deal,
    DealTopic,
    Document,
    Effect,
    MiningResult,
    Money,
    PageAnswer,
    Passage,
    Rows,
    SignalKind,
    Term,
    Topic,
)

T = TypeVar("T")
V = TypeVar("V")
K = TypeVar("K", bound=Hashable)

# `Effect` counts a topic as come up in a deal from this probability on
CAME_UP = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A passage with all that a page may say about it; `on` is the day it was said."""

    passage: Passage
    on: date | None
    document: Document
    signal: SignalKind
    severity: float
    point: Point

    @property
    def reported(self) -> bool:
        """Whether a seller wrote it down, in words that may not be the customer's."""
        return self.passage.side == "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A topic in a deal."""

    deal: Deal
    mention: DealTopic

    @property
    def first(self) -> date:
        """The day it first came up."""
        return self.mention.first_at.date()

    @property
    def last(self) -> date:
        """The day it last came up."""
        return self.mention.last_at.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Casebook:
    """A result's tables by what pages ask of them.

    Attributes
    ----------
    ranked : tuple of Effect
        Topics that are pains, first place first.
    unranked : tuple of Topic
        The others: praise, small talk, sellers' own actions, competitors, background.
    statements : mapping
        Topic → its passages, oldest first; repeats and what is no pain left out.
    said : mapping
        (topic, "deal" or "account", id) → its dated statements; under an account only those
        that name no deal.
    cases : mapping
        Topic → deals in which it came up, by deal id.
    talks : mapping
        ("deal" or "account", id) → days on which something was said there, per document.
    exemplars : mapping
        Topic → ids of its exemplar passages, the most typical first.
    sub_pains, terms : mapping
        Topic → what its quotes stand for; its words and phrases.
    money, in_deals : mapping
        (topic, measure, currency) → open money; (topic, measure) → the same in whole deals.
    cuts : mapping
        Topic → who has it.
    answers : mapping
        (topic, deal) → what we said of it since it last came up; empty where that is not known.
    on_pages : mapping
        Topic → the paragraph of our own pages that is nearest to it; empty without pages.
    page_texts : mapping
        Page → its paragraphs by turn.
    edition : str
        For whom the pages are: "sales" or "marketing".
    private : frozenset of str
        Topics that marketing's edition leaves out: too few customers have raised them.
    sharers : str
        What those few are counted in: "customers", "people", or "" where nobody is named.
    """

    result: MiningResult
    topics: Mapping[str, Topic]
    ranked: tuple[Effect, ...]
    unranked: tuple[Topic, ...]
    statements: Mapping[str, Sequence[Statement]]
    said: Mapping[tuple[str, str, str], Sequence[Statement]]
    cases: Mapping[str, Sequence[Case]]
    deals: Mapping[str, Deal]
    accounts: Mapping[str, Account]
    talks: Mapping[tuple[str, str], Sequence[date]]
    exemplars: Mapping[str, Sequence[str]]
    sub_pains: Mapping[str, Sequence[str]]
    terms: Mapping[str, Sequence[Term]]
    money: Mapping[tuple[str, str, str], Money]
    in_deals: Mapping[tuple[str, str], Money]
    cuts: Mapping[str, Sequence[Cut]]
    answers: Mapping[tuple[str, str], Answer]
    on_pages: Mapping[str, PageAnswer]
    page_texts: Mapping[str, Mapping[str, str]]
    edition: str = "sales"
    private: frozenset[str] = frozenset()
    sharers: str = ""

    @property
    def unit(self) -> str:
        """What is counted: the richest of deals, accounts and documents that the exports carry."""
        basis = self.result.impact.basis
        return {"accounts": "account", "documents": "document"}.get(basis, "deal")

    @property
    def top(self) -> tuple[Effect, ...]:
        """The topics that get a brief of their own."""
        first = self.ranked[: self.result.settings.briefs.top]
        return tuple(e for e in first if e.topic_id not in self.private)

    @property
    def shown(self) -> tuple[Effect, ...]:
        """The ranked topics that this edition shows."""
        return tuple(e for e in self.ranked if e.topic_id not in self.private)

    def account_name(self, deal: Deal | None, account_id: str | None = None) -> Name | Words:
        """What people call the customer: the account, else the deal, else an id; "" if none.

        In marketing's edition the account's segment.
        """
        account = self.accounts.get((deal.account_id if deal else account_id) or "")
        if self.edition == "marketing":
            if account and account.segment:
                return Name(account.segment)
            return Words("a customer" if account or deal else "")
        if account and account.name:
            return Name(account.name)
        return Name((deal.name or deal.id) if deal else "")

    def said_in(self, case: Case) -> list[Statement]:
        """What was said about the case's topic in its deal, oldest first."""
        topic, deal = case.mention.topic_id, case.deal
        said = [
            *self.said.get((topic, "deal", deal.id), ()),
            *(self.said.get((topic, "account", deal.account_id), ()) if deal.account_id else ()),
        ]
        within = [s for s in said if s.on and case.first <= s.on <= case.last]
        return sorted(within, key=age)


def age(statement: Statement) -> tuple[date, str]:
    """Order of statements: oldest first, undated before all, then by id."""
    return (statement.on or date.min, statement.passage.id)


def casebook_of(result: MiningResult) -> Casebook:
    """Join and index the tables of a result."""
    topics = {t.id: t for t in result.topics.topics}
    ranked = tuple(
        sorted(
            (e for e in result.impact.effects if e.topic_id in topics),
            key=lambda e: (e.rank, e.topic_id),
        )
    )
    listed = {e.topic_id for e in ranked}
    deals = {d.id: d for d in result.heard.voice.deals}
    documents = {d.id: d for d in result.heard.voice.documents}
    statements = _statements(result, documents)
    quotes = grouped(sorted(result.topics.quotes, key=lambda q: q.place), lambda q: q.topic_id)
    return Casebook(
        result=result,
        topics=topics,
        ranked=ranked,
        unranked=tuple(t for t in topics.values() if t.id not in listed),
        statements=statements,
        said=grouped(
            ((t, s) for t, of in statements.items() for s in of if s.on),
            lambda ts: (ts[0], *_where(ts[1].passage)),
            lambda ts: ts[1],
        ),
        cases=grouped(
            (
                Case(deal=deals[m.deal_id], mention=m)
                for m in sorted(_came_up(result.impact.deal_topics), key=lambda m: m.deal_id)
                if m.deal_id in deals
            ),
            lambda c: c.mention.topic_id,
        ),
        deals=deals,
        accounts={a.id: a for a in result.heard.voice.accounts},
        talks=_talks(result),
        exemplars={k: [q.passage_id for q in v] for k, v in quotes.items()},
        sub_pains={k: [q.sub_pain for q in v] for k, v in quotes.items()},
        terms=grouped(result.topics.terms, lambda t: t.topic_id),
        money={(m.topic_id, m.measure, m.currency): m for m in result.impact.money},
        in_deals={(m.topic_id, m.measure): m for m in result.impact.in_deals},
        cuts=grouped(result.impact.cuts, lambda c: c.topic_id),
        answers={(a.topic_id, a.deal_id): a for a in result.answers.on_record},
        on_pages={p.topic_id: p for p in result.answers.on_pages},
        page_texts=_page_texts(result),
    )


def _page_texts(result: MiningResult) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    if result.answers.pages:
        pages = {d.id for d in result.heard.voice.documents if d.kind == "page"}
        for turn in result.heard.voice.ours:
            if turn.document_id in pages:
                found.setdefault(turn.document_id, {})[turn.id] = turn.text
    return found


def _came_up(mentions: Rows[DealTopic]) -> Rows[DealTopic]:
    return Rows(DealTopic, mentions.table.filter(pc.field("probability") >= CAME_UP))


def _where(passage: Passage) -> tuple[str, str]:
    if passage.deal_id:
        return "deal", passage.deal_id
    return "account", passage.account_id or ""


@overload
def grouped(things: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]: ...
@overload
def grouped(
    things: Iterable[T], key: Callable[[T], K], value: Callable[[T], V]
) -> dict[K, list[V]]: ...
def grouped(
    things: Iterable[Any], key: Callable[[Any], K], value: Callable[[Any], Any] = lambda t: t
) -> dict[K, list[Any]]:
    """Things (or a value of each) by key, each list in the order given."""
    found: dict[K, list[Any]] = {}
    for thing in things:
        found.setdefault(key(thing), []).append(value(thing))
    return found


def _statements(
    result: MiningResult, documents: Mapping[str, Document]
) -> dict[str, list[Statement]]:
    voice = result.heard.voice.verbatims
    where = dict(
        zip(
            voice.column("id"),
            zip(voice.column("file"), voice.column("row"), strict=True),
            strict=True,
        )
    )
    signals = result.heard.signals
    signal = dict(
        zip(
            signals.column("passage_id"),
            zip(signals.column("kind"), signals.column("severity"), strict=True),
            strict=True,
        )
    )
    placements = result.assignment.placements
    columns = [placements.column(c) for c in ("passage_id", "topic_id", "place", "unplaced")]
    topic_of = {
        passage_id: topic_id
        for passage_id, topic_id, place, unplaced in zip(*columns, strict=True)
        if place == 1 and not unplaced
    }
    found: dict[str, list[Statement]] = defaultdict(list)
    for passage in result.heard.passages:
        if passage.id not in topic_of or passage.repeat_of:
            continue
        file, row = where[passage.verbatim_id]
        kind, severity = signal.get(passage.id, ("other", 0.0))
        found[topic_of[passage.id]].append(
            Statement(
                passage=passage,
                on=passage.at.date() if passage.at else None,
                document=documents[passage.document_id],
                signal=kind,
                severity=severity,
                point=Point(
                    file=file,
                    row=row,
                    passage_id=passage.id,
                    verbatim_id=passage.verbatim_id,
                    start=passage.start,
                    end=passage.end,
                ),
            )
        )
    for statements in found.values():
        statements.sort(key=age)
    return found


def _talks(result: MiningResult) -> dict[tuple[str, str], list[date]]:
    days: dict[tuple[str, str], dict[str, date]] = defaultdict(dict)
    passages = result.heard.passages
    columns = [passages.column(c) for c in ("document_id", "deal_id", "account_id", "at")]
    for document, deal, account, at in zip(*columns, strict=True):
        for key in (("deal", deal), ("account", account)):
            if key[1] and at:
                days[key].setdefault(document, at.date())
    return {key: sorted(of.values()) for key, of in days.items()}
