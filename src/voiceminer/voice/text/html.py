"""HTML mail -> plain lines, with quoted mail marked by ">" or taken out by its marks."""

from __future__ import annotations

import html
import re
from collections.abc import Set as AbstractSet

from selectolax.lexbor import LexborHTMLParser, LexborNode

from voiceminer.voice.text.cuts import Cut

# An opening or closing tag of a name that mails use: "a < b" and "<jane@x.org>" are no HTML.
TAG = re.compile(
    r"</?(?:html|body|head|div|p|br|span|a|b|i|u|strong|em|table|tr|td|th|tbody|ul|ol|li|h[1-6]"
    r"|blockquote|pre|code|font|img|hr|style|script|o:p|center|section|article|small|at)\b[^<>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});")
# In a page with blocks a line break in the source is but a blank.
_BLOCKS = re.compile(r"<(?:p|div|br|table|li|blockquote|h[1-6])\b", re.IGNORECASE)
_BREAKS = re.compile(r"[ \t]*\r?\n\s*")

# What holds nothing but history, and the lines above it that say whose it is.
_HISTORY = (
    "div.yahoo_quoted, div.moz-cite-prefix, div.gmail_attr, .front-blockquote, .intercom-quote,"
    " .zmail_extra_hr, #mail-editor-reference-message-container, .freshdesk_quote"
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
# Mail programs indent by a quotation without a border: the writer's own words, moved in.
_INDENTED = re.compile(r"border(?:-left)?:\s*(?:none|0)|margin:\s*0(?:px)? 0(?:px)? 0(?:px)? 40px")


def text_of_html(source: str, cuts: list[Cut], keep: AbstractSet[str]) -> str:
    """The visible text, a line per block; what marks tell to be old is added to `cuts`."""
    if "<" not in source or not TAG.search(source):
        return html.unescape(source) if "&" in source and _ENTITY.search(source) else source
    if _BLOCKS.search(source) and "<pre" not in source.lower():
        source = _BREAKS.sub(" ", source)
    tree = LexborHTMLParser(source)
    for node in tree.css(_UNSEEN):
        node.decompose()
    if tree.body is None:
        return ""
    _spaced(tree)
    if "quoted reply" not in keep:
        _without_history(tree, cuts)
    if "signature" not in keep:
        for node in tree.css(_SIGNATURE):
            _cut(node, "signature", cuts)
    while (quote := tree.css_first("blockquote")) is not None:
        _mark(quote)
    return tree.body.text()


def _spaced(tree: LexborHTMLParser) -> None:
    """A line break round each block, a blank between cells."""
    for node in tree.css(_BLOCK):
        node.insert_before("\n- " if node.tag == "li" else "\n")
        if node.tag not in ("br", "li"):
            node.insert_after("\n")
    for node in tree.css("td, th"):
        node.insert_after(" ")


def _without_history(tree: LexborHTMLParser, cuts: list[Cut]) -> None:
    """Without what a mail program's own marks tell to be old."""
    for node in tree.css("div.gmail_quote"):
        _without_attribution(node, cuts)
    for node in tree.css(_HISTORY):
        _cut(node, "quoted reply", cuts)
    for node in tree.css(_FROM_HERE):
        while node.next is not None:
            _cut(node.next, "quoted reply", cuts)
        _cut(node, "quoted reply", cuts)


def _without_attribution(node: LexborNode, cuts: list[Cut]) -> None:
    """Gmail's quote: what stands before the old mail says whose it is; a forward is all old."""
    quote = node.css_first("blockquote")
    if quote is None:
        _cut(node, "quoted reply", cuts)
        return
    while quote.parent is not None and quote.parent != node:
        quote = quote.parent
    while quote.prev is not None:
        _cut(quote.prev, "quoted reply", cuts)


def _mark(node: LexborNode) -> None:
    """A quotation as lines that begin with ">", as plain mail has it."""
    attributes = node.attributes
    style = attributes.get("style") or ""
    own = _INDENTED.search(style) and not ({"type", "class", "cite"} & {*attributes})
    lines = node.text().strip().split("\n")
    node.replace_with(
        "\n" + "\n".join(lines if own else [f"> {line.strip()}" for line in lines]) + "\n"
    )


def _cut(node: LexborNode, rule: str, cuts: list[Cut]) -> None:
    if text := node.text().strip():
        cuts.append(Cut(rule, text))
    node.decompose()
