"""Deals in which a topic came up: how many, which are open, with how much money, since when."""

from __future__ import annotations


def _cases(where: str = "true") -> str:
    return f"SELECT topic_id, '', count(*) FROM came_up WHERE {where} GROUP BY 1"


def _of_deal(value: str) -> str:
    return f"SELECT topic_id, deal_id, {value} FROM came_up WHERE {value} IS NOT NULL"


def _ended(side: str, where: str) -> str:
    """Closed deals with text, with the topic or without it."""
    return f"""
        SELECT r.topic_id, '', count(l.id)
        FROM ranked r CROSS JOIN life l
        LEFT JOIN came_up c ON c.topic_id = r.topic_id AND c.deal_id = l.id
        WHERE l.id IN (SELECT deal_id FROM told) AND c.deal_id IS {side} NULL AND {where}
        GROUP BY 1"""


def _rate(side: str) -> str:
    return f"""
        WITH won AS ({_ended(side, "l.won")}), ended AS ({_ended(side, "l.closed")})
        SELECT e.topic_id, '', COALESCE(w.n, 0) / e.n FROM ended e(topic_id, key, n)
        LEFT JOIN won w(topic_id, key, n) ON w.topic_id = e.topic_id"""


# Open deals in the order of a page: planned close ahead, then passed, then none; the larger first.
_LISTED = """
    listed AS (
        SELECT topic_id, deal_id, currency, COALESCE(amount, 0) AS amount, row_number() OVER (
            PARTITION BY topic_id ORDER BY
            CASE WHEN planned_close IS NULL THEN 2
                 WHEN planned_close < (SELECT as_of FROM run) THEN 1 ELSE 0 END,
            planned_close NULLS LAST, COALESCE(amount, 0) DESC, deal_id) AS place
        FROM came_up WHERE outcome = 'open'),
    shown AS (SELECT n FROM generate_series(0, 99) g(n))"""

# Accounts with closed deals and text: won and kept, won and gone since, or lost; by topic.
_FIT = r"""
    own AS (
        SELECT l.account_id, bool_or(l.won) AS won, bool_or(l.closed AND NOT l.won) AS lost,
               max(CASE WHEN l.won THEN l.closed_on END) AS last_won,
               max(CASE WHEN l.closed AND NOT l.won AND regexp_matches(
                   COALESCE((SELECT any_value(x.level) FROM level x
                             WHERE x.deal_id = l.id AND x.name = 'type'), ''), '(?i)renew')
                   THEN l.closed_on END) AS refused
        FROM life l WHERE l.account_id IS NOT NULL GROUP BY 1),
    former AS (
        SELECT id FROM accounts WHERE len(list_filter(map_values(MAP_FROM_ENTRIES(
            list_transform(map_entries(attributes), lambda e: (e.key, e.value)))),
            lambda v: regexp_matches(v, '(?i)\b(former|churned|cancel+ed|terminated|ex-customer)\b')
            )) > 0),
    state AS (
        SELECT o.account_id, CASE WHEN NOT o.won THEN CASE WHEN o.lost THEN 'lost' END
            WHEN COALESCE(o.refused > o.last_won, false) OR o.account_id IN (SELECT id FROM former)
            THEN 'gone' ELSE 'kept' END AS state
        FROM own o),
    felt AS (
        SELECT DISTINCT '' AS topic_id, l.account_id FROM life l JOIN told t ON t.deal_id = l.id
        WHERE l.account_id IS NOT NULL
        UNION
        SELECT DISTINCT c.topic_id, c.account_id FROM came_up c JOIN ranked r
        ON r.topic_id = c.topic_id WHERE c.account_id IS NOT NULL)"""


def _fit(state: str) -> str:
    return f"""
        WITH {_FIT} SELECT f.topic_id, '', count(*) FROM felt f
        JOIN state s ON s.account_id = f.account_id WHERE s.state = '{state}' GROUP BY 1"""


DEALS = {
    **{f"accounts_{state}": _fit(state) for state in ("kept", "gone", "lost")},
    "deals": _cases(),
    "deals_in_all": "SELECT '', '', count(*) FROM deals WHERE id IN (SELECT deal_id FROM told)",
    "open_deals": _cases("outcome = 'open'"),
    "won_with_topic": _cases("outcome = 'won'"),
    "planned": _cases("outcome = 'open' AND planned_close IS NOT NULL"),
    "overdue": _cases("outcome = 'open' AND planned_close < (SELECT as_of FROM run)"),
    # not a word for 60 days
    "quiet": _cases(
        "outcome = 'open' AND date_diff('day', last_day, (SELECT as_of FROM run)) > 60"
    ),
    "quiet_days": "SELECT '', '', 60",
    "repeated": _cases("outcome = 'open' AND last_day > first_day"),
    "open_money": """
        SELECT topic_id, currency, sum(amount) FROM came_up
        WHERE outcome = 'open' AND amount <> 0 GROUP BY 1, 2""",
    "open_deals_not_shown": f"""
        WITH {_LISTED} SELECT topic_id, CAST(n AS VARCHAR), count(*)
        FROM listed JOIN shown ON place > n GROUP BY 1, 2""",
    "open_money_not_shown": f"""
        WITH {_LISTED} SELECT topic_id, currency || '|' || n, sum(amount)
        FROM listed JOIN shown ON place > n WHERE amount <> 0 GROUP BY 1, 2""",
    "open_deals_not_shown_answered": f"""
        WITH {_LISTED} SELECT l.topic_id, CAST(n AS VARCHAR), count(*)
        FROM listed l JOIN shown ON place > n
        JOIN answers a ON a.topic_id = l.topic_id AND a.deal_id = l.deal_id
        WHERE a.given AND a."at" IS NOT NULL GROUP BY 1, 2""",
    "deal_amount": _of_deal("amount"),
    "planned_close": _of_deal("ordinal(planned_close)"),
    "last_asked": _of_deal("ordinal(last_day)"),
    "deal_statements": _of_deal("n"),
    "closed_with": _ended("NOT", "l.closed"),
    "won_with": _ended("NOT", "l.won"),
    "closed_without": _ended("", "l.closed"),
    "won_without": _ended("", "l.won"),
    "win_rate_with": _rate("NOT"),
    "win_rate_without": _rate(""),
    # a quarter of those that closed in the last 365 days
    "closed_per_quarter": """
        SELECT c.topic_id, '', round(count(*) / 4, 2) FROM came_up c JOIN life l ON l.id = c.deal_id
        WHERE l.closed AND l.closed_on > (SELECT as_of - 365 FROM run) GROUP BY 1""",
    # levels in which deals with a topic differ; `level` is made in `levels.py`
    **{
        f"cut_{of}{side}": f"""
            SELECT r.topic_id, v.name || ': ' || v.level, count(*) FILTER ({which})
            FROM ranked r CROSS JOIN (SELECT DISTINCT name, level FROM level) v
            JOIN level x ON x.name = v.name JOIN told ON told.deal_id = x.deal_id
            LEFT JOIN came_up c ON c.topic_id = r.topic_id AND c.deal_id = x.deal_id
            WHERE c.deal_id IS {came} NULL GROUP BY 1, 2"""
        for side, came in (("with", "NOT"), ("without", ""))
        for of, which in (("", "x.level = v.level"), ("of_", "true"))
    },
}
