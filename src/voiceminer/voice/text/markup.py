"""Jira wiki, Atlassian documents, Slack and Markdown -> the words that they dress."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_SLACK = (
    (re.compile(r"<[@!][^<>|\s]+\|([^<>]+)>"), r"\1"),
    (re.compile(r"<@[A-Z0-9]+>"), "@someone"),
    (re.compile(r"<![a-z]+(?:\^[^<>]*)?>"), ""),
    (re.compile(r"<#[A-Z0-9]+\|([^<>]+)>"), r"#\1"),
    (re.compile(r"<((?:https?|mailto):[^<>|\s]+)\|([^<>]+)>"), r"\2 \1"),
    (re.compile(r"<((?:https?|mailto):[^<>|\s]+)>"), r"\1"),
)
_EMOJI = ((re.compile(r"(?<!\w):[a-z][a-z0-9_+-]{1,30}:(?!\w)"), ""),)
_JIRA = (
    (re.compile(r"(?m)^bq\. "), "> "),
    (re.compile(r"\{(?:code|noformat|panel|color)(?::[^{}]*)?\}"), " "),
    (re.compile(r"\{\{([^{}]+)\}\}"), r"\1"),
    (re.compile(r"\[~[^\[\]]+\]"), "@someone"),
    (re.compile(r"\[([^\[\]|\n]+)\|((?:https?|mailto):[^\[\]\s]+)\]"), r"\1 \2"),
    (re.compile(r"(?m)^h[1-6]\.\s+"), ""),
    (re.compile(r"(?m)![\w./ -]+\.(?:png|jpe?g|gif|pdf)(?:\|[^!\n]*)?!"), ""),
)
_MARKDOWN = (
    (re.compile(r"!\[[^\[\]]*\]\([^()\s]*\)"), ""),
    (re.compile(r"\[([^\[\]]+)\]\(((?:https?|mailto):[^()\s]+)\)"), r"\1 \2"),
    (re.compile(r"(?m)^#{1,6}\s+(?=\S)"), ""),
    (re.compile(r"(?<![\w*])\*\*([^*\n]+)\*\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w*])\*([^*\s][^*\n]*)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)__([^_\n]+)__(?!\w)"), r"\1"),
    (re.compile(r"`{1,3}([^`]+)`{1,3}"), r"\1"),
)
_QUOTE = re.compile(r"\{quote\}(.*?)\{quote\}", re.DOTALL)
# A rule set is tried only where one of its signs stands: most texts carry none. Looking for a
# string is ten times quicker than for any of several expressions.
_SIGNS = (
    (("<",), re.compile(r"<[@!#hm]"), _SLACK),
    ((":",), re.compile(r":[a-z]"), _EMOJI),
    (
        ("{", "[~", "|", "h1.", "h2.", "h3.", "h4.", "h5.", "h6.", "bq.", "!"),
        re.compile(r"\{\{|\{[a-z]+[:}]|\[~|\||^(?:h\d|bq)\.|!\S+!", re.MULTILINE),
        _JIRA,
    ),
    (("](", "*", "__", "`", "#"), re.compile(r"\]\(|\*|__|`|^#", re.MULTILINE), _MARKDOWN),
)


# one of the characters that the first column's signs need
_DRESSED = re.compile(r"[<:{\[\]|!*_`#]|(?<=[hb][1-6q])\.")


def undressed(text: str) -> str:
    """The text without its markup; a link keeps its words and its address."""
    if not _DRESSED.search(text):
        return text
    if "{quote}" in text:
        text = _QUOTE.sub(_marked, text)
    for signs, sign, rules in _SIGNS:
        if any(x in text for x in signs) and sign.search(text):
            for pattern, instead in rules:
                text = pattern.sub(instead, text)
    return text


def _marked(quote: re.Match[str]) -> str:
    """What stands between {quote} and {quote}, as lines that begin with ">"."""
    return "\n" + "\n".join(f"> {line}" for line in quote[1].strip().split("\n")) + "\n"


def text_of_atlassian(text: str) -> str:
    """An Atlassian document (JSON) as lines; the text itself where it is none."""
    if '"doc"' not in text[:200]:
        return text
    try:
        document = json.loads(text)
        return "".join(_words(document)).strip() if isinstance(document, dict) else text
    except (ValueError, RecursionError):  # no JSON, or nested deeper than anybody writes
        return text


# What nodes of an Atlassian document put before and after their content.
_BEFORE = {"listItem": "- ", "hardBreak": "\n", "mention": "@someone"}
_AFTER = dict.fromkeys(("paragraph", "heading", "codeBlock", "tableRow"), "\n") | dict.fromkeys(
    ("tableCell", "tableHeader"), " "
)


def _words(node: dict[str, Any]) -> Iterator[str]:
    kind, attributes = str(node.get("type")), node.get("attrs")
    if kind == "blockquote":
        quoted = "".join(_words({**node, "type": ""})).strip()
        yield "\n".join(f"> {line}" for line in quoted.split("\n")) + "\n"
        return
    yield _BEFORE.get(kind, "")
    if kind == "text":
        yield str(node.get("text", ""))
    elif kind in ("inlineCard", "blockCard") and isinstance(attributes, dict):
        yield str(attributes.get("url", ""))
    children = node.get("content")
    for child in children if isinstance(children, list) else ():
        if isinstance(child, dict):
            yield from _words(child)
    yield _AFTER.get(kind, "")
