"""Accounts with several deals over time, and texts of which it is known which deal they are of."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

_BEGIN = date(2021, 1, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A deal's life; `ended` is the plan where it is still open."""

    deal: str
    account: str
    opened: date
    ended: date
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A text's day, and the deal that it is truly of."""

    account: str
    deal: str
    on: date


def lives_of(account: str, overlapping: float, dice: random.Random) -> list[Life]:
    """One to four deals one after the other; with `overlapping` chance the next opens too early."""
    lives: list[Life] = []
    day = _BEGIN + timedelta(days=dice.randint(0, 400))
    number = dice.choice((1, 2, 2, 3, 3, 4))
    for n in range(number):
        ended = day + timedelta(days=dice.randint(20, 200))
        last = n == number - 1
        stage = "Negotiation" if last and dice.random() < 0.5 else dice.choice(
            ("Closed Won", "Closed Lost"))  # fmt: skip
        lives.append(
            Life(deal=f"{account}-D{n}", account=account, opened=day, ended=ended, stage=stage)
        )
        early = dice.random() < overlapping
        gap = -dice.randint(5, 60) if early else dice.randint(1, 300)
        day = max(day + timedelta(days=1), ended + timedelta(days=gap))
    return lives


def said_in(life: Life, dice: random.Random) -> Said:
    """A text dated within the deal's life."""
    days = (life.ended - life.opened).days
    return Said(
        account=life.account, deal=life.deal, on=life.opened + timedelta(days=dice.randint(0, days))
    )
