"""Every number is a figure, every reference leads to its rows, every quote to its place."""

import csv
import io
import json
import re
from datetime import date
from importlib import resources

import jinja2
import pytest
from briefs_world import STATES, World

from voiceminer.briefs import briefs_of, figures
from voiceminer.briefs.asking import form_of
from voiceminer.briefs.printing import Name, Page, Words, environment, pressed
from voiceminer.noise import differ

TEMPLATES = resources.files("voiceminer.briefs") / "templates"


def test_templates_hold_no_digits_outside_markup() -> None:
    for file in TEMPLATES.iterdir():
        text = re.sub(r"\{[{%#].*?[}%#]\}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.findall(r"\d", text), file.name


@pytest.mark.parametrize("thing", [3, 3.5, "text", None, date(2026, 1, 1), ["a"]])
def test_nothing_but_figures_names_and_words_can_be_printed(thing) -> None:
    template = environment().from_string("{{ thing }}")
    with pytest.raises(TypeError, match="only figures, names, quotes"):
        template.render(page=Page("x.md"), thing=thing)


def test_an_unknown_name_in_a_template_raises() -> None:
    with pytest.raises(TypeError, match="Undefined is a StrictUndefined"):
        environment().from_string("{{ nobody }}").render(page=Page("x.md"))
    with pytest.raises(jinja2.UndefinedError, match="'nobody' is undefined"):
        environment().from_string("{{ nobody.name }}").render(page=Page("x.md"))


@pytest.mark.parametrize("state", STATES)
def test_every_number_on_a_page_is_one_of_its_figures(state) -> None:
    """Take the figures, references and export's own text away: no digit is left."""
    result = World(state=state, account_name="Account", said=_no_digits()).result()
    made = briefs_of(result)
    for path, page in made.pages.items():
        if path.endswith("method.md") or not path.endswith(".md"):
            continue
        text = re.sub(r"^topic_id: .*$", "", page, flags=re.MULTILINE)
        text = re.sub(r"\]\([^)]*\)", "]", re.sub(r"\[\d+\]", "", text))
        shown = sorted({f.shown for f in made.figures if f.page == path}, key=len, reverse=True)
        for print_ in shown:
            text = re.sub(rf"(?<!\d){re.escape(print_)}(?!\d)", "", text)
        assert not re.findall(r".{0,30}\d.{0,30}", text), path


def _no_digits() -> dict[str, str]:
    return {f"p{n}": f"how long does this take us {'abcdefgh'[n % 8]}?" for n in range(240)}


@pytest.mark.parametrize("state", STATES)
def test_figures_have_distinct_ids_and_name_their_page(results, state) -> None:
    made = briefs_of(results[state])
    ids = made.figures.column("id")
    assert len(set(ids)) == len(ids)
    assert all(i.startswith(f"{p}#") for i, p in zip(ids, made.figures.column("page"), strict=True))


@pytest.mark.parametrize("state", STATES)
def test_every_reference_on_a_page_has_rows_and_none_is_idle(results, state) -> None:
    made = briefs_of(results[state])
    for path, page in made.pages.items():
        if path.endswith(".md"):
            printed = set(re.findall(r"\[(\d+)\]", page))
            assert printed == {e.reference for e in made.evidence if e.page == path}


def test_a_quote_stands_in_its_verbatim_at_its_offsets(results) -> None:
    made, voice = briefs_of(results["outcomes"]), results["outcomes"].heard.voice
    texts = {v.id: v for v in voice.verbatims}
    quotes = [e for e in made.evidence if e.what == "quote"]
    assert quotes
    for e in quotes:
        verbatim = texts[e.verbatim_id]
        assert (verbatim.file, verbatim.row) == (e.file, e.row)
        assert verbatim.text[e.start : e.end] in made.pages[e.page]


def test_tables_beside_the_pages_can_be_read_back(results) -> None:
    made = briefs_of(results["outcomes"])
    evidence = list(csv.DictReader(io.StringIO(made.pages["evidence.csv"])))
    assert len(evidence) == len(made.evidence)
    deals = list(csv.DictReader(io.StringIO(made.pages["deals/t-00000000.csv"])))
    mentions = [m for m in results["outcomes"].impact.deal_topics if m.topic_id == "t-00000000"]
    assert [d["deal_id"] for d in deals] == [m.deal_id for m in mentions]
    assert all(d["first_statement_file"].endswith("s.csv") for d in deals)
    rows = list(csv.DictReader(io.StringIO(made.pages["open-deals.csv"])))
    assert {r["outcome"] for r in rows} == {"open"}
    assert {r["topic_id"] for r in rows} == set(results["outcomes"].topics.topics.column("id")[:6])


@pytest.mark.parametrize(
    ("value", "currency", "shown"),
    [
        (612_400, "EUR", "€612k"),
        (1_240_000, "USD", "$1.2m"),
        (999_700, "GBP", "£1m"),
        (4_250, "CHF", "CHF 4.2k"),
        (84_000, "", "84k"),
        (840, "EUR", "€840"),
        (-24_000, "EUR", "−€24k"),
        (2_000_000_000, "EUR", "€2bn"),
        (0, "EUR", "€0"),
    ],
)
def test_money_is_short_and_honest(value, currency, shown) -> None:
    assert figures.money("m", value, currency).shown == shown


def test_days_counts_and_shares_as_printed() -> None:
    assert figures.day("d", date(2026, 11, 20)).shown == "20 Nov 2026"
    assert figures.count("n", 1240).shown == "1,240"
    assert figures.share("s", 9, 41).shown == "22 %"
    assert figures.decimal("x", 2.44).shown == "2.4"
    assert figures.spelled(figures.count("n", 12)).shown == "twelve"
    assert figures.spelled(figures.count("n", 13)).shown == "13"


def test_a_noun_follows_the_number_as_it_is_printed() -> None:
    template = environment().from_string('{{ n }} {{ n | plural("win", "wins") }}')
    for value, text in ((1.04, "1 win"), (1.2, "1.2 wins"), (0.0, "0 wins")):
        printed, _ = pressed(template, Page("x.md"), n=figures.decimal("w", value))
        assert printed == f"{text}\n"


def test_shares_differ_only_beyond_three_errors_and_ten_points() -> None:
    assert differ(29, 53, 61, 323)
    assert not differ(3, 5, 61, 323)  # far apart, but five deals say nothing
    assert not differ(5_500, 10_000, 5_000, 10_000)  # sure, but five points are nothing
    assert not differ(0, 0, 1, 2)


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("How long does the move take?", "how long"),
        ("Who moves the old rotas, you or us?", "who does it"),
        ("Do you have a reference, someone our size?", "who else has it"),
        ("What would it cost us per seat?", "how much"),
        ("When will the connector be there?", "when"),
        ("When we log in it is slow, okay?", None),
        ("Where is our data stored?", "where it is kept"),
    ],
)
def test_a_question_is_known_by_its_form(question, form) -> None:
    found = form_of(question)
    assert (found.name if found else None) == form


def test_the_same_figure_printed_twice_is_one_figure() -> None:
    page = Page("x.md")
    environment().from_string("{{ n }} and {{ n }}, {{ a }} {{ b }}").render(
        page=page, n=figures.count("deals", 7), a=Name("A"), b=Words("b")
    )
    assert [f.id for f in page.figures.values()] == ["x.md#1"]


@pytest.mark.parametrize("state", STATES)
def test_what_is_printed_stands_where_the_table_says(results, state) -> None:
    made = briefs_of(results[state])
    shown = {f.id: f.shown for f in made.figures}
    assert {p.of for p in made.printed if p.kind == "figure"} == set(shown)
    for p in made.printed:
        stands = made.pages[p.page][p.start : p.end]
        match p.kind:
            case "figure":
                assert stands == shown[p.of] == p.text
            case "reference":
                assert stands == f"[{p.of}]"
            case "link":
                assert stands.endswith(f"]({p.of})")
            case "words" | "between":
                assert stands == p.text
            case "scalar":
                assert json.loads(f'"{stands}"') == p.text
            case _:
                assert re.sub(r"\\(?=[^\w\s])", "", stands) == p.text.replace("\\", "")
