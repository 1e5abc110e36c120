"""Who has it: each level of each column, beside the deals without the topic."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypedDict

from voiceminer.data import MiningResult
from voiceminer.noise import differ

# More levels than this are names, not segments.
MOST_LEVELS = 12


class Cell(TypedDict):
    """Of the deals with a topic, those of a level; the same of the deals without it."""

    topic: str
    level: str
    n: int
    of: int
    others: int
    of_others: int
    beyond: bool


def segments_of(result: MiningResult, topics: Collection[str]) -> dict[str, list[Cell]]:
    """Column → its cells; `beyond` where the two shares differ by the rule of the briefs."""
    found: dict[str, list[Cell]] = {}
    for cut in result.impact.cuts:
        if cut.topic_id not in topics or cut.name == "outcome" or cut.level == "(missing)":
            continue
        counts = (cut.deals_with, cut.of_with, cut.deals_without, cut.of_without)
        if not cut.of_with or not cut.of_without:
            continue
        found.setdefault(cut.name, []).append(
            Cell(
                topic=cut.topic_id,
                level=cut.level,
                n=cut.deals_with,
                of=cut.of_with,
                others=cut.deals_without,
                of_others=cut.of_without,
                beyond=differ(*counts),
            )
        )
    return {
        name: cells
        for name, cells in sorted(found.items())
        if 1 < len({c["level"] for c in cells}) <= MOST_LEVELS
    }
