"""Goals: today's share with its range, what is proposed or agreed, and when chance is ruled out."""

from __future__ import annotations

from voiceminer.audit.measures.answers import ANSWERS
from voiceminer.audit.measures.asked import ASKED
from voiceminer.audit.measures.deals import DEALS

# The normal quantile of a power of 0.8.
_POWER = 0.8416212335729143
_SETTING = "(SELECT CAST(value AS DOUBLE) FROM settings WHERE name = '{}')"

# Documents per calendar period, all and those with a topic; whole periods as recorded. The share of
# the last one, and of the topic's own best quarter of periods where there are four.
_SHARES = """
    spoken AS (
        SELECT p.id, p.document_id, CAST(date_trunc(s.value, p.day) AS DATE) AS period
        FROM passage p CROSS JOIN settings s
        WHERE s.name = 'tracked period' AND p.day IS NOT NULL AND p.voice = p.id),
    whole AS (
        SELECT period, count(DISTINCT document_id) AS n FROM spoken
        WHERE period IN (SELECT period FROM trends WHERE NOT part) GROUP BY 1),
    held AS (
        SELECT pl.topic_id, s.period, count(DISTINCT s.document_id) AS k
        FROM spoken s JOIN placements pl ON pl.passage_id = s.id
        WHERE pl.place = 1 AND COALESCE(pl.unplaced, '') <> 'unclear' GROUP BY 1, 2),
    course AS (
        SELECT r.topic_id, w.period, COALESCE(h.k, 0) AS k, w.n
        FROM ranked r CROSS JOIN whole w
        LEFT JOIN held h ON h.topic_id = r.topic_id AND h.period = w.period),
    quarter AS (
        SELECT topic_id, CASE WHEN count(*) >= 4 THEN quantile_cont(k / n, 0.25) END AS share
        FROM course GROUP BY 1),
    latest AS (SELECT * FROM course WHERE period = (SELECT max(period) FROM whole))"""


def _shared(column: str) -> str:
    return f"WITH {_SHARES} SELECT topic_id, '', {column} FROM latest"


# Topics with a brief of their own; k of n for each figure, and the deals (or customers) behind it.
_SCORES = f"""
    {_SHARES},
    top AS (
        SELECT topic_id FROM ranked QUALIFY row_number() OVER (ORDER BY rank, topic_id)
            <= {_SETTING.format("briefs.top")}),
    raised AS (
        SELECT topic_id, first_day FROM came_up WHERE (SELECT unit FROM run) = 'deal'
        UNION ALL
        SELECT topic_id, min(day) FROM said
        WHERE (SELECT unit FROM run) = 'account' AND account_id IS NOT NULL AND day IS NOT NULL
        GROUP BY topic_id, account_id),
    pace AS (
        SELECT topic_id, count(*) AS cases, count(*) FILTER (
            first_day > (SELECT as_of - 365 FROM run)) AS a_year FROM raised GROUP BY 1),
    yes AS (SELECT * FROM ({ANSWERS["open_deals_answered"]}) t(topic_id, key, k)),
    open AS (SELECT * FROM ({DEALS["open_deals"]}) t(topic_id, key, n)),
    again AS (SELECT * FROM ({ASKED["asked_again"]}) t(topic_id, key, k)),
    later AS (SELECT * FROM ({ASKED["talked_later"]}) t(topic_id, key, n)),
    score AS (
        SELECT o.topic_id, 'answered' AS key, COALESCE(y.k, 0) AS k, o.n, 1 AS way
        FROM open o LEFT JOIN yes y ON y.topic_id = o.topic_id
        WHERE o.topic_id IN (SELECT topic_id FROM answers)
        UNION ALL
        SELECT l.topic_id, 'asked again', COALESCE(a.k, 0), l.n, -1
        FROM later l LEFT JOIN again a ON a.topic_id = l.topic_id
        UNION ALL
        SELECT topic_id, 'share', k, n, -1 FROM latest),
    shared AS (
        SELECT s.*, p.cases, p.a_year FROM score s JOIN top t ON t.topic_id = s.topic_id
        LEFT JOIN pace p ON p.topic_id = s.topic_id WHERE s.n > 0)"""
# Proposed is what the best topic (of answers) or the best quarter (of what should be rare) has, of
# topics with five and more.
_GOALS = f"""
    {_SCORES}, best AS (
        SELECT key, CASE WHEN way = 1 THEN NULLIF(max(k / n), 0)
            ELSE quantile_cont(k / n, 0.25) END AS share
        FROM shared WHERE n >= 5 AND key <> 'share' GROUP BY key, way HAVING count(*) > 1),
    agreed AS (
        SELECT topic_id, measure, target, "by" FROM goals
        QUALIFY row_number() OVER (PARTITION BY topic_id, measure ORDER BY rowid) = 1),
    aim AS (
        SELECT s.*, a.target IS NOT NULL AS agreed, a."by", least(s.n, CASE WHEN way = 1
            THEN floor(COALESCE(a.target, b.share, q.share) * s.n + 1e-9)
            ELSE ceil(COALESCE(a.target, b.share, q.share) * s.n - 1e-9) END) AS goal
        FROM shared s LEFT JOIN best b ON b.key = s.key
        LEFT JOIN quarter q ON q.topic_id = s.topic_id AND s.key = 'share'
        LEFT JOIN agreed a ON a.topic_id = s.topic_id AND a.measure = s.key
        WHERE COALESCE(a.target, b.share, q.share) IS NOT NULL),
    set_goal AS (
        SELECT *, (k + 0.5) / (n + 1) AS now, (goal + 0.5) / (n + 1) AS then_
        FROM aim WHERE agreed OR (goal - k) * way > 0),
    allowed AS (
        SELECT *, power((then_ - now) / ((SELECT z FROM quantile) + {_POWER}), 2)
            - now * (1 - now) / n AS room,
            CASE key WHEN 'asked again' THEN a_year * n / cases
                WHEN 'share' THEN n * (SELECT CASE value WHEN 'week' THEN 365 / 7 ELSE 12 END
                    FROM settings WHERE name = 'tracked period')
                ELSE a_year END AS rate
        FROM set_goal),
    told AS (
        SELECT *, ceil(365 * then_ * (1 - then_) / room / rate - 1e-9) AS days
        FROM allowed WHERE room > 0 AND rate > 0)"""


def _end(sign: str) -> str:
    """An end of Wilson's score interval."""
    half = "z / (n + z * z) * sqrt(k * (n - k) / n + z * z / 4)"
    middle = "(k + z * z / 2) / (n + z * z)"
    return f"""
        WITH {_SCORES} SELECT topic_id, key, greatest(0, least(1, {middle} {sign} {half}))
        FROM shared CROSS JOIN quantile"""


GOALS = {
    "range_low": _end("-"),
    "range_high": _end("+"),
    # a number of open deals is agreed as it is
    "goal": f"""
        WITH {_GOALS} SELECT topic_id, key, goal FROM set_goal
        UNION ALL
        SELECT topic_id, measure, round_even(target, 0) FROM agreed WHERE measure = 'open deals'""",
    "goal_by": f"""
        WITH {_GOALS} SELECT topic_id, key, ordinal("by") FROM aim
        WHERE agreed AND "by" IS NOT NULL
        UNION ALL
        SELECT topic_id, measure, ordinal("by") FROM agreed
        WHERE measure = 'open deals' AND "by" IS NOT NULL""",
    "told_by": f"""
        WITH {_GOALS} SELECT topic_id, key, ordinal((SELECT as_of FROM run)) + days FROM told
        WHERE days <= 730""",
    "share_documents": _shared("k"),
    "share_documents_of": _shared("n"),
    "share_period": _shared("ordinal(period)"),
    "next_check": "SELECT '', '', ordinal(as_of) + 91 FROM run WHERE as_of IS NOT NULL",
}
