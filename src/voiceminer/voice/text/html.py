"""HTML mail -> plain lines, with the quoted mail and the signature taken out by their marks."""

from __future__ import annotations

import html
import re
from collections import Counter

from selectolax.lexbor import LexborHTMLParser

# An opening or closing tag of a name that mails use: "a < b" and "<jane@x.org>" are no HTML.
TAG = re.compile(
    r"</?(?:html|body|head|div|p|br|span|a|b|i|u|strong|em|table|tr|td|th|tbody|ul|ol|li|h[1-6]"
    r"|blockquote|pre|code|font|img|hr|style|script|o:p|center|section|article|small)\b[^<>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});")

# What mail programs call the mail that they quote. The elements hold all of the history.
_QUOTED = (
    "blockquote[type=cite], blockquote.gmail_quote, div.gmail_quote, div.gmail_quote_container,"
    " div.gmail_extra, div.yahoo_quoted, div.moz-cite-prefix, div.zmail_extra,"
    " .front-blockquote, .intercom-quote, div.protonmail_quote, div.tutanota_quote,"
    " #mail-editor-reference-message-container"
)
# Marks that stand before the history: it and all that follows it in its parent go.
_FROM_HERE = "#appendonsend, #divRplyFwdMsg, hr#stopSpelling, #zwchr, #OLK_SRC_BODY_SECTION"
_SIGNATURE = (
    ".gmail_signature, [data-smartmail=gmail_signature], #Signature, .moz-signature,"
    " #ms-outlook-mobile-signature, .protonmail_signature_block, .signature"
)
_UNSEEN = "style, script, head, title, template, noscript, [hidden]"
_BLOCK = (
    "p, div, br, tr, li, ul, ol, table, hr, section, article, pre, blockquote"
    ", h1, h2, h3, h4, h5, h6"
)


def text_of_html(source: str, cut: Counter[str]) -> str:
    """The visible text, a line per block; what was cut is counted in `cut` by rule."""
    if "<" not in source or not TAG.search(source):
        return html.unescape(source) if "&" in source and _ENTITY.search(source) else source
    tree = LexborHTMLParser(source)
    for rule, selector in (("", _UNSEEN), ("quoted reply", _QUOTED), ("signature", _SIGNATURE)):
        found = tree.css(selector)
        cut[rule] += bool(found)
        for node in found:
            node.decompose()
    for node in tree.css(_FROM_HERE):
        cut["quoted reply"] += 1
        while node.next is not None:
            node.next.decompose()
        node.decompose()
    for node in tree.css(_BLOCK):
        if node.tag == "li":
            node.insert_before("\n- ")
        else:
            node.insert_before("\n")
            node.insert_after("\n")
    body = tree.body
    return body.text() if body is not None else ""
