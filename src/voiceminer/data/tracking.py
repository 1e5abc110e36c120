"""Topics over time: their shares, what changed beyond chance, and what is new."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from voiceminer.data.record import Rows, record

Period = Literal["month", "week", ""]


@record
class Trend:
    """A topic in one calendar period: in `n` of the `of` documents with customer voice.

    `low` and `high` are Wilson's interval of the share, at the level that effects have. A `part`
    period is not over, or had begun before the exports do.
    """

    topic_id: str
    period: date
    n: int
    of: int
    share: float
    low: float
    high: float
    part: bool


@record
class Shift:
    """A topic whose share is another since a day: `before` and `after` are the shares.

    `p` is how often chance alone shows as great a change at any day; `q` allows for all the topics
    that were looked at (Benjamini & Hochberg 1995).
    """

    topic_id: str
    kind: Literal["rising", "falling"]
    since: date
    before: float
    after: float
    p: float
    q: float


@record
class Emerging:
    """Statements that are like each other and came up lately, too many for what was before.

    `n` of the `of` documents since `since` hold one, and `n_before` of `of_before` earlier ones.
    `sentence` is the most central of the new ones; `topic_id` the topic most of them are in. `p` is
    how often chance puts so many of them there; `q` how often it raises any alarm as sure as this.
    """

    id: str
    topic_id: str
    sentence: str
    since: date
    n: int
    of: int
    n_before: int
    of_before: int
    p: float
    q: float


@record
class NewQuote:
    """A new statement of something emerging, the most central first."""

    emerging_id: str
    passage_id: str
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracking:
    """What a run says of time; nothing where the exports hold too few dates (`period` is "")."""

    period: Period = ""
    trends: Rows[Trend] = field(default_factory=lambda: Rows.gather(Trend))
    shifts: Rows[Shift] = field(default_factory=lambda: Rows.gather(Shift))
    emerging: Rows[Emerging] = field(default_factory=lambda: Rows.gather(Emerging))
    quotes: Rows[NewQuote] = field(default_factory=lambda: Rows.gather(NewQuote))
