"""A text's lines, list items and, in notes, clauses: the borders that people set themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile(r"[^\n]+")
# "- ", "* ", "• ", "1. ", "2) ", "a) ", "[x] " before a list's item
_BULLET = re.compile(
    r"\s*(?:[-*•·‣◦–—>+]+|\(?\d{1,2}[.)]|\(?[a-hA-H]\)|\[[ xX]?\])\s+"
    r"|\s*[•·‣◦]\s*"
)
# What sellers put between two points of a note. A slash needs spaces on both sides ("and/or");
# a semicolon or an arrow does not.
_CLAUSE = re.compile(
    r"\s*;\s*|\s+(?:/|//|\||•|·)\s+|\s*(?:->|=>|→|»|➔)\s*|\s+\d{1,2}\)\s+"
    # a dash parts two points where both say something: "no export - asked for CSV twice", but
    # "us or them - unclear" is one
    r"|\s+(?:–|—|--?)\s+(?=(?:\S+\s+){2}\S)"
)
_DASHES = ("-", "--", "–", "—")
_EDGES = " \t\n\r"


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Spans of lines without list marks and blanks at the edges."""
    for line in _LINE.finditer(text):
        start, end = line.span()
        if bullet := _BULLET.match(text, start, end):
            start = bullet.end()
        yield from trimmed(text, start, end)


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans between the marks that a note's writer puts between points."""
    at = start
    for mark in _CLAUSE.finditer(text, start, end):
        if mark.group().strip() in _DASHES and text.count(" ", at, mark.start()) < 2:
            continue
        yield from trimmed(text, at, mark.start())
        at = mark.end()
    yield from trimmed(text, at, end)


def trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without blanks at its edges, or nothing."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if start < end:
        yield start, end
