"""Which files in a folder or an archive are no part of an export, by their names."""

from __future__ import annotations

import re

# Files about an export, found beside it: read only when named themselves.
_ABOUT = re.compile(
    r"(?:^|[_\-. ])(?:licen[sc]e|readme|copying|notice|changelog|provenance)(?:[_\-. ]|$)",
    re.IGNORECASE,
)


def is_hidden(name: str) -> bool:
    """Hidden files, Office's lock files, and what macOS adds to archives."""
    return name.startswith((".", "~$")) or name == "__MACOSX"


def is_about(stem: str) -> bool:
    """A licence, a note on where the data come from: text that is no customer's."""
    return bool(_ABOUT.search(stem))
