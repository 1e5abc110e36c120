"""What opens beside the list: a topic's brief, and the run's other pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voiceminer.data import Briefs, MiningResult
from voiceminer.report.listing import Line
from voiceminer.report.pages import OTHERS, Shown, shown
from voiceminer.report.quotes import Said, quotes_of
from voiceminer.report.sources import Source, sources_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawer:
    """One drawer: a page with its sources or, for a topic without one, its figures and quotes."""

    id: str
    line: Line | None
    page: Shown | None
    sources: Sequence[Source]
    quotes: Sequence[Said]


def drawers_of(result: MiningResult, briefs: Briefs, lines: Sequence[Line]) -> list[Drawer]:
    """A drawer for each topic in the list, in its order, and for each other page."""
    # a call's file is often named after the customer: what may be shared names no rows
    shared = result.settings.briefs.edition == "marketing"
    sources = {} if shared else sources_of(briefs)
    quotes = quotes_of(result, {line.topic_id for line in lines if not line.page})
    of_topics = [
        Drawer(
            id=line.topic_id,
            line=line,
            page=shown(briefs.pages[line.page], line.topic_id) if line.page else None,
            sources=sources.get(line.page, ()),
            quotes=quotes.get(line.topic_id, ()),
        )
        for line in lines
    ]
    of_pages = [
        Drawer(
            id=name,
            line=None,
            page=shown(briefs.pages[path], name),
            sources=sources.get(path, ()),
            quotes=(),
        )
        for name, path in OTHERS.items()
        if path in briefs.pages
    ]
    return [*of_topics, *of_pages]
