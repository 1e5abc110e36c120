"""What our own pages say of a topic, and in whose words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from voiceminer.briefs import figures
from voiceminer.briefs.casebook import Casebook
from voiceminer.briefs.printing import Name, Point, Reference, Said
from voiceminer.briefs.quoting import shortened_to
from voiceminer.data import Figure

# A paragraph of ours stands in a table: enough of it to find it by.
LONGEST = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPages:
    """The paragraph of our pages that is nearest to a topic, and whether it answers."""

    given: bool
    page: Name
    text: Said
    cut: bool
    reference: Reference
    pages: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """A phrase of ours that no customer uses."""

    phrase: Name
    pages: Figure
    reference: Reference


def on_pages_of(book: Casebook, topic_id: str) -> OnPages | None:
    """What our pages say of the topic; None where none were read, or too little was said."""
    found = book.on_pages.get(topic_id)
    if found is None:
        return None
    text = book.page_texts[found.file][found.turn_id][found.start : found.end]
    shown = shortened_to(text, LONGEST)
    point = Point(
        file=found.file,
        row=found.row,
        verbatim_id=found.turn_id,
        start=found.start,
        end=found.start + len(shown),
    )
    return OnPages(
        given=found.given,
        page=Name(found.file.removeprefix("pages/")),
        text=Said(shown),
        cut=len(shown) < len(text),
        reference=Reference(what="our own page", topic_id=topic_id, points=(point,)),
        pages=figures.count("own_pages", book.result.answers.pages),
    )


def pages_with(book: Casebook, phrase: str) -> int:
    """On how many of our pages a phrase stands as a whole."""
    whole = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE)
    return sum(any(map(whole.search, page.values())) for page in book.page_texts.values())


def ours_alone(book: Casebook, most: int) -> list[Ours]:
    """Phrases on our pages that no customer uses, those on most pages first."""
    return [
        Ours(
            phrase=Name(p.phrase),
            pages=figures.count("pages_with_our_phrase", p.pages, key=p.phrase),
            reference=Reference(
                what="our own page",
                topic_id="",
                points=(
                    Point(file=p.file, row=p.row, verbatim_id=p.turn_id, start=p.start, end=p.end),
                ),
            ),
        )
        for p in list(book.result.answers.our_phrases)[:most]
    ]
