"""E-mail addresses, also those written out for people ("jane at acme dot com")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voiceminer.voice.redaction.scan import Scan
from voiceminer.voice.redaction.span import Span

# 64 characters before the @ and 63 between dots are what RFC 5321 and RFC 1035 allow
_EMAIL = re.compile(
    r"(?<![\w@])[\w.!#$%&'*+/=?^`{|}~-]{0,63}[\w+-]@(?:[\w-]{1,63}\.){1,8}[^\W\d_][\w-]*",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:\(at\)|\[at\]|\{at\}|\sat\s)\s?[\w-]{1,63}"
    r"(?:\s?(?:\(dot\)|\[dot\]|\{dot\}|\sdot\s)\s?[\w-]{1,63})+",
    re.IGNORECASE,
)


_AT_DOT = frozenset({"at", "dot"})


def emails(scan: Scan) -> Iterator[Span]:
    """Spans of e-mail addresses."""
    if "@" in scan.text:
        for match in _EMAIL.finditer(scan.text):
            yield Span(match.start(), match.end(), "EMAIL", match.group().casefold())
    if scan.bag >= _AT_DOT:
        for match in _SPOKEN.finditer(scan.text):
            yield Span(match.start(), match.end(), "EMAIL", match.group().casefold())
