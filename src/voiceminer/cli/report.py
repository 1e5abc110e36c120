"""`voiceminer report RUN`: the run as one HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voiceminer.cli.exits import exit_codes
from voiceminer.cli.languages import Language, language_named

if TYPE_CHECKING:
    from voiceminer.settings import Edition


def edition_named(edition: str | None) -> Edition | None:
    """The edition of that name."""
    from voiceminer.errors import SettingsError

    if edition in (None, "sales", "marketing"):
        return edition  # type: ignore[return-value]  # mypy does not narrow by `in`
    raise SettingsError(
        f"--edition {edition}: there is no such edition. Ask for sales or marketing."
    )


def report(
    run: Annotated[Path, typer.Argument(help="A run folder.", show_default=False)],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="The file to write; report.html in the run if left out."),
    ] = None,
    edition: Annotated[
        str | None,
        typer.Option(help="sales or marketing (fit to share); the run's own if left out."),
    ] = None,
    language: Language = None,
) -> None:
    """Write a run as one HTML file: list, charts, map, and the brief of every topic.

    It needs no network and no other file, so it can be mailed.
    """
    with exit_codes():
        from voiceminer.errors import SettingsError
        from voiceminer.pipeline import full_report
        from voiceminer.store import load_run

        kind = edition_named(edition)
        shared = run / "editions" / "marketing"  # no such folder in a run of that edition alone
        beside = kind == "marketing" and shared.is_dir()
        file = out or (shared if beside else run) / "report.html"
        result = load_run(run)
        if not file.parent.is_dir():
            raise SettingsError(
                f"{file}: there is no folder {file.parent}. Make it, or name another file with "
                "--out."
            )
        file.write_text(
            full_report(result, language=language_named(language), edition=kind),
            encoding="utf-8",
            newline="\n",
        )
        print(file)
