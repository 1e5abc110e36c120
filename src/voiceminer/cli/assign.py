"""`voiceminer assign RUN NEW`: new text to the topics of a run."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from voiceminer.cli.exits import exit_codes
from voiceminer.cli.mine import Cache, Columns, Json, MappingFile, Paths, Quiet, cache_folder


def assign(
    run: Annotated[Path, typer.Argument(help="A run folder.", show_default=False)],
    paths: Paths,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", help="A .parquet, .csv or .jsonl file; JSON lines on stdout if left out."
        ),
    ] = None,
    column: Columns = None,
    mapping: MappingFile = None,
    cache: Cache = True,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Tell of new text which of a run's topics it is about, how surely, and what is none of them.

    With --json the counts stand on stdout in place of the rows, which then need --out.
    """
    with exit_codes():
        from voiceminer.cli.progress import working
        from voiceminer.errors import SettingsError
        from voiceminer.reading import mapping_from
        from voiceminer.store import rows_written_to

        if as_json and out is None:
            raise SettingsError(
                "--json: counts and rows cannot both stand on stdout. Name a file with --out."
            )
        mapped = mapping_from(mapping, column or ())
        cached = cache_folder() if cache else None
        counts: Counter[str] = Counter()
        with working(quiet=quiet) as engine, rows_written_to(out, sys.stdout) as write:
            from voiceminer.pipeline import assign as assigned

            for part in assigned(run, paths, engine=engine, mapping=mapped, cache=cached):
                write(part)
                counts.update(w or "assigned" for w in part.column("why"))
        if as_json:
            print(json.dumps({"out": str(out), "passages": counts.total(), **counts}, indent=2))
        elif not quiet:
            told = ", ".join(f"{n:,} {what}" for what, n in counts.most_common())
            where = f" Written to {out}." if out else ""
            print(f"{counts.total():,} statements: {told}.{where}", file=sys.stderr)
