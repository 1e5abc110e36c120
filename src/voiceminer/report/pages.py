"""Markdown pages as HTML for a drawer: what is no link within the report stays text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup, escape

# A reference that a page prints. A bracketed number in a customer's words is escaped, so it is no
# plain text token until `text_join` has run.
_REFERENCE = re.compile(r"\[(\d{1,4})\]")
# What stands before a page for programs, between two lines of hyphens.
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
# The pages beside the briefs that a report carries too, by their drawers.
OTHERS = {"index": "index.md", "method": "method.md", "scorecard": "scorecard.md"}
_BRIEF = re.compile(r"(t-[0-9a-f]+)-[a-z0-9-]+\.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page in HTML: its first heading apart from the rest."""

    title: str
    body: Markup


def shown(markdown: str, page_id: str) -> Shown:
    """A page of a run as HTML, headings one level down, references led to the page's sources."""
    renderer = _renderer()
    tokens = renderer.parse(_FRONT.sub("", markdown), {"page": page_id})
    title = ""
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        title = "".join(t.content for t in tokens[1].children or () if t.type == "text").strip()
        tokens = tokens[3:]
    body = renderer.renderer.render(_tabled(tokens), renderer.options, {"page": page_id})
    return Shown(title=title, body=Markup(body))  # noqa: S704  # rendered without raw HTML


@cache
def _renderer() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.disable(["image", "html_block", "html_inline"])
    made.core.ruler.before("text_join", "references", _linked)
    return made


def _linked(state: StateCore) -> None:
    for block in state.tokens:
        if block.type in ("heading_open", "heading_close") and block.tag != "h1":
            block.tag = f"h{min(int(block.tag[1:]) + 1, 6)}"
        if block.children:
            block.children = _inline(block.children, state.env["page"])


def _inline(children: Sequence[Token], page_id: str) -> list[Token]:
    done: list[Token] = []
    open_links: list[bool] = []
    for token in children:
        if token.type == "link_open":
            target = _target(str(token.attrGet("href") or ""))
            open_links.append(bool(target))
            if target:
                token.attrs = {"href": target}
                done.append(token)
        elif token.type == "link_close":
            if open_links.pop():
                done.append(token)
        elif token.type == "text":
            done += _referring(token, page_id)
        else:
            done.append(token)
    return done


def _target(href: str) -> str:
    """Where a link of a run's page leads within the report; "" for anything else."""
    name = PurePosixPath(href).name
    brief = _BRIEF.fullmatch(name)
    if brief:
        return f"#{brief[1]}"
    return (
        f"#{name.removesuffix('.md')}" if name in ("method.md", "scorecard.md", "index.md") else ""
    )


def _referring(token: Token, page_id: str) -> list[Token]:
    parts: list[Token] = []
    end = 0
    for found in _REFERENCE.finditer(token.content):
        number = found[1]
        parts.append(Token("text", "", 0, content=token.content[end : found.start()].rstrip(" ")))
        link = f'<a class="ref" href="#{escape(page_id)}.{number}">{number}</a>'
        parts.append(Token("html_inline", "", 0, content=link))
        end = found.end()
    return [*parts, Token("text", "", 0, content=token.content[end:])] if parts else [token]


def _tabled(tokens: Sequence[Token]) -> list[Token]:
    """Tables that scroll by themselves, without a head of empty cells, first cells as heads."""
    done: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "table_open":
            end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
            done += _table(list(tokens[at : end + 1]))
            at = end
        else:
            done.append(token)
        at += 1
    return done


def _table(tokens: list[Token]) -> list[Token]:
    head = [i for i, t in enumerate(tokens) if t.type in ("thead_open", "thead_close")]
    if head and not any(t.content for t in tokens[head[0] : head[1]] if t.type == "inline"):
        tokens = [*tokens[: head[0]], *tokens[head[1] + 1 :]]
    first = False
    for token in tokens:
        if token.type == "tr_open":
            first = True
        elif token.type in ("td_open", "td_close") and first:
            token.tag = "th"
            if token.type == "td_open":
                token.attrSet("scope", "row")
            else:
                first = False
        elif token.type == "th_open":
            token.attrSet("scope", "col")
    for token in tokens:  # alignment is the style sheet's matter
        style = str(token.attrs.pop("style", ""))
        if "right" in style:
            token.attrSet("class", "n")
    return [
        Token("html_block", "", 0, content='<div class="scroll" tabindex="0" role="group">'),
        *tokens,
        Token("html_block", "", 0, content="</div>\n"),
    ]
