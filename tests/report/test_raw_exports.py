"""Hostile text from an export to every output: mined whole, and live nowhere.

The texts of `injection.toml` stand in tickets (JSON), in notes, accounts and deals (CSV) and on a
page of our own, beside what customers really say; the run's pages, tables and report are read by a
CommonMark renderer that lets HTML through, as a spreadsheet reads them, and by Chromium.
"""

import csv
import io
import re
import tomllib
from itertools import cycle
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from small_world import Exports

import voiceminer as vm

TESTS = Path(__file__).parents[1]
TEXTS = [t["text"] for t in tomllib.loads((TESTS / "injection.toml").read_text("utf-8"))["text"]]
ALLOWED = {  # a rule and a heading are what CommonMark alone makes of front matter
    "hr", "h1", "h2", "p", "em", "strong", "ul", "li", "table", "thead", "tbody", "tr", "th", "td",
    "code", "a", "blockquote",
}  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("hostile")
    exports, texts = Exports(), cycle(TEXTS)
    for account in exports.accounts:
        account["Name"], account["Industry"] = next(texts), next(texts)
    for deal in exports.deals:
        deal["Name"], deal["Loss_Reason__c"] = next(texts), next(texts)
    for note in exports.notes:
        note["Description"] = f"{note['Description']}. {next(texts)}"
    for ticket in exports.tickets:
        ticket["subject"] = next(texts)
        ticket["description"] = f"{ticket['description']}\n\n{next(texts)}\n\n{next(texts)}"
        ticket["comments"][0]["body"] = f"Thanks. {next(texts)}"
    (place / "site").mkdir()
    ours = "\n\n".join(f"Our seamless import says {text} to your records." for text in TEXTS)
    (place / "site" / "import.md").write_text(f"# Import\n\n{ours}\n", encoding="utf-8")
    settings = vm.Settings.model_validate(
        {"embedding": {"encoder": "static"}, "briefs": {"top": 8, "title": TEXTS[0]}}
    )
    folder = place / "run"
    vm.run([exports.write(place / "exports")], settings, folder, pages=[place / "site"])
    return folder


def rendered(run: Path) -> dict[str, str]:
    render = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render
    return {p.relative_to(run).as_posix(): render(p.read_text("utf-8")) for p in run.rglob("*.md")}


def test_the_texts_did_come_through(run) -> None:
    said = "\n".join(vm.load_run(run).heard.passages.column("text"))
    held = [t for t in TEXTS if re.sub(r"\W+", "", t)[:12] in re.sub(r"\W+", "", said)]
    assert len(held) >= 40


def test_no_page_is_live_in_a_renderer_that_lets_html_through(run) -> None:
    pages = rendered(run)
    assert len(pages) > 10
    for path, html in pages.items():
        assert set(re.findall(r"<(\w+)", html)) <= ALLOWED, path
        for target in re.findall(r'href="([^"]*)"', html):
            assert re.fullmatch(r"(briefs/t-[0-9a-f]+-[a-z0-9-]+|method|scorecard)\.md", target)
        assert "evil.example" not in "".join(re.findall(r"<[^>]*>", html))


def test_no_table_runs_in_a_spreadsheet(run) -> None:
    tables = list(run.rglob("*.csv"))
    assert {"topics.csv", "evidence.csv", "open-deals.csv", "messaging-gap.csv"} <= {
        t.name for t in tables
    }
    for table in tables:
        # where the comma is the decimal sign, a spreadsheet takes the semicolon for the separator
        for separator in ",;":
            text = table.read_text(encoding="utf-8")
            for row in csv.reader(io.StringIO(text), delimiter=separator):
                assert not [c for c in row if re.match(r"\s*[=+@＝＋－＠\t\r]", c)], table.name
                assert not [c for c in row if re.match(r"\s*-(?!\d+(\.\d+)?$)", c)], table.name


def test_nothing_runs_and_nothing_is_asked_for_in_chromium(run, browser, tmp_path) -> None:
    whole = tmp_path / "pages.html"
    whole.write_text("<meta charset=utf-8>" + "\n".join(rendered(run).values()), encoding="utf-8")
    faults: list[str] = []
    for file in (whole, run / "report.html"):
        page = browser.new_context().new_page()
        address = file.as_uri()
        page.on("dialog", lambda d: (faults.append(f"dialog: {d.message}"), d.dismiss()))
        page.on("pageerror", lambda e: faults.append(f"error: {e}"))
        page.on("popup", lambda p: faults.append(f"popup: {p.url}"))
        page.on(
            "request",
            lambda r, address=address: (
                None
                if r.url.startswith((address, "data:,"))
                else faults.append(f"request: {r.url}")
            ),
        )
        page.goto(address)
        if file.name == "report.html":
            topics = page.locator(".list tbody tr").evaluate_all(
                "all => all.map(r => r.dataset.id)"
            )
            assert topics
            for topic in topics[:8]:
                page.evaluate("id => location.hash = id", topic)
                page.wait_for_function(
                    "id => document.querySelector('article').dataset.id === id", arg=topic
                )
        else:
            assert page.locator("script, img, iframe, form, input, svg, base, style").count() == 0
        page.context.close()
    assert not faults
