"""What can be said of a topic and the outcome, as a situation that a template puts in words."""

from __future__ import annotations

from dataclasses import dataclass

from voiceminer.briefs import figures
from voiceminer.briefs.casebook import Casebook
from voiceminer.briefs.printing import Name
from voiceminer.data import Effect, Figure

# Fewer closed deals than this cannot tell a coin from a loaded one.
FEW = 10
# A fifth of a deal is no deal.
NOTHING = 0.2
# Bare win rates: alike within three points, far apart from fifteen on.
ALIKE, FAR = 0.03, 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """Whole deals (or money) more or fewer lost than among alike deals; both ends."""

    value: Figure
    worse: bool
    nothing: bool
    low: Figure
    low_worse: bool
    high: Figure
    high_worse: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One topic against the outcome.

    `plain` compares the bare win rates ("far lower" … "alike" … "far higher"); `kept` says
    whether the difference among alike deals is about as large ("kept"), much smaller
    ("explained") or the other way round ("turned"). `lone_finding`: the range leaves out zero,
    the grade does not.
    """

    grade: str
    few: bool
    closed_with: Figure
    won_with: Figure
    rate_with: Figure | None
    closed_without: Figure
    won_without: Figure
    rate_without: Figure | None
    plain: str
    kept: str
    worse: bool
    per_hundred: Swing | None
    in_deals: Swing | None
    money: Swing | None
    beyond_floor: bool
    more: Figure | None
    settled: Figure | None
    lone_finding: bool
    level: Figure
    margin: Figure
    not_separable_from: Name
    estimated_with: tuple[Name, ...]


def verdict_of(book: Casebook, effect: Effect) -> Verdict:
    """The situation of a topic."""
    topic, settings = effect.topic_id, book.result.settings.impact
    with_, without = (
        _rate(effect.won_with, effect.closed_with),
        _rate(effect.won_without, effect.closed_without),
    )
    gap = (without - with_) if with_ is not None and without is not None else 0.0
    return Verdict(
        grade=effect.grade,
        few=effect.closed_with < FEW,
        closed_with=figures.count("closed_with", effect.closed_with, topic),
        won_with=figures.count("won_with", effect.won_with, topic),
        rate_with=_percent("win_rate_with", with_, topic),
        closed_without=figures.count("closed_without", effect.closed_without, topic),
        won_without=figures.count("won_without", effect.won_without, topic),
        rate_without=_percent("win_rate_without", without, topic),
        plain=_plain(gap),
        kept=_kept(gap, effect.delta),
        worse=(effect.delta or 0.0) > 0,
        per_hundred=_per_hundred(effect),
        in_deals=_in_deals(book, effect),
        money=_money(book, effect),
        beyond_floor=_beyond_floor(book, effect),
        more=figures.count("more_closed_deals", effect.more_closed_deals, topic)
        if effect.more_closed_deals
        else None,
        settled=figures.month("settled_by", effect.settled_by, topic)
        if effect.settled_by
        else None,
        lone_finding=effect.grade in ("not known yet", "suggestive")
        and effect.low is not None
        and effect.high is not None
        and effect.low * effect.high > 0,
        level=figures.percent("level", settings.level),
        margin=figures.count("no_difference_points", round(100 * settings.no_difference)),
        not_separable_from=Name(effect.not_separable_from),
        estimated_with=tuple(
            Name(book.topics[t].label) for t in effect.estimated_with if t in book.topics
        ),
    )


def _rate(won: int, closed: int) -> float | None:
    return won / closed if closed else None


def _percent(measure: str, value: float | None, topic: str) -> Figure | None:
    return None if value is None else figures.percent(measure, value, topic)


def _plain(gap: float) -> str:
    """The bare win rates beside each other, in words."""
    far = "far " if abs(gap) >= FAR else ""
    return "alike" if abs(gap) < ALIKE else f"{far}lower" if gap > 0 else f"{far}higher"


def _kept(gap: float, delta: float | None) -> str:
    """What becomes of a bare difference of five points and more among alike deals."""
    if delta is None or abs(gap) < 0.05:
        return ""
    if gap * delta < 0 and abs(delta) >= 0.03:
        return "turned"
    return "explained" if abs(delta) < abs(gap) / 2 else "kept"


def _per_hundred(effect: Effect) -> Swing | None:
    if effect.delta is None or effect.low is None or effect.high is None:
        return None
    topic = effect.topic_id
    value, low, high = (
        figures.figure(
            f"{name}_per_hundred", v, f"{abs(100 * v):.0f}", unit="per hundred", topic=topic
        )
        for name, v in (("delta", effect.delta), ("low", effect.low), ("high", effect.high))
    )
    return Swing(
        value=value,
        worse=effect.delta > 0,
        nothing=value.shown == "0",
        low=low,
        low_worse=effect.low > 0,
        high=high,
        high_worse=effect.high > 0,
    )


def _in_deals(book: Casebook, effect: Effect) -> Swing | None:
    row = book.in_deals.get((effect.topic_id, "signed"))
    if row is None or row.low is None or row.high is None or not effect.open_deals:
        return None
    topic = effect.topic_id
    value, low, high = (
        figures.decimal(f"open_deals_signed{end}", v, topic)
        for end, v in (("", row.value), ("_low", row.low), ("_high", row.high))
    )
    return Swing(
        value=value,
        worse=row.value > 0,
        nothing=abs(row.value) < NOTHING,
        low=low,
        low_worse=row.low > 0,
        high=high,
        high_worse=row.high > 0,
    )


def _money(book: Casebook, effect: Effect) -> Swing | None:
    currency = book.result.impact.currency
    if currency is None:
        return None
    row = book.money.get((effect.topic_id, "signed", currency))
    if row is None or row.low is None or row.high is None or not (row.low or row.high):
        return None
    value, low, high = (
        figures.money(f"money_signed{end}", abs(v), currency, effect.topic_id, currency)
        for end, v in (("", row.value), ("_low", row.low), ("_high", row.high))
    )
    return Swing(
        value=value,
        worse=row.value > 0,
        nothing=row.value == 0,
        low=low,
        low_worse=row.low > 0,
        high=high,
        high_worse=row.high > 0,
    )


def _beyond_floor(book: Casebook, effect: Effect) -> bool:
    """Whether more stands at stake than shuffled topics would show."""
    row = book.money.get((effect.topic_id, "at stake", book.result.impact.currency or ""))
    return row is not None and row.floor is not None and row.value > row.floor
