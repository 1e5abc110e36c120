"""Whatever an export holds as text -> plain lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set as AbstractSet

from voiceminer.voice.text.cuts import Cut
from voiceminer.voice.text.html import text_of_html
from voiceminer.voice.text.markup import text_of_atlassian, undressed

# Marks without width (also soft hyphens) hide words from every matcher and from readers.
_WIDTHLESS = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0e-\x1f]"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_BREAK = re.compile("\r\n?|[\u2028\u2029\x0c\x85]")
# A single blank is left alone: replacing each by itself costs more than all else here.
_BLANK = re.compile(
    " {2,}|[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]*[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]"
    "[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]*"
)
_EDGE = re.compile(r" ?\n ?")
GAP = re.compile(r"\n{3,}")


def plain_text(source: str, keep: AbstractSet[str] = frozenset()) -> tuple[str, list[Cut]]:
    """Plain text, NFC, single spaces, at most one blank line in a row; and what HTML's marks cut.

    Parameters
    ----------
    source : str
        A cell of an export: text, HTML, Jira wiki, an Atlassian document, Slack, Markdown.
    keep : set of str
        Rules that cut nothing.
    """
    cuts: list[Cut] = []
    text = text_of_atlassian(source) if source.startswith("{") else source
    text = text_of_html(text, cuts, keep)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = _BREAK.sub("\n", _WIDTHLESS.sub("", text))
    elif not text.isprintable():
        text = _BREAK.sub("\n", _CONTROL.sub("", text))
    text = undressed(text)
    if "  " in text or "\t" in text or not text.isascii():
        text = _BLANK.sub(" ", text)
    if "\n" in text:
        text = GAP.sub("\n\n", _EDGE.sub("\n", text))
    return text.strip(), cuts
