"""What a topic is: a pain, unless most of it is something else or hardly any of it hurts."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Literal

from voiceminer.data import NO_PAIN, Assignment, Heard, NoPain, SignalKind, TopicKind

# what a whole topic may be instead: a statement about a rival may still hurt
_Instead = NoPain | Literal["competitor"]
_INSTEAD: tuple[_Instead, ...] = ("competitor", *NO_PAIN)
_HURTS: frozenset[SignalKind] = frozenset(
    {"pain", "request", "objection", "churn risk", "question"}
)


def kinds_of(heard: Heard, assignment: Assignment, *, background: float) -> dict[str, TopicKind]:
    """Each topic's kind, by the kinds of all its statements.

    Where more than half are praise, small talk, what a seller did or whom else the customer
    looks at, the topic is what most of those are. Of the others, a topic in which statements
    that complain, ask or object are rarer than `background` times their share in all topics is
    `background`: how many people they are, who decides. The share is against the corpus's own,
    so that a corpus in a language without a lexicon, where hardly any statement is recognised,
    loses no topic.
    """
    signals = dict(
        zip(heard.signals.column("passage_id"), heard.signals.column("kind"), strict=True)
    )
    counted: dict[str, Counter[SignalKind]] = defaultdict(Counter)
    for placement in assignment.placements:
        if placement.place == 1:
            counted[placement.topic_id][signals[placement.passage_id]] += 1
    usual = _hurting(sum(counted.values(), Counter()))
    return {
        topic: _kind(counted[topic], rare=background * usual)
        for topic in assignment.identities.column("topic_id")
    }


def _kind(kinds: Counter[SignalKind], *, rare: float) -> TopicKind:
    instead: dict[_Instead, int] = {kind: kinds[kind] for kind in _INSTEAD}
    if 2 * sum(instead.values()) > kinds.total():
        return max(_INSTEAD, key=lambda kind: instead[kind])
    return "background" if _hurting(kinds) < rare else "pain"


def _hurting(kinds: Counter[SignalKind]) -> float:
    """Share of statements that complain, ask or object among those that may."""
    may = kinds.total() - sum(kinds[kind] for kind in NO_PAIN)
    return sum(kinds[kind] for kind in _HURTS) / may if may else 0.0
