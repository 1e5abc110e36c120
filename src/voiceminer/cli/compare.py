"""`voiceminer compare RUN1 RUN2`: what moved beyond chance."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voiceminer.cli.exits import exit_codes
from voiceminer.cli.mine import Json

if TYPE_CHECKING:
    from voiceminer.data.comparison import Comparison, Moved


def compare(
    before: Annotated[Path, typer.Argument(help="The earlier run folder.", show_default=False)],
    after: Annotated[Path, typer.Argument(help="The later run folder.", show_default=False)],
    as_json: Json = False,
) -> None:
    """Show what moved between two runs beyond chance, and how far goals have been reached."""
    with exit_codes():
        from voiceminer.store import load_run
        from voiceminer.tracking import compared

        found = compared(load_run(before), load_run(after))
        if as_json:
            whole = {
                "before": found.before,
                "after": found.after,
                "topics": [asdict(row) for row in found.moved],
                "goals": [asdict(goal) for goal in found.goals],
            }
            print(json.dumps(whole, ensure_ascii=False, indent=2, default=str))
        else:
            _show(found)


def _show(found: Comparison) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    moved = sorted(found.moved, key=lambda row: (not row.beyond_chance, row.q, row.topic_id))
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("topic", "was", "is", "share then", "share since", "", "open deals"):
        table.add_column(name, justify="left" if name in {"topic", ""} else "right")
    for row in moved:
        table.add_row(
            Text(row.label),
            _place(row.rank_before),
            _place(row.rank_after),
            f"{row.before:.1%}",
            f"{row.after:.1%}",
            _verdict(row),
            f"{row.open_deals_before:,} → {row.open_deals_after:,}",
        )
    console.print(table)
    for goal in found.goals:
        stands = "not known" if goal.value is None else f"{goal.value:.2g}"
        by = f" by {goal.by}" if goal.by else ""
        line = f"Goal of {goal.label or goal.topic_id}: {goal.measure} {goal.target:g}{by}"
        console.print(f"{line}; stands at {stands}: {goal.verdict}", markup=False)


def _place(rank: int | None) -> str:
    return "" if rank is None else f"{rank}."


def _verdict(row: Moved) -> str:
    if row.change in {"new", "gone"}:
        return row.change
    if not row.beyond_chance:
        return "no more than chance"
    return "up" if row.after > row.before else "down"
