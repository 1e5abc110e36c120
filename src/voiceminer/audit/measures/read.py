"""What was read and what was left out, and the tie-out with the CRM's own report."""

from __future__ import annotations

_LEFT_OUT = """
    SELECT stage || '|' || reason || '|' || subject AS key, sum(n) AS n
    FROM (SELECT * FROM voice_left_out UNION ALL SELECT * FROM impact_left_out) GROUP BY 1"""

# Files stand each on a line up to twelve, then by system.
_FILES = """
    file AS (SELECT *, CASE WHEN count(*) OVER () <= 12 THEN path ELSE system END AS key FROM files)
"""


def _rows(what: str) -> str:
    return f"WITH {_FILES} SELECT '', key, sum({what}) FROM file GROUP BY 2"


# What each line of the tie-out counts, and of how many.
_OUTCOMES = """
    SELECT outcome || '|' || COALESCE(currency, '') AS key, count(*) AS n,
           CAST(sum(amount) AS DOUBLE) AS amount, (SELECT count(*) FROM deals) AS whole
    FROM deals GROUP BY 1"""
_STAGES = """
    SELECT COALESCE(NULLIF(stage, ''), '(none)') || ' → ' || outcome || '|' AS key, count(*) AS n,
           (SELECT count(*) FROM deals) AS whole
    FROM deals GROUP BY 1"""
_TEXTS = """
    SELECT outcome || '|' AS key, count(*) FILTER (id IN (SELECT deal_id FROM told)) AS n,
           count(*) AS whole
    FROM deals GROUP BY 1"""
_RUNGS = """
    SELECT link_rung || '|' AS key, count(*) AS n, (SELECT count(*) FROM documents) AS whole
    FROM documents GROUP BY 1"""
# "Open longer": than 95 % of closed deals took. What was refused is taken as recorded.
_FILTERS = """
    SELECT 'open longer than 95 % of closed deals took|' AS key, count(*) FILTER (
               open AND date_diff('day', opened, (SELECT as_of FROM run)) > (
                   SELECT quantile_cont(date_diff('day', opened, closed_on), 0.95)
                   FROM life WHERE closed)) AS n, count(*) AS whole
    FROM life
    UNION ALL
    SELECT key || '|', n, "of" FROM tie_out
    WHERE "group" = 'filter' AND key NOT LIKE 'open longer%'"""


def _tied(group: str, lines: str, *, of: str = "whole") -> dict[str, str]:
    return {
        f"tie_out {group}": f"SELECT '', key, n FROM ({lines})",
        f"tie_out {group} of": f"SELECT '', key, {of} FROM ({lines})",
    }


READ = {
    "as_of": "SELECT '', '', ordinal(as_of) FROM run WHERE as_of IS NOT NULL",
    "files": f"WITH {_FILES} SELECT '', key, count(*) FROM file GROUP BY 2",
    "rows_seen": _rows("seen"),
    "rows_made": _rows("made"),
    "rows_merged": _rows("merged"),
    "rows_skipped": _rows("skipped"),
    "left_out": f"SELECT '', key, n FROM ({_LEFT_OUT})",
    "more_reasons": f"SELECT '', '', greatest(count(*) - 12, 0) FROM ({_LEFT_OUT})",
    **_tied("outcome", _OUTCOMES),
    "tie_out outcome amount": f"SELECT '', key, amount FROM ({_OUTCOMES}) WHERE amount IS NOT NULL",
    **_tied("stage", _STAGES),
    **_tied("text by outcome", _TEXTS),
    **_tied("rung", _RUNGS),
    **_tied("filter", _FILTERS),
}
