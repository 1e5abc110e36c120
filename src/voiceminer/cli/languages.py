"""`--language`: of the pages' own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from voiceminer import settings

Language = Annotated[
    str | None,
    typer.Option(help="Of the pages' own words and figures, en or de; the run's if left out."),
]


def language_named(language: str | None) -> settings.Language | None:
    """The language of that code."""
    from voiceminer.errors import SettingsError

    if language in (None, "en", "de"):
        return language  # type: ignore[return-value]  # mypy does not narrow by `in`
    raise SettingsError(
        f"--language {language}: the pages have no words in it. Ask for one of en, de."
    )
