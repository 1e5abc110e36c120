"""Every measure that a page prints can be recomputed, and every print can be read back."""

from datetime import date

import pytest
from briefs_world import STATES, World
from hypothesis import given
from hypothesis import strategies as st

from voiceminer.audit.measures import MEASURES
from voiceminer.audit.measures.asked import FORMS
from voiceminer.audit.prints import read
from voiceminer.briefs import asking, briefs_of, figures
from voiceminer.briefs.languages import speech


@pytest.mark.parametrize("state", STATES)
def test_every_measure_on_a_page_has_its_sql(state) -> None:
    printed = set(briefs_of(World(state=state).result()).figures.column("measure"))
    assert printed - set(MEASURES) == set(), "add their SQL: docs/audit.md"


def test_forms_of_question_are_the_documented_ones() -> None:
    assert dict(FORMS) == {form.name: form.pattern.pattern for form in asking.FORMS}


@given(st.integers(0, 10**9))
def test_a_count_is_read_as_it_is_printed(n) -> None:
    for figure in (figures.count("n", n), figures.spelled(figures.count("n", n))):
        assert read(figure.shown, figure.unit).says(n)
        assert not read(figure.shown, figure.unit).says(n + 1)


@given(
    st.one_of(
        st.integers(0, 10**9).map(lambda n: figures.count("n", n)),
        st.integers(0, 12).map(lambda n: figures.spelled(figures.count("n", n))),
        st.floats(0, 1).map(lambda x: figures.percent("p", x)),
        st.floats(-99, 99).map(lambda x: figures.decimal("d", x)),
        st.floats(-1e10, 1e10).map(lambda x: figures.money("m", x, "EUR")),
        st.floats(0, 1e7).map(lambda x: figures.money("m", x, "CHF")),
        st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(lambda d: figures.day("d", d)),
        st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(lambda d: figures.month("d", d)),
    )
)
def test_a_german_print_says_what_the_english_one_does(figure) -> None:
    german = speech("de").figure(figure)
    assert read(german.shown, german.unit, "de") == read(figure.shown, figure.unit)
    assert read(german.shown, german.unit, "de").says(figure.value)


@given(st.floats(-1e10, 1e10), st.sampled_from(["EUR", "USD", "CHF"]))
def test_money_is_read_as_it_is_printed(value, currency) -> None:
    figure = figures.money("m", value, currency)
    printed = read(figure.shown, currency)
    assert printed.says(value)
    assert not printed.says(value * 1.2 + (10 if value >= 0 else -10))
    if abs(value) >= 1:
        assert not printed.says(-value)
    assert read(figure.shown, "GBP") is None


@given(st.floats(-1, 1))
def test_shares_and_decimals_are_read_as_they_are_printed(value) -> None:
    for figure in (figures.percent("p", abs(value)), figures.decimal("d", 40 * value)):
        assert read(figure.shown, figure.unit).says(figure.value)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_days_and_months_are_read_as_they_are_printed(day) -> None:
    printed = read(figures.day("d", day).shown, "day")
    assert printed.says(day.toordinal())
    assert not printed.says(day.toordinal() + 1)
    month = read(figures.month("d", day).shown, "day")
    assert month.says(day.replace(day=1).toordinal())
    assert not month.says(day.toordinal() + 31)


@pytest.mark.parametrize(
    ("shown", "unit"),
    [
        ("1,72", ""),
        ("01", ""),
        ("1.726,0", ""),
        ("12k", "day"),
        ("€12k", "USD"),
        ("22%", "1"),
        ("thre", ""),
        ("31 Feb 2026", "day"),
        ("05 Mar 2026", "day"),
        ("Okt 2026", "day"),
        ("€2", "points"),
        ("2 k", ""),
        ("", ""),
    ],
)
def test_what_no_figure_prints_is_not_read(shown, unit) -> None:
    assert read(shown, unit) is None
