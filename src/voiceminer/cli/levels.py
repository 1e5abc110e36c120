"""Why a run has as many topics as it has: the curve over all levels that were tried."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voiceminer.data import MiningResult

WHY = (
    "Support says how well groups found by meaning hold together by their words alone (modularity "
    "in a graph of words): low for one big group, and for splinters. Themes are the best supported "
    "level; topics are the finest one that keeps {keep:.0%} of the best support, {most} at most. "
    "To see more or fewer: voiceminer mine ... --topics finer (or coarser, or a number); nothing "
    "is encoded again."
)
NONE = "Too few different statements to be split: they are one list."


def show_levels(result: MiningResult, *, as_json: bool) -> None:
    """Print the levels that were tried, coarse to fine."""
    levels = list(result.heard.clustering.levels)
    if as_json:
        print(json.dumps([asdict(level) for level in levels], indent=2))
        return
    if not levels:
        print(NONE)
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("resolution", "groups", "support"):
        table.add_column(name, justify="right")
    table.add_column("")
    widest = max(level.support for level in levels)
    for level in levels:
        bar = "▪" * round(20 * max(level.support, 0) / widest) if widest > 0 else ""
        table.add_row(
            f"{level.resolution:g}",
            f"{level.groups:,}",
            f"{level.support:.3f}",
            f"{bar} {_shown(level.shown)}",
        )
    console = Console()
    console.print(table)
    settings = result.settings.clustering
    why = WHY.format(keep=settings.keep, most=settings.max_topics)
    if settings.topics != "auto":
        why = f"The settings ask for {settings.topics} topics.\n{why}"
    console.print(f"\n{why}", markup=False, highlight=False)


def _shown(level: str) -> str:
    return {"topic": "topics", "theme": "themes"}.get(level, level)
