"""What a topic is: a pain, unless most of it is something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from voiceminer.data import SignalKind, TopicKind

_OTHER: tuple[TopicKind, ...] = ("praise", "seller's action", "small talk")


def kind_of(kinds: Iterable[SignalKind]) -> TopicKind:
    """`pain`, unless more than half of the statements are praise, small talk or seller's acts."""
    counted = Counter(kinds)
    no_pain: dict[TopicKind, int] = {kind: counted[kind] for kind in _OTHER}
    if 2 * sum(no_pain.values()) <= counted.total():
        return "pain"
    return max(_OTHER, key=lambda kind: no_pain[kind])
