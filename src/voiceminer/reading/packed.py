"""Text that an export packs into letters: Salesforce writes the bodies of its notes in base64."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence

# 16 letters are 12 characters; what is shorter may be a word or an id
_PACKED = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")
_SAMPLE = 20


def unpacked(cells: Sequence[str]) -> list[str] | None:
    """The texts of a column whose every cell is packed; None of any other column."""
    filled = [c for c in cells if c]
    if not filled or not all(_one(c) for c in filled[:_SAMPLE]):
        return None
    return [(_one(c) or c) if c else "" for c in cells]


def _one(cell: str) -> str:
    if len(cell) % 4 or not _PACKED.fullmatch(cell):
        return ""
    try:
        text = base64.b64decode(cell, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return text if (" " in text and text.isprintable()) or "<" in text else ""
