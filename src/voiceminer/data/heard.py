"""What `listen` returns: redacted voice, passages, vectors, signals, groups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from voiceminer.data.context import in_context
from voiceminer.data.corpus import Account, Deal, Document, LeftOut, SourceFile
from voiceminer.data.record import Rows, record

Side = Literal["customer", "reported", "unknown"]
"""`customer`: said by the customer; `reported`: a seller's note of what the customer said;
`unknown`: the export is customers' own but names nobody."""

SignalKind = Literal[
    "pain",
    "request",
    "objection",
    "churn risk",
    "competitor",
    "question",
    "praise",
    "seller's action",
    "small talk",
    "other",
]
NoPain = Literal["praise", "seller's action", "small talk"]
NO_PAIN: tuple[NoPain, ...] = ("praise", "seller's action", "small talk")
"""Kinds of statement kept out of the impact: nothing that may hurt must land there."""


@record
class Verbatim:
    """One turn, redacted. The only text that a run keeps."""

    id: str
    document_id: str
    side: Side
    at: datetime | None
    language: str
    text: str
    file: str
    row: int


@record
class OurTurn:
    """What we said or published: never clustered, never quoted as a customer's."""

    id: str
    document_id: str
    at: datetime | None
    language: str
    text: str
    file: str
    row: int


@record
class OwnSide:
    """What one document cannot know alone: our domains (`kind` says what `value` is)."""

    kind: Literal["domain", "boilerplate"]
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The corpus after redaction: what customers said, what we said, deals and accounts."""

    files: Rows[SourceFile]
    documents: Rows[Document]
    verbatims: Rows[Verbatim]
    ours: Rows[OurTurn]
    accounts: Rows[Account]
    deals: Rows[Deal]
    own_side: Rows[OwnSide]
    left_out: Rows[LeftOut]

    @property
    def last_day(self) -> date | None:
        """The last day on which anything happened; planned dates are not happenings."""
        days = [at.date() for rows in (self.verbatims, self.ours) for at in rows.column("at") if at]
        for name in ("created_at", "closed_on"):
            days += [day for day in self.deals.column(name) if day]
        return max(days, default=None)


@record
class Passage:
    """One thought: `verbatim.text[start:end] == text`.

    `context` is what the same side said before, where the passage says nothing without it ("it
    still does that"); its words are not part of `text`. `repeat_of` is the id of the first passage
    with the same or nearly the same words by the same author, whose voice this one is.
    """

    id: str
    verbatim_id: str
    start: int
    end: int
    text: str
    context: str = ""
    language: str = ""
    side: Side
    at: datetime | None
    document_id: str
    author_id: str | None
    account_id: str | None
    deal_id: str | None
    repeat_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Embeddings:
    """One unit vector per passage.

    Attributes
    ----------
    vectors : ndarray of float32, shape (n_passages, dim)
    encoder : str
        `name@revision` of what made them.
    context : float
        How far grouping leans on what was said round a passage; see `context.in_context`.
    """

    vectors: NDArray[np.float32]
    encoder: str
    context: float = 0.0

    def in_context(self, passages: Rows[Passage]) -> NDArray[np.float32]:
        """The vectors as grouping sees them: each leans towards its neighbours in the text."""
        return in_context(passages, self.vectors, self.context)


@record
class Signal:
    """What kind of statement a passage is: the most probable one, with its `probability`.

    `rivals` are the competing products that it names. `severity` in [0, 1] is the sum of its
    `parts`: `kind` (a pain weighs more than a question), `wording` ("unusable"), `loss` (hours,
    money, data), `churn` (leaving, alternatives), `repetition` ("again", or said again by the same
    author) and `rating` (how far the document's is below the best).
    """

    passage_id: str
    kind: SignalKind
    probability: float
    rivals: tuple[str, ...]
    severity: float
    parts: dict[str, float]


@record
class Membership:
    """A passage's group, −1 where unclear; `nearest` is never −1. `strength` in [0, 1].

    `fine` are the small groups of like statements that it is in, whatever its topic, from larger to
    smaller: what early warning counts; none where there was too little to split.
    """

    passage_id: str
    group: int
    nearest: int
    strength: float
    fine: tuple[int, ...] = ()


@record
class Group:
    """A group of passages and the coarser group that it belongs to."""

    group: int
    parent: int
    passages: int


@record
class Level:
    """One tried resolution: how many groups, and their support in the second view."""

    resolution: float
    groups: int
    support: float
    shown: Literal["theme", "topic", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustering:
    """Numbers without identities; a group's number says nothing but *same* or *other*."""

    members: Rows[Membership]
    groups: Rows[Group]
    levels: Rows[Level]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """All that costs time, done: `weigh` starts from here."""

    voice: Voice
    passages: Rows[Passage]
    embeddings: Embeddings
    signals: Rows[Signal]
    clustering: Clustering
