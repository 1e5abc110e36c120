"""What of an earlier run's topics stays: labels of all, sentences and examples of the locked."""

from __future__ import annotations

from dataclasses import replace

from voiceminer.data import Curated, Heard, MiningResult, Rows, Taxonomy, Topic, Topics


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


def kept_themes(after: MiningResult | None) -> dict[str, str]:
    """What the earlier run's themes are called, by id."""
    return {} if after is None else {t.id: t.label for t in after.topics.themes}


def with_memory(taxonomy: Taxonomy, after: MiningResult | None) -> Taxonomy:
    """The taxonomy with what earlier runs knew of locked topics that may not be seen again."""
    if after is None or not any(c.locked for c in taxonomy.topics):
        return taxonomy
    seen = {c.topic_id: c for c in remembering(after).topics}
    return replace(taxonomy, topics=Rows.gather(Curated, [_kept(c, seen) for c in taxonomy.topics]))


def remembering(result: MiningResult) -> Taxonomy:
    """A run's taxonomy, its locked topics with their words and quotes."""
    topics = {t.id: t for t in result.topics.topics}
    quotes = _quotes(result.heard, result.topics)
    found = []
    for said in result.taxonomy.topics:
        topic = topics.get(said.topic_id)
        if said.locked and topic is not None:
            said = replace(  # noqa: PLW2901  # the same one, completed
                said,
                label=said.label or topic.label,
                sentence=said.sentence or topic.sentence,
                exemplars=tuple(dict.fromkeys((topic.sentence, *quotes.get(topic.id, ())))),
            )
        found.append(said)
    return replace(result.taxonomy, topics=Rows.gather(Curated, found))


def _kept(said: Curated, seen: dict[str, Curated]) -> Curated:
    earlier = seen.get(said.topic_id)
    if not said.locked or earlier is None:
        return said
    return replace(
        said,
        label=said.label or earlier.label,
        sentence=said.sentence or earlier.sentence,
        exemplars=earlier.exemplars,
    )


def _quotes(heard: Heard, topics: Topics) -> dict[str, list[str]]:
    texts = dict(zip(heard.passages.column("id"), heard.passages.column("text"), strict=True))
    found: dict[str, list[str]] = {}
    for quote in topics.quotes:
        found.setdefault(quote.topic_id, []).append(texts[quote.passage_id])
    return found
