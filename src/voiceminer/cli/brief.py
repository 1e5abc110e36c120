"""`voiceminer brief RUN`: the pages again, without mining."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voiceminer.cli.exits import exit_codes
from voiceminer.cli.languages import Language, language_named


def brief(
    run: Annotated[Path, typer.Argument(help="A run folder.", show_default=False)],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="A run folder to write; RUN itself if left out."),
    ] = None,
    top: Annotated[
        int | None, typer.Option(min=0, help="Full briefs for this many topics.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Your product's name, for the briefs.")] = None,
    language: Language = None,
    template: Annotated[
        Path | None,
        typer.Option(help="A folder of Jinja templates taken before ours of the same name."),
    ] = None,
) -> None:
    """Render a run's pages again from its tables: whole, or not at all."""
    with exit_codes():
        from voiceminer.errors import SettingsError
        from voiceminer.pipeline import render

        if template and not template.is_dir():
            raise SettingsError(
                f"{template}: there is no such folder. Name the folder of your templates."
            )
        spoken = language_named(language)
        render(run, out, top=top, title=title, language=spoken, templates=template)
        print(f"Briefs: {(out or run) / 'index.md'} (start here) and {(out or run) / 'briefs'}")
