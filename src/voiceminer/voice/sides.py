"""Whose words a turn holds, and whether they are evidence."""

from __future__ import annotations

from typing import Literal

from voiceminer.data import Kind, Role, Side, Turn

Ours = Literal["ours"]

# Where the export is customers' own, a turn of which nobody knows whose it is counts.
_CUSTOMERS_OWN: frozenset[Kind] = frozenset({"text", "review"})
_SIDES: dict[Role, Side | Ours | None] = {
    "customer": "customer",
    "note": "reported",
    "ours": "ours",
    "unknown": "unknown",
    "bot": None,
}


def side_of(turn: Turn, kind: Kind) -> tuple[Side | Ours | None, str]:
    """The side, or None and the reason why the turn is left out.

    Private notes and automatic messages are never kept, whoever they are by.
    """
    if not turn.public:
        return None, "private note"
    if turn.role == "unknown" and kind not in _CUSTOMERS_OWN:
        return None, "nobody knows whose turn it is"
    side = _SIDES[turn.role]
    return side, "" if side else "automatic message"
