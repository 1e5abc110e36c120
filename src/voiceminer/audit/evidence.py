"""Every row of the evidence against the rows of the exports that it names."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from voiceminer.errors import MismatchError
from voiceminer.inert import cell

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# (what is wrong, query that finds the rows in which it is: where, what stands there, what is so)
CHECKS = (
    (
        "a passage that is not its verbatim at its offsets",
        """SELECT 'records/heard/passages.parquet', p.id,
                  substr(v.text, p.start + 1, p."end" - p.start)
           FROM passages p LEFT JOIN verbatims v ON v.id = p.verbatim_id
           WHERE substr(v.text, p.start + 1, p."end" - p.start) IS DISTINCT FROM p.text""",
    ),
    (
        "a quote that its passage does not begin with",
        """SELECT 'evidence.csv', e.page || ' [' || e.reference || ']', COALESCE(p.text, 'nothing')
           FROM evidence e LEFT JOIN passages p ON p.id = e.passage_id AND p.start = e.start
                AND p.verbatim_id = e.verbatim_id AND e."end" <= p."end"
           WHERE e.passage_id <> '' AND p.id IS NULL""",
    ),
    (
        "a statement's file and row",
        """SELECT 'evidence.csv', e.file || ', row ' || e."row", v.file || ', row ' || v."row"
           FROM evidence e LEFT JOIN turn v ON v.id = e.verbatim_id
           WHERE e.verbatim_id <> '' AND (v.file, v."row") IS DISTINCT FROM (e.file, e."row")""",
    ),
    (
        "the file and row of no deal and no page",
        """SELECT 'evidence.csv', e.file || ', row ' || e."row", 'no deal'
           FROM evidence e WHERE e.verbatim_id = '' AND NOT EXISTS (
               SELECT 1 FROM deals d WHERE d.file = e.file AND d."row" = e."row")
           AND NOT EXISTS (
               SELECT 1 FROM ours o WHERE o.file = e.file AND o."row" = e."row")""",
    ),
    (
        "a statement of another topic",
        """SELECT 'evidence.csv', e.page || ' [' || e.reference || ']', e.passage_id
           FROM evidence e WHERE e.passage_id <> '' AND NOT EXISTS (
               SELECT 1 FROM said s WHERE s.topic_id = e.topic_id AND s.id = e.passage_id)""",
    ),
)


def check_evidence(sql: DuckDBPyConnection, folder: Path) -> int:
    """How many rows of evidence lead to the rows and words that they name.

    Raises
    ------
    MismatchError
        At the first that does not.
    """
    for what, query in CHECKS:
        row = sql.execute(f"{query} ORDER BY ALL LIMIT 1").fetchone()
        if row:
            place, stands, says = row
            raise MismatchError(place, 0, stands, f"it is {what}: {says}", "Make the run again.")
    return _check_csv(sql, folder / "evidence.csv")


def _check_csv(sql: DuckDBPyConnection, path: Path) -> int:
    """`evidence.csv` holds what `tables/evidence.parquet` holds, in its order."""
    rows = sql.execute("SELECT * FROM evidence").fetchall()
    with path.open(encoding="utf-8", newline="") as file:
        written = list(csv.reader(file))[1:]
    for n, (row, cells) in enumerate(zip(rows, written, strict=False), 2):
        known = [cell(v) if isinstance(v, str) else str(v) for v in row]
        if known != cells:
            stands, says = next((c, k) for k, c in zip(known, cells, strict=True) if k != c)
            raise MismatchError(path.name, n, stands, f"the table has “{says}”", "Make it again.")
    if len(rows) != len(written):
        stands = f"{len(written)} rows"
        raise MismatchError(path.name, 0, stands, f"the table has {len(rows)}", "Make it again.")
    return len(rows)
