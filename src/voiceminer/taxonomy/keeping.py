"""What of an earlier run's topics stays: labels of all, sentences of the locked."""

from __future__ import annotations

from voiceminer.data import MiningResult, Taxonomy, Topic


def kept_topics(after: MiningResult | None, taxonomy: Taxonomy) -> dict[str, Topic]:
    """The earlier run's topics whose labels stay what they were.

    A label that people gave then and have taken out of their file since is not kept, unless the
    topic is locked.
    """
    if after is None:
        return {}
    given = {c.topic_id for c in after.taxonomy.topics if c.label}
    locked = {c.topic_id for c in taxonomy.topics if c.locked}
    return {t.id: t for t in after.topics.topics if t.id not in given or t.id in locked}
