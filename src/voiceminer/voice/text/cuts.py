"""What was taken out of a turn, and by which rule."""

from __future__ import annotations

from typing import NamedTuple

# Every reason for which words of a turn are no customer's words now, and what it means.
RULES = {
    "quoted reply": "an older mail below or between the writer's own words",
    "quoted header": "an older mail under its lines From, Sent, To and Subject",
    "forwarded or original message": "a mail that was passed on or answered",
    "signature": "closing formula, name, role, telephone",
    "device footer": "what a phone or a free mail service puts below",
    "disclaimer": "legal notice or company footer",
    "ticket furniture": "what a ticket system or a mail gateway puts in",
    "boilerplate": "the same long line from many accounts",
    "absence note": "nobody wrote it: an out-of-office reply",
    "automatic message": "nobody wrote it: a program did",
    "private note": "written for colleagues only; never read, never shown",
    "nobody knows whose turn it is": "no column tells whether a customer wrote it",
    "no text": "the turn is empty",
}
# Those that can be turned off; the others are no matter of a text's form.
MENDABLE = tuple(RULES)[: tuple(RULES).index("private note")]


class Cut(NamedTuple):
    """A text that its turn's writer did not write now, raw, and the rule that took it out."""

    rule: str
    text: str
