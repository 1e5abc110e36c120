"""`voiceminer why RUN TOPIC`: the deals and the words behind a topic's figures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voiceminer.cli.exits import exit_codes
from voiceminer.cli.mine import Json


def why(
    run: Annotated[Path, typer.Argument(help="A run folder.", show_default=False)],
    topic: Annotated[
        str,
        typer.Argument(
            help="A topic: its place in the list, its id, or words of its name.",
            show_default=False,
        ),
    ],
    deals: Annotated[
        int, typer.Option(min=0, help="How many deals to show with what was said; 0 shows all.")
    ] = 10,
    as_json: Json = False,
) -> None:
    """Show the deals behind a topic's figures, what adjustment did, and what was said in each."""
    with exit_codes():
        from voiceminer.briefs import casebook_of, reasons_of
        from voiceminer.cli.why_page import print_json, print_page
        from voiceminer.store import load_run

        book = casebook_of(load_run(run))
        reasons = reasons_of(book, topic)
        if as_json:
            print_json(reasons)
        else:
            print_page(reasons, most=deals or None)
