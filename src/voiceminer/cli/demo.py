"""`voiceminer demo`: the main job on the corpus that comes with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voiceminer.cli.exits import exit_codes
from voiceminer.cli.mine import Cache, Json, Quiet, cache_folder


def demo(
    small: Annotated[
        bool, typer.Option("--small", help="300 deals, tickets with subjects only: as it often is.")
    ] = False,
    out: Annotated[Path, typer.Option("--out", "-o", help="The run folder to write.")] = Path(
        "voiceminer-demo"
    ),
    cache: Cache = True,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Mine the shipped corpus of an invented company and write its briefs."""
    with exit_codes():
        from voiceminer.cli.progress import working
        from voiceminer.cli.settings import settings_from
        from voiceminer.cli.show import show_run
        from voiceminer.resources import shipped

        settings = settings_from(None, {})
        cached = cache_folder() if cache else None
        with working(quiet=quiet) as engine:
            from voiceminer.pipeline import run

            corpus = shipped("demo") / ("small" if small else "full")
            result = run([corpus], settings, out, engine=engine, cache=cached)
        show_run(result, out, as_json=as_json)
