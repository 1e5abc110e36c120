"""E-mail addresses, also those written out for people ("jane at acme dot com")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voiceminer.voice.redaction.span import Span

_EMAIL = re.compile(
    r"(?<![\w@])[\w.!#$%&'*+/=?^`{|}~-]{0,63}[\w+-]@(?:[\w-]+\.)+[^\W\d_][\w-]*", re.IGNORECASE
)
_SPOKEN = re.compile(
    r"\b[\w.+-]+\s*(?:\(at\)|\[at\]|\{at\}|\sat\s)\s*[\w-]+(?:\s*(?:\(dot\)|\[dot\]|\{dot\}"
    r"|\sdot\s)\s*[\w-]+)+",
    re.IGNORECASE,
)


def emails(text: str) -> Iterator[Span]:
    """Spans of e-mail addresses."""
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield Span(match.start(), match.end(), "EMAIL", match.group().casefold())
    if "dot" in text:
        for match in _SPOKEN.finditer(text):
            yield Span(match.start(), match.end(), "EMAIL", match.group().casefold())
