"""Whose words a turn holds, and whether they are evidence."""

from __future__ import annotations

from typing import Literal

from voiceminer.data import Kind, Side, Turn

Ours = Literal["ours"]

# Where the export is customers' own, a turn of which nobody knows whose it is counts.
_CUSTOMERS_OWN: frozenset[Kind] = frozenset({"text", "review"})


def side_of(turn: Turn, kind: Kind) -> tuple[Side | Ours | None, str]:
    """The side, or None and the reason why the turn is left out.

    Private notes and automatic messages are never kept, whoever they are by.
    """
    if not turn.public:
        return None, "private note"
    match turn.role:
        case "customer":
            return "customer", ""
        case "note":
            return "reported", ""
        case "ours":
            return "ours", ""
        case "bot":
            return None, "automatic message"
        case "unknown" if kind in _CUSTOMERS_OWN:
            return "unknown", ""
        case _:
            return None, "nobody knows whose turn it is"
