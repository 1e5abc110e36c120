"""References: from what a page says to the rows of the exports that say it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from voiceminer.briefs.casebook import Case, Casebook, Statement
from voiceminer.briefs.printing import Point, Reference


def of_statements(what: str, topic_id: str, statements: Iterable[Statement]) -> Reference:
    """A reference to the statements themselves."""
    return Reference(what=what, topic_id=topic_id, points=tuple(s.point for s in statements))


def of_cases(book: Casebook, what: str, topic_id: str, cases: Sequence[Case]) -> Reference:
    """A reference to deals: each deal's row, and where the topic first came up in it."""
    points: list[Point] = []
    for case in cases:
        points.append(Point(file=case.deal.file, row=case.deal.row))
        points += [s.point for s in book.said_in(case)[:1]]
    return Reference(what=what, topic_id=topic_id, points=tuple(points))
