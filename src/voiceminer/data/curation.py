"""What people say about topics: names, merges, goals, and pains that they know beforehand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from voiceminer.data.record import Rows, record

Status = Literal["", "draft", "approved"]

GoalMeasure = Literal["answered", "asked again", "share", "open deals"]
"""`answered`: share of the topic's open deals that have had an answer on record; `asked again`:
share of its deals with a later conversation in which it came up once more; `share`: its share of
all customer voice; `open deals`: how many open deals it stands in. Shares are in [0, 1]."""


@record
class Curated:
    """One topic as people want it; a field that says nothing is empty.

    `known` marks a pain that was named beforehand rather than found. `like` are sentences that
    pull statements like them to the topic. `locked`: id, label and sentence outlive any later run;
    `hidden`: listed as not ranked; `merge_into`: the id of the topic that takes its statements;
    `kind`: what it is, where that was not recognised; `reply`: what sales answers. `exemplars` are
    not people's: they are what stood for a locked topic when it was last seen, so that it can be
    found again.
    """

    topic_id: str
    known: bool = False
    label: str = ""
    sentence: str = ""
    like: tuple[str, ...] = ()
    kind: str = ""
    locked: bool = False
    hidden: bool = False
    merge_into: str = ""
    owner: str = ""
    status: Status = ""
    reply: str = ""
    exemplars: tuple[str, ...] = ()


@record
class Part:
    """A topic that statements of `topic_id` go to which are like `like`; the rest stays there."""

    topic_id: str
    part_id: str
    label: str
    like: tuple[str, ...]


@record
class Goal:
    """What sales and marketing have agreed to reach for a topic, by when, and who sees to it."""

    topic_id: str
    measure: GoalMeasure
    target: float
    by: date | None
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxonomy:
    """All that people say about topics, from one file; `text` is that file as it was read.

    `ignore` are words that no label, keyword or phrase may hold.
    """

    topics: Rows[Curated] = field(default_factory=lambda: Rows.gather(Curated))
    parts: Rows[Part] = field(default_factory=lambda: Rows.gather(Part))
    goals: Rows[Goal] = field(default_factory=lambda: Rows.gather(Goal))
    ignore: tuple[str, ...] = ()
    text: str = ""

    @property
    def by_id(self) -> dict[str, Curated]:
        """What is said of each topic."""
        return {curated.topic_id: curated for curated in self.topics}

    def goals_of(self, topic_id: str) -> tuple[Goal, ...]:
        """A topic's goals, in the order of the file."""
        return tuple(goal for goal in self.goals if goal.topic_id == topic_id)
