"""The world behind the exports: accounts, deals, the pains they have, and how they end.

A deal draws its pains, its pains and its size decide the odds of losing, and how it ends decides
how long it lives. No text is known here: `story.py` lets the deals talk.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from demo.dice import Dice
from demo.phrases import Bank, phone

SETTINGS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "world.toml").read_text(encoding="utf-8")
)
PAINS: dict[str, dict[str, Any]] = SETTINGS["pains"]
START: date = SETTINGS["start"]
EXTRACT: date = SETTINGS["extract"]
DAYS = (EXTRACT - START).days

# Segment -> how common, median amount, people who work on a deal
SEGMENTS = {
    "Independent": (0.5, 9_000.0),
    "Regional": (0.35, 24_000.0),
    "National": (0.15, 85_000.0),
}
REGIONS = {"North": 0.27, "Midlands": 0.22, "South": 0.25, "Scotland": 0.14, "Ireland": 0.12}
INDUSTRIES = ["Plant hire", "Tool hire", "Powered access", "Event rental", "Scaffolding"]
BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Person:
    """A contact of a customer."""

    id: str
    first: str
    last: str
    title: str
    email: str
    phone: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"


@dataclass(frozen=True)
class Account:
    """A firm that buys or may buy."""

    id: str
    name: str
    domain: str
    segment: str
    region: str
    industry: str
    owner: str
    created: date
    people: tuple[Person, ...]

    @property
    def currency(self) -> str:
        """Firms in Ireland are billed in euros."""
        return "EUR" if self.region == "Ireland" else "GBP"


@dataclass(frozen=True)
class Deal:
    """An opportunity with what nobody sees: its pains and its true chance of being lost."""

    id: str
    account: Account
    kind: str
    amount: int
    size: float
    opened: date
    closes: date
    outcome: str
    pains: tuple[str, ...]
    log_odds: float

    @property
    def is_open(self) -> bool:
        """Whether the deal closes only after the extract."""
        return self.closes > EXTRACT

    @property
    def last_day(self) -> date:
        """The day until which the deal is alive in the exports."""
        return min(self.closes, EXTRACT)

    def change_in_losing(self, pain: str) -> float:
        """By how much the pain raises this deal's true probability of being lost."""
        without = self.log_odds - PAINS[pain]["effect"] * (pain in self.pains)
        return probability(without + PAINS[pain]["effect"]) - probability(without)


@dataclass
class World:
    """Accounts and deals of one corpus; `name` seeds every die of it."""

    name: str
    bank: Bank
    accounts: list[Account] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)


def probability(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-log_odds))


def salesforce_id(prefix: str, *name: object) -> str:
    """An 18-character id with Salesforce's own check letters."""
    dice = Dice("id", prefix, *name)
    body = prefix + "Gt0000" + "".join(dice.pick(BASE62) for _ in range(6))
    suffix = ""
    for chunk in (body[:5], body[5:10], body[10:]):
        bits = sum(1 << place for place, letter in enumerate(chunk) if letter.isupper())
        suffix += "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[bits]
    return body + suffix


def made_world(name: str, n_closed: int, n_open: int) -> World:
    """Exactly so many closed and open deals, and the accounts that have them."""
    name = f"{name}/{SETTINGS['seed']}"
    world = World(name, Bank(name))
    # more candidates than needed, so that both counts can be met
    candidates = _candidates(world, int(1.65 * (n_closed + n_open)))
    mixed = Dice(name, "kept").shuffled(candidates)
    kept = {deal.id for deal in [d for d in mixed if not d.is_open][:n_closed]}
    kept |= {deal.id for deal in [d for d in mixed if d.is_open][:n_open]}
    world.deals = [deal for deal in candidates if deal.id in kept]
    if len(world.deals) != n_closed + n_open:
        raise SystemExit(f"{name}: {len(world.deals)} deals, not {n_closed} + {n_open}")
    used = {deal.account.id: deal.account for deal in world.deals}
    world.accounts = list(used.values())
    return world


def _candidates(world: World, n: int) -> list[Deal]:
    dice = Dice(world.name, "openings")
    openings = sorted(dice.integer(0, DAYS - 2) for _ in range(n))
    taken: set[str] = set()
    deals: list[Deal] = []
    for number, day in enumerate(openings):
        opened = START + timedelta(days=day)
        settled = opened - timedelta(days=45)
        # a firm may come back some weeks after its last deal closed
        may_return = any(deal.closes < settled for deal in deals[-600:])
        again = None
        if may_return and dice.chance(0.20):
            again = dice.pick([deal for deal in deals[-600:] if deal.closes < settled])
        account = again.account if again else _account(world, number, opened, taken)
        deals.append(_deal(world, number, account, opened, again))
    return deals


def _account(world: World, number: int, opened: date, taken: set[str]) -> Account:
    dice = Dice(world.name, "account", number)
    bank = world.bank
    while True:
        place = dice.pick(bank.names("place_a")) + dice.pick(bank.names("place_b"))
        name = f"{place} {dice.pick(bank.names('trade'))}"
        if name not in taken:
            break
    taken.add(name)
    domain = "".join(letter for letter in name.lower() if letter.isalnum()) + ".example"
    segment = dice.weighted({key: share for key, (share, _) in SEGMENTS.items()})
    return Account(
        id=salesforce_id("001", world.name, number),
        name=name,
        domain=domain,
        segment=segment,
        region=dice.weighted(REGIONS),
        industry=dice.pick(INDUSTRIES),
        owner=dice.pick(bank.names("owners")),
        created=opened - timedelta(days=dice.integer(0, 30)),
        people=tuple(_person(world, number, i, domain) for i in range(dice.integer(2, 3))),
    )


def _person(world: World, number: int, place: int, domain: str) -> Person:
    dice = Dice(world.name, "person", number, place)
    first = dice.pick(world.bank.names("first"))
    last = dice.pick(world.bank.names("last"))
    return Person(
        id=salesforce_id("003", world.name, number, place),
        first=first,
        last=last,
        title=dice.pick(
            ["Owner", "Operations Director", "Hire Manager", "Finance Director", "Depot Manager"]
        ),
        email=f"{first}.{last}@{domain}".lower(),
        phone=phone(dice),
    )


def _deal(world: World, number: int, account: Account, opened: date, again: Deal | None) -> Deal:
    dice = Dice(world.name, "deal", number)
    amount = dice.lognormal(SEGMENTS[account.segment][1], 0.5)
    if again and again.outcome == "won":
        amount *= 0.5
    # 20,000 is about the median over segments, and log amounts spread by about 1
    size = math.log(amount / 20_000.0)
    pains = _pains_of(dice, account.segment)
    losing = SETTINGS["losing"]
    log_odds = (
        losing["intercept"]
        + losing["per_sd_of_size"] * size
        + losing[account.segment.lower()]
        + sum(PAINS[pain]["effect"] for pain in pains)
    )
    lost = dice.chance(probability(log_odds))
    life = SETTINGS["life"]
    median = life["lost_median"] if lost else life["won_median"]
    days = max(4, round(dice.lognormal(median, life["sigma"])))
    return Deal(
        id=salesforce_id("006", world.name, number),
        account=account,
        kind="Existing Business" if again and again.outcome == "won" else "New Business",
        amount=int(round(amount, -2)),
        size=size,
        opened=opened,
        closes=opened + timedelta(days=days),
        outcome="no decision"
        if lost and dice.chance(losing["no_decision"])
        else "lost"
        if lost
        else "won",
        pains=pains,
        log_odds=log_odds,
    )


def _pains_of(dice: Dice, segment: str) -> tuple[str, ...]:
    """What hurts in one deal; a pain may bring a neighbour along."""
    pains = []
    for pain, is_like in PAINS.items():
        tilt = is_like.get("national", 1.0) if segment == "National" else 1.0
        if dice.chance(min(0.9, is_like["share"] * tilt)):
            pains.append(pain)
    for pain in tuple(pains):
        for neighbour, chance in PAINS[pain]["brings"].items():
            if dice.chance(chance) and neighbour not in pains:
                pains.append(neighbour)
    return tuple(pains)
