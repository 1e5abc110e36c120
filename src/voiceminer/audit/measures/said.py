"""Statements: how many, by whom, of what kind, in how many texts and customers."""

from __future__ import annotations


def _statements(where: str = "true") -> str:
    return f"SELECT topic_id, '', count(*) FROM said WHERE {where} GROUP BY 1"


def _elsewhere(where: str) -> str:
    """The share of the other ranked topics' statements that have a trait."""
    return f"""
        WITH tally AS (
            SELECT r.topic_id, count(s.id) AS n, count(s.id) FILTER ({where}) AS has
            FROM ranked r LEFT JOIN said s ON s.topic_id = r.topic_id GROUP BY 1)
        SELECT topic_id, '', (sum(has) OVER () - has) / NULLIF(sum(n) OVER () - n, 0) FROM tally"""


# Traits by which topics are told apart; strong words from half of the highest severity on,
# recent in the last 91 days.
TRAITS = {
    "from notes": "side = 'reported'",
    "in calls": "document_kind = 'call'",
    "in tickets": "document_kind IN ('ticket', 'chat', 'email')",
    "a question": "signal = 'question'",
    "a request": "signal = 'request'",
    "an objection": "signal = 'objection'",
    "a rival": "signal = 'competitor'",
    "leaving": "signal = 'churn risk'",
    "strong": "severity >= 0.5",
    "recent": "day > (SELECT as_of - 91 FROM run)",
}
# What a statement amounts to; one that ends with a question mark is a question first.
TONES = ("request", "objection", "competitor", "churn risk", "pain")

SAID = {
    "statements": _statements(),
    "statements_in_all": "SELECT '', '', count(*) FROM said",
    "reported": _statements("side = 'reported'"),
    "questions": _statements("question"),
    "undated": _statements("day IS NULL"),
    "passages": "SELECT '', '', count(*) FROM passages",
    "unnamed_passages": "SELECT '', '', count(*) FROM passages WHERE side = 'unknown'",
    "statements_placed": """
        SELECT topic_id, '', count(*) FROM placements WHERE place = 1 GROUP BY 1""",
    "statements question": _statements("question"),
    **{f"statements {t}": _statements(f"NOT question AND signal = '{t}'") for t in TONES},
    **{f"statements {t}": _statements(has) for t, has in TRAITS.items()},
    **{f"statements {t} elsewhere": _elsewhere(f"WHERE {has}") for t, has in TRAITS.items()},
    "statements_with_phrase": r"""
        SELECT f.topic_id, f.key, count(s.id)
        FROM (SELECT DISTINCT topic_id, key FROM figures WHERE measure = 'statements_with_phrase') f
        LEFT JOIN said s ON s.topic_id = f.topic_id AND s.side <> 'reported'
        AND CASE WHEN contains(lower(s.text), lower(f.key)) THEN regexp_matches(
            regexp_replace(s.text, '(?i)\[[a-z][a-z0-9_ -]*\]|<[A-Z_]+>', ' ', 'g'),
            '(?i)(^|[^\pL\pN_])' || regexp_escape(f.key) || '($|[^\pL\pN_])') ELSE false END
        GROUP BY 1, 2""",
    "first_said": """
        SELECT topic_id, '', ordinal(min(day)) FROM said WHERE day IS NOT NULL GROUP BY 1""",
    "said_on": "SELECT topic_id, id, ordinal(day) FROM said WHERE day IS NOT NULL",
    "place_by_statements": """
        SELECT r.topic_id, '', row_number() OVER (ORDER BY count(s.id) DESC, r.topic_id)
        FROM ranked r LEFT JOIN said s ON s.topic_id = r.topic_id GROUP BY 1""",
    "documents": """
        SELECT topic_id, '', count(DISTINCT document_id) FROM said GROUP BY 1
        UNION ALL
        SELECT topic_id, document_kind, count(DISTINCT document_id) FROM said GROUP BY 1, 2
        UNION ALL
        SELECT '', d.kind, count(*) FROM documents d
        WHERE d.id IN (SELECT document_id FROM passage) GROUP BY d.kind""",
    "documents_in_all": "SELECT '', '', count(DISTINCT document_id) FROM passage",
    "accounts": """
        SELECT topic_id, '', count(DISTINCT account_id) FROM said
        WHERE account_id IS NOT NULL GROUP BY 1""",
    "accounts_in_all": """
        SELECT '', '', count(DISTINCT account_id) FROM passage WHERE account_id IS NOT NULL""",
    "linked": "SELECT topic_id, '', count(DISTINCT passage_id) FROM unit GROUP BY 1",
}
