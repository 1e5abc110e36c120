"""What tables of ids and of stages say, written into the drafts that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from voiceminer.reading.cells import Cells
from voiceminer.reading.drafts import DealDraft, DocumentDraft, MessageDraft
from voiceminer.reading.recognition import GENERIC
from voiceminer.reading.words import outcome_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One row of a join table; empty where it has no such id."""

    system: str
    document: str
    contact: str
    deal_id: str
    account_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of a pipeline, as the deals' export names it by id alone."""

    system: str
    id: str
    name: str
    won: str
    is_closed: str
    probability: str


def ties(cells: Cells) -> list[Tie]:
    """The rows of a join table."""
    names = ("document", "contact", "deal_id", "account_id")
    rows = zip(*(cells.words(name) for name in names), strict=True)
    system = cells.recognition.system
    return [Tie(system=system, **dict(zip(names, row, strict=True))) for row in rows]


def stages(cells: Cells) -> list[Stage]:
    """The rows of a list of stages."""
    names = ("id", "name", "won", "is_closed", "probability")
    rows = zip(*(cells.words(name) for name in names), strict=True)
    system = cells.recognition.system
    return [Stage(system=system, **dict(zip(names, row, strict=True))) for row in rows]


def tie(
    found: Sequence[Tie],
    documents: Iterable[DocumentDraft],
    messages: Iterable[MessageDraft],
    deals: Iterable[DealDraft],
) -> None:
    """Deals and accounts written into what join tables join to them.

    A join table of a warehouse holds ids alone, so that its system cannot be told: its ids are
    then taken for those of any.
    """
    if not found:
        return
    of_document = {(x.system, x.document): x for x in found if x.document}
    of_deal = {x.deal_id: x.account_id for x in found if x.deal_id and x.account_id}
    company = {x.contact: x.account_id for x in found if x.contact and x.account_id}
    for document in documents:
        joined = of_document.get((document.system, document.id)) or of_document.get(
            (GENERIC, document.id)
        )
        if joined is not None:
            document.deal_id = document.deal_id or joined.deal_id
            document.account_id = document.account_id or joined.account_id
        document.account_id = document.account_id or company.get(document.author, "")
    for message in messages:
        message.account_id = message.account_id or company.get(message.author, "")
    for deal in deals:
        deal.account_id = deal.account_id or of_deal.get(deal.id, "")


def name_stages(found: Sequence[Stage], deals: Iterable[DealDraft]) -> None:
    """The stages' names in the place of their ids, and the outcomes that they tell."""
    by_id = {stage.id: stage for stage in found if stage.id}
    for deal in deals:
        stage = by_id.get(deal.stage)
        if stage is None:
            continue
        deal.stage = stage.name or stage.id
        if deal.outcome == "unknown":
            # a closed stage of probability 1 is won: HubSpot has no other mark of it
            certain = stage.probability.rstrip("%") in {"1", "1.0", "100", "100.0"}
            closed = stage.is_closed or ("true" if stage.won else "")
            won = stage.won or ("true" if certain and closed.casefold() == "true" else "")
            deal.outcome = outcome_of(
                won=won,
                closed=closed,
                words=(stage.name,),
                probability=stage.probability,
            )
