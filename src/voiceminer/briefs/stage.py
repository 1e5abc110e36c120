"""The briefs stage as one page: what stands on each page, in print, with its evidence."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

import jinja2

from voiceminer.briefs import figures, tables
from voiceminer.briefs.brief import Brief, Room, brief_of, path_of, shortened
from voiceminer.briefs.casebook import Casebook, casebook_of
from voiceminer.briefs.index_page import index_of
from voiceminer.briefs.method_page import method_of
from voiceminer.briefs.notable import tallies_of
from voiceminer.briefs.printing import Link, Name, Page, Words, environment, pressed
from voiceminer.briefs.scorecard_page import scorecard_of
from voiceminer.data import Briefs, Evidence, Figure, MiningResult, Printed, Rows

# One page of paper. To fit, a brief gives up quotes first, then rows of open deals (all stand in
# open-deals.csv), customers who could tell how it went and phrases, at last conversations to ask
# about and open deals told in words; three quotes are always left.
MOST_WORDS = 750
ROOMS = (
    Room(quotes=7, open=5, stories=2, phrases=4),
    Room(quotes=6, open=5, stories=2, phrases=4),
    Room(quotes=5, open=5, stories=2, phrases=4),
    Room(quotes=4, open=5, stories=2, phrases=4),
    Room(quotes=4, open=4, stories=1, phrases=3),
    Room(quotes=3, open=4, stories=1, phrases=3),
    Room(quotes=3, open=3, stories=1, phrases=2),
    Room(quotes=3, open=2, stories=0, phrases=2),
    Room(quotes=3, open=1, stories=0, phrases=2),
    Room(quotes=3, open=1, stories=0, phrases=0, talks=2),
    Room(quotes=3, open=1, stories=0, phrases=0, talks=1, first=1),
)


def briefs_of(result: MiningResult) -> Briefs:
    """The pages of a result, the figures that stand on them and the evidence behind those.

    Pure: reads no clock, no file and no locale; equal results give equal bytes. Pages are
    `index.md`, `scorecard.md`, `method.md`, one `briefs/<topic_id>-<slug>.md` for each of the
    first `settings.briefs.top` topics, and as tables `open-deals.csv`, `evidence.csv` and
    `deals/<topic_id>.csv`.

    Returns
    -------
    Briefs
        Every number on a markdown page stands in `figures`; every bracketed reference in
        `evidence`, one row per point. The CSV tables hold records as they are.
    """
    book = casebook_of(result)
    press = Press(book=book, templates=environment())
    tallies = tallies_of(book)
    links = {
        "method": Link(Words("how this was made, and what it cannot say"), "method.md"),
        "scorecard": Link(Words("scorecard for sales and marketing"), "scorecard.md"),
    }
    press.print("index.md", "index.md.j2", i=index_of(book), links=links)
    press.print("scorecard.md", "scorecard.md.j2", **scorecard_of(book))
    press.print("method.md", "method.md.j2", m=method_of(book))
    for effect in book.top:
        press.print_brief(path_of(book, effect.topic_id), brief_of(book, effect, tallies))
    evidence = [e for page in press.pages.values() for e in page.evidence()]
    return Briefs(
        pages={
            **press.texts,
            "open-deals.csv": tables.open_deals_csv(book),
            **_gap(book),
            "evidence.csv": tables.evidence_csv(evidence),
            **{f"deals/{e.topic_id}.csv": tables.deals_csv(book, e.topic_id) for e in book.ranked},
        },
        figures=Rows.gather(
            Figure, (f for page in press.pages.values() for f in page.figures.values())
        ),
        evidence=Rows.gather(Evidence, evidence),
        printed=Rows.gather(Printed, (p for path in press.pages for p in press.places[path])),
    )


def _gap(book: Casebook) -> dict[str, str]:
    if not book.result.answers.pages:
        return {}
    return {
        "messaging-gap.csv": tables.messaging_gap_csv(book),
        "our-phrases.csv": tables.our_phrases_csv(book),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Prints pages from templates, and keeps what each has printed."""

    book: Casebook
    templates: jinja2.Environment
    pages: dict[str, Page] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    places: dict[str, list[Printed]] = field(default_factory=dict)

    def print(self, path: str, template: str, **facts: object) -> int:
        """Print a page, in place of an earlier one at its path; its length in words."""
        page = Page(path)
        as_of = self.book.result.as_of
        text, places = pressed(
            self.templates.get_template(template),
            page,
            title=Name(self.book.result.settings.briefs.title),
            as_of=figures.day("as_of", as_of) if as_of else None,
            **facts,
        )
        self.pages[path], self.texts[path], self.places[path] = page, text, places
        return len(text.split())

    def print_brief(self, path: str, brief: Brief) -> None:
        """Print a brief with as much of it as fits a page."""

        def fits(room: Room) -> bool:
            return self.print(path, "brief.md.j2", b=shortened(brief, room)) <= MOST_WORDS

        # less room never makes a page longer, so the first that fits can be bisected for
        fits(ROOMS[min(bisect_left(ROOMS, True, key=fits), len(ROOMS) - 1)])
