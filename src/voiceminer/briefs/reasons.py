"""Why a topic has its figures: raw rates, what adjustment took away, deals and their words."""

from __future__ import annotations

from dataclasses import dataclass

from voiceminer.briefs.casebook import Case, Casebook, Statement
from voiceminer.data import (
    Adjustment,
    Covariate,
    Effect,
    Fit,
    LevelEffect,
    Money,
    MoneyPart,
    Topic,
)
from voiceminer.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """A topic's figures and what they rest on.

    Attributes
    ----------
    adjustments : tuple of Adjustment
        What else the topic's deals have, the strongest first; empty without a comparison.
    cases : tuple of (Case, str, tuple of Statement)
        Its deals (open ones of most money first, then lost, then won), each with its account's
        name and what was said.
    money : tuple of Money
    covariates : tuple of Covariate
        What alike deals are alike in, and what could not be used.
    level : float
        Of the intervals.
    places : int
        How many topics are ranked.
    measured_with : tuple of str
        Labels of the topics that were estimated with it as one.
    levels : tuple of LevelEffect
    fit : tuple of Fit
        The topic's accounts, all of them first.
    fit_in_all : Fit or None
        All accounts with text.
    parts : tuple of MoneyPart
    """

    topic: Topic
    effect: Effect
    adjustments: tuple[Adjustment, ...]
    cases: tuple[tuple[Case, str, tuple[Statement, ...]], ...]
    money: tuple[Money, ...]
    covariates: tuple[Covariate, ...]
    level: float
    places: int
    measured_with: tuple[str, ...]
    levels: tuple[LevelEffect, ...]
    fit: tuple[Fit, ...]
    fit_in_all: Fit | None
    parts: tuple[MoneyPart, ...]


_ORDER = {"open": 0, "lost": 1, "no decision": 1, "won": 2}


def reasons_of(book: Casebook, asked: str) -> Reasons:
    """The reasons of the topic that is asked for by place, id or words of its name.

    Raises
    ------
    InputError
        Where no ranked topic, or more than one, is called so.
    """
    effect = _found(book, asked)
    impact = book.result.impact
    cases = sorted(book.cases.get(effect.topic_id, ()), key=_first_to_look_at)
    return Reasons(
        topic=book.topics[effect.topic_id],
        effect=effect,
        adjustments=tuple(
            sorted(
                (a for a in impact.adjustments if a.topic_id == effect.topic_id),
                key=lambda a: (-abs(a.added), a.name),
            )
        ),
        cases=tuple((c, str(book.account_name(c.deal)), tuple(book.said_in(c))) for c in cases),
        money=tuple(
            sorted(
                (m for m in impact.money if m.topic_id == effect.topic_id),
                key=lambda m: (m.currency != impact.currency, m.currency),
            )
        ),
        covariates=tuple(impact.covariates),
        level=book.result.settings.impact.level,
        places=len(book.ranked),
        measured_with=tuple(
            book.topics[t].label for t in effect.estimated_with if t in book.topics
        ),
        levels=tuple(x for x in impact.level_effects if x.topic_id == effect.topic_id),
        fit=tuple(x for x in impact.fit if x.topic_id == effect.topic_id),
        fit_in_all=next((x for x in impact.fit if not x.topic_id and not x.name), None),
        parts=tuple(x for x in impact.parts if x.topic_id == effect.topic_id),
    )


def _found(book: Casebook, asked: str) -> Effect:
    words = asked.strip().casefold()
    exact = [
        e
        for e in book.ranked
        if words in (str(e.rank), e.topic_id.casefold(), book.topics[e.topic_id].label.casefold())
    ]
    found = exact or [
        e for e in book.ranked if words and words in book.topics[e.topic_id].label.casefold()
    ]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(f"{e.rank} {book.topics[e.topic_id].label}" for e in found or book.ranked)
    what = f"{len(found)} topics are called so" if found else "no ranked topic is called so"
    raise InputError(f"topic {asked!r}: {what}. Name one by its place: {listed}.")


def _first_to_look_at(case: Case) -> tuple[int, float, str]:
    deal = case.deal
    return (_ORDER.get(deal.outcome, 3), -float(deal.amount or 0), deal.id)
