"""What a taxonomy may not say: of itself, and of topics that are not there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from voiceminer.data import Curated, Taxonomy
from voiceminer.errors import SettingsError

# What a topic that goes into another one has no use for.
_LOST = ("label", "sentence", "like", "kind", "locked", "hidden", "owner", "status", "reply")
_SHARES = ("answered", "asked again", "share")


def check_whole(taxonomy: Taxonomy, *, name: str) -> None:
    """Refuse a taxonomy that contradicts itself.

    Raises
    ------
    SettingsError
        With the first contradiction: where, what, and what to do.
    """
    for sentence in _contradictions(taxonomy):
        raise SettingsError(f"{name}, {sentence}")


def check_known(taxonomy: Taxonomy, labels: Mapping[str, str], *, name: str) -> None:
    """Refuse ids of topics that are nowhere to be found.

    Parameters
    ----------
    labels : mapping of str to str
        The ids that may be referred to, of this run and the ones before it, each with its label.

    Raises
    ------
    SettingsError
        With the first unknown id, and the nearest one there is.
    """
    made = {c.topic_id: c.label for c in taxonomy.topics if c.known}
    made |= {part.part_id: part.label for part in taxonomy.parts}
    known = {**labels, **made}
    for curated in taxonomy.topics:
        for key, wanted in (("id", curated.topic_id), ("merge_into", curated.merge_into)):
            if wanted and wanted not in known:
                near = _nearest(wanted, known)
                raise SettingsError(
                    f"{name}, topic {curated.topic_id}: {key} = '{wanted}' is no topic of this "
                    f"run. The nearest is {near}; 'voiceminer curate RUN --init' lists all, and "
                    "an earlier run's topics keep their ids with 'mine --after'."
                )


def _nearest(wanted: str, known: Mapping[str, str]) -> str:
    """The id most like it, or the one whose label is."""
    by_label = {label: topic_id for topic_id, label in known.items() if label}
    near = get_close_matches(wanted, [*known, *by_label], n=1, cutoff=0.0)
    if not near:
        return "none, since there is no topic at all"
    topic_id = by_label.get(near[0], near[0])
    return f"'{topic_id}' ({known[topic_id]})" if known[topic_id] else f"'{topic_id}'"


def _contradictions(taxonomy: Taxonomy) -> Iterator[str]:
    curated = list(taxonomy.topics)
    # a part of a split may have an entry that says more of it
    for ids in ([c.topic_id for c in curated], [part.part_id for part in taxonomy.parts]):
        yield from _same(ids, "topic {}: has two entries. Make them one.")
    by_id = taxonomy.by_id
    for entry in curated:
        yield from _of_entry(entry, taxonomy)
        yield from _cycle(entry, by_id)
    visible = [*(c.label for c in curated), *(part.label for part in taxonomy.parts)]
    yield from _same(visible, "label '{}': two topics are called that. Call one something else.")
    sentences = [
        *(like for c in curated for like in {*c.like, *([c.sentence] if c.known else [])}),
        *(like for part in taxonomy.parts for like in part.like),
    ]
    yield from _same(
        sentences,
        "sentence '{}': it pulls statements to two topics at once. Leave it with one of them.",
    )


def _of_entry(entry: Curated, taxonomy: Taxonomy) -> Iterator[str]:
    where = f"topic {entry.topic_id}"
    parts = [part for part in taxonomy.parts if part.topic_id == entry.topic_id]
    if entry.merge_into:
        lost = [key for key in _LOST if getattr(entry, key)]
        lost += ["split"] * bool(parts) + ["goals"] * bool(taxonomy.goals_of(entry.topic_id))
        if lost:
            yield (
                f"{where}: it goes into {entry.merge_into} and is to have a '{lost[0]}' as well. "
                f"Say '{lost[0]}' of {entry.merge_into}, or take merge_into out."
            )
    if entry.known and not (entry.sentence or entry.like):
        yield (
            f"pain '{entry.label}': nothing says what belongs to it. "
            "Give it a sentence, or examples in 'like'."
        )
    for goal in taxonomy.goals_of(entry.topic_id):
        if goal.measure in _SHARES and goal.target > 1:
            yield (
                f"{where}: the goal '{goal.measure}' has target {goal.target:g}, and a share is at"
                f" most 1. Write {goal.target / 100:g} for {goal.target:g} %."
            )


def _cycle(entry: Curated, by_id: Mapping[str, Curated]) -> Iterator[str]:
    way = [entry.topic_id]
    while way[-1] in by_id and (onward := by_id[way[-1]].merge_into):
        way.append(onward)
        if onward == entry.topic_id:
            yield (
                f"topic {entry.topic_id}: merge_into leads back to it ({' → '.join(way)}). "
                "Let one of these topics stand by itself."
            )
        if onward in way[:-1]:  # a cycle that this topic only leads into is told of its own
            return


def _same(texts: Collection[str], sentence: str) -> Iterator[str]:
    seen = set[str]()
    for text in texts:
        key = " ".join(text.casefold().split())
        if key and key in seen:
            yield sentence.format(text)
        seen.add(key)
