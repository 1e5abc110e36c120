"""When a deal or a customer talks, in which kind of document, and about which pains."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from demo.dice import Dice
from demo.world import EXTRACT, PAINS, SETTINGS, Account, Deal, Person, World

TALK = SETTINGS["talk"]


@dataclass(frozen=True)
class Line:
    """One message or turn. `marks` are the planted statements: (pain or kind of talk, sentence)."""

    who: str  # customer, agent, private, auto, note
    text: str
    marks: tuple[tuple[str, str], ...] = ()
    minutes: int = 0  # after the document began
    html: bool = False
    person: int = 0  # which of the account's people speaks


@dataclass
class Document:
    """A ticket, call or note, with what is known about it beside its words."""

    kind: str
    account: Account
    deal: Deal | None
    at: datetime
    pains: tuple[str, ...]
    mood: str = "live"  # live, last days, after close, customer
    id: str = ""
    subject: str = ""
    topic: str = "smalltalk"  # what the subject line is about
    lines: list[Line] = field(default_factory=list)

    @property
    def contact(self) -> Person:
        """Whom we mostly talk to."""
        return self.account.people[0]


def documents_of(world: World) -> list[Document]:
    """All documents of a world, oldest first, still without words."""
    found = [document for deal in world.deals for document in _of_deal(world, deal)]
    first_won: dict[str, Deal] = {}
    for deal in world.deals:
        if deal.outcome == "won" and not deal.is_open:
            first_won.setdefault(deal.account.id, deal)
    for won in first_won.values():
        found += _of_customer(world, won)
    return sorted(found, key=lambda document: (document.at, document.account.id, document.kind))


def _of_deal(world: World, deal: Deal) -> list[Document]:
    dice = Dice(world.name, "talk", deal.id)
    if dice.chance(TALK["silent"]):
        return []
    mean_gap = TALK["days_between"] / math.exp(TALK["more_per_sd_of_size"] * deal.size)
    late_from = TALK["late_after"] + dice.uniform(0, 25)
    alive = (deal.last_day - deal.opened).days
    found = []
    age = dice.uniform(0, 4)
    while age < alive:
        pains = tuple(
            pain
            for pain in deal.pains
            if (age >= late_from if _late(pain) else True)
            and dice.chance(TALK["late_voiced"] if _late(pain) else TALK["voiced"])
        )
        kind = _kind(dice, deal)
        found.append(_document(dice, kind, deal, deal.opened + timedelta(days=int(age)), pains))
        age += 1 + dice.exponential(mean_gap)
    if not deal.is_open:
        found += _ending(dice, deal)
    return found


def _late(pain: str) -> bool:
    return bool(PAINS[pain].get("late"))


def _kind(dice: Dice, deal: Deal) -> str:
    if deal.kind == "Existing Business":
        return dice.weighted({"note": 0.4, "ticket": 0.5, "call": 0.1})
    return dice.weighted({"note": 0.54, "ticket": 0.26, "call": 0.2})


def _ending(dice: Dice, deal: Deal) -> list[Document]:
    """What is said in the last six days, and what a few say when all is over."""
    found = []
    share = TALK["go_ahead"] if deal.outcome == "won" else TALK["last_days"]
    if dice.chance(share):
        day = max(deal.opened, deal.closes - timedelta(days=dice.integer(0, 5)))
        kind = dice.weighted({"note": 0.7, "ticket": 0.3})
        found.append(_document(dice, kind, deal, day, (), mood="last days"))
    if deal.outcome != "won" and dice.chance(TALK["after_close"]):
        day = deal.closes + timedelta(days=dice.integer(3, 50))
        if day < EXTRACT:
            pain = dice.weighted({key: 1.0 for key, is_like in PAINS.items()})
            kind = dice.weighted({"note": 0.4, "ticket": 0.6})
            found.append(_document(dice, kind, deal, day, (pain,), mood="after close"))
    return found


def _of_customer(world: World, won: Deal) -> list[Document]:
    """Tickets of an account that has bought, about its own pains or about any."""
    dice = Dice(world.name, "customer", won.id)
    weights = {pain: float(is_like["desk"]) for pain, is_like in PAINS.items()}
    found = []
    age = 10 + dice.exponential(TALK["customer_ticket_days"])
    while won.closes + timedelta(days=int(age)) < EXTRACT:
        day = won.closes + timedelta(days=int(age))
        own = won.pains and dice.chance(TALK["own_pain"])
        pain = dice.pick(won.pains) if own else dice.weighted(weights)
        pains = () if dice.chance(0.14) else (pain,)
        found.append(_document(dice, "ticket", won, day, pains, mood="customer"))
        age += 1 + dice.exponential(TALK["customer_ticket_days"])
    return found


def _document(
    dice: Dice, kind: str, deal: Deal, day: date, pains: tuple[str, ...], *, mood: str = "live"
) -> Document:
    """A document on a working day inside the deal's life, between seven and four."""
    earlier = day - timedelta(days=max(0, day.weekday() - 4))
    if earlier >= deal.opened:
        day = earlier
    at = datetime.combine(day, time(dice.integer(7, 15), dice.integer(0, 59)), UTC)
    some = tuple(dice.shuffled(pains))[: {"ticket": 2, "call": 3, "note": 5}[kind]]
    return Document(kind, deal.account, None if mood == "customer" else deal, at, some, mood)
