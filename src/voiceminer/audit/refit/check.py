"""What the run recorded of effects and money, against the refit and within what may differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from voiceminer.audit.refit.history import Floats, History, history_of
from voiceminer.audit.refit.model import Refit, refit
from voiceminer.audit.refit.money import Sums, sums_of
from voiceminer.audit.refit.posterior import posterior_of
from voiceminer.errors import MismatchError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Two programs that find the same maximum agree to a few millionths; the run reads differences off
# a table of 69 log-odds by straight lines, which moves them by less than a thousandth.
PROBABILITY, DIFFERENCE, RATE = 1e-4, 2e-3, 5e-3
DRAWS, SEED = 2_000, 7
# Of two quantiles by chance: four standard errors, once in 16,000.
ERRORS = 4.0


@dataclass(frozen=True, slots=True)
class Line:
    """A recorded number, and between what it may lie by the refit."""

    what: str
    of: str
    recorded: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Chance:
    """How many draws the run made, and the level of its intervals."""

    draws: int
    level: float

    def between(self, values: Floats, p: float) -> tuple[float, float]:
        """Between what a quantile of the run's draws lies, by draws of our own."""
        error = ERRORS * np.sqrt(p * (1 - p) * (1 / self.draws + 1 / DRAWS))
        under, over = np.quantile(values, np.clip([p - error, p + error], 0, 1))
        return float(under), float(over)


def check_refit(sql: DuckDBPyConnection) -> dict[str, int]:
    """How many recorded numbers of each kind agree with the refit; none without outcomes.

    Raises
    ------
    MismatchError
        At the first that does not.
    """
    counted = Counter[str]()
    if sql.execute("SELECT count(*) FROM effects WHERE delta IS NOT NULL").fetchone() == (0,):
        return counted
    history = history_of(sql)
    found = refit(sql, history, inflated(sql))
    for line in (*model_lines(sql, history, found), *money_lines(sql, history, found)):
        if not line.low <= line.recorded <= line.high:
            raise MismatchError(
                f"records/impact, {line.what} of {line.of}",
                0,
                f"{line.recorded:.6g}",
                f"fitted again with statsmodels it lies between {line.low:.6g} and {line.high:.6g}",
                "Make the run again with 'voiceminer mine'.",
            )
        counted[line.what] += 1
    return dict(counted)


def inflated(sql: DuckDBPyConnection) -> float:
    """What the run says that it multiplied standard errors by."""
    note = sql.execute("SELECT note FROM controls WHERE name = 'lambda'").fetchone()
    found = re.search(r"multiplied by (\d+\.\d+)", note[0]) if note else None
    return float(found[1]) if found else 1.0


def model_lines(sql: DuckDBPyConnection, history: History, found: Refit) -> Iterator[Line]:
    """Exposures, covariates, controls, differences and what is left of them."""
    deal = {d: n for n, d in enumerate(history.deals)}
    topic = {t: n for n, t in enumerate(history.topics)}
    mentions = "SELECT deal_id, topic_id, probability FROM deal_topics"
    for d, t, p in sql.execute(mentions).fetchall():
        if t in topic:
            yield _near("deal_topics.probability", f"{t} in {d}", p, found.final[deal[d], topic[t]],
                        PROBABILITY)  # fmt: skip
    used = sql.execute("SELECT name, levels FROM covariates WHERE used").fetchall()
    for name, levels in used:
        yield _near("covariates.levels", name, levels, found.levels[name], 0)
    controls = dict(sql.execute("SELECT name, value FROM controls").fetchall())
    for name, value in (
        ("lambda", found.lambda_),
        ("landmarks", found.ages.size),
        ("deals in the model", found.deals),
    ):
        yield _near("controls.value", name, controls[name], value, DIFFERENCE)
    rates = posterior_of(found.estimate, found.sd).false_sign_rate[found.group]
    # a standard error inflated by a factor that is printed with two decimals
    loose = DIFFERENCE + (0.005 if inflated(sql) > 1 else 0)
    rows = "SELECT topic_id, delta, low, high, false_sign_rate FROM effects"
    for t, delta, low, high, rate in sql.execute(rows).fetchall():
        k = topic[t]
        yield _near("effects.delta", t, delta, found.delta[k], DIFFERENCE)
        yield _near("effects.low", t, low, found.low[k], loose)
        yield _near("effects.high", t, high, found.high[k], loose)
        yield _near("effects.false_sign_rate", t, rate, rates[k], RATE)


def money_lines(sql: DuckDBPyConnection, history: History, found: Refit) -> Iterator[Line]:
    """Signed and at stake, in deals and in each currency."""
    rng = np.random.default_rng(SEED)
    posterior = posterior_of(found.estimate, found.sd)
    setting = dict(sql.execute("SELECT name, value FROM settings").fetchall())
    chance = Chance(int(setting["impact.draws"]), float(setting["impact.level"]))
    money = {
        i: (a or 0.0, c)
        for i, a, c in sql.execute("SELECT id, amount, currency FROM worth").fetchall()
    }
    for table, places in (("in_deals", 4), ("money", 2)):
        rows = sql.execute(
            f"SELECT topic_id, currency, measure, value, low, high FROM {table}"
            " WHERE measure IN ('signed', 'at stake')"
        ).fetchall()
        for currency in sorted({row[1] for row in rows}):
            worth = np.array(
                [
                    1.0 if table == "in_deals" else money[d][0] * (money[d][1] == currency)
                    for d in (history.deals[n] for n in found.rows)
                ]
            )
            sums = sums_of(found, posterior, worth, DRAWS, rng)
            if (table, currency) == ranked_by(sql):
                yield from band_lines(sql, history, sums, chance, rng)
            for topic, code, measure, value, low, high in rows:
                if code == currency:
                    column = history.topics.index(topic) if topic else None
                    known = Known(table, topic or "the whole list", code, measure, value, low, high)
                    yield from _sums(known, sums, column, chance, 10.0**-places)


def ranked_by(sql: DuckDBPyConnection) -> tuple[str, str]:
    """The table and currency that the list is ordered by: deals where no money ranks."""
    row = sql.execute("SELECT currency FROM run WHERE currency IS NOT NULL").fetchone()
    return ("money", row[0]) if row else ("in_deals", "")


def band_lines(
    sql: DuckDBPyConnection, history: History, sums: Sums, chance: Chance, rng: np.random.Generator
) -> Iterator[Line]:
    """The places that each topic may hold: quantiles of its rank over draws, ties by chance."""
    harm = np.maximum(sums.shrunk, 0)
    order = np.lexsort((rng.random(harm.shape), -harm), axis=1)
    place = np.empty_like(order)
    np.put_along_axis(place, order, np.arange(1, harm.shape[1] + 1)[None, :], axis=1)
    rows = sql.execute("SELECT topic_id, rank, band_first, band_last FROM effects").fetchall()
    for topic, rank, first, last in rows:
        own = place[:, history.topics.index(topic)].astype(float)
        for name, end, p, hold in (
            ("band_first", first, (1 - chance.level) / 2, min),
            ("band_last", last, (1 + chance.level) / 2, max),
        ):
            under, over = chance.between(own, p)
            # a place more for what rounding does to a count
            yield Line(f"effects.{name}", topic, end, hold(under, rank) - 1, hold(over, rank) + 1)


@dataclass(frozen=True, slots=True)
class Known:
    """A recorded row of money."""

    table: str
    topic: str
    currency: str
    measure: str
    value: float
    low: float
    high: float


def _sums(
    known: Known, sums: Sums, column: int | None, chance: Chance, cent: float
) -> Iterator[Line]:
    of = " ".join(filter(None, (known.topic, known.currency)))
    what = f"{known.table}, {known.measure}"
    plain = sums.whole_plain if column is None else sums.plain[:, column]
    shrunk = sums.whole_shrunk if column is None else np.maximum(sums.shrunk[:, column], 0)
    if known.measure == "signed":
        point = sums.whole_point if column is None else sums.point[column]
        spread = plain
        yield _near(what, of, known.value, point, 0.01 * float(plain.std()) + cent)
    else:
        spread = shrunk if column is None else np.maximum(plain, 0)
        error = float(shrunk.std()) * np.sqrt(1 / chance.draws + 1 / DRAWS)
        slack = ERRORS * error + 0.01 * float(shrunk.mean()) + cent
        yield _near(what, of, known.value, float(shrunk.mean()), slack)
    tail = (1 - chance.level) / 2
    for name, end, p in (("low", known.low, tail), ("high", known.high, 1 - tail)):
        under, over = chance.between(spread, p)
        # an interval always holds its value
        hold = min if name == "low" else max
        slack = 0.02 * float(spread.std()) + cent
        yield Line(f"{what}, {name}", of, end, hold(under, known.value) - slack,
                   hold(over, known.value) + slack)  # fmt: skip


def _near(what: str, of: str, recorded: float, value: float | Floats, slack: float) -> Line:
    return Line(what, of, float(recorded), float(value) - slack, float(value) + slack)
