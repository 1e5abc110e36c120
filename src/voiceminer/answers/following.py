"""Which topics a turn of ours follows: those that the customer had just raised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

import pyarrow as pa

from voiceminer.data import Assignment, Heard, OurTurn, Rows, Verbatim

NEVER = 2**63 - 1  # undated turns come last, by row


def followed_by(
    heard: Heard, assignment: Assignment, topics: Collection[str]
) -> dict[str, frozenset[str]]:
    """Turn of ours → topics of the customer's turn right before it in the same document.

    Only the first turn of ours after a customer's is a reply to it; one with another of ours
    before it follows nothing.
    """
    raised = _raised(heard, assignment, topics)
    replied = set(heard.voice.ours.column("document_id"))
    turns: dict[str, list[tuple[int, int, int, bool, str]]] = defaultdict(list)
    for rows, is_ours in ((heard.voice.verbatims, False), (heard.voice.ours, True)):
        for document_id, turn_id, at, row in _turns(rows):
            if document_id in replied:
                # the number that ends a turn's id is its place in the document
                number = turn_id.rpartition("/")[2]
                place = int(number) if number.isdecimal() else 0
                turns[document_id].append((at, row, place, is_ours, turn_id))
    found: dict[str, frozenset[str]] = {}
    for of in turns.values():
        said: frozenset[str] = frozenset()
        for *_, is_ours, turn_id in sorted(of):
            if is_ours and said:
                found[turn_id] = said
            said = frozenset() if is_ours else raised.get(turn_id, frozenset())
    return found


def _turns(rows: Rows[Verbatim] | Rows[OurTurn]) -> Iterator[tuple[str, str, int, int]]:
    at = rows.table.column("at").cast(pa.int64()).to_pylist()
    times = (NEVER if time is None else time for time in at)
    return zip(
        rows.column("document_id"), rows.column("id"), times, rows.column("row"), strict=True
    )


def _raised(
    heard: Heard, assignment: Assignment, topics: Collection[str]
) -> dict[str, frozenset[str]]:
    placements = assignment.placements
    names = ("passage_id", "topic_id", "place", "unplaced")
    columns = zip(*(placements.column(name) for name in names), strict=True)
    topic_of = {
        passage_id: topic_id
        for passage_id, topic_id, place, unplaced in columns
        if place == 1 and not unplaced and topic_id in topics
    }
    found: dict[str, set[str]] = defaultdict(set)
    ids, verbatims = heard.passages.column("id"), heard.passages.column("verbatim_id")
    for passage_id, verbatim_id in zip(ids, verbatims, strict=True):
        if passage_id in topic_of:
            found[verbatim_id].add(topic_of[passage_id])
    return {k: frozenset(v) for k, v in found.items()}
