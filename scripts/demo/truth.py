"""What was planted, so that what is found can be scored: by document, by sentence, by deal."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from demo.moments import Document
from demo.world import EXTRACT, PAINS, SETTINGS, Deal, World


def truth(world: World, documents: list[Document]) -> dict[str, Any]:
    """Everything planted in one corpus, as JSON.

    `documents[id].said` lists [message or turn counted from 0, pain or kind of talk, sentence as
    written]. `change_in_losing` is the mean over closed deals of a pain's true effect on the
    probability of losing, over all deals that have it and over those in which it is voiced.
    """
    voiced = _voiced(documents)
    return {
        "corpus": world.name.partition("/")[0],
        "extract": EXTRACT.isoformat(),
        "confounders": {
            "size": "log amount: more text, lost more often",
            "segment": "tilts both pains and outcomes",
            "age": "lost deals live twice as long, so they have more time to mention anything",
            "last days": "what is said in the six days before closing tells the outcome",
        },
        "losing": SETTINGS["losing"],
        "pains": {pain: _pain(world, pain, voiced) for pain in PAINS},
        "deals": {deal.id: _deal(deal, voiced) for deal in world.deals},
        "documents": {document.id: _document(document) for document in documents},
    }


Voiced = dict[str, dict[str, str]]


def _voiced(documents: list[Document]) -> Voiced:
    """Deal -> pain -> the day on which it first came up while the deal was alive."""
    found: Voiced = defaultdict(dict)
    for document in documents:
        if document.deal and document.mood != "after close":
            for pain in _pains_in(document):
                found[document.deal.id].setdefault(pain, f"{document.at:%Y-%m-%d}")
    return found


def _pains_in(document: Document) -> list[str]:
    return sorted({label for line in document.lines for label, _ in line.marks if label in PAINS})


def _pain(world: World, pain: str, voiced: Voiced) -> dict[str, Any]:
    closed = [deal for deal in world.deals if not deal.is_open]
    having = [deal for deal in closed if pain in deal.pains]
    hearing = [deal for deal in having if pain in voiced.get(deal.id, {})]
    still_open = [d for d in world.deals if d.is_open and pain in voiced.get(d.id, {})]
    without = [deal for deal in closed if pain not in voiced.get(deal.id, {})]
    return {
        "label": world.bank.label(pain),
        "log_odds_of_losing": PAINS[pain]["effect"],
        "late": PAINS[pain].get("late", False),
        "answered": PAINS[pain]["answered"],
        "brings": PAINS[pain]["brings"],
        "closed_deals_with_it": len(having),
        "closed_deals_voicing_it": len(hearing),
        "open_deals_voicing_it": len(still_open),
        "change_in_losing": _mean([deal.change_in_losing(pain) for deal in having]),
        "change_in_losing_where_voiced": _mean([d.change_in_losing(pain) for d in hearing]),
        "raw_difference": _mean([float(d.outcome != "won") for d in hearing])
        - _mean([float(d.outcome != "won") for d in without]),
    }


def _mean(values: list[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def _deal(deal: Deal, voiced: Voiced) -> dict[str, Any]:
    return {
        "has": list(deal.pains),
        "voiced": voiced.get(deal.id, {}),
        "log_odds": round(deal.log_odds, 4),
    }


def _document(document: Document) -> dict[str, Any]:
    said = [
        [number, label, sentence]
        for number, line in enumerate(document.lines)
        for label, sentence in line.marks
    ]
    return {
        "kind": document.kind,
        "mood": document.mood,
        "deal": document.deal.id if document.deal else None,
        "account": document.account.id,
        "subject": [document.topic, document.subject] if document.kind == "ticket" else None,
        "said": said,
    }
