"""New text in an existing taxonomy: what `voiceminer assign` writes, one row per passage."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from voiceminer.data.heard import Side
from voiceminer.data.record import record

Why = Literal["", "unclear", "none of these", "not a pain"]


@record
class Assigned:
    """One passage of new text with the topic that it is about.

    `topic_id` is empty where `why` says so: `unclear` lies between topics, `none of these` is
    like nothing that the run has heard; `not a pain` is praise, small talk or a seller's action
    that the run itself has heard, and keeps its topic. `nearest_topic_id` is never empty.
    `strength` is calibrated: of passages with 0.8, eight in ten are where the run would have put
    them. `nearness` is the cosine to the most alike statement of the run, `heard` whether the run
    has this very statement.
    """

    passage_id: str
    document_id: str
    account_id: str | None
    deal_id: str | None
    at: datetime | None
    role: Side
    text: str
    topic_id: str
    label: str
    why: Why
    strength: float
    nearest_topic_id: str
    nearness: float
    heard: bool
