"""A run folder's tables in DuckDB, with the few joins that every measure starts from.

Nothing here or in `measures/` asks the code that wrote the run: what "came up in a deal" or "a
statement" means is said again, in SQL, from docs/briefs.md and docs/impact.md.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from voiceminer.audit.levels import columns_of, cut
from voiceminer.audit.worth import worth_of
from voiceminer.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Table in SQL -> file below the run folder.
FILES = {
    "files": "records/heard/voice/files",
    "documents": "records/heard/voice/documents",
    "verbatims": "records/heard/voice/verbatims",
    "accounts": "records/heard/voice/accounts",
    "deals": "records/heard/voice/deals",
    "voice_left_out": "records/heard/voice/left_out",
    "passages": "records/heard/passages",
    "signals": "records/heard/signals",
    "placements": "records/assignment/placements",
    "topics": "records/topics/topics",
    "themes": "records/topics/themes",
    "terms": "records/topics/terms",
    "effects": "records/impact/effects",
    "money": "records/impact/money",
    "in_deals": "records/impact/in_deals",
    "deal_topics": "records/impact/deal_topics",
    "tie_out": "records/impact/tie_out",
    "covariates": "records/impact/covariates",
    "controls": "records/impact/controls",
    "impact_left_out": "records/impact/left_out",
    "cuts": "records/impact/cuts",
    "level_effects": "records/impact/level_effects",
    "fit": "records/impact/fit",
    "parts": "records/impact/parts",
    "ours": "records/heard/voice/ours",
    "answers": "records/answers/on_record",
    "our_phrases": "records/answers/our_phrases",
    "curated": "records/taxonomy/topics",
    "goals": "records/taxonomy/goals",
    "lineage": "records/assignment/lineage",
    "emerging": "records/tracking/emerging",
    "trends": "records/tracking/trends",
    "shifts": "records/tracking/shifts",
    "figures": "tables/figures",
    "evidence": "tables/evidence",
    "printed": "tables/printed",
}

# In their order: later ones read earlier ones. `day` of a time is that of UTC.
VIEWS = {
    # whatever anybody said, with its place in the exports
    "turn": """
        SELECT id, text, file, "row" FROM verbatims UNION ALL SELECT id, text, file, "row" FROM ours
        """,
    "passage": """
        SELECT id, verbatim_id, document_id, text, side, NULLIF(deal_id, '') AS deal_id,
               NULLIF(account_id, '') AS account_id, epoch_us("at") AS us,
               CAST(make_timestamp(epoch_us("at")) AS DATE) AS day,
               COALESCE(NULLIF(repeat_of, ''), id) AS voice
        FROM passages""",
    # outcome on the day of the run: what closed later was open then
    "deal": """
        SELECT d.id, d.name, NULLIF(d.account_id, '') AS account_id, d.outcome, d.stage,
               CAST(d.amount AS DOUBLE) AS amount, COALESCE(d.currency, '') AS currency,
               d.created_at, d.closed_on, d.planned_close,
               CASE WHEN d.closed_on > run.as_of THEN 'open' ELSE d.outcome END AS state,
               CASE WHEN d.closed_on < d.created_at THEN NULL ELSE d.created_at END AS opened
        FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY file, "row") AS nth
              FROM deals) d
        CROSS JOIN run
        WHERE d.nth = 1""",
    "life": """
        SELECT deal.*, state IN ('won', 'lost', 'no decision') AS closed, state = 'won' AS won,
               state = 'open' AS open,
               CASE WHEN state IN ('won', 'lost', 'no decision') AND closed_on IS NOT NULL
                    THEN closed_on ELSE run.as_of END AS last_day
        FROM deal CROSS JOIN run WHERE created_at IS NULL OR created_at <= run.as_of""",
    # a statement: a passage placed in a topic, once for each who said it
    "said": """
        SELECT pl.topic_id, p.*, d.kind AS document_kind, COALESCE(s.kind, 'other') AS signal,
               COALESCE(s.severity, 0) AS severity,
               COALESCE(s.kind, 'other') = 'question' OR rtrim(p.text) LIKE '%?' AS question
        FROM placements pl JOIN passage p ON p.id = pl.passage_id AND p.voice = p.id
        JOIN documents d ON d.id = p.document_id LEFT JOIN signals s ON s.passage_id = p.id
        WHERE pl.place = 1 AND COALESCE(pl.unplaced, '') = ''""",
    # text in deals: dated, within the deal's life, the same words once
    "named": """
        SELECT p.id, p.voice, p.us, p.day, p.document_id, doc.kind, doc.link_rung AS rung,
               l.id AS deal_id, l.opened, l.last_day
        FROM passage p JOIN documents doc ON doc.id = p.document_id JOIN life l ON l.id = p.deal_id
        UNION ALL
        SELECT p.id, p.voice, p.us, p.day, p.document_id, doc.kind, doc.link_rung,
               l.id, l.opened, l.last_day
        FROM passage p JOIN documents doc ON doc.id = p.document_id
        JOIN life l ON l.account_id = p.account_id
        WHERE p.deal_id IS NULL""",
    "link": """
        SELECT id AS passage_id, deal_id, document_id, kind, rung, day, us
        FROM named CROSS JOIN run
        WHERE day IS NOT NULL AND day <= last_day AND (opened IS NULL OR day >= opened
              - CASE WHEN rung = 'deal id' THEN 0 ELSE run.lookback_days END)
        QUALIFY row_number() OVER (PARTITION BY deal_id, voice ORDER BY us, id) = 1""",
    "told": "SELECT DISTINCT deal_id FROM link",
    "mention": """
        SELECT l.deal_id, pl.topic_id, count(*) AS n, min(l.us) AS first_us, max(l.us) AS last_us
        FROM link l JOIN placements pl ON pl.passage_id = l.passage_id
        WHERE COALESCE(pl.unplaced, '') = '' AND pl.probability > 0 GROUP BY ALL""",
    # a case: a deal in which a topic came up, more likely than not
    "came_up": """
        SELECT t.topic_id, d.id AS deal_id, d.account_id, d.outcome, d.amount, d.currency,
               d.planned_close, d.closed_on, t.rung, m.n,
               CAST(make_timestamp(m.first_us) AS DATE) AS first_day,
               CAST(make_timestamp(m.last_us) AS DATE) AS last_day
        FROM deal_topics t JOIN deal d ON d.id = t.deal_id
        LEFT JOIN mention m ON m.deal_id = t.deal_id AND m.topic_id = t.topic_id
        WHERE t.probability >= 0.5""",
    "ranked": "SELECT e.* FROM effects e JOIN topics t ON t.id = e.topic_id",
    # statements in the deals in which their topic came up
    "in_case": """
        SELECT c.topic_id, c.deal_id, s.id AS passage_id
        FROM came_up c JOIN said s ON s.topic_id = c.topic_id AND s.deal_id = c.deal_id
        WHERE s.day BETWEEN c.first_day AND c.last_day
        UNION
        SELECT c.topic_id, c.deal_id, s.id
        FROM came_up c JOIN said s ON s.topic_id = c.topic_id AND s.account_id = c.account_id
        WHERE s.deal_id IS NULL AND s.day BETWEEN c.first_day AND c.last_day""",
    # what the run counts: deals where it has deals, else accounts, else documents
    "unit": """
        SELECT topic_id, deal_id AS unit, passage_id FROM in_case
        WHERE (SELECT unit FROM run) = 'deal'
        UNION ALL
        SELECT topic_id, account_id, id FROM said
        WHERE (SELECT unit FROM run) = 'account' AND account_id IS NOT NULL
        UNION ALL
        SELECT topic_id, document_id, id FROM said WHERE (SELECT unit FROM run) = 'document'""",
}


def opened(folder: Path) -> DuckDBPyConnection:
    """The tables of a run folder in DuckDB, in memory.

    Raises
    ------
    MissingExtraError
        Where DuckDB or statsmodels is not installed.
    InputError
        Where a table of the run is missing or cannot be read.
    """
    try:
        import duckdb
        import statsmodels  # noqa: F401  # before minutes of work, not after
    except ImportError as error:
        raise MissingExtraError(
            f"voiceminer audit: {error.name} is not installed, and the audit recomputes with it."
            " Install it with: pip install 'voiceminer[audit]'"
        ) from error
    sql = duckdb.connect()
    try:
        sql.execute("SET enable_progress_bar = false")
        for name, file in FILES.items():
            place = str(folder / f"{file}.parquet").replace("'", "''")
            sql.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet('{place}')")
        _run(sql, folder)
    except (duckdb.Error, OSError, KeyError, ValueError) as error:
        raise InputError(
            f"{folder.name}: its tables cannot be read ({str(error).splitlines()[0]}). Make the run"
            " again with 'voiceminer mine'."
        ) from error
    for name, query in VIEWS.items():
        sql.execute(f"CREATE TABLE {name} AS {query}")
    _levels(sql)
    return sql


def _levels(sql: DuckDBPyConnection) -> None:
    """Tables `level` (deal_id, name, level) and `worth` (id, amount, currency), from columns."""
    deals = [row[0] for row in sql.execute("SELECT id FROM life ORDER BY id").fetchall()]
    columns = columns_of(sql)
    columns["outcome"] = dict(sql.execute("SELECT id, outcome FROM life").fetchall())
    levels = [
        (deal, name, of.get(deal, "(missing)"))
        for name, of in sorted((n, cut(c)) for n, c in columns.items())
        for deal in deals
    ]
    _table(sql, "level", ("deal_id", "name", "level"), levels)
    _table(sql, "worth", ("id", "amount", "currency", "priced"), worth_of(sql, columns))


def _table(
    sql: DuckDBPyConnection, name: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    made = pa.table(
        {
            column: pa.array(
                [row[at] for row in rows],
                type=pa.float64() if column in ("amount", "priced") else pa.string(),
            )
            for at, column in enumerate(columns)
        }
    )
    sql.register("made", made)
    sql.execute(f"CREATE TABLE {name} AS SELECT * FROM made")
    sql.unregister("made")


def _run(sql: DuckDBPyConnection, folder: Path) -> None:
    """Tables `run` (one row) and `settings` (section.key, value) from the run's JSON."""
    value = json.loads((folder / "records" / "value.json").read_text(encoding="utf-8"))
    impact = json.loads((folder / "records" / "impact" / "value.json").read_text(encoding="utf-8"))
    settings = dict(_flat(value["settings"]))
    day = date.fromisoformat(value["as_of"]) if value["as_of"] else None
    unit = {"accounts": "account", "documents": "document"}.get(impact["basis"], "deal")
    sql.execute(
        "CREATE TABLE run AS SELECT CAST(? AS DATE) AS as_of, ? AS basis, ? AS currency, ? AS unit,"
        " CAST(? AS INTEGER) AS lookback_days",
        [day, impact["basis"], impact["currency"], unit, settings["impact.lookback_days"]],
    )
    texts = [(n, str(v)) for n, v in settings.items()]
    texts += [("hint", h) for h in impact["hints"]]
    for wording in value.get("wordings", ()):
        texts += [("model", wording["model"])]
        texts += [("written", wording[name]) for name in ("title", "sentence", "angle")]
    texts += [("version", f"{n} {v}") for n, v in value["versions"].items()]
    sql.execute("CREATE TABLE settings (name VARCHAR, value VARCHAR)")
    sql.executemany("INSERT INTO settings VALUES (?, ?)", texts)
    # of intervals: 1.645 for 90 %
    z = NormalDist().inv_cdf((1 + float(settings["impact.level"])) / 2)
    sql.execute("CREATE TABLE quantile AS SELECT CAST(? AS DOUBLE) AS z", [z])
    encoder = json.loads(
        (folder / "records" / "heard" / "embeddings" / "value.json").read_text(encoding="utf-8")
    )["encoder"]
    sql.execute("INSERT INTO settings VALUES ('encoder', ?)", [encoder])
    tracked = json.loads((folder / "records" / "tracking" / "value.json").read_text("utf-8"))
    sql.execute("INSERT INTO settings VALUES ('tracked period', ?)", [tracked["period"] or "month"])
    # days count from 1 January of the year 1, as Python's ordinals do
    sql.execute("CREATE MACRO ordinal(day) AS date_diff('day', DATE '0001-01-01', day) + 1")


def _flat(settings: dict[str, Any], above: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in settings.items():
        here = f"{above}{name}"
        found += _flat(value, f"{here}.") if isinstance(value, dict) else [(here, value)]
    return found
