"""What the terminal shows of a run: the ranked list, and where the briefs lie."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voiceminer.data import MiningResult
    from voiceminer.data.tables import TopicRow


def show_run(result: MiningResult, out: Path, *, as_json: bool) -> None:
    """Print the ranked list for a person or, as JSON, for a program."""
    rows = list(result.topic_table)
    if as_json:
        _print_json(rows, out)
        return
    show_topics(rows, currency=result.impact.currency)
    print(f"\nBriefs: {out / 'index.md'} (start here) and {out / 'briefs'}")


def _print_json(rows: list[TopicRow], out: Path | None) -> None:
    topics = [asdict(row) for row in rows]
    where = {"run": str(out), "index": str(out / "index.md")} if out else {}
    print(json.dumps({**where, "topics": topics}, ensure_ascii=False, indent=2))


def show_topics(rows: list[TopicRow], *, currency: str | None, as_json: bool = False) -> None:
    """Print the topics: ranked ones as a table, the others in one line below."""
    if as_json:
        _print_json(rows, None)
        return
    from rich.console import Console
    from rich.table import Table

    ranked = [row for row in rows if row.rank is not None]
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("place", "what customers say", "deals", "open", f"open {currency or 'money'}"):
        table.add_column(name, justify="left" if name.startswith("what") else "right")
    table.add_column("statements", justify="right")
    table.add_column("lost more often than alike deals")
    for row in ranked:
        table.add_row(
            row.band.replace("-", "–"),
            row.label,
            f"{row.n_deals:,}",
            f"{row.n_open_deals:,}",
            "" if row.touched is None else f"{row.touched:,.0f}",
            f"{row.n_passages:,}",
            _effect(row),
        )
    console = Console()
    console.print(table)
    others = [row.label for row in rows if row.rank is None]
    if others:
        console.print(f"Not ranked (no pain): {', '.join(others)}", highlight=False, markup=False)


def _effect(row: TopicRow) -> str:
    if row.effect is None or row.low is None or row.high is None:
        return row.grade or ""
    points = f"{100 * row.effect:+.0f} points ({100 * row.low:+.0f} to {100 * row.high:+.0f})"
    return f"{row.grade}: {points}"
