"""Small exports, made from tuples."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from voiceminer.data import (
    Account,
    Assignment,
    Clustering,
    Deal,
    Document,
    Embeddings,
    Group,
    Heard,
    Identity,
    Impact,
    LeftOut,
    Level,
    Membership,
    OurTurn,
    OwnSide,
    Passage,
    Placement,
    Quote,
    Rows,
    Signal,
    SourceFile,
    Term,
    Theme,
    Topic,
    Topics,
    Verbatim,
    Voice,
)
from voiceminer.impact import impact_of
from voiceminer.settings import ImpactSettings

AS_OF = date(2026, 6, 30)
FAST = ImpactSettings(draws=200, shuffles=2)


def _deal(deal_id: str, outcome: str = "open", **more: Any) -> Deal:
    amount = more.pop("amount", 1000)
    fields: dict[str, Any] = {
        "id": deal_id,
        "name": None,
        "account_id": f"account of {deal_id}",
        "type": None,
        "amount": None if amount is None else Decimal(str(amount)),
        "currency": "EUR",
        "stage": outcome.title(),
        "outcome": outcome,
        "created_at": date(2026, 1, 1),
        "closed_on": date(2026, 4, 1) if outcome in ("won", "lost", "no decision") else None,
        "planned_close": None,
        "reason": None,
        "covariates": {},
        "file": "deals.csv",
        "row": 1,
    }
    return Deal(**(fields | more))


def _said(
    n: int,
    *,
    topics: dict[str, float],
    deal: str | None = None,
    account: str | None = None,
    on: date | None = date(2026, 2, 1),
    rung: str = "deal id",
    document: str | None = None,
    kind: str = "ticket",
    repeat_of: str | None = None,
    unplaced: str = "",
) -> tuple[Document, Passage, list[Placement]]:
    """One passage, its document, and where it was placed: topic → probability."""
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC) if on else None
    name = f"p{n:05}"
    doc = Document(
        id=document or f"d{n:05}",
        kind=kind,
        system="test",
        created_at=at,
        author_id=None,
        account_id=account,
        deal_id=deal,
        link_rung=rung,
        csat=None,
        product=None,
        channel=None,
    )
    passage = Passage(
        id=name,
        verbatim_id=f"v{n:05}",
        start=0,
        end=4,
        text="text",
        side="customer",
        at=at,
        document_id=doc.id,
        author_id=None,
        account_id=account,
        deal_id=deal,
        repeat_of=repeat_of,
    )
    placements = [
        Placement(passage_id=name, topic_id=t, place=i + 1, probability=p, unplaced=unplaced)
        for i, (t, p) in enumerate(topics.items())
    ] or [
        Placement(passage_id=name, topic_id="other", place=1, probability=0.1, unplaced="unclear")
    ]
    return doc, passage, placements


def _heard(
    deals: Iterable[Deal],
    told: Iterable[tuple[Document, Passage, list[Placement]]],
    topic_ids: Iterable[str],
    accounts: Iterable[Account] = (),
) -> tuple[Heard, Assignment, Topics]:
    told = list(told)
    documents = {doc.id: doc for doc, _, _ in told}
    passages = [p for _, p, _ in told]
    voice = Voice(
        files=Rows.gather(SourceFile),
        documents=Rows.gather(Document, documents.values()),
        verbatims=Rows.gather(Verbatim),
        ours=Rows.gather(OurTurn),
        accounts=Rows.gather(Account, accounts),
        deals=Rows.gather(Deal, deals),
        own_side=Rows.gather(OwnSide),
        left_out=Rows.gather(LeftOut),
    )
    heard = Heard(
        voice=voice,
        passages=Rows.gather(Passage, passages),
        embeddings=Embeddings(vectors=np.zeros((len(passages), 2), np.float32), encoder="none"),
        signals=Rows.gather(
            Signal,
            (
                Signal(
                    passage_id=p.id, kind="pain", probability=1.0, rivals=(), severity=0.5, parts={}
                )
                for p in passages
            ),
        ),
        clustering=Clustering(
            members=Rows.gather(Membership), groups=Rows.gather(Group), levels=Rows.gather(Level)
        ),
    )
    assignment = Assignment(
        identities=Rows.gather(
            Identity, (Identity(topic_id=t, theme_id="t", group=i) for i, t in enumerate(topic_ids))
        ),
        placements=Rows.gather(Placement, (pl for _, _, pls in told for pl in pls)),
    )
    topics = Topics(
        topics=Rows.gather(
            Topic,
            (
                Topic(
                    id=t,
                    theme_id="t",
                    label=t,
                    sentence=t,
                    kind="praise" if t.startswith("praise") else "pain",
                )
                for t in topic_ids
            ),
        ),
        themes=Rows.gather(Theme),
        terms=Rows.gather(Term),
        quotes=Rows.gather(Quote),
        model={},
    )
    return heard, assignment, topics


@pytest.fixture
def a_deal() -> Callable[..., Deal]:
    return _deal


@pytest.fixture
def said() -> Callable[..., tuple[Document, Passage, list[Placement]]]:
    return _said


@pytest.fixture
def weigh() -> Callable[..., Impact]:
    def run(
        deals: Iterable[Deal],
        told: Iterable[tuple[Document, Passage, list[Placement]]],
        topic_ids: Iterable[str],
        *,
        settings: ImpactSettings = FAST,
        as_of: date = AS_OF,
        accounts: Iterable[Account] = (),
    ) -> Impact:
        heard, assignment, topics = _heard(deals, told, list(topic_ids), accounts)
        return impact_of(heard, assignment, topics, settings, seed=1, as_of=as_of)

    return run
