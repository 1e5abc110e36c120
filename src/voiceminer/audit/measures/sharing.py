"""What is fit to share: amounts in bands, and topics that too few have raised."""

from __future__ import annotations

# An amount lies between two of the steps 1, 2, 5, 10, 20 …
_BANDS = """
    band AS (
        SELECT topic_id, deal_id, power(10, floor(log10(amount))) AS size,
               amount / power(10, floor(log10(amount))) AS part
        FROM came_up WHERE amount > 0)"""
# Ranked topics by who raised them: customers, else authors where no customer is known.
_SHARERS = """
    sharers AS (
        SELECT r.topic_id, CASE
            WHEN EXISTS (FROM passage WHERE account_id IS NOT NULL)
            THEN count(DISTINCT s.account_id)
            WHEN EXISTS (FROM passages WHERE COALESCE(author_id, '') <> '')
            THEN count(DISTINCT NULLIF(p.author_id, ''))
            ELSE 1e9 END AS n
        FROM ranked r LEFT JOIN said s ON s.topic_id = r.topic_id
        LEFT JOIN passages p ON p.id = s.id GROUP BY 1)"""


def _setting(name: str) -> str:
    return f"SELECT '', '', CAST(value AS DOUBLE) FROM settings WHERE name = '{name}'"


def _step(steps: str) -> str:
    return f"WITH {_BANDS} SELECT topic_id, deal_id, size * ({steps}) FROM band"


SHARING = {
    "amount_from": _step("CASE WHEN part >= 5 THEN 5 WHEN part >= 2 THEN 2 ELSE 1 END"),
    "amount_to": _step("CASE WHEN part >= 5 THEN 10 WHEN part >= 2 THEN 5 ELSE 2 END"),
    "min_accounts": _setting("briefs.min_accounts"),
    "private_topics": f"""
        WITH {_SHARERS} SELECT '', '', count(*) FROM sharers
        WHERE n < (SELECT CAST(value AS DOUBLE) FROM settings
                   WHERE name = 'briefs.min_accounts')""",
}
