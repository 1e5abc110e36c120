"""`voiceminer topics RUN`: the list of a run made earlier."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voiceminer.cli.exits import exit_codes
from voiceminer.cli.mine import Json


def topics(
    run: Annotated[Path, typer.Argument(help="A run folder.", show_default=False)],
    why: Annotated[
        bool, typer.Option("--why", help="Show instead how the number of topics was chosen.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show a run's topics, ranked."""
    with exit_codes():
        from voiceminer.cli.levels import show_levels
        from voiceminer.cli.show import show_topics
        from voiceminer.store import load_run

        result = load_run(run)
        if why:
            show_levels(result, as_json=as_json)
            return
        rows = list(result.topic_table)
        show_topics(rows, currency=result.impact.currency, as_json=as_json)
