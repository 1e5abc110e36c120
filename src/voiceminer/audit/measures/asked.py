"""What is asked, by the form of the question; and asked again after the first time."""

from __future__ import annotations

# The forms of question, in the order in which they are tried: docs/briefs.md.
FORMS = (
    ("how long", r"\bhow (?:long|soon|quick|quickly|fast|many (?:hours|days|weeks|months))\b"),
    ("when", (r"\bwhen (?:will|can|do|does|is|are|would|could|did|should)\b|\bby what date\b"
             r"|\bany (?:date|timeline|eta)\b")),
    ("how much", (r"\bhow much\b|\bwhat (?:does|do|would|will|is) .*\b(?:cost|price|fee)"
                 r"|\b(?:price|pricing|cost|fees?)\b")),
    ("how many", r"\bhow (?:many|often)\b"),
    ("who else has it", (r"\b(?:reference|case stud|someone (?:like|our)"
                        r"|anyone (?:like|our|else)|other customers?"
                        r"|similar (?:compan|customer|size))")),
    ("who does it", (r"\bwho(?:'s| is| does| do| will| would| can| pays?| moves?| has| gets?)\b"
                    r"|\bwhose\b")),
    ("where it is kept", (r"\bwhere\b.{0,30}\b(?:data|stored|kept|hosted|servers?)\b|\bhosted\b"
                         r"|\bdata cent(?:er|re)\b")),
    ("why", r"\bwhy\b|\bwhat (?:happened|went wrong|is going on)\b|\bhow come\b"),
    ("whether it can", (r"\b(?:can|could|does|do|will|would|is|are|may)\b.{0,30}\b(?:support|"
                       r"integrat|connect|work with|import|export|sync|handle|possible|able|allow"
                       r"|option|way)")),
    ("how it works", r"\bhow (?:do|does|can|could|would|will|is|are|to|come)\b"),
)  # fmt: skip


def _form() -> str:
    quoted = [(name, pattern.replace("'", "''")) for name, pattern in FORMS]
    cases = " ".join(
        f"WHEN regexp_matches(text, '(?i){pattern}') THEN '{name}'" for name, pattern in quoted
    )
    return f"CASE {cases} END"


def _asking(unit: str) -> str:
    return f"""
        WITH asked AS (SELECT topic_id, id, {_form()} AS form FROM said WHERE question)
        SELECT a.topic_id, a.form, count(DISTINCT u.unit)
        FROM asked a JOIN unit u ON u.topic_id = a.topic_id AND u.passage_id = a.id
        WHERE a.form IS NOT NULL AND (SELECT unit FROM run) = '{unit}' GROUP BY 1, 2"""


# Days of conversations per deal and per account: each text on its first dated passage's day.
_TALKS = """
    talk AS (
        SELECT 'deal' AS whose, deal_id AS id, document_id, min(day) AS day FROM passage
        WHERE day IS NOT NULL AND deal_id IS NOT NULL GROUP BY ALL
        UNION ALL
        SELECT 'account', account_id, document_id, min(day) FROM passage
        WHERE day IS NOT NULL AND account_id IS NOT NULL GROUP BY ALL)"""

# (topic, unit, whether there was a later conversation, whether it came up once more)
_AGAIN = f"""
    WITH {_TALKS}, first AS (
        SELECT topic_id, account_id, min(day) AS first_day, max(day) AS last_day FROM said
        WHERE account_id IS NOT NULL AND day IS NOT NULL GROUP BY ALL),
    again AS (
        SELECT c.topic_id, c.last_day > c.first_day AS again, c.last_day > c.first_day OR EXISTS (
            SELECT 1 FROM talk t WHERE t.day > c.first_day
            AND t.day <= COALESCE(c.closed_on, DATE '9999-12-31')
            AND ((t.whose = 'deal' AND t.id = c.deal_id) OR
                 (t.whose = 'account' AND c.rung <> 'deal id' AND t.id = c.account_id))) AS later
        FROM came_up c WHERE (SELECT unit FROM run) = 'deal'
        UNION ALL
        SELECT f.topic_id, f.last_day > f.first_day, EXISTS (
            SELECT 1 FROM talk t
            WHERE t.whose = 'account' AND t.id = f.account_id AND t.day > f.first_day)
        FROM first f WHERE (SELECT unit FROM run) = 'account')"""

ASKED = {
    **{f"{unit}s asking": _asking(unit) for unit in ("deal", "account", "document")},
    "talked_later": f"{_AGAIN} SELECT topic_id, '', count(*) FILTER (later) FROM again GROUP BY 1",
    "asked_again": f"""
        {_AGAIN} SELECT topic_id, '', count(*) FILTER (later AND again) FROM again GROUP BY 1""",
}
