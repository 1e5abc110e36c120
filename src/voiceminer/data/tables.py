"""The two tables for people and programs outside: topics and passages, joined."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from voiceminer.data.heard import Side, SignalKind
from voiceminer.data.impact import Effect, Grade
from voiceminer.data.record import Rows, record

if TYPE_CHECKING:
    from voiceminer.data.result import MiningResult


@record
class TopicRow:
    """One topic with all that the list shows. Money in the ranking's currency."""

    topic_id: str
    theme_id: str
    theme: str
    label: str
    sentence: str
    kind: str
    rank: int | None
    band: str
    grade: Grade | None
    n_passages: int
    n_documents: int
    n_accounts: int
    n_deals: int
    n_open_deals: int
    effect: float | None
    low: float | None
    high: float | None
    currency: str | None
    touched: float | None
    attributed: float | None
    at_stake: float | None
    signed: float | None
    signed_low: float | None
    signed_high: float | None


@record
class PassageRow:
    """One passage with its topic: `topic_id` is empty where unclear, `nearest_topic_id` never."""

    passage_id: str
    document_id: str
    source_file: str
    source_row: int
    account_id: str | None
    deal_id: str | None
    at: datetime | None
    role: Side
    language: str
    text: str
    context: str
    start: int
    end: int
    topic_id: str
    nearest_topic_id: str
    theme_id: str
    strength: float
    signal: SignalKind
    severity: float


def topic_rows(result: MiningResult) -> Rows[TopicRow]:
    """Ranked topics in order of rank, the others after them by number of passages."""
    passages = result.heard.passages
    by_id = dict(zip(passages.column("id"), passages, strict=True))
    placed: dict[str, list[str]] = {}
    for placement in result.assignment.placements:
        if placement.place == 1 and placement.unplaced != "unclear":
            placed.setdefault(placement.topic_id, []).append(placement.passage_id)
    effects = {e.topic_id: e for e in result.impact.effects}
    ranked = {t.id for t in result.topics.topics if t.kind == "pain"}
    money = {
        (m.topic_id, m.measure): m
        for m in result.impact.money
        if m.currency == (result.impact.currency or "")
    }
    themes = {t.id: t.label for t in result.topics.themes}
    rows = []
    for topic in result.topics.topics:
        members = [by_id[i] for i in placed.get(topic.id, ())]
        effect = effects.get(topic.id)
        amount = {
            measure: money.get((topic.id, measure))
            for measure in ("touched", "attributed", "at stake", "signed")
        }
        signed = amount["signed"]
        rows.append(
            TopicRow(
                topic_id=topic.id,
                theme_id=topic.theme_id,
                theme=themes.get(topic.theme_id, ""),
                label=topic.label,
                sentence=topic.sentence,
                kind=topic.kind,
                rank=effect.rank if effect and topic.id in ranked else None,
                band=_band(effect) if effect and topic.id in ranked else "",
                grade=effect.grade if effect else None,
                n_passages=len(members),
                n_documents=len({p.document_id for p in members}),
                n_accounts=len({p.account_id for p in members if p.account_id}),
                n_deals=effect.deals if effect else 0,
                n_open_deals=effect.open_deals if effect else 0,
                effect=effect.delta if effect else None,
                low=effect.low if effect else None,
                high=effect.high if effect else None,
                currency=result.impact.currency,
                touched=_value(amount["touched"]),
                attributed=_value(amount["attributed"]),
                at_stake=_value(amount["at stake"]),
                signed=_value(signed),
                signed_low=signed.low if signed else None,
                signed_high=signed.high if signed else None,
            )
        )
    rows.sort(key=lambda r: (r.rank is None, r.rank or 0, -r.n_passages, r.topic_id))
    return Rows.gather(TopicRow, rows)


def _band(effect: Effect) -> str:
    if effect.band_first == effect.band_last:
        return str(effect.rank)
    return f"{effect.band_first}-{effect.band_last}"


def _value(money: object) -> float | None:
    return getattr(money, "value", None)


def passage_rows(result: MiningResult) -> Rows[PassageRow]:
    """Every passage, in the order of `heard.passages`."""
    verbatims = {v.id: v for v in result.heard.voice.verbatims}
    nearest = {p.passage_id: p for p in result.assignment.placements if p.place == 1}
    theme_of = {i.topic_id: i.theme_id for i in result.assignment.identities}
    strength = {m.passage_id: m.strength for m in result.heard.clustering.members}
    signals = {s.passage_id: s for s in result.heard.signals}
    rows = []
    for passage in result.heard.passages:
        place, signal = nearest[passage.id], signals[passage.id]
        verbatim = verbatims[passage.verbatim_id]
        rows.append(
            PassageRow(
                passage_id=passage.id,
                document_id=passage.document_id,
                source_file=verbatim.file,
                source_row=verbatim.row,
                account_id=passage.account_id,
                deal_id=passage.deal_id,
                at=passage.at,
                role=passage.side,
                language=passage.language,
                text=passage.text,
                context=passage.context,
                start=passage.start,
                end=passage.end,
                topic_id="" if place.unplaced == "unclear" else place.topic_id,
                nearest_topic_id=place.topic_id,
                theme_id=theme_of[place.topic_id],
                strength=strength[passage.id],
                signal=signal.kind,
                severity=signal.severity,
            )
        )
    return Rows.gather(PassageRow, rows)
