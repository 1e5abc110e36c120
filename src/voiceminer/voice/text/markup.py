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
    (re.compile(r"(?<!\w):[a-z][a-z0-9_+-]{1,30}:(?!\w)"), ""),
)
_JIRA = (
    (re.compile(r"\{(?:code|noformat|panel|quote|color)(?::[^{}]*)?\}"), " "),
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
# A rule set is tried only where its sign stands: most texts carry none.
_SIGNS = (
    (re.compile(r"<[@!#hm]|:[a-z]"), _SLACK),
    (re.compile(r"\{|\[~|\|http|^h\d\.|!\S+!", re.MULTILINE), _JIRA),
    (re.compile(r"\]\(|\*|__|`|^#", re.MULTILINE), _MARKDOWN),
)


def undressed(text: str) -> str:
    """The text without its markup; a link keeps its words and its address."""
    if text.startswith("{") and '"doc"' in text[:200]:
        text = _atlassian(text)
    for sign, rules in _SIGNS:
        if sign.search(text):
            for pattern, instead in rules:
                text = pattern.sub(instead, text)
    return text


def _atlassian(text: str) -> str:
    """An Atlassian document (JSON) as lines; the text itself where it is none."""
    try:
        document = json.loads(text)
    except ValueError:
        return text
    return "".join(_words(document)).strip() if isinstance(document, dict) else text


def _words(node: dict[str, Any]) -> Iterator[str]:
    kind = node.get("type")
    if kind == "text":
        yield str(node.get("text", ""))
    elif kind == "mention":
        yield "@someone"
    elif kind == "hardBreak":
        yield "\n"
    elif kind == "listItem":
        yield "- "
    for child in node.get("content") or ():
        if isinstance(child, dict):
            yield from _words(child)
    if kind in ("paragraph", "heading", "codeBlock"):
        yield "\n"
