"""The model's figures as recorded (the refit checks the records), and what follows from them."""

from __future__ import annotations


def _effect(column: str) -> str:
    return f"SELECT topic_id, '', {column} FROM effects WHERE {column} IS NOT NULL"


def _money(column: str, measure: str, *, whole: bool) -> str:
    return f"""
        SELECT topic_id, currency, {column} FROM money WHERE measure = '{measure}'
        AND {column} IS NOT NULL AND (topic_id = '') = {whole}"""


def _in_deals(column: str) -> str:
    return (
        f"SELECT topic_id, '', {column} FROM in_deals WHERE measure = 'signed' AND topic_id <> ''"
    )


def _setting(name: str, times: str = "1") -> str:
    return f"SELECT '', '', {times} * CAST(value AS DOUBLE) FROM settings WHERE name = '{name}'"


# Of the interval at its level: 1.645 at 90 %.
_Z = "(SELECT z FROM quantile)"

# Closed deals with a topic, how many of them won, and how wide its interval is.
_CLOSED = """
    closed AS (
        SELECT e.topic_id, e.grade, e.low, e.high, e.closed_with AS n, e.won_with AS won,
               e.closed_per_quarter AS pace, (SELECT avg(CAST(NOT l.won AS INTEGER)) FROM life l
               WHERE l.closed AND l.id IN (SELECT deal_id FROM told)) AS lost
        FROM effects e),
    goal AS (
        SELECT CAST(value AS DOUBLE) AS points FROM settings WHERE name = 'impact.no_difference'),
    needed AS (
        SELECT topic_id, pace, CAST(ceil(CASE WHEN n >= 10 THEN n * ((high - low) / 2 / points) ** 2
               ELSE 1.5 * z * z * lost * (1 - lost) / points ** 2 END - n) AS BIGINT) AS more
        FROM closed, goal, quantile
        WHERE grade IN ('not known yet', 'suggestive') AND low IS NOT NULL)"""

IMPACT = {
    "rank": _effect("rank"),
    "band_first": _effect("band_first"),
    "band_last": _effect("band_last"),
    "places": "SELECT topic_id, '', count(*) OVER () FROM ranked"
    " UNION ALL SELECT '', '', count(*) FROM ranked",
    "delta_per_hundred": _effect("delta"),
    "low_per_hundred": _effect("low"),
    "high_per_hundred": _effect("high"),
    # further closed deals that would narrow the interval to the margin, and when at this pace
    "more_closed_deals": f"WITH {_CLOSED} SELECT topic_id, '', more FROM needed WHERE more > 0",
    "settled_by": f"""
        WITH {_CLOSED} SELECT topic_id, '', ordinal((SELECT as_of FROM run)
        + CAST(ceil(more / pace * 365.25 / 4) AS INTEGER))
        FROM needed WHERE more > 0 AND pace > 0 AND more / pace * 365.25 / 4 <= 5 * 365.25""",
    # how far chance moves a quarter's win rate: z · √(p(1 − p) / n)
    "chance_swing": f"""
        WITH {_CLOSED}, share AS (
            SELECT topic_id, pace, CASE WHEN n >= 10 THEN won / n ELSE 1 - lost END AS p
            FROM closed)
        SELECT topic_id, '', least(1, {_Z} * sqrt(p * (1 - p) / pace)) FROM share WHERE pace > 0""",
    "open_deals_signed": _in_deals("value"),
    "open_deals_signed_low": _in_deals("low"),
    "open_deals_signed_high": _in_deals("high"),
    "money_signed": _money("abs(value)", "signed", whole=False),
    "money_signed_low": _money("abs(low)", "signed", whole=False),
    "money_signed_high": _money("abs(high)", "signed", whole=False),
    "touched": _money("value", "touched", whole=True),
    "at_stake": _money("value", "at stake", whole=True),
    "at_stake_low": _money("low", "at stake", whole=True),
    "at_stake_high": _money("high", "at stake", whole=True),
    "floor": _money("floor", "at stake", whole=True),
    "topics": "SELECT '', grade, count(*) FROM ranked GROUP BY 2"
    " UNION ALL SELECT '', '', count(*) FROM topics",
    "control": "SELECT '', name, value FROM controls",
    "landmarks": "SELECT '', '', value FROM controls WHERE name = 'landmarks' UNION ALL"
    f" SELECT * FROM ({_setting('impact.landmarks')}) WHERE NOT EXISTS"
    " (SELECT 1 FROM controls WHERE name = 'landmarks')",
    "lookback_days": _setting("impact.lookback_days"),
    "gap_days": _setting("impact.gap_days"),
    "level": _setting("impact.level"),
    "supported": _setting("impact.supported"),
    "suggestive": _setting("impact.suggestive"),
    "no_difference_points": _setting("impact.no_difference", "100"),
    "seed": _setting("seed"),
    # two shares are different three standard errors and ten points apart: docs/briefs.md
    "errors_apart": "SELECT '', '', 3",
    "points_apart": "SELECT '', '', 10",
}
