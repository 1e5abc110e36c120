"""Answers on record: in which deals our side has answered since a topic last came up there."""

from __future__ import annotations

# A reply was near enough; or none was; or nothing of ours is on record since; or nobody knows.
_STATES = """
    answered AS (
        SELECT c.*, CASE WHEN a.deal_id IS NULL THEN 'not known'
            WHEN a.given AND a."at" IS NOT NULL THEN 'yes'
            WHEN a.replies > 0 THEN 'none' ELSE 'nothing since' END AS state,
            CAST(make_timestamp(epoch_us(a."at")) AS DATE) AS answered_day
        FROM came_up c LEFT JOIN answers a ON a.topic_id = c.topic_id AND a.deal_id = c.deal_id)"""
_CLOSED = "outcome IN ('won', 'lost', 'no decision')"


def _count(where: str) -> str:
    return f"WITH {_STATES} SELECT topic_id, '', count(*) FROM answered WHERE {where} GROUP BY 1"


_PAGES = """
    page AS (SELECT o.document_id, lower(o.text) AS text FROM ours o
        JOIN documents d ON d.id = o.document_id WHERE d.kind = 'page')"""

ANSWERS = {
    "own_pages": f"WITH {_PAGES} SELECT '', '', count(DISTINCT document_id) FROM page",
    "pages_with_our_phrase": rf"""
        WITH {_PAGES}, phrase AS (
            SELECT DISTINCT key, '(^|[^\pL\pN])'
                || replace(replace(regexp_escape(key), '\ ', ' '), ' ', '[^\pL\pN]+')
                || '($|[^\pL\pN])' AS pattern
            FROM figures WHERE measure = 'pages_with_our_phrase')
        SELECT '', key, count(DISTINCT document_id) FROM phrase
        JOIN page ON regexp_matches(page.text, phrase.pattern) GROUP BY 2""",
    "pages_chance": """
        SELECT '', '', CAST(value AS DOUBLE) FROM settings WHERE name = 'answers.pages_chance'""",
    "answered_on": f"""
        WITH {_STATES} SELECT topic_id, deal_id, ordinal(answered_day) FROM answered
        WHERE state = 'yes'""",
    "open_deals_answered": _count("outcome = 'open' AND state = 'yes'"),
    "open_deals_silent": _count("outcome = 'open' AND state = 'nothing since'"),
    "open_deals_unanswered": _count("outcome = 'open' AND state IN ('none', 'nothing since')"),
    "open_money_unanswered": f"""
        WITH {_STATES} SELECT topic_id, currency, sum(amount) FROM answered
        WHERE outcome = 'open' AND state IN ('none', 'nothing since') AND amount <> 0
        GROUP BY 1, 2""",
    "closed_answered": _count(f"{_CLOSED} AND state = 'yes'"),
    "closed_answered_won": _count("outcome = 'won' AND state = 'yes'"),
    "closed_unanswered": _count(f"{_CLOSED} AND state = 'none'"),
    "closed_unanswered_won": _count("outcome = 'won' AND state = 'none'"),
    "answer_chance": """
        SELECT '', '', CAST(value AS DOUBLE) FROM settings WHERE name = 'answers.chance'""",
}
