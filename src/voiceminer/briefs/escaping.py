"""Untrusted text made inert: for markdown, for front matter, for file names."""

from __future__ import annotations

import re
import unicodedata

from voiceminer.inert import one_line

# Everything that CommonMark, GitHub's tables and autolinks, or Obsidian's links, tags and maths
# would read as markup. A backslash before ASCII punctuation prints that punctuation (CommonMark
# 2.4). An underscore between letters is none (6.2). Dots, commas and quotes stay as they are.
_ACTIVE = re.compile(
    r"([\\`*\[\]<>|~#$@{}^]|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w])|!(?=\[)|=(?==)|%(?=%)"
    r"|:(?=//)|(?<=www)\.)"
)
_SCALAR = re.compile(rf'{_ACTIVE.pattern}|"')
# What opens a block at the start of a line: bullets, quotes, numbered lists, rules.
_OPENS = re.compile(r"^(?:[-+=]|\d{1,9}(?=[.)]))")


def markdown(text: str) -> str:
    """The text such that every markdown renderer prints it as it stands."""
    escaped = _ACTIVE.sub(r"\\\1", one_line(text))
    opening = _OPENS.match(escaped)
    if opening is None:
        return escaped
    head = opening.group()
    # digits cannot be escaped; the dot or bracket after them can
    return f"{head}\\{escaped[len(head) :]}" if head[0].isdigit() else f"\\{escaped}"


def scalar(text: str) -> str:
    """The text between the double quotes of a YAML scalar, inert as markdown too.

    Not every reader knows front matter: what would be markup is written as a code point (YAML 1.2,
    5.7), which markdown prints as it stands.
    """
    return _SCALAR.sub(lambda mark: f"\\u{ord(mark[0]):04X}", one_line(text))


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens, for a file name; at most 60 characters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words[:60].rstrip("-") or "topic"
