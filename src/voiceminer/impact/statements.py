"""The passages as impact reads them: who, when, where, and nothing of what was said."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from voiceminer.data import Heard, Kind, Rung


class Statement(NamedTuple):
    """A passage with what its document adds; `voice` is the id of the first with its words."""

    id: str
    at: datetime | None
    document_id: str
    account_id: str | None
    deal_id: str | None
    voice: str
    severity: float
    kind: Kind
    rung: Rung


def statements_of(heard: Heard) -> list[Statement]:
    """All passages, earliest first, undated ones last; read by column, since they are many."""
    documents = heard.voice.documents
    about = dict(
        zip(
            documents.column("id"),
            zip(documents.column("kind"), documents.column("link_rung"), strict=True),
            strict=True,
        )
    )
    severity = dict(
        zip(heard.signals.column("passage_id"), heard.signals.column("severity"), strict=True)
    )
    names = ("id", "at", "document_id", "account_id", "deal_id", "repeat_of")
    rows = zip(*(heard.passages.column(name) for name in names), strict=True)
    found = [
        Statement(
            id,
            at,
            document,
            account,
            deal,
            repeat_of or id,
            severity.get(id, 0.0),
            *about.get(document, ("text", "none")),
        )
        for id, at, document, account, deal, repeat_of in rows  # noqa: A001  # the field's name
    ]
    return sorted(found, key=_time_then_id)


def _time_then_id(said: Statement) -> tuple[bool, float, str]:
    return (said.at is None, said.at.timestamp() if said.at else 0.0, said.id)
