"""The counts and sums that the run recorded, row by row, against the tables that they count."""

from __future__ import annotations

from types import MappingProxyType

from voiceminer.audit.measures import MEASURES

# Per unit a topic's probability over its passages, none surer than 0.999: came up from one half on.
_LIKELY = """
    SELECT topic_id, '', count(*) FILTER (1 - doubt >= 0.5) FROM (
        SELECT pl.topic_id, p.{unit}, exp(sum(ln(1 - least(pl.probability, 0.999)))) AS doubt
        FROM placements pl JOIN passage p ON p.id = pl.passage_id AND p.voice = p.id
        WHERE COALESCE(pl.unplaced, '') = '' AND pl.probability > 0 AND p.{unit} IS NOT NULL
        GROUP BY ALL) GROUP BY 1"""

_TOUCHED = """
    WITH here AS (SELECT w.id, {worth} FROM worth w JOIN life l ON l.id = w.id
        WHERE l.open AND w.id IN (SELECT c.deal_id FROM came_up c
            JOIN ranked r ON r.topic_id = c.topic_id))
    SELECT c.topic_id, h.currency, sum(h.amount) FROM came_up c
    JOIN ranked r ON r.topic_id = c.topic_id JOIN here h ON h.id = c.deal_id GROUP BY 1, 2
    UNION ALL SELECT '', currency, sum(amount) FROM here GROUP BY 2"""

# Mean false sign rate of the list down to each topic; then the rules of docs/impact.md.
_GRADES = """
    WITH ordered AS (
        SELECT *, avg(false_sign_rate) OVER (
            ORDER BY false_sign_rate, topic_id ROWS UNBOUNDED PRECEDING) AS mean
        FROM effects WHERE delta IS NOT NULL),
    rule AS (SELECT max(TRY_CAST(value AS DOUBLE)) FILTER (name = 'impact.supported') AS supported,
        max(TRY_CAST(value AS DOUBLE)) FILTER (name = 'impact.suggestive') AS suggestive,
        max(TRY_CAST(value AS DOUBLE)) FILTER (name = 'impact.no_difference') AS margin
        FROM settings)
    SELECT topic_id, CASE WHEN not_separable_from <> '' THEN 'not separable'
        WHEN false_sign_rate < suggestive AND mean <= supported THEN 'supported'
        WHEN false_sign_rate < suggestive THEN 'suggestive'
        WHEN greatest(-low, high) <= margin THEN 'no difference of note'
        ELSE 'not known yet' END, 1
    FROM ordered, rule"""


# By what stands at stake, then by deals, then by name. What is equal to the cent is not told apart.
_RANKS = """
    WITH stake AS (
        SELECT topic_id, value FROM money WHERE measure = 'at stake'
        AND currency = (SELECT currency FROM run)
        UNION ALL
        SELECT topic_id, value FROM in_deals WHERE measure = 'at stake'
        AND (SELECT currency FROM run) IS NULL)
    SELECT e.topic_id, '', row_number() OVER (
        ORDER BY s.value DESC, e.deals DESC, e.topic_id)
    FROM effects e JOIN stake s ON s.topic_id = e.topic_id"""


def _effect(column: str) -> str:
    return f"SELECT topic_id, '', {column} FROM effects WHERE {column} IS NOT NULL"


def _mention(column: str) -> str:
    return f"SELECT topic_id, deal_id, {column} FROM deal_topics"


def _cut(column: str) -> str:
    return f"SELECT topic_id, name || ': ' || level, {column} FROM cuts"


# Closed deals with a topic in each level of a column.
_IN_LEVEL = """
    SELECT c.topic_id, x.name || ': ' || x.level, count(*) FILTER ({which})
    FROM came_up c JOIN life l ON l.id = c.deal_id JOIN told t ON t.deal_id = c.deal_id
    JOIN level x ON x.deal_id = c.deal_id WHERE l.closed GROUP BY 1, 2"""
# Open money of deals in which a topic came up, by the type of business.
_OF_TYPE = """
    SELECT c.topic_id, w.currency || ' type: ' || x.level, sum(w.amount)
    FROM came_up c JOIN ranked r ON r.topic_id = c.topic_id JOIN life l ON l.id = c.deal_id
    JOIN worth w ON w.id = c.deal_id JOIN level x ON x.deal_id = c.deal_id AND x.name = 'type'
    WHERE l.open GROUP BY 1, 2"""
_INCOME = """
    SELECT c.topic_id, w.currency || ' income: ' || i.level, sum(i.amount * w.rate)
    FROM came_up c JOIN ranked r ON r.topic_id = c.topic_id JOIN life l ON l.id = c.deal_id
    JOIN (SELECT id, currency, 1.0 AS rate FROM worth) w ON w.id = c.deal_id
    JOIN (SELECT id, 'recurring' AS level, CAST(recurring AS DOUBLE) AS amount FROM deals
          UNION ALL SELECT id, 'one-off', CAST(one_off AS DOUBLE) FROM deals) i
    ON i.id = c.deal_id AND i.amount > 0 WHERE l.open GROUP BY 1, 2"""


def _in_level(column: str) -> str:
    return f"SELECT topic_id, name || ': ' || level, {column} FROM level_effects"


def _fit(column: str) -> str:
    return f"SELECT topic_id, '', {column} FROM fit WHERE name = ''"


def _touched(table: str) -> str:
    return f"SELECT topic_id, currency, value FROM {table} WHERE measure = 'touched'"


RECORDED = MappingProxyType(
    {
        # what is recorded: (topic, key, value) as it stands there, and counted again
        "effects.deals": (_effect("deals"), MEASURES["deals"]),
        "effects.open_deals": (
            _effect("open_deals"),
            (
                "SELECT c.topic_id, '', count(*) FROM came_up c JOIN life l ON l.id = c.deal_id"
                " WHERE l.open GROUP BY 1"
            ),
        ),
        "effects.closed_with": (_effect("closed_with"), MEASURES["closed_with"]),
        "effects.won_with": (_effect("won_with"), MEASURES["won_with"]),
        "effects.closed_without": (_effect("closed_without"), MEASURES["closed_without"]),
        "effects.won_without": (_effect("won_without"), MEASURES["won_without"]),
        "effects.closed_per_quarter": (
            _effect("closed_per_quarter"),
            MEASURES["closed_per_quarter"],
        ),
        "effects.chance_swing": (_effect("chance_swing"), MEASURES["chance_swing"]),
        "effects.more_closed_deals": (_effect("more_closed_deals"), MEASURES["more_closed_deals"]),
        "effects.settled_by": (
            "SELECT topic_id, '', ordinal(settled_by) FROM effects WHERE settled_by IS NOT NULL",
            MEASURES["settled_by"],
        ),
        "effects.rank": (
            "SELECT topic_id, '', rank FROM effects WHERE delta IS NOT NULL",
            _RANKS,
        ),
        "effects.documents": (_effect("documents"), _LIKELY.format(unit="document_id")),
        "effects.accounts": (_effect("accounts"), _LIKELY.format(unit="account_id")),
        "effects.grade": (
            "SELECT topic_id, grade, 1 FROM effects WHERE delta IS NOT NULL",
            _GRADES,
        ),
        # nearer than the threshold; both are recorded rounded, so at a tie either may be so
        "answers.given": (
            "SELECT topic_id, deal_id, CAST(given AS INTEGER) FROM answers",
            """
            SELECT topic_id, deal_id, CASE WHEN nearness > threshold THEN 1
                WHEN nearness < threshold THEN 0 ELSE CAST(given AS INTEGER) END
            FROM answers WHERE replies > 0 AND nearness IS NOT NULL""",
        ),
        "answers.since": (
            "SELECT topic_id, deal_id, ordinal(since) FROM answers",
            "SELECT topic_id, deal_id, ordinal(last_day) FROM came_up",
        ),
        "deal_topics.n": (_mention("n"), "SELECT topic_id, deal_id, n FROM mention"),
        "deal_topics.first_at": (
            _mention("epoch_us(first_at)"),
            "SELECT topic_id, deal_id, first_us FROM mention",
        ),
        "deal_topics.last_at": (
            _mention("epoch_us(last_at)"),
            "SELECT topic_id, deal_id, last_us FROM mention",
        ),
        "cuts.deals_with": (_cut("deals_with"), MEASURES["cut_with"]),
        "cuts.of_with": (_cut("of_with"), MEASURES["cut_of_with"]),
        "cuts.deals_without": (_cut("deals_without"), MEASURES["cut_without"]),
        "cuts.of_without": (_cut("of_without"), MEASURES["cut_of_without"]),
        "level_effects.closed_with": (
            _in_level("closed_with"),
            _IN_LEVEL.format(which="true"),
        ),
        "level_effects.won_with": (_in_level("won_with"), _IN_LEVEL.format(which="l.won")),
        **{f"fit.{s}": (_fit(s), MEASURES[f"accounts_{s}"]) for s in ("kept", "gone", "lost")},
        "parts.touched": (
            (
                "SELECT topic_id, currency || ' ' || name || ': ' || level, value FROM parts"
                " WHERE measure = 'touched'"
            ),
            f"{_OF_TYPE} UNION ALL {_INCOME}",
        ),
        "in_deals.touched": (
            _touched("in_deals"),
            _TOUCHED.format(worth="1 AS amount, '' AS currency"),
        ),
        "money.touched": (
            _touched("money"),
            _TOUCHED.format(worth="w.amount, w.currency"),
        ),
    }
)
"""Table and column -> (SQL of what stands there, SQL that counts it again)."""
