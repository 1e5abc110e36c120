"""The figures of a run as lines of one long table that a BI tool reads."""

from __future__ import annotations

from voiceminer.data import MiningResult
from voiceminer.data.comparison import Kpi
from voiceminer.data.tables import TopicRow

_OF_TOPICS = {
    "statements": "n_passages",
    "documents": "n_documents",
    "accounts": "n_accounts",
    "deals": "n_deals",
    "open deals": "n_open_deals",
    "open money": "touched",
    "at stake": "at_stake",
    "effect": "effect",
    "rank": "rank",
}


def kpis_of(result: MiningResult) -> list[Kpi]:
    """All figures of a run, topic by topic."""
    shares = {t.topic_id: t for t in result.tracking.trends if not t.part}  # the last one stays
    answered = answered_in(result)
    found = []
    for row in result.topic_table:
        for measure, column in _OF_TOPICS.items():
            value = getattr(row, column)
            if value is not None:
                bounds = (row.low, row.high) if measure == "effect" else (None, None)
                found.append(_kpi(result, row, measure, float(value), *bounds))
        if counted := answered.get(row.topic_id):
            found.append(_kpi(result, row, "answered", counted[0] / counted[1]))
        if share := shares.get(row.topic_id):
            found.append(_kpi(result, row, "share", share.share, share.low, share.high))
    return found


def answered_in(result: MiningResult) -> dict[str, tuple[int, int]]:
    """Per topic, its open deals that have had an answer on record, of those with any on record."""
    open_deals = {d.id for d in result.heard.voice.deals if d.outcome == "open"}
    counted: dict[str, tuple[int, int]] = {}
    for line in result.answers.on_record:
        if line.deal_id in open_deals:
            given, of = counted.get(line.topic_id, (0, 0))
            counted[line.topic_id] = (given + line.given, of + 1)
    return counted


def _kpi(
    result: MiningResult,
    row: TopicRow,
    measure: str,
    value: float,
    *bounds: float | None,
) -> Kpi:
    low, high = bounds or (None, None)
    return Kpi(
        as_of=result.as_of,
        topic_id=row.topic_id,
        theme_id=row.theme_id,
        label=row.label,
        measure=measure,
        value=value,
        low=low,
        high=high,
    )
