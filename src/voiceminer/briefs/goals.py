"""Goals that sales and marketing share: today, a range, a target, and when chance is ruled out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from math import ceil, floor
from statistics import NormalDist, quantiles

from voiceminer.briefs import figures
from voiceminer.briefs.again import Again, again_of
from voiceminer.briefs.answered import on_record_of
from voiceminer.briefs.casebook import Casebook, grouped
from voiceminer.briefs.printing import Name, Words
from voiceminer.data import Figure, Goal, Trend
from voiceminer.data.shares import wilson

# A topic's share says something beside others' from five deals on.
LEAST = 5
# A quarter is what can be planned, and two years the longest that anybody waits to know.
CHECK = timedelta(days=91)
LONGEST = 730
YEAR = 365
# The usual power of a comparison (Cohen 1988): four in five changes of that size are seen.
POWER = NormalDist().inv_cdf(0.8)
ANSWERED, AGAIN, SHARE, OPEN = "answered", "asked again", "share", "open deals"
# Fewer whole periods than this have no best quarter.
FEWEST_PERIODS = 4
A_YEAR = {"month": 12.0, "week": YEAR / 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure of a topic that people can move.

    A share has `of`, both ends of its range and `goal` so many of `of`; a mere number has none of
    these, its goal is the number, and no chance is in it.
    `agreed` where people have set it, else it is proposed. `told` is the
    month by which a change of that size can be told from chance; without it the goal is refused.
    `held`: the topic is as good already as the best of the list, so nothing is proposed.
    """

    n: Figure
    of: Figure | None
    low: Figure | None
    high: Figure | None
    goal: Figure | None
    agreed: bool
    held: bool
    told: Figure | None
    owner: Name | Words
    by: Figure | None
    period: Figure | None = None


@dataclass(frozen=True)
class Goals:
    """The goal lines of all top topics: proposals look at the whole list."""

    book: Casebook

    @cached_property
    def agains(self) -> Mapping[str, Again | None]:
        """Asked again, by topic."""
        return {t: again_of(self.book, t) for t in self._topics}

    @property
    def _topics(self) -> list[str]:
        book = self.book
        return [e.topic_id for e in book.ranked[: book.result.settings.briefs.top]]

    @cached_property
    def _answered(self) -> Mapping[str, tuple[Figure, Figure]]:
        records = {t: on_record_of(self.book, t) for t in self._topics}
        return {t: (r.n, r.of) for t, r in records.items() if r.known and r.of.value}

    @cached_property
    def _again(self) -> Mapping[str, tuple[Figure, Figure]]:
        return {t: (a.n, a.of) for t, a in self.agains.items() if a and a.of.value}

    @cached_property
    def _periods(self) -> Mapping[str, list[Trend]]:
        """Whole periods in which customers said anything, by topic."""
        whole = (t for t in self.book.result.tracking.trends if not t.part and t.of)
        return grouped(whole, lambda t: t.topic_id)

    def answered(self, topic_id: str) -> Line | None:
        """Open deals with an answer on record: both can move it, and sales sees to it."""
        best = _best(self._answered, more=True)
        return self._line(
            topic_id, ANSWERED, self._answered.get(topic_id), best, more=True, owner="sales"
        )

    def again(self, topic_id: str) -> Line | None:
        """Deals (or customers) in which it came up once more: the fewer, the better."""
        best = _best(self._again, more=False)
        return self._line(
            topic_id, AGAIN, self._again.get(topic_id), best, more=False, owner="both"
        )

    def share(self, topic_id: str) -> Line | None:
        """Its share of all that customers said in the last whole period: the less, the better.

        Where there are deals, only if people have agreed on a goal for it: deals say more.
        """
        periods = self._periods.get(topic_id, ())
        if not periods or (self.book.unit == "deal" and not self._agreed(topic_id, SHARE)):
            return None
        last = periods[-1]
        counts = (
            figures.count("share_documents", last.n, topic_id),
            figures.count("share_documents_of", last.of, topic_id),
        )
        shares = [t.n / t.of for t in periods]
        enough = len(shares) >= FEWEST_PERIODS
        best = quantiles(shares, n=4, method="inclusive")[0] if enough else None
        line = self._line(topic_id, SHARE, counts, best, more=False, owner="both")
        shown = figures.day if self.book.result.tracking.period == "week" else figures.month
        return line and replace(line, period=shown("share_period", last.period, topic_id))

    def open_deals(self, topic_id: str) -> Line | None:
        """How many open deals it stands in, where people have agreed on a number."""
        agreed = self._agreed(topic_id, OPEN)
        if agreed is None or self.book.unit != "deal":
            return None
        n = sum(c.deal.outcome == "open" for c in self.book.cases.get(topic_id, ()))
        goal = round(agreed.target)
        return Line(
            n=figures.count("open_deals", n, topic_id),
            of=None,
            low=None,
            high=None,
            goal=figures.count("goal", goal, topic_id, OPEN),
            agreed=True,
            held=False,
            told=None,
            owner=Name(agreed.owner) if agreed.owner else Words("both"),
            by=figures.day("goal_by", agreed.by, topic_id, OPEN) if agreed.by else None,
        )

    def _agreed(self, topic: str, measure: str) -> Goal | None:
        goals = self.book.result.taxonomy.goals_of(topic)
        return next((g for g in goals if g.measure == measure), None)

    def _line(
        self,
        topic: str,
        measure: str,
        counts: tuple[Figure, Figure] | None,
        best: float | None,
        *,
        more: bool,
        owner: str,
    ) -> Line | None:
        if counts is None:
            return None
        n, of = counts
        k, size = int(n.value), int(of.value)
        level = self.book.result.settings.impact.level
        z = NormalDist().inv_cdf((1 + level) / 2)
        low, high = (float(end) for end in wilson(k, size, level))
        agreed = self._agreed(topic, measure)
        target = _target(agreed, best, size, more=more)
        held = agreed is None and target is not None and (target <= k if more else target >= k)
        goal = None if held else target
        needed = None if goal is None else needed_for(k, size, goal, z)
        told = self._told(topic, size, needed, measure)
        return Line(
            n=n,
            of=of,
            low=figures.percent("range_low", low, topic, measure),
            high=figures.percent("range_high", high, topic, measure),
            goal=None if goal is None else figures.count("goal", goal, topic, measure),
            agreed=agreed is not None,
            held=held,
            told=figures.month("told_by", told, topic, measure) if told else None,
            owner=Name(agreed.owner) if agreed and agreed.owner else Words(owner),
            by=figures.day("goal_by", agreed.by, topic, measure) if agreed and agreed.by else None,
        )

    def _told(self, topic: str, size: int, needed: float | None, measure: str) -> date | None:
        """When so many later deals will have come up, at last year's pace; None if not soon."""
        as_of = self.book.result.as_of
        rate = self._a_year(topic, as_of) if as_of else 0.0
        if measure == SHARE:  # all texts count, not only those with it
            rate = size * A_YEAR[self.book.result.tracking.period or "month"]
        elif measure == AGAIN:  # only those with a later conversation count
            cases = self._raised(topic)
            rate *= size / len(cases) if cases else 0.0
        if as_of is None or needed is None or not rate:
            return None
        days = ceil(YEAR * needed / rate - 1e-9)
        return as_of + timedelta(days=days) if days <= LONGEST else None

    def _raised(self, topic: str) -> list[date]:
        """The day on which it first came up, per deal (or customer)."""
        if self.book.unit == "deal":
            return [c.first for c in self.book.cases.get(topic, ())]
        first: dict[str, date] = {}
        for s in self.book.statements[topic]:  # oldest first
            if s.passage.account_id and s.on:
                first.setdefault(s.passage.account_id, s.on)
        return list(first.values())

    def _a_year(self, topic: str, as_of: date) -> float:
        since = as_of - timedelta(days=YEAR)
        return float(sum(day > since for day in self._raised(topic)))


def next_check(book: Casebook) -> Figure | None:
    """The day of the next look: a quarter from now."""
    as_of = book.result.as_of
    return figures.day("next_check", as_of + CHECK) if as_of else None


def needed_for(k: int, n: int, goal: int, z: float) -> float | None:
    """How many later deals tell `goal` of n from today's k of n; None where no number does.

    The difference of two shares is seen at the level of `z` with a power of 0.8 where it is
    `z + POWER` standard errors; today's n deals are what they are, so if their error alone is
    larger, more deals later do not help. Half a deal is added on either side, as Agresti's
    intervals do, so that none of none is no certainty.
    """
    now, then = ((x + 0.5) / (n + 1) for x in (k, goal))
    allowed = ((then - now) / (z + POWER)) ** 2 - now * (1 - now) / n
    return then * (1 - then) / allowed if allowed > 0 else None


def _best(counts: Mapping[str, tuple[Figure, Figure]], *, more: bool) -> float | None:
    """The share that the best of the list's topics have today.

    Of answers the best topic's: where few have any, the best quarter has hardly one. Of what should
    be rare, the best quarter's: the single best is a stroke of luck. None where nobody has any
    answer on record: there is nothing to go by.
    """
    shares = [n.value / of.value for n, of in counts.values() if of.value >= LEAST]
    if len(shares) < 2:
        return None
    if more:
        return max(shares) or None
    return quantiles(shares, n=4, method="inclusive")[0]


def _target(agreed: Goal | None, best: float | None, size: int, *, more: bool) -> int | None:
    share = agreed.target if agreed else best
    if share is None:
        return None
    # to whole deals, towards what is within reach
    whole = floor(share * size + 1e-9) if more else ceil(share * size - 1e-9)
    return min(whole, size)


def for_page(line: Line | None, by: Figure | None) -> Line | None:
    """The line with a day for its goal: the agreed one, else the next check."""
    return line and replace(line, by=line.by or by)
