"""What the tables say, gathered once: values, quotes by their offsets, names, titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from voiceminer.audit.measures import MEASURES
from voiceminer.audit.pages import Facts, Place, Shown, Slice
from voiceminer.inert import one_line

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Whatever an export or a table calls something; a topic's name stands on pages with a capital.
NAMES = """
    SELECT name FROM accounts UNION SELECT id FROM accounts
    UNION SELECT name FROM deals UNION SELECT id FROM deals
    UNION SELECT label FROM topics UNION SELECT id FROM topics UNION SELECT label FROM themes
    UNION SELECT unnest(was) FROM lineage
    UNION SELECT path FROM files UNION SELECT system FROM files
    UNION SELECT unnest([stage, reason, subject]) FROM voice_left_out
    UNION SELECT unnest([stage, reason, subject]) FROM impact_left_out
    UNION SELECT unnest([name, reason]) FROM covariates
    UNION SELECT unnest([name, note]) FROM controls
    UNION SELECT unnest([name, level]) FROM level
    UNION SELECT not_separable_from FROM effects
    UNION SELECT key FROM tie_out UNION SELECT grade FROM effects
    UNION SELECT unnest(['draft', 'approved'])
    UNION SELECT regexp_replace(file, '^pages/', '') FROM ours
    UNION SELECT phrase FROM our_phrases
    UNION SELECT unnest([owner, reply]) FROM curated UNION SELECT owner FROM goals
    UNION SELECT value FROM settings"""


def values_of(
    sql: DuckDBPyConnection, measures: Iterable[str]
) -> dict[str, dict[tuple[str, str], float]]:
    """Measure -> (topic, key) -> value, for those that have SQL."""
    return {
        measure: keyed(sql, MEASURES[measure]) for measure in sorted(set(measures) & set(MEASURES))
    }


def keyed(sql: DuckDBPyConnection, query: str) -> dict[tuple[str, str], float]:
    """The rows of a query of three columns: (topic, key) -> value."""
    return {
        (topic or "", key or ""): float(value)
        for topic, key, value in sql.execute(query).fetchall()
        if value is not None
    }


def facts_of(sql: DuckDBPyConnection, folder: Path) -> Facts:
    """All that a page of the run may print, recomputed."""
    figures = {
        row[0]: Shown(*row[1:])
        for row in sql.execute(
            "SELECT id, measure, topic_id, key, value, unit, shown FROM figures"
        ).fetchall()
    }
    titles = {
        topic: one_line(label.strip()[:1].upper() + label.strip()[1:]) or topic
        for topic, label in sql.execute("SELECT id, label FROM topics").fetchall()
    }
    names = {one_line(row[0]) for row in sql.execute(NAMES).fetchall() if row[0]}
    return Facts(
        values=values_of(sql, (f.measure for f in figures.values())),
        figures=figures,
        places=_places(sql),
        slices=_slices(sql),
        names=frozenset(names | set(titles.values())),
        titles=titles,
        grades=dict(sql.execute("SELECT topic_id, grade FROM effects").fetchall()),
        language=_language(sql),
        written=frozenset(
            row[0]
            for row in sql.execute("SELECT value FROM settings WHERE name = 'written'").fetchall()
        ),
        files=frozenset(f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file()),
    )


def _language(sql: DuckDBPyConnection) -> str:
    found = sql.execute("SELECT value FROM settings WHERE name = 'briefs.language'").fetchone()
    return found[0] if found else "en"


def _places(sql: DuckDBPyConnection) -> Mapping[str, tuple[Place, ...]]:
    found = defaultdict[str, list[Place]](list)
    query = 'SELECT page, start, "end", kind, "of", text FROM printed ORDER BY page, start'
    for page, *place in sql.execute(query).fetchall():
        found[page].append(Place(*place))
    return {page: tuple(places) for page, places in found.items()}


def _slices(sql: DuckDBPyConnection) -> Mapping[tuple[str, str], tuple[Slice, ...]]:
    """What each reference points at: deals have no words of their own."""
    found = defaultdict[tuple[str, str], list[Slice]](list)
    query = """
        SELECT e.page, e.reference, e.what, COALESCE(v.text, ''), e.start, e."end"
        FROM evidence e LEFT JOIN turn v ON v.id = NULLIF(e.verbatim_id, '')
        WHERE e.what <> 'our phrase'
        UNION ALL
        SELECT e.page, e.reference, e.what, o.text, 0, length(o.text)
        FROM evidence e JOIN ours o ON o.file = e.file AND o."row" = e."row"
        WHERE e.what = 'our phrase'"""
    for page, reference, what, text, start, end in sql.execute(query).fetchall():
        found[page, reference].append(Slice(what, text[start:end]))
    return {key: tuple(slices) for key, slices in found.items()}
