"""The figures of `report.html` against the tables: the list, and the briefs in its drawers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

from voiceminer.audit.pages import Facts
from voiceminer.audit.prints import read
from voiceminer.errors import MismatchError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NAME = "report.html"
AGAIN = "Write it again with 'voiceminer report'."
# Two numbers are told apart by their digits; marks between them differ by language.
_DIGITS = re.compile(r"\d[\d.,]*")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEADING = re.compile(r"^(# .*) \[\d+\]$", re.MULTILINE)
_SOURCES = re.compile(r'<details class="sources">.*?</details>', re.DOTALL)
_BRIEF = re.compile(r"(?:^|/)(t-[0-9a-f]+)-[a-z0-9-]+\.md$")
# Index, method and scorecard lie in drawers of their own.
_OTHERS = {"index.md": "index", "method.md": "method", "scorecard.md": "scorecard"}


def check_reports(sql: DuckDBPyConnection, folder: Path, facts: Facts) -> int:
    """How many numbers of the run's reports agree: the list's, and those of briefs in drawers.

    A drawer's page is held against the markdown page beside it, whose figures are recomputed; not
    where the report was written in another language than the pages.

    Raises
    ------
    MismatchError
        At the first that does not.
    """
    checked = 0
    for home in ("", "editions/marketing/"):
        file = folder / home / NAME
        if file.is_file():
            place = f"{home}{NAME}"
            tree = LexborHTMLParser(file.read_text(encoding="utf-8"))
            checked += sum(1 for _ in _figures(sql, tree, place, facts))
            if _language(tree) == facts.language:
                checked += sum(_drawer(folder, p, n, place) for p, n in _drawers(tree, home, facts))
    return checked


def _language(tree: LexborHTMLParser) -> str:
    return (tree.root.attributes.get("lang") or "") if tree.root else ""


def _figures(
    sql: DuckDBPyConnection, tree: LexborHTMLParser, place: str, facts: Facts
) -> Iterator[str]:
    """Each figure of the list, by the measure, topic and key that it names."""
    units = {(f.measure, f.topic_id, f.key): f.unit for f in facts.figures.values()}
    for node in tree.css("data[data-of]"):
        measure, topic, key = (node.attributes["data-of"] or "").split("|", 2)
        value, shown = float(node.attributes["value"] or "nan"), node.text()
        says = facts.values.get(measure, {}).get((topic, key), 0.0)
        printed = read(shown, units.get((measure, topic, key), ""), _language(tree))
        if not _same(value, says) or printed is None or not printed.says(says):
            of = " of ".join(filter(None, (measure, key, topic)))
            raise MismatchError(place, 0, f"{value:.10g} ({shown})", f"{of} is {says:.10g}", AGAIN)
        yield shown
    query = (
        "SELECT topic_id, 100 * delta, 100 * low, 100 * high FROM effects WHERE delta IS NOT NULL"
    )
    effects = {topic: ends for topic, *ends in sql.execute(query).fetchall()}
    for row in tree.css("tr[data-id]"):
        topic = row.attributes["data-id"] or ""
        for node, says in zip(row.css("data[data-signed]"), effects.get(topic, ()), strict=False):
            value, shown = float(node.attributes["value"] or "nan"), node.text()
            if not _same(value, says) or shown != f"{says:+.0f}":
                what = f"the difference of {topic} or an end of its range is {says:+.4g}"
                raise MismatchError(place, 0, f"{value:.10g} ({shown})", what, AGAIN)
            yield shown


def _same(value: float, says: float) -> bool:
    return abs(value - says) <= 1e-9 * max(1.0, abs(says))


def _drawers(tree: LexborHTMLParser, home: str, facts: Facts) -> Iterator[tuple[str, LexborNode]]:
    """Markdown pages of the report's edition, each with its drawer."""
    for page in sorted(facts.places):
        if page.startswith(home) and (home or not page.startswith("editions/")):
            brief = _BRIEF.search(page)
            drawer = brief[1] if brief else _OTHERS.get(page.removeprefix(home), "")
            node = tree.css_first(f"template#page-{drawer}") if drawer else None
            if node is not None:
                yield page, node


def _drawer(folder: Path, page: str, node: LexborNode, place: str) -> int:
    """How many numbers of a drawer stand on its page as well; all have to, and no other."""
    html = _SOURCES.sub("", node.html or "").replace("<template", "<div")
    inside = LexborHTMLParser(html)
    # a drawer's heading has no reference
    text = _HEADING.sub(r"\1", _FRONT.sub("", (folder / page).read_text(encoding="utf-8")), count=1)
    rendered = LexborHTMLParser(MarkdownIt("commonmark").enable("table").render(text))
    stands, says = (Counter(_DIGITS.findall(_text(t))) for t in (inside, rendered))
    if stands != says:
        other = next(iter((stands - says) or (says - stands)))
        what = f"{page} has it {says[other]} times and the drawer {stands[other]}"
        raise MismatchError(place, 0, other, what, AGAIN)
    return sum(says.values())


def _text(tree: LexborHTMLParser) -> str:
    return tree.body.text(separator=" ") if tree.body else ""
