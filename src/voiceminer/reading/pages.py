"""HTML to tables: what help desks and CRMs download as `.xls`, and saved pages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from voiceminer.reading.columns import batched
from voiceminer.reading.layout import parts_of, tables_of
from voiceminer.reading.prose import prose
from voiceminer.reading.tables import Table

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|style|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_BREAKS = "br,p,div,li,tr,h1,h2,h3,h4,h5,h6,blockquote,pre"
# white space that is more than a single blank
_SPACE = re.compile(
    r"[ \t\r\f\v\u00a0]*\n[ \t\r\f\v\u00a0]*|[ \t\r\f\v\u00a0]{2,}|[\t\r\f\v\u00a0]"
)


def is_page(text: str) -> bool:
    """Whether a text is a page of HTML or a part of one that begins with a table."""
    return bool(_PAGE.match(text.lstrip("\ufeff")[:4000]))


def page(text: str, path: str, encoding: str) -> Iterable[Table]:
    """A table for each of the page's with a header and a row; a page without one is prose."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(text)
    tree.strip_tags(["script", "style", "head"])
    _break(tree)
    grids = [_grid(node) for node in tree.css("table") if len(node.css("table")) == 1]
    grids = [g for g in grids if len(g) > 1 and max(map(len, g)) > 1]
    parts = [
        (f"table {place}" if len(grids) > 1 else "", part)
        for place, records in enumerate(grids, 1)
        for part in parts_of(batched(records), lone=False)
    ]
    yield from tables_of(parts, path=path, container="html", encoding=encoding, dialect="web page")
    body = tree.body
    if not grids and body is not None:
        yield prose(_words(body), path, encoding)


# what frames every page of a site, and what is no text
_FRAME = ["script", "style", "head", "nav", "header", "footer", "aside", "form", "noscript", "svg"]


def paragraphs_in(text: str) -> list[str]:
    """The paragraphs of a web page, headings and items of lists among them ("- …")."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(text)
    tree.strip_tags(_FRAME)
    if tree.body is None:
        return []
    _break(tree)
    for item in tree.css("li"):
        item.insert_before("\n- ")
    for cell in tree.css("td,th"):
        cell.insert_after("\n")
    lines = (line.strip() for line in _words(tree.body).split("\n"))
    return [line for line in lines if line.strip("- ")]


def _grid(table: object) -> list[list[str]]:
    """The cells row by row; a cell over several columns fills the first."""
    return [
        [cell for node in row.css("td,th") for cell in [_words(node), *_blanks(node)]]
        for row in table.css("tr")  # type: ignore[attr-defined]  # selectolax's node has no stub
    ]


def _blanks(node: object) -> list[str]:
    span = node.attributes.get("colspan") or ""  # type: ignore[attr-defined]  # as above
    return [""] * (min(int(span), 100) - 1) if span.isdecimal() else []


def _break(tree: object) -> None:
    """End a line behind whatever ends one on a screen."""
    for line_break in tree.css(_BREAKS):  # type: ignore[attr-defined]  # as above
        line_break.insert_after("\n")


def _words(node: object) -> str:
    words: str = node.text(separator="")  # type: ignore[attr-defined]  # as above
    return _SPACE.sub(lambda gap: "\n" if "\n" in gap.group() else " ", words).strip()
