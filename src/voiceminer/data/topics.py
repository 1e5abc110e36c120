"""Which topic is which, and what it is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from voiceminer.data.record import Rows, record


@record
class Identity:
    """A topic's name for machines: minted once from its first medoid's content, then kept.

    `group` is its group in the clustering, −1 for a topic that people have made.
    """

    topic_id: str
    theme_id: str
    group: int


@record
class Base:
    """A group's identity before people's edits: what merges, splits and later runs refer to."""

    group: int
    topic_id: str
    theme_id: str


Reason = Literal["like it", "near it", "whole topic", "split off"]


@record
class Guided:
    """A passage that people's sentences moved to a topic, and why.

    `like it`: as near to the sentence `by` as neighbours are to each other; `near it`: nearer to
    the middle of such passages than to its own topic's; `whole topic`: its whole topic was what
    the sentence describes; `split off`: nearest to a part that the topic was split into. `cosine`
    is to `by`, of the topic's sentences the nearest.
    """

    passage_id: str
    topic_id: str
    came_from: str
    why: Reason
    by: str
    cosine: float


@record
class Placement:
    """A passage in a topic: `place` 1 is the nearest topic, 2 the next.

    `probability` is the calibrated one that the passage is about the topic; `unplaced` gives
    the reason where it does not count.
    """

    passage_id: str
    topic_id: str
    place: int
    probability: float
    unplaced: Literal["", "unclear", "not a pain"]


Change = Literal["same", "split", "merged", "new", "gone"]


@record
class Lineage:
    """Where a topic comes from, or what became of an earlier run's.

    `earlier`: the earlier run's topics that it comes from, the one whose id it has first; `was`:
    what they were called. `same`: it is one topic then and now; `split`: one of several that one
    topic has become; `merged`: several have become it; `new`: none; `gone`: an earlier topic of
    which none is left (`topic_id` is empty). `shared`: of all statements in either, those in both,
    in [0, 1]; `certainty`: how often the match is the same when statements are drawn anew.
    `since`: the day that the earlier run spoke of.
    """

    topic_id: str
    change: Change
    earlier: tuple[str, ...]
    was: tuple[str, ...]
    shared: float
    certainty: float
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Every passage has exactly one placement with `place == 1`."""

    identities: Rows[Identity]
    placements: Rows[Placement]
    bases: Rows[Base] = field(default_factory=lambda: Rows.gather(Base))
    guided: Rows[Guided] = field(default_factory=lambda: Rows.gather(Guided))
    lineage: Rows[Lineage] = field(default_factory=lambda: Rows.gather(Lineage))


TopicKind = Literal[
    "pain", "praise", "small talk", "seller's action", "competitor", "background", "hidden"
]
"""Only `pain` topics are ranked; the others are listed at the end, so that it can be checked.
`competitor` is whom else customers look at or have gone with (why they do stands in the pains);
`background` is what is said of a customer and hurts nobody: how many they are, who decides;
`hidden` is what people do not want to see in the list."""


@record
class Topic:
    """What people see: a label of a few words and a sentence in a customer's words."""

    id: str
    theme_id: str
    label: str
    sentence: str
    kind: TopicKind


@record
class Theme:
    """A family of topics."""

    id: str
    label: str


@record
class Term:
    """A topic's word or phrase under one BERTopic representation (Main, MMR, ctfidf)."""

    topic_id: str
    representation: str
    place: int
    term: str
    weight: float


@record
class Quote:
    """An exemplar: central, and unlike the quotes before it. `sub_pain` groups like quotes."""

    topic_id: str
    passage_id: str
    place: int
    sub_pain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """Labels, words and quotes; `model` are the files of the BERTopic model, name → bytes."""

    topics: Rows[Topic]
    themes: Rows[Theme]
    terms: Rows[Term]
    quotes: Rows[Quote]
    model: Mapping[str, bytes]
