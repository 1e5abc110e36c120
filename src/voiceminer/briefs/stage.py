"""The briefs stage as one page: what stands on each page, in print, with its evidence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from voiceminer.briefs import figures, tables
from voiceminer.briefs.brief import Brief, Room, brief_of, path_of, shortened
from voiceminer.briefs.casebook import Casebook, casebook_of
from voiceminer.briefs.editions import MARKETING, for_marketing
from voiceminer.briefs.goals import Goals
from voiceminer.briefs.index_page import index_of
from voiceminer.briefs.languages import Speech, speech
from voiceminer.briefs.machine import brief_json
from voiceminer.briefs.method_page import method_of
from voiceminer.briefs.notable import tallies_of
from voiceminer.briefs.printing import Link, Name, Page, Words, environment, pressed
from voiceminer.briefs.scorecard_page import scorecard_of
from voiceminer.data import Briefs, Evidence, Figure, MiningResult, Printed, Rows
from voiceminer.errors import SettingsError

if TYPE_CHECKING:
    from voiceminer.settings import Language

# One page of paper. To fit, a brief gives up quotes first, then customers who could tell how it
# went, rows of open deals (all stand in open-deals.csv), conversations to ask about, and phrases;
# three quotes are always left.
MOST_WORDS = 750
ROOMS = (
    Room(quotes=7, open=5, stories=2, phrases=4),
    Room(quotes=6, open=5, stories=2, phrases=4),
    Room(quotes=5, open=5, stories=2, phrases=4),
    Room(quotes=4, open=5, stories=2, phrases=4),
    Room(quotes=4, open=4, stories=1, phrases=3),
    Room(quotes=3, open=4, stories=1, phrases=3),
    Room(quotes=3, open=4, stories=0, phrases=2),
    Room(quotes=3, open=3, stories=0, phrases=2),
    Room(quotes=3, open=3, stories=0, phrases=2, talks=2),
    Room(quotes=3, open=3, stories=0, phrases=2, talks=1),
    Room(quotes=3, open=3, stories=0, phrases=2, talks=1, first=1),
    Room(quotes=3, open=2, stories=0, phrases=2, talks=1, first=1),
    Room(quotes=3, open=1, stories=0, phrases=1, talks=1, first=1),
    Room(quotes=3, open=1, stories=0, phrases=1, talks=0, first=1),
    Room(quotes=3, open=1, stories=0, phrases=1, talks=0, first=0),
)
SCORECARD = "scorecard.md"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

# Pages with front matter, whose lines are kept as they are.
FRONT = {"brief.md.j2": "_front.j2"}


def briefs_of(
    result: MiningResult, *, beside: bool = True, templates: Path | None = None
) -> Briefs:
    """The pages of a result, the figures that stand on them and the evidence behind those.

    Pure: reads no clock, no file and no locale; equal results give equal bytes. Pages are
    `index.md`, `scorecard.md`, `method.md`, one `briefs/<topic_id>-<slug>.md` for each of the
    first `settings.briefs.top` topics, and as tables `open-deals.csv`, `evidence.csv` and
    `deals/<topic_id>.csv`; `brief.json` is for programs. Marketing's edition lies in
    `editions/marketing/`, without names of accounts, without topics of too few of them and without
    `brief.json`; with `settings.briefs.edition = "marketing"` it is all there is.

    Parameters
    ----------
    beside : bool
        False prints the markdown pages of the edition asked for alone: half of the time.

    Returns
    -------
    Briefs
        Every number on a markdown page stands in `figures`; every bracketed reference in
        `evidence`, one row per point. The CSV tables hold records as they are.
    """
    book = casebook_of(result)
    press = _press(result, templates)
    tallies = tallies_of(book)
    goals = Goals(book)
    shared = for_marketing(book)
    if result.settings.briefs.edition == "marketing":
        files = press.edition(shared, "", tallies, goals)
        if beside:
            files |= _shared(shared)
    else:
        files = press.edition(book, "", tallies, goals)
        if beside:
            files |= _whole(book)
            files["brief.json"] = brief_json(book, press.briefs, press.pages)
            files |= press.edition(shared, MARKETING, tallies, goals)
            files |= {MARKETING + name: text for name, text in _shared(shared).items()}
    evidence = [e for page in press.pages.values() for e in page.evidence()]
    if beside:
        files["evidence.csv"] = tables.evidence_csv(evidence)
    return Briefs(
        pages=files,
        figures=Rows.gather(
            Figure, (f for page in press.pages.values() for f in page.figures.values())
        ),
        evidence=Rows.gather(Evidence, evidence),
        printed=Rows.gather(Printed, (p for path in press.pages for p in press.places[path])),
    )


def scorecard_page(
    result: MiningResult, language: Language | None = None
) -> tuple[str, Rows[Figure]]:
    """The scorecard of a result, in markdown, and its figures; in the run's language if none."""
    book, press = casebook_of(result), _press(result, language=language)
    press.print(book, SCORECARD, "scorecard.md.j2", **scorecard_of(book, Goals(book)))
    return press.texts[SCORECARD], Rows.gather(Figure, press.pages[SCORECARD].figures.values())


def founded(places: Sequence[Printed]) -> bool:
    """Whether each number in a language model's words stands elsewhere on the page, too."""
    texts = {True: "", False: ""}
    for place in places:
        texts[place.kind == "written"] += f" {place.text}"
    return set(_NUMBER.findall(texts[True])) <= set(_NUMBER.findall(texts[False]))


def _press(
    result: MiningResult, templates: Path | None = None, language: Language | None = None
) -> Press:
    language = language or result.settings.briefs.language
    return Press(templates=environment(templates, language), speech=speech(language))


def _whole(book: Casebook) -> dict[str, str]:
    """The tables beside sales' pages."""
    return {
        "open-deals.csv": tables.open_deals_csv(book),
        **_gap(book),
        **{f"deals/{e.topic_id}.csv": tables.deals_csv(book, e.topic_id) for e in book.ranked},
    }


def _shared(book: Casebook) -> dict[str, str]:
    """The tables beside marketing's pages."""
    return {"open-deals.csv": tables.shared_open_deals_csv(book), **_gap(book)}


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

    templates: jinja2.Environment
    speech: Speech
    pages: dict[str, Page] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    places: dict[str, list[Printed]] = field(default_factory=dict)
    briefs: dict[str, Brief] = field(default_factory=dict)

    def edition(
        self, book: Casebook, folder: str, tallies: dict[str, dict[str, int]], goals: Goals
    ) -> dict[str, str]:
        """Print all pages of an edition below a folder of the run; their texts by path."""
        links = {
            "method": Link(Words("how this was made, and what it cannot say"), "method.md"),
            "scorecard": Link(Words("scorecard for sales and marketing"), "scorecard.md"),
        }
        before = set(self.texts)
        self.print(book, f"{folder}index.md", "index.md.j2", i=index_of(book), links=links)
        self.print(book, f"{folder}scorecard.md", "scorecard.md.j2", **scorecard_of(book, goals))
        self.print(book, f"{folder}method.md", "method.md.j2", m=method_of(book))
        for effect in book.top:
            path = f"{folder}{path_of(book, effect.topic_id)}"
            self.briefs[path] = brief_of(book, effect, tallies, goals)
            self.print_brief(book, path, self.briefs[path])
        return {path: text for path, text in self.texts.items() if path not in before}

    def print(self, book: Casebook, path: str, template: str, **facts: object) -> int:
        """Print a page, in place of an earlier one at its path; its length in words."""
        page = Page(path, self.speech)
        as_of, templates = book.result.as_of, self.templates
        facts["title"] = Name(book.result.settings.briefs.title)
        facts["as_of"] = figures.day("as_of", as_of) if as_of else None
        try:
            front = FRONT.get(template)
            head = templates.get_template(front) if front else None
            text, places = pressed(templates.get_template(template), page, front=head, **facts)
        except (jinja2.TemplateError, TypeError) as error:  # a house style's; ours are tested
            line = getattr(error, "lineno", None)
            where = f"{getattr(error, 'name', None) or template}{f', line {line}' if line else ''}"
            raise SettingsError(
                f"{where}: {error} Mend the template, or leave it out for ours."
            ) from error
        self.pages[path], self.texts[path], self.places[path] = page, text, places
        return len(text.split())

    def print_brief(self, book: Casebook, path: str, brief: Brief) -> None:
        """Print a brief with as much of it as fits a page."""

        def fits(room: Room) -> bool:
            facts = shortened(brief, room)
            return self.print(book, path, "brief.md.j2", b=facts) <= MOST_WORDS

        # less room never makes a page longer, so the first that fits can be bisected for
        fits(ROOMS[min(bisect_left(ROOMS, True, key=fits), len(ROOMS) - 1)])
        if brief.written and not founded(self.places[path]):
            self.briefs[path] = replace(brief, written=None)
            self.print_brief(book, path, self.briefs[path])
