"""The report as its readers meet it: in Chromium, by mouse, by keyboard, by screen reader."""

import re
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from selectolax.lexbor import LexborHTMLParser

from voiceminer.briefs import figures
from voiceminer.inert import one_line

DESKTOP, PHONE = {"width": 1280, "height": 860}, {"width": 360, "height": 780}
STATES = ("outcomes", "amounts", "accounts", "documents", "nothing known", "no topics", "german")


@pytest.fixture
def opened(browser, pages):
    """Open a report; afterwards nothing was requested, nothing complained, nothing ran."""
    faults: list[str] = []

    @contextmanager
    def open_page(name="outcomes", at="", **context):
        context = {"viewport": DESKTOP, "locale": "en-GB", **context}
        made = browser.new_context(**context)
        page = made.new_page()
        file = pages[name].as_uri()

        def asked(request):
            if not request.url.startswith((file, "data:,")):
                faults.append(f"request: {request.url}")

        page.on("request", asked)
        page.on("console", lambda m: faults.append(f"console {m.type}: {m.text}"))
        page.on("pageerror", lambda e: faults.append(f"error: {e}"))
        page.on("dialog", lambda d: (faults.append(f"dialog: {d.message}"), d.dismiss()))
        page.on("download", lambda d: faults.append(f"download: {d.url}"))
        page.on("popup", lambda p: faults.append(f"popup: {p.url}"))
        page.goto(file + at)
        if at.startswith("#t-"):  # the drawer opens after the page has loaded
            page.wait_for_selector("dialog[open]")
        yield page
        made.close()

    yield open_page
    assert not faults


def listed(page) -> list[str]:
    """Topics that the list shows, from the top."""
    return page.locator(".list tbody tr:visible").evaluate_all(
        "rows => rows.map(r => r.dataset.id)"
    )


def scrolled(page) -> None:
    """Everything seen once, so that every chart is drawn."""
    for place in page.locator("[data-chart]").all():
        place.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelectorAll('[data-chart]:empty').length === 0")


@pytest.mark.parametrize("name", STATES)
def test_every_state_of_knowledge_opens_without_a_fault(opened, name) -> None:
    with opened(name) as page:
        scrolled(page)
        assert page.locator("h1").inner_text()
        assert (page.locator(".list tbody tr").count() > 0) == (name != "no topics")


def test_no_text_of_an_export_is_live(opened, pages) -> None:
    with opened("hostile") as page:
        scrolled(page)
        page.select_option("[name=kind]", "")
        page.click("#show-all")
        for topic in listed(page):
            page.evaluate("id => location.hash = id", topic)
            page.wait_for_function(
                "id => document.querySelector('article').dataset.id === id", arg=topic
            )
        found = page.evaluate(
            """() => {
                const templates = [...document.querySelectorAll("template")].map(t => t.content);
                const all = [document, ...templates].flatMap(d => [...d.querySelectorAll("*")]);
                return {
                    tags: [...new Set(all.map(e => e.localName))],
                    handlers: all.flatMap(e => e.getAttributeNames())
                        .filter(name => name.startsWith("on")).length,
                    links: all.map(e => e.getAttribute("href")).filter(Boolean),
                    sources: all.filter(e => e.hasAttribute("src")).length,
                    scripts: document.scripts.length,
                };
            }"""
        )
        dead = {
            "img",
            "iframe",
            "object",
            "embed",
            "base",
            "math",
            "video",
            "audio",
            "foreignObject",
            "image",
            "use",
        }
        assert not dead & set(found["tags"])
        assert (found["handlers"], found["sources"], found["scripts"]) == (0, 0, 2)
        assert [h for h in found["links"] if not re.fullmatch(r"#[a-z0-9.-]+|data:,", h)] == []


def test_hostile_labels_are_shown_as_they_were_typed(opened) -> None:
    import tomllib
    from pathlib import Path

    corpus = (Path(__file__).parents[1] / "injection.toml").read_text(encoding="utf-8")
    texts = [t["text"] for t in tomllib.loads(corpus)["text"]]
    with opened("hostile") as page:
        page.click("#show-all")
        shown = page.locator(".list tbody th a").all_text_contents()
        for text in texts:
            label = one_line(text)
            assert label[:1].upper() + label[1:] in shown


def test_a_filter_leaves_what_fits_and_clears_again(opened) -> None:
    with opened() as page:
        before = listed(page)
        page.select_option("[name=grade]", "supported")
        page.wait_for_function(
            "() => document.querySelector('#shown').textContent.startsWith('1 of 1')"
        )
        assert len(listed(page)) == 1
        assert page.locator(".list tbody tr:visible .grade").all_inner_texts() == ["supported"]
        page.click("button[type=reset]")
        page.wait_for_function(
            "n => document.querySelectorAll('.list tbody tr:not(.out)').length === n",
            arg=len(before),
        )
        assert listed(page) == before
        page.select_option("[name=kind]", "small talk")
        page.wait_for_function(
            "() => document.querySelector('#shown').textContent.startsWith('1 of 1')"
        )
        assert page.locator(".list tbody tr:visible th a").inner_text() == "The weather"


def test_search_finds_topics_by_what_customers_said(opened) -> None:
    with opened() as page:
        page.fill("[name=search]", "LOG in once")
        page.wait_for_function(
            "() => document.querySelector('#shown').textContent.startsWith('1 of 1')"
        )
        assert page.locator(".list tbody tr:visible th a").inner_text() == "Price per seat"
        page.fill("[name=search]", "zebra")
        page.wait_for_selector(".none:visible")
        assert listed(page) == []


def test_columns_sort_by_number_and_say_so(opened) -> None:
    with opened() as page:
        page.click("[data-sort=statements]")
        numbers = page.locator(".list tbody tr:visible td:last-child data").evaluate_all(
            "of => of.map(d => Number(d.value))"
        )
        assert numbers == sorted(numbers, reverse=True)
        assert len(set(numbers)) > 1
        head = page.locator("th:has([data-sort=statements])")
        assert head.get_attribute("aria-sort") == "descending"
        page.click("[data-sort=statements]")
        assert head.get_attribute("aria-sort") == "ascending"


def test_a_deep_link_opens_its_topic_and_back_closes_it(opened) -> None:
    with opened(at="#t-00000001") as page:
        assert page.locator("#drawer-title").inner_text().startswith("Wrong invoices")
    with opened() as page:
        page.click(".list tbody tr[data-id=t-00000002] a")
        page.wait_for_selector("dialog[open]")
        assert page.url.endswith("#t-00000002")
        page.go_back()
        page.wait_for_selector("dialog", state="hidden")
        page.go_forward()
        page.wait_for_selector("dialog[open]")
        page.click("[data-close]")
        page.wait_for_selector("dialog", state="hidden")
        assert "t-0" not in page.url


def test_a_reference_leads_to_the_rows_that_it_stands_for(opened) -> None:
    with opened(at="#t-00000000") as page:
        first = page.locator("article .ref").first
        number = first.inner_text()
        first.click()
        line = page.locator(f"article li[value='{number}']")
        line.wait_for(state="visible")
        assert re.search(r"\w+\.csv, row \d+", line.inner_text())
        assert line.evaluate("e => e === document.activeElement")


def test_the_drawer_is_worked_by_keyboard_alone(opened) -> None:
    with opened() as page:
        page.locator(".list tbody tr[data-id=t-00000000] a").focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("dialog[open]")
        inside = """() => document.activeElement === document.body
            || document.querySelector("dialog").contains(document.activeElement)"""
        for _ in range(40):
            page.keyboard.press("Tab")
            assert page.evaluate(inside)
        page.locator("[data-go='1']").focus()
        page.keyboard.press("Enter")
        page.wait_for_function(
            "() => document.querySelector('article').dataset.id === 't-00000001'"
        )
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="hidden")
        assert page.evaluate("() => document.activeElement.textContent") != ""
        assert page.evaluate("() => document.activeElement.closest('.list') !== null")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("at", ["", "#t-00000000", "#method"])
def test_axe_finds_no_serious_fault(opened, viewport, scheme, at) -> None:
    with opened(at=at, viewport=viewport, color_scheme=scheme) as page:
        if not at:
            scrolled(page)
            for summary in page.locator("main summary").all():
                summary.click()
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [
            (v["id"], v["nodes"][0]["html"][:200])
            for v in found
            if v["impact"] in ("serious", "critical")
        ] == []


def test_charts_are_drawn_lead_to_topics_and_have_words_for_those_who_see_none(opened) -> None:
    with opened() as page:
        scrolled(page)
        for name in ("impact", "trends", "segments", "map"):
            chart = page.locator(f"[data-chart={name}]")
            assert chart.locator("svg path, svg text").count() > 3
            assert chart.get_attribute("role") == "img"
            assert re.search(r"\d", chart.get_attribute("aria-label"))
        page.locator("[data-chart=map] .mark-symbol path").nth(20).click(force=True)
        page.wait_for_selector("dialog[open]")
        assert "#t-" in page.url


def test_a_chart_as_a_table_has_the_same_topics(opened) -> None:
    with opened() as page:
        page.locator("#trends summary").click()
        heads = page.locator("#trends .figures thead th").all_inner_texts()
        labels = page.locator(".list tbody tr:visible th a").all_inner_texts()
        assert heads[2:] == labels
        assert page.locator("#trends .figures tbody tr").count() >= 9  # February to November


def test_figures_are_written_as_the_reader_writes_them(opened) -> None:
    def of(locale):
        with opened(locale=locale) as page:
            money = page.locator(".list tbody tr[data-id=t-00000000] .key data").first
            return money.inner_text(), page.locator("time").first.inner_text()

    english, german = of("en-GB"), of("de-DE")
    assert re.fullmatch(r"€[\d.]+k", english[0])
    assert re.fullmatch(r"[\d.]+\s€", german[0])
    assert (english[1], german[1]) == ("20 Nov 2026", "20.11.2026")


def test_a_british_reader_sees_the_figures_that_the_briefs_print(opened, pages) -> None:
    """Each is written by the browser anew, and so is one that lies half-way between two."""
    printed = LexborHTMLParser(pages["outcomes"].read_text(encoding="utf-8")).css("main data")
    with opened() as page:
        shown = page.locator("main data").all_inner_texts()
        hidden = page.locator("main data").all_text_contents()
        assert shown
        assert [" ".join(s.split()) for s in hidden] == [
            " ".join(d.text().replace("−", "-").split()) for d in printed
        ]
        half = """() => new Intl.NumberFormat("en-GB", {roundingMode: "halfEven", style: "currency",
            currency: "GBP", notation: "compact"}).format(106500)"""
        assert page.evaluate(half) == figures.money("open_money", 106_500, "GBP").shown


def test_dark_is_dark_and_paper_is_white(opened) -> None:
    paper = "() => getComputedStyle(document.body).backgroundColor"
    with opened(color_scheme="dark") as page:
        assert max(map(int, re.findall(r"\d+", page.evaluate(paper)))) < 60
        page.emulate_media(media="print")
        assert page.evaluate(paper) == "rgb(255, 255, 255)"
        assert not page.locator(".filters").is_visible()
        assert len(listed(page)) == 6
        assert page.pdf().startswith(b"%PDF")


def test_print_of_a_drawer_is_the_brief_alone(opened) -> None:
    with opened(at="#t-00000000") as page:
        page.emulate_media(media="print")
        assert page.locator("article").is_visible()
        assert not page.locator("main").is_visible()


@pytest.mark.parametrize("at", ["", "#t-00000000"])
def test_a_phone_never_scrolls_sideways(opened, at) -> None:
    with opened("outcomes", at, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        if not at:
            scrolled(page)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
