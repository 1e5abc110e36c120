"""Untrusted text made inert: for markdown, for spreadsheets, for file names."""

from __future__ import annotations

import re
import unicodedata

# Everything that CommonMark, GitHub's tables and autolinks, or Obsidian's links, tags and maths
# would read as markup. A backslash before ASCII punctuation prints that punctuation (CommonMark
# 2.4). An underscore between letters is none (6.2). Dots, commas and quotes stay as they are.
_ACTIVE = re.compile(
    r"([\\`*\[\]<>|~#$@{}^]|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w])|!(?=\[)|=(?==)|%(?=%)"
    r"|:(?=//)|(?<=www)\.)"
)
# What opens a block at the start of a line: bullets, quotes, numbered lists, rules.
_OPENS = re.compile(r"^(?:[-+=]|\d{1,9}(?=[.)]))")
# A spreadsheet runs a cell that begins so (OWASP, "CSV Injection"), full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def one_line(text: str) -> str:
    """The text on one line: no control, format (bidi, zero-width) or surrogate characters."""
    if text.isprintable():  # nearly always: letters, marks, punctuation and plain spaces
        return " ".join(text.split()) if "  " in text else text.strip()
    kept = (" " if c.isspace() else c for c in text)
    visible = (c for c in kept if c == " " or unicodedata.category(c)[0] != "C")
    return " ".join("".join(visible).split())


def markdown(text: str) -> str:
    """The text such that every markdown renderer prints it as it stands."""
    escaped = _ACTIVE.sub(r"\\\1", one_line(text))
    opening = _OPENS.match(escaped)
    if opening is None:
        return escaped
    head = opening.group()
    # digits cannot be escaped; the dot or bracket after them can
    return f"{head}\\{escaped[len(head) :]}" if head[0].isdigit() else f"\\{escaped}"


def cell(text: str) -> str:
    """The text such that no spreadsheet runs it."""
    text = one_line(text)
    return f"'{text}" if text.startswith(_FORMULA) else text


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens, for a file name; at most 60 characters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words[:60].rstrip("-") or "topic"
