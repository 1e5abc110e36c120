"""Whatever an export holds as text -> plain lines."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from voiceminer.voice.text.html import text_of_html
from voiceminer.voice.text.markup import undressed

# Marks without width (also soft hyphens) hide words from every matcher and from readers.
_WIDTHLESS = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0e-\x1f]"
)
_BREAK = re.compile("\r\n?|[\u2028\u2029\x0c\x85]")
_BLANK = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_EDGE = re.compile(r" ?\n ?")
_GAP = re.compile(r"\n{3,}")


def plain_text(source: str, cut: Counter[str]) -> str:
    """Plain text, NFC, single spaces, at most one blank line in a row.

    Parameters
    ----------
    source : str
        A cell of an export: text, HTML, Jira wiki, an Atlassian document, Slack, Markdown.
    cut : Counter
        Counts what HTML's own marks told to be quoted history or signature.
    """
    text = text_of_html(source, cut)
    if not text.isascii():
        text = _WIDTHLESS.sub("", unicodedata.normalize("NFC", text))
    text = _BREAK.sub("\n", text)
    text = undressed(text)
    text = _BLANK.sub(" ", text)
    if "\n" in text:
        text = _GAP.sub("\n\n", _EDGE.sub("\n", text))
    return text.strip()
