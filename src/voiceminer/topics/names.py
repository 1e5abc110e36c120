"""What people have decided that topics are called, and what an earlier run has called them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from voiceminer.data import Curated, Taxonomy, Topic, TopicKind

_UNSAID = Curated(topic_id="")


class Names:
    """Labels, sentences and kinds that are settled before any text is read.

    Parameters
    ----------
    taxonomy : Taxonomy
        People's words, which go before all else.
    kept : mapping of str to Topic
        An earlier run's topics by id.
    """

    def __init__(self, taxonomy: Taxonomy, kept: Mapping[str, Topic]) -> None:
        self._curated, self._kept = taxonomy.by_id, kept
        self._parts = {part.part_id: part.label for part in taxonomy.parts}
        self.ignored = frozenset(taxonomy.ignore)

    def label(self, topic_id: str) -> str:
        """A topic's label; empty where it has to be found."""
        said = self._said(topic_id).label or self._parts.get(topic_id, "")
        kept = self._kept.get(topic_id)
        return said or (kept.label if kept else "")

    def sentence(self, topic_id: str) -> str:
        """A topic's sentence; an earlier run's only where it is locked."""
        said, kept = self._said(topic_id), self._kept.get(topic_id)
        return said.sentence or (kept.sentence if kept and said.locked else "")

    def kind(self, topic_id: str) -> TopicKind | None:
        """What a topic is by people's word."""
        said = self._said(topic_id)
        if said.hidden:
            return "hidden"
        if said.kind:
            return next(kind for kind in get_args(TopicKind) if kind == said.kind)
        return "pain" if said.known else None

    def _said(self, topic_id: str) -> Curated:
        return self._curated.get(topic_id, _UNSAID)
