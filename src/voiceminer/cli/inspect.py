"""`voiceminer inspect`: what each file was taken for."""

from __future__ import annotations


def inspect() -> None:
    """Show what each file was taken for, column by column."""
    raise NotImplementedError
