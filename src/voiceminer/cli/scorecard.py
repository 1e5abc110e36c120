"""`voiceminer scorecard RUN`: the few figures that sales and marketing share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voiceminer.cli.exits import exit_codes
from voiceminer.cli.languages import Language, language_named
from voiceminer.cli.mine import Json


def scorecard(
    run: Annotated[Path, typer.Argument(help="A run folder.", show_default=False)],
    language: Language = None,
    as_json: Json = False,
) -> None:
    """Show the figures that sales and marketing share, with goals that chance cannot fake."""
    with exit_codes():
        from voiceminer.briefs import scorecard_page
        from voiceminer.store import load_run

        text, figures = scorecard_page(load_run(run), language_named(language))
        if as_json:
            import json

            names = ("measure", "topic_id", "key", "value", "unit", "shown")
            rows = [{name: getattr(figure, name) for name in names} for figure in figures]
            print(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            from rich.console import Console
            from rich.markdown import Markdown

            Console().print(Markdown(text)) if Console().is_terminal else print(text, end="")
