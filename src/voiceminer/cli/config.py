"""`voiceminer config`: every setting with its default and its meaning."""

from __future__ import annotations

import sys


def config() -> None:
    """Print the default settings as a file to edit: voiceminer config > voiceminer.toml."""
    from voiceminer.cli.defaults import default_file  # pydantic takes longer than all else here

    sys.stdout.write(default_file())
