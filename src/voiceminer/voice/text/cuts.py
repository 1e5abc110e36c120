"""What was taken out of a turn, and by which rule."""

from __future__ import annotations

from typing import NamedTuple


class Cut(NamedTuple):
    """A text that its turn's writer did not write now, raw, and the rule that took it out."""

    rule: str
    text: str
