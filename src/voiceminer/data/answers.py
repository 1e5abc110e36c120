"""Whether a topic has had an answer: in a deal, from what our side said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from voiceminer.data.record import Rows, record


@record
class Answer:
    """What our side said of a topic in a deal on the day it last came up there, or later.

    `given`: the nearest of `replies` turns of ours is nearer than `threshold`. `turn_id`,
    `start`, `end` (in its text), `at`, `file` and `row` say which it is, whether near enough or
    not; `nearness` is its cosine in [-1, 1], or None where nothing of ours is on record since.
    """

    topic_id: str
    deal_id: str
    since: date
    replies: int
    given: bool
    nearness: float | None
    threshold: float
    turn_id: str
    start: int
    end: int
    at: datetime | None
    file: str
    row: int


@record
class PageAnswer:
    """The paragraph of our own pages that is nearest to a topic, in two views.

    `nearness` is by vectors and `words_nearness` by words, cosines in [-1, 1]; `given`: neither is
    below its threshold. `turn_id`, `start`, `end` (in its text), `file` and `row` say which
    paragraph it is, whether near enough or not.
    """

    topic_id: str
    given: bool
    nearness: float
    threshold: float
    words_nearness: float
    words_threshold: float
    turn_id: str
    start: int
    end: int
    file: str
    row: int


@record
class OurPhrase:
    """A phrase that stands on so many of our pages, and that no customer has used.

    It stands first in the paragraph `turn_id` (from `start` to `end`), at `file` and `row`.
    """

    phrase: str
    pages: int
    turn_id: str
    start: int
    end: int
    file: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Answers on record to the first topics of the list, and on our own pages to all of it.

    `known`: whether the exports hold enough of what our side said to tell. Without it no deal has
    a row; with it every deal in which one of the first topics came up has one. `pages`: how many
    pages of our own were read; without any nothing is said of them.
    """

    known: bool = False
    on_record: Rows[Answer] = field(default_factory=lambda: Rows.gather(Answer))
    pages: int = 0
    on_pages: Rows[PageAnswer] = field(default_factory=lambda: Rows.gather(PageAnswer))
    our_phrases: Rows[OurPhrase] = field(default_factory=lambda: Rows.gather(OurPhrase))
