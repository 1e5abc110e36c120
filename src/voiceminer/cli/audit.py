"""`voiceminer audit RUN`: every figure and quote again, by another path."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voiceminer.cli.exits import exit_codes
from voiceminer.cli.mine import Json
from voiceminer.errors import MismatchError

if TYPE_CHECKING:
    from voiceminer.audit import Audited


def audit(
    run: Annotated[Path, typer.Argument(help="A run folder.", show_default=False)],
    as_json: Json = False,
) -> None:
    """Recompute every figure and find every quote on a run's pages; the first mismatch is shown."""
    with exit_codes():
        from voiceminer.audit import audit_of

        try:
            audited = audit_of(run)
        except MismatchError as error:
            if as_json:
                found = {n: getattr(error, n) for n in ("place", "line", "stands", "says")}
                print(json.dumps({"agrees": False, **found}, ensure_ascii=False, indent=2))
            raise
        if as_json:
            print(json.dumps({"agrees": True, **asdict(audited)}, ensure_ascii=False, indent=2))
        else:
            _show(audited)


def _show(audited: Audited) -> None:
    from rich.console import Console
    from rich.table import Table

    figures, kinds = sum(audited.measures.values()), Counter(audited.kinds)
    table = Table("measure", "figures", box=None, header_style="bold", pad_edge=False)
    for measure, n in audited.measures.items():
        table.add_row(measure, f"{n:,}")
    console = Console()
    console.print(table)
    print(
        f"\n{audited.pages:,} pages agree with the tables: {figures:,} figures of"
        f" {len(audited.measures)} measures recomputed, {kinds['said']:,} quotes and phrases found"
        f" at their offsets, {kinds['name']:,} names, {kinds['link']:,} links,"
        f" {kinds['reference']:,} references; {audited.reported:,} numbers of report.html agree."
    )
    print(
        f"{audited.evidence:,} rows of evidence lead to their file and row;"
        f" {sum(audited.records.values()):,} recorded counts and sums were counted again"
        + (
            f", {sum(audited.refitted.values()):,} effects, exposures and sums of money fitted"
            " again with statsmodels."
            if audited.refitted
            else "; without won and lost deals there is no effect to fit."
        )
    )
