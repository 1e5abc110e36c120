"""Addresses on the web. All of one goes: hosts name customers, paths and queries carry tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voiceminer.voice.redaction.span import Span

_URL = re.compile(
    r"\b(?:(?:https?|ftp|file|sftp|ssh|s3)://|www\.)[^\s<>\"'\]\[{}"
    r"|]*[^\s<>\"'\]\[{}|.,;:!?)]"
)
# without a scheme: a host with a path or a query; "and/or" has no dot, "v2.1/v2.2" no such end
_BARE = re.compile(
    r"\b(?:[a-zA-Z0-9-]+\.)+(?:com|org|net|io|de|fr|es|eu|uk|app|dev|co|ai|cloud|it|nl|pl|at|ch|pt)"
    r"[/?][^\s<>\"'\]\[{}|]*[^\s<>\"'\]\[{}|.,;:!?)]"
)


def urls(text: str) -> Iterator[Span]:
    """Spans of web addresses."""
    if "://" in text or "www." in text:
        for match in _URL.finditer(text):
            yield Span(match.start(), match.end(), "URL", match.group())
    if "." in text and ("/" in text or "?" in text):
        for match in _BARE.finditer(text):
            yield Span(match.start(), match.end(), "URL", match.group())
