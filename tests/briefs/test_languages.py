"""Pages in another language: all of our own words, the same figures, as its readers write them."""

import re
from dataclasses import replace
from datetime import date

import pytest
from briefs_world import STATES

from voiceminer.briefs import briefs_of, figures
from voiceminer.briefs.languages import speech
from voiceminer.data import Curated, Rows, Taxonomy
from voiceminer.settings import Settings

GERMAN = speech("de")
# words that English pages are full of, and German ones have no use for
ENGLISH = re.compile(r"\b(the|with|and|open deals|statements|customers|from|nobody|yet|answered)\b")


def in_german(result):
    settings = Settings.model_validate({"briefs": {"language": "de"}})
    return replace(result, settings=settings)


@pytest.mark.parametrize("state", STATES)
def test_both_languages_print_the_same_figures_of_each_page(results, state) -> None:
    """Briefs are cut to a page, which no two languages fill alike: of them, the measures alone."""
    found = {}
    for language, result in (("en", results[state]), ("de", in_german(results[state]))):
        made = briefs_of(result)
        for f in made.figures:
            brief = "briefs/" in f.page
            figure = (f.measure,) if brief else (f.measure, f.topic_id, f.key, f.value)
            found.setdefault(f.page if not brief else "briefs", {}).setdefault(language, set()).add(
                figure
            )
    for page, of in found.items():
        assert of["en"] == of["de"], page


@pytest.mark.parametrize("state", STATES)
def test_german_pages_hold_no_english_of_ours_and_fit_a_page(results, state) -> None:
    said = [Curated(topic_id="t-00000000", owner="Ana", status="approved")]
    result = replace(
        in_german(results[state]), taxonomy=Taxonomy(topics=Rows.gather(Curated, said))
    )
    made = briefs_of(result)
    for path, page in made.pages.items():
        if not path.endswith(".md"):
            continue
        assert len(page.split()) <= 750 or "briefs/" not in path
        for place in made.printed:
            if place.page == path and place.kind in ("between", "words"):
                assert not ENGLISH.search(place.text), (path, place.text)


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (figures.count("n", 1240), "1.240"),
        (figures.money("m", 612_400, "EUR"), "612 Tsd. €"),
        (figures.money("m", 1_240_000, "GBP"), "1,2 Mio. £"),
        (figures.money("m", -4_250, "CHF"), "−4,2 Tsd. CHF"),
        (figures.money("m", 7_000, ""), "7 Tsd."),
        (figures.percent("p", 0.223), "22 %"),
        (figures.decimal("d", 2.63), "2,6"),
        (figures.day("d", date(2026, 9, 20)), "20. Sept. 2026"),
        (figures.month("d", date(2026, 3, 20)), "März 2026"),
        (figures.iso(figures.day("d", date(2026, 9, 20))), "2026-09-20"),
        (figures.spelled(figures.count("n", 9)), "neun"),
    ],
)
def test_figures_are_written_as_german_readers_do(figure, shown) -> None:
    assert GERMAN.figure(figure).shown == shown
    assert speech("en").figure(figure) == figure


def test_a_capital_stays_and_what_the_catalogue_lacks_is_the_same() -> None:
    assert GERMAN.said("how long") == "wie lange"
    assert GERMAN.said("How long") == "Wie lange"
    assert GERMAN.said("EUR") == "EUR"
