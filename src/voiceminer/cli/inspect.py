"""`voiceminer inspect`: what each file was taken for."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from voiceminer.cli.exits import exit_codes
from voiceminer.cli.mine import Columns, Config, Json, MappingFile, Paths, Quiet


def inspect(
    paths: Paths,
    column: Columns = None,
    mapping: MappingFile = None,
    write: Annotated[
        Path | None,
        typer.Option("--write-mapping", help="Write what was found as a mapping file to edit."),
    ] = None,
    config: Config = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show what each file was taken for, column by column, and what that makes possible."""
    with exit_codes():
        from voiceminer.cli.progress import working
        from voiceminer.cli.settings import settings_from
        from voiceminer.reading import inspect as inspection_of
        from voiceminer.reading import mapping_from

        settings = settings_from(config, {})
        mapped = mapping_from(mapping, column or ())
        with working(quiet=quiet, briefly=True) as engine:
            found = inspection_of(paths, settings.reading, engine=engine, mapping=mapped)
        if as_json:
            print(json.dumps(found.as_dict(), ensure_ascii=False, indent=2))
        elif sys.stdout.isatty():
            from voiceminer.cli.inspection_view import show_inspection

            show_inspection(found)
        else:
            print(found.as_text())
        if write:
            write.write_text(found.mapping_toml(), encoding="utf-8")
            if not quiet:
                print(
                    f"wrote {write}: change a line that is wrong, then"
                    f" voiceminer mine … --mapping {write}",
                    file=sys.stderr,
                )
