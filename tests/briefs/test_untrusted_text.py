"""Customers' words stay words: in markdown, in tables, in spreadsheets."""

import csv
import io
import re
import tomllib
from pathlib import Path

import pytest
from briefs_world import World
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from voiceminer.briefs import briefs_of, escaping
from voiceminer.inert import cell, one_line
from voiceminer.settings import Settings

TEXTS = {
    t["name"]: t["text"]
    for t in tomllib.loads(
        (Path(__file__).parents[1] / "injection.toml").read_text(encoding="utf-8")
    )["text"]
}

render = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render


def plain(html: str) -> str:
    text = re.sub(r"<[^>]*>", "", html)
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, char)
    return text.strip()


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert len(set(TEXTS.values())) >= 40


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_live_text_is_printed_as_typed(text) -> None:
    html = render(f"- “{escaping.markdown(text)}” — ticket")
    assert set(re.findall(r"<(\w+)", html)) == {"ul", "li"}
    assert plain(html) == f"“{one_line(text)}” — ticket"


@given(st.text(max_size=60))
def test_any_text_is_inert_and_one_line(text) -> None:
    escaped = escaping.markdown(text)
    assert "\n" not in escaped
    html = render(f"| a |\n|---|\n| “{escaped}” |")
    assert set(re.findall(r"<(\w+)", html)) == {"table", "thead", "tbody", "tr", "th", "td"}
    assert html.count("<td>") == 1


@given(st.text(max_size=40))
def test_no_cell_is_a_formula(text) -> None:
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text(max_size=80))
def test_a_slug_is_a_file_name(text) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", escaping.slug(text))


@pytest.fixture(scope="module")
def hostile():
    """Every text of the corpus as what customers say, as topics' labels and as accounts' names."""
    texts = list(TEXTS.values())
    world = World(
        pains=len(texts),
        scale=4,
        said={f"p{n}": texts[n % len(texts)] for n in range(960)},
        labels=dict(enumerate(texts)),
        names={n: texts[(n + 20) % len(texts)] for n in range(40)},
        settings=Settings.model_validate({"briefs": {"top": len(texts), "title": texts[0]}}),
    )
    return briefs_of(world.result())


def test_no_page_of_a_hostile_corpus_is_live(hostile) -> None:
    allowed = {  # a rule and a heading are what CommonMark alone makes of front matter
        "hr", "h1", "h2", "p", "em", "strong", "ul", "li", "table", "thead", "tbody", "tr", "th",
        "td", "code", "a", "blockquote",
    }  # fmt: skip
    pages = {path: page for path, page in hostile.pages.items() if path.endswith(".md")}
    assert len(pages) == 2 * (len(TEXTS) + 3)  # of both editions
    for path, page in pages.items():
        html = render(page)
        assert set(re.findall(r"<(\w+)", html)) <= allowed, path
        for target in re.findall(r'href="([^"]*)"', html):
            assert re.fullmatch(r"(briefs/t-[0-9a-f]+-[a-z0-9-]+|method|scorecard)\.md", target)
        assert "evil.example" not in "".join(re.findall(r"<[^>]*>", html))


def test_no_table_of_a_hostile_corpus_runs_in_a_spreadsheet(hostile) -> None:
    tables = {path: text for path, text in hostile.pages.items() if path.endswith(".csv")}
    assert len(tables) == len(TEXTS) + 3
    cells = 0
    for path, text in tables.items():
        # where the comma is the decimal sign, a spreadsheet takes the semicolon for the separator
        for separator in ",;":
            for row in csv.reader(io.StringIO(text), delimiter=separator):
                assert not [c for c in row if re.match(r"\s*[=+@＝＋－＠\t\r]", c)], path
                assert not [c for c in row if re.match(r"\s*-(?!\d+(\.\d+)?$)", c)], path
                cells += len(row)
    assert cells > 5_000
