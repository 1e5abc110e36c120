"""`voiceminer curate RUN`: what people know about topics, applied to a run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from voiceminer.cli.exits import exit_codes
from voiceminer.cli.mine import Cache, Json, Quiet, cache_folder


def curate(
    run: Annotated[Path, typer.Argument(help="A run folder.", show_default=False)],
    taxonomy: Annotated[
        Path | None,
        typer.Option(
            "--taxonomy", help="The file to apply; taxonomy.toml beside the run if left out."
        ),
    ] = None,
    init: Annotated[
        bool,
        typer.Option("--init", help="Write such a file, with every topic in it, to be edited."),
    ] = False,
    cache: Cache = True,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Rename, merge, split, lock, hide and define topics by taxonomy.toml, and rank them anew."""
    with exit_codes():
        from voiceminer.cli.progress import working
        from voiceminer.cli.show import show_run
        from voiceminer.taxonomy import read_taxonomy

        file = taxonomy or run.resolve().parent / "taxonomy.toml"
        if init:
            _begin(run, file, quiet=quiet)
            return
        said = read_taxonomy(file)
        with working(quiet=quiet, briefly=True):
            from voiceminer.pipeline import curate as curated

            result = curated(run, said, cache=cache_folder() if cache else None)
        show_run(result, run, as_json=as_json)


def _begin(run: Path, file: Path, *, quiet: bool) -> None:
    from voiceminer.errors import SettingsError
    from voiceminer.store import load_run
    from voiceminer.taxonomy import starting_file

    if file.exists():
        raise SettingsError(
            f"{file.name}: it is there already, and is never written over. "
            "Name another file with --taxonomy, and take from it what you need."
        )
    file.write_text(starting_file(load_run(run)), encoding="utf-8", newline="\n")
    if not quiet:
        print(f"wrote {file}: edit it, then voiceminer curate {run}", file=sys.stderr)
