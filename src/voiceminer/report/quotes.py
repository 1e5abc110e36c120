"""The most typical statements of topics that have no brief of their own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from voiceminer.data import MiningResult, Passage, Rows
from voiceminer.inert import one_line

MOST = 5
# A quote is read in a breath.
LONGEST = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement: `reported` where a seller wrote it down."""

    text: str
    kind: str
    on: date | None
    reported: bool


def quotes_of(result: MiningResult, topics: Collection[str]) -> dict[str, list[Said]]:
    """Topic → its exemplars, the most typical first."""
    chosen: dict[str, list[str]] = {}
    for quote in sorted(result.topics.quotes, key=lambda q: (q.topic_id, q.place)):
        if quote.topic_id in topics:
            chosen.setdefault(quote.topic_id, []).append(quote.passage_id)
    wanted = {passage for of in chosen.values() for passage in of[:MOST]}
    among = pa.array(sorted(wanted), pa.string())
    passages = result.heard.passages.table.filter(pc.field("id").isin(among))
    documents = result.heard.voice.documents.table
    kinds = documents["kind"].take(pc.index_in(passages["document_id"], documents["id"]))
    said = {
        passage.id: Said(
            text=shortened(passage.text, LONGEST),
            kind=str(kind),
            on=passage.at.date() if passage.at else None,
            reported=passage.side == "reported",
        )
        for passage, kind in zip(Rows(Passage, passages), kinds.to_pylist(), strict=True)
    }
    return {topic: [said[p] for p in of[:MOST] if p in said] for topic, of in chosen.items()}


def shortened(text: str, longest: int) -> str:
    """The text on one line, cut at a word where it is too long; the cut is shown."""
    text = one_line(text)
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + "…"
