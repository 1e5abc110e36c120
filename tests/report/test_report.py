"""What stands in a report: the briefs' figures, counted shares, nothing that was kept back."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from reports import reported
from selectolax.lexbor import LexborHTMLParser

from voiceminer.briefs import briefs_of
from voiceminer.data import Embeddings, Figure, Passage, Placement, Rows
from voiceminer.report import layout_of, report_of
from voiceminer.report.listing import lines_of
from voiceminer.report.pages import shown
from voiceminer.report.segments import segments_of
from voiceminer.report.trends import trends_of


def data_of(html: str) -> dict:
    return json.loads(LexborHTMLParser(html).css_first("#data").text())


def test_the_list_has_the_figures_of_the_index_and_its_order(result, report) -> None:
    rows = LexborHTMLParser(report).css(".list tbody tr")
    printed = {
        (f.topic_id, f.measure): f.shown
        for f in briefs_of(result).figures
        if f.page == "index.md" and f.measure in ("deals", "open_deals", "statements")
    }
    for row in rows:
        cells = row.css("td")
        topic = row.attributes["data-id"]
        for at, measure in ((1, "deals"), (2, "open_deals"), (-1, "statements")):
            if row.attributes["data-kind"] == "pain":
                assert cells[at].text(strip=True) == printed[topic, measure]
    ranked = [r.attributes["data-id"] for r in rows if r.attributes["data-kind"] == "pain"]
    by_rank = sorted(result.impact.effects, key=lambda e: (e.rank, e.topic_id))
    assert ranked == [e.topic_id for e in by_rank]


def test_what_the_briefs_keep_back_the_report_does(result) -> None:
    briefs = briefs_of(result)
    hidden = lines_of(result, briefs)[0]
    kept = [f for f in briefs.figures if f.topic_id != hidden.topic_id]
    pages = {path: page for path, page in briefs.pages.items() if hidden.topic_id not in path}
    pages = {path: page for path, page in pages.items() if path not in ("index.md", "scorecard.md")}
    less = replace(briefs, pages=pages, figures=Rows.gather(Figure, kept))
    html = report_of(result, less, layout_of(result))
    assert hidden.topic_id not in html
    of_it = {p.passage_id for p in result.assignment.placements if p.topic_id == hidden.topic_id}
    said = [p.text for p in result.heard.passages if p.id in of_it]
    assert len(said) > 20
    assert not [text for text in said if text in html]


def test_equal_results_give_equal_bytes_whatever_the_order_of_their_rows(result, report) -> None:
    assert reported(result, mapped=True) == report
    order = np.random.default_rng(3).permutation(len(result.heard.passages))
    shuffled = replace(
        result.heard,
        passages=Rows(Passage, result.heard.passages.table.take(order)),
        embeddings=Embeddings(
            vectors=result.heard.embeddings.vectors[order],
            encoder=result.heard.embeddings.encoder,
        ),
    )
    there, here = layout_of(result), layout_of(replace(result, heard=shuffled))
    ids = [result.heard.passages.column("id"), shuffled.passages.column("id")]
    assert [ids[0][i] for i in there.passages] == [ids[1][i] for i in here.passages]
    assert np.array_equal(there.xy, here.xy)


def test_the_map_keeps_what_means_the_same_together(result) -> None:
    layout = layout_of(result)
    topic_of = {p.passage_id: p.topic_id for p in result.assignment.placements if p.place == 1}
    ids = result.heard.passages.column("id")
    topics = np.array([topic_of[ids[i]] for i in layout.passages])
    far = np.linalg.norm(layout.xy[:, None] - layout.xy[None], axis=2)
    np.fill_diagonal(far, np.inf)
    assert (topics[far.argmin(axis=1)] == topics).mean() > 0.8  # by chance: a sixth
    assert layout.xy.min() >= 0
    assert layout.xy.max() <= 1


def test_no_map_where_there_is_next_to_nothing_or_all_is_the_same(result) -> None:
    few = replace(result.assignment, placements=Rows(
        Placement, result.assignment.placements.table.slice(0, 5)))  # fmt: skip
    assert len(layout_of(replace(result, assignment=few)).passages) == 0
    same = replace(result.heard.embeddings, vectors=np.ones_like(result.heard.embeddings.vectors))
    layout = layout_of(replace(result, heard=replace(result.heard, embeddings=same)))
    assert np.all(layout.xy == 0.5)


def test_a_month_s_share_is_counted_of_all_that_was_said(result) -> None:
    """Ten of fifty documents in May hold the topic, one of them twice; all ten of June do."""
    some = result.heard.passages[0]
    months = [5] * 50 + [6] * 10
    passages = [
        replace(
            some,
            id=f"q{n}",
            document_id=f"d{n}",
            repeat_of=None,
            at=datetime(2026, month, 3, tzinfo=UTC),
        )
        for n, month in enumerate(months)
    ]
    passages.append(replace(passages[0], id="again", repeat_of="q0"))
    passages.append(replace(passages[0], id="twice"))
    placements = [
        Placement(passage_id=p.id, topic_id="t-00000000", place=1, probability=1.0,
                  unplaced="" if n < 10 or n >= 50 else "unclear")
        for n, p in enumerate(passages)
    ]  # fmt: skip
    made = replace(
        result,
        heard=replace(result.heard, passages=Rows.gather(Passage, passages)),
        assignment=replace(result.assignment, placements=Rows.gather(Placement, placements)),
    )
    trends = trends_of(made, ["t-00000000"])
    assert (trends.months, trends.totals) == (["2026-05", "2026-06"], [50, 10])
    assert trends.counts["t-00000000"] == [10, 10]
    from scipy.stats import binomtest

    level = result.settings.impact.level
    wilson = binomtest(10, 50).proportion_ci(level, method="wilson")
    may, june = trends.shares["t-00000000"].T
    assert may == pytest.approx([0.2, wilson.low, wilson.high])
    assert np.isnan(june).all()  # ten statements are too few for a share


def test_segments_are_marked_only_beyond_noise(result) -> None:
    found = segments_of(result, ["t-00000000"])
    assert {c["level"]: c["beyond"] for c in found["segment"]} == {
        "Enterprise": True,
        "Small": True,
    }
    assert segments_of(result, ["t-00000001"]) == {}


def test_nothing_in_the_data_can_end_the_script_that_holds_it(pages) -> None:
    html = pages["hostile"].read_text(encoding="utf-8")
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert block
    assert not re.search(r"[<>&\u2028\u2029]", block[1])
    labels = {t["label"] for t in json.loads(block[1])["topics"]}
    assert any("</script>" in label for label in labels)


def test_the_policy_allows_the_script_and_the_styles_that_it_carries_and_nothing_else(
    report,
) -> None:
    tree = LexborHTMLParser(report)
    policy = tree.css_first("meta[http-equiv]").attributes["content"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"https?:", policy)


def test_a_topic_without_a_brief_of_its_own_has_its_quotes(result) -> None:
    html = LexborHTMLParser(reported(result, top=1))
    without = html.css("template")[1]
    assert without.attributes["id"].startswith("page-t-")
    words = " ".join(without.html.split())
    quotes = [q for q in result.topics.quotes if q.topic_id in without.attributes["id"]]
    texts = {p.id: p.text for p in result.heard.passages}
    assert texts[quotes[0].passage_id] in words
    assert "voiceminer report RUN" in words


def test_a_page_s_markdown_becomes_links_tables_and_text() -> None:
    page = shown(
        "# Slow reports [1]\n\nSaid \\[2\\] by **12** [3]; see [the rest](t-00aa-the-rest.md), "
        "[how](../method.md), [all](open-deals.csv) and [not](https://evil.example).\n\n"
        "| | |\n|---|---:|\n| open | 3 |\n\n<b>raw</b> ![x](https://evil.example/x.png)\n",
        "t-00bb",
    )
    assert page.title == "Slow reports"
    tree = LexborHTMLParser(page.body)
    links = {a.text(): a.attributes["href"] for a in tree.css("a")}
    assert links == {"3": "#t-00bb.3", "the rest": "#t-00aa", "how": "#method"}
    assert "Said [2] by 12" in tree.text()
    assert tree.css_first("thead") is None
    assert [c.text() for c in tree.css("th[scope=row]")] == ["open"]
    assert tree.css_first("td").attributes["class"] == "n"
    assert "<b>raw</b>" in tree.text()
    assert not tree.css("b, img")


def test_english_and_german_have_the_same_words_to_say() -> None:
    import tomllib
    from importlib import resources

    folder = resources.files("voiceminer.report") / "texts"
    english, german = (
        tomllib.loads((folder / f"{language}.toml").read_text("utf-8")) for language in ("en", "de")
    )

    def holes(texts, at=()):
        for key, value in texts.items():
            if isinstance(value, dict):
                yield from holes(value, (*at, key))
            else:
                yield (*at, key), tuple(sorted(re.findall(r"\{\w+\}", value)))

    assert dict(holes(english)) == dict(holes(german))


def test_the_chart_library_carries_every_licence_in_it() -> None:
    from importlib import resources

    vendor = resources.files("voiceminer.report") / "vendor"
    licences = (vendor / "charts.LICENSES.txt").read_text("utf-8")
    names = re.findall(r"^==== (\S+) \S+ \((.+)\)$", licences, re.MULTILINE)
    assert {"vega", "vega-lite", "vega-interpreter"} <= {name for name, _ in names}
    assert {licence for _, licence in names} <= {"BSD-3-Clause", "ISC", "MIT"}
    script = (vendor / "charts.min.js").read_text("utf-8")
    assert "</script" not in script.lower()
    assert "<!--" not in script


def test_the_small_world_makes_a_small_file(report) -> None:
    assert len(report.encode()) < 1_500_000
    assert data_of(report)["has"] == {
        "impact": True, "effects": True, "map": True, "trends": True, "segments": True
    }  # fmt: skip


def test_marketing_s_edition_names_no_customer_and_none_of_their_files(result) -> None:
    names = {a.name for a in result.heard.voice.accounts}
    sales = reported(result, top=6)
    shared = reported(result, top=6, edition="marketing")
    assert any(name in sales for name in names)
    assert not [name for name in names if name in shared]
    assert "calls.csv" in sales
    assert "calls.csv" not in shared
    assert "Marketing edition" in shared
