"""Text of an export that nothing runs: on one line, and safe in a spreadsheet."""

from __future__ import annotations

import re
import unicodedata

# A spreadsheet runs a cell that begins so, full-width forms included; and where its separator is
# the semicolon (most of Europe), what follows one is a cell of its own, quoted or not.
# (OWASP, "CSV Injection".)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NEXT_CELL = re.compile(r"(;[ \u00a0]*)(?=[=+\-@＝＋－＠])")


def one_line(text: str) -> str:
    """The text on one line: no control, format (bidi, zero-width) or surrogate characters."""
    if text.isprintable():  # nearly always: letters, marks, punctuation and plain spaces
        return " ".join(text.split()) if "  " in text else text.strip()
    kept = (" " if c.isspace() else c for c in text)
    visible = (c for c in kept if c == " " or unicodedata.category(c)[0] != "C")
    return " ".join("".join(visible).split())


def cell(text: str) -> str:
    """The text such that no spreadsheet runs it: an apostrophe stands before every formula."""
    text = one_line(text)
    if ";" in text:
        text = _NEXT_CELL.sub(r"\1'", text)
    return f"'{text}" if text.startswith(_FORMULA) else text
