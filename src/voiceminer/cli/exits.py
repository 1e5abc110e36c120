"""Exit codes, and the one place that turns an error into one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from voiceminer.errors import (
    EmptyResultError,
    EndpointError,
    InputError,
    MismatchError,
    MissingExtraError,
    ModelError,
    SettingsError,
    VoiceminerError,
)

EXITS = {
    0: "done",
    1: "nothing could be said",
    2: "wrong use or settings",
    3: "input unreadable",
    4: "a check failed",
    130: "interrupted",
}

_CODES: dict[type[VoiceminerError], int] = {
    EmptyResultError: 1,
    SettingsError: 2,
    MissingExtraError: 2,
    ModelError: 2,
    EndpointError: 2,
    InputError: 3,
    MismatchError: 4,
}


@contextmanager
def exit_codes() -> Iterator[None]:
    """An error that voiceminer raised on purpose: its sentence on stderr, its code as exit."""
    try:
        yield
    except VoiceminerError as error:
        print(f"voiceminer: {error}", file=sys.stderr)
        raise typer.Exit(next(c for e, c in _CODES.items() if isinstance(error, e))) from error
    except KeyboardInterrupt:
        print("voiceminer: interrupted; nothing was written.", file=sys.stderr)
        raise typer.Exit(130) from None
