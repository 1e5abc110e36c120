"""What readers see: the pages of a small world in six states of what is known."""

import re
from dataclasses import replace
from datetime import date

import pytest
from briefs_masking import most_shared
from briefs_world import AS_OF, STATES, World

from voiceminer.briefs import briefs_of
from voiceminer.briefs.goals import needed_for
from voiceminer.briefs.printing import tidied
from voiceminer.data import Curated, Goal, Rows, Taxonomy
from voiceminer.data.tracking import Shift, Tracking, Trend

FULL = [s for s in STATES if s != "no topics"]


def briefs(pages) -> list[str]:
    return [text for path, text in pages.items() if path.startswith("briefs/")]


def shared(pages) -> dict[str, str]:
    """Marketing's edition, by the paths that sales' has."""
    folder = "editions/marketing/"
    return {p.removeprefix(folder): text for p, text in pages.items() if p.startswith(folder)}


@pytest.mark.parametrize("state", STATES)
def test_every_state_of_knowledge_has_all_its_pages(results, state) -> None:
    pages = briefs_of(results[state]).pages
    assert set(pages) >= {
        "index.md", "scorecard.md", "method.md", "open-deals.csv", "evidence.csv"
    }  # fmt: skip
    n = len(results[state].impact.effects)
    assert len(briefs(pages)) == min(n, 10)
    assert len([p for p in pages if p.startswith("deals/")]) == n


@pytest.mark.parametrize("state", STATES)
def test_equal_results_give_equal_bytes(state) -> None:
    first, second = (briefs_of(World(state=state).result()) for _ in range(2))
    assert dict(first.pages) == dict(second.pages)
    assert first.figures == second.figures
    assert first.evidence == second.evidence


@pytest.mark.parametrize("state", FULL)
def test_no_brief_is_longer_than_a_page(results, state) -> None:
    assert max(len(text.split()) for text in briefs(briefs_of(results[state]).pages)) <= 750


# not "nothing known": there the small world's topics are alike in all but their words
@pytest.mark.parametrize("state", [s for s in FULL if s != "nothing known"])
def test_no_two_briefs_say_the_same(results, state) -> None:
    names = [a.name for a in results[state].heard.voice.accounts]
    share, shared = most_shared(briefs(briefs_of(results[state]).pages), names)
    assert share <= 0.30, shared


def test_only_so_many_topics_get_a_brief_and_all_stand_in_the_list(results, titled) -> None:
    pages = briefs_of(titled(results["outcomes"], top=2, title="Rotavia")).pages
    assert len(briefs(pages)) == 2
    assert all("Rotavia" in text for text in briefs(pages))
    assert "| Slow reports |" in pages["index.md"]
    assert (
        "[Leaving the old system](briefs/t-00000000-leaving-the-old-system.md)"
        in (pages["index.md"])
    )


def test_the_brief_leads_with_counts_that_can_be_counted_again(results) -> None:
    result = results["outcomes"]
    page = briefs_of(result).pages["briefs/t-00000000-leaving-the-old-system.md"]
    deals = {d.id: d for d in result.heard.voice.deals}
    with_it = [deals[m.deal_id] for m in result.impact.deal_topics if m.topic_id == "t-00000000"]
    still_open = [d for d in with_it if d.outcome == "open"]
    assert f"**{len(with_it)} of 60 deals**" in page
    assert f"| open now | **{len(still_open)}, €" in page
    euros = sum(d.amount for d in still_open if d.currency == "EUR")
    assert f"€{euros / 1000:.0f}k" in page


def test_grades_are_said_in_words_and_never_as_a_cause(results) -> None:
    pages = briefs_of(results["outcomes"]).pages
    text = "\n".join(briefs(pages))
    for heading in (
        "## Supported: it goes with losing",
        "## Suggestive: it may go with winning",
        "## No difference of note (within 10 points either way)",
        "## Not known yet: whether it loses deals",
        "## Not separable: whether it matters by itself",
    ):
        assert heading in text
    assert "| cannot be told apart from | segment: Enterprise |" in text
    assert "about 1.2 wins fewer | from 2 fewer to 0.4 fewer" in text
    assert not re.findall(r"\bcaus(?:e|es|ed|ing)\b|would have", text + pages["index.md"])
    for jargon in ("verbatim", "pain point", "exposure", "objection handling"):
        assert not [
            p for p, t in pages.items() if p.endswith(".md") and p != "method.md" and jargon in t
        ]


def test_a_sellers_note_is_never_printed_as_the_customers_own_words(results) -> None:
    pages = briefs_of(results["outcomes"]).pages
    assert any("*From a sales note:* " in text for text in briefs(pages))
    notes = {p.text for p in results["outcomes"].heard.passages if p.side == "reported"}
    for text in briefs(pages):
        for line in text.splitlines():
            said = re.findall(r"“([^”]*)”", line)
            if any(q in notes for q in said):
                assert "noted" in line.lower()


def test_the_deal_that_closes_first_stands_first(results) -> None:
    result = results["outcomes"]
    page = briefs_of(result).pages["briefs/t-00000003-single-sign-on.md"]
    deals = {d.id: d for d in result.heard.voice.deals}
    ahead = sorted(
        (deals[m.deal_id].planned_close, deals[m.deal_id].account_id)
        for m in result.impact.deal_topics
        if m.topic_id == "t-00000003"
        and deals[m.deal_id].outcome == "open"
        and deals[m.deal_id].planned_close >= AS_OF
    )
    first = f"Account {int(ahead[0][1][1:]):02}"
    table = page.split("## Open now")[1].splitlines()
    assert table[3].startswith(f"| {first} |")
    assert f"**{first}**, closes first" in page


def test_the_index_ties_out_and_names_what_is_not_on_the_list(results) -> None:
    index = briefs_of(results["outcomes"]).pages["index.md"]
    assert "| lost (EUR) | 30 | 123,456 |" in index
    assert "| voice | signature | 3 |" in index
    assert "The weather (small talk" in index
    assert "| notes.csv | table | 9 | 7 | 1 | 1 |" in index


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("amounts", "By open money; places that overlap are not certain."),
        ("accounts", "the export names customers but holds no deals"),
        ("documents", "the export is text alone"),
        ("no topics", "No topic was found"),
    ],
)
def test_each_step_down_has_its_own_words_and_a_hint(results, state, said) -> None:
    index = briefs_of(results[state]).pages["index.md"]
    assert said in index
    assert "Add closed deals with their outcome." in index


def test_text_alone_speaks_of_no_deals(results) -> None:
    for text in briefs(briefs_of(results["documents"]).pages):
        assert "## For sales" not in text
        assert "Open now" not in text
        assert "None" not in text


def test_the_scorecard_has_goals_with_a_date_and_keeps_the_win_rate_a_reading(results) -> None:
    page = briefs_of(results["outcomes"]).pages["scorecard.md"]
    rows = [r for r in page.splitlines() if "| open deals with an answer on record |" in r]
    assert len(rows) == 6
    assert all(re.search(r"\| \d+ of \d+ \| \d+ % to \d+ % \|", r) for r in rows)
    assert "(proposed)" in page or "chance would hide" in page
    readings = [r for r in page.splitlines() if "| won, of closed: a reading" in r]
    assert len(readings) == 6
    assert all(r.endswith("| | | | |") for r in readings)


def test_an_agreed_goal_stands_with_its_owner_and_day_or_is_refused(results) -> None:
    result = replace(World(scale=8).result(), settings=results["outcomes"].settings)
    topic = "t-00000000"
    goals = [
        Goal(topic_id=topic, measure="answered", target=0.9, by=date(2027, 2, 1), owner="Ana"),
        Goal(topic_id=topic, measure="asked again", target=0.37, by=None, owner=""),
    ]
    taxonomy = Taxonomy(goals=Rows.gather(Goal, goals))
    made = briefs_of(replace(result, taxonomy=taxonomy))
    lines = made.pages["scorecard.md"].splitlines()
    at = next(n for n, line in enumerate(lines) if topic in line)
    of = int(re.search(r"\| \d+ of (\d+) \|", lines[at])[1])
    assert f"| {int(0.9 * of)} of {of} | 1 Feb 2027 | Ana | " in lines[at]
    assert re.search(r"\| [A-Z][a-z]{2} 202\d \|$", lines[at])
    again = next(line for line in lines[at:] if "asked again" in line)
    assert "none: chance would hide" in again
    brief = next(text for path, text in made.pages.items() if path.startswith(f"briefs/{topic}"))
    assert f"| {int(0.9 * of)} of {of} | Ana |" in brief


def test_without_deals_the_scorecard_counts_texts_by_month_and_proposes_the_best_quarter(
    results,
) -> None:
    months = [date(2026, m, 1) for m in range(1, 9)]
    trends = [
        Trend(topic_id="t-00000000", period=month, n=n, of=200, share=n / 200, low=0, high=1,
              part=month == months[-1])
        for month, n in zip(months, (50, 60, 20, 70, 80, 60, 90, 5), strict=True)
    ]  # fmt: skip
    result = replace(
        results["accounts"], tracking=Tracking(period="month", trends=Rows.gather(Trend, trends))
    )
    made = briefs_of(result)
    page = made.pages["scorecard.md"]
    row = next(line for line in page.splitlines() if "texts of Jul 2026" in line)
    # the last whole month; the lower quartile of seven months is 55 of 200
    assert "| 90 of 200 |" in row
    assert "| 55 of 200 (proposed) |" in row
    assert "its own best quarter of months" in page
    assert "open deals" not in page
    brief = made.pages["briefs/t-00000000-leaving-the-old-system.md"]
    assert (
        "| Said in so many of the texts of Jul 2026 | 90 of 200 | 55 of 200 (proposed) |" in brief
    )


def test_text_without_names_or_dates_says_what_to_export_for_a_score(results) -> None:
    page = briefs_of(results["documents"]).pages["scorecard.md"]
    assert "Export the day of each text" in page
    assert "Export an account or a requester with each text" in page


def test_a_number_of_open_deals_can_be_a_goal_and_has_no_chance_in_it(results) -> None:
    topic = "t-00000000"
    goal = Goal(topic_id=topic, measure="open deals", target=4, by=date(2027, 2, 1), owner="Ana")
    made = briefs_of(
        replace(results["outcomes"], taxonomy=Taxonomy(goals=Rows.gather(Goal, [goal])))
    )
    row = next(x for x in made.pages["scorecard.md"].splitlines() if "| open deals with it |" in x)
    assert row.endswith("| at most 4 | 1 Feb 2027 | Ana | no chance in it |")
    brief = next(text for path, text in made.pages.items() if path.startswith(f"briefs/{topic}"))
    assert re.search(r"\| Open deals with it \| \d+ \| at most 4 \| Ana \|", brief)


def test_more_deals_later_are_needed_the_smaller_the_change() -> None:
    z = 1.645
    far, near = needed_for(5, 200, 100, z), needed_for(5, 200, 20, z)
    assert far < near
    assert needed_for(3, 12, 5, z) is None  # twelve deals are too few to tell three from five


def test_method_names_settings_covariates_and_controls(results) -> None:
    page = briefs_of(results["outcomes"]).pages["method.md"]
    assert "| amount | no | knows the outcome |" in page
    assert "| lambda | 1.04 | left as it is |" in page
    assert "stays open 7 days longer" in page
    assert "associated with" in page


def test_soft_wraps_of_templates_become_one_line() -> None:
    wrapped = "# A\n\n\nOne\n   two,\nthree.\n- four\n  five\n| a |\n| b |\n\n\n"
    assert tidied(wrapped) == "# A\n\nOne two, three.\n- four five\n| a |\n| b |\n"


def test_open_deals_say_whether_they_have_an_answer_on_record(results) -> None:
    result = results["outcomes"]
    made = briefs_of(result)
    topic = "t-00000000"
    deals = {d.id: d for d in result.heard.voice.deals}
    rows = [a for a in result.answers.on_record if a.topic_id == topic]
    is_open = [a for a in rows if deals[a.deal_id].outcome == "open"]
    given = sum(a.given for a in is_open)
    assert 0 < given < len(is_open)
    page = next(text for path, text in made.pages.items() if path.startswith(f"briefs/{topic}"))
    assert re.search(rf"on record \[\d+\] \| {given} of {len(is_open)} \|", page)
    assert f"**{len(is_open) - given}, €" in page
    header, *lines = made.pages["open-deals.csv"].splitlines()
    cells = [dict(zip(header.split(","), line.split(","), strict=True)) for line in lines]
    ours = [c for c in cells if c["topic_id"] == topic]
    assert sum(c["answer_on_record"] == "yes" for c in ours) == given
    assert {c["answer_on_record"] for c in ours} == {"yes", "none", "nothing since"}
    assert all((c["answered_on"] != "") == (c["answer_on_record"] == "yes") for c in ours)


def test_without_words_of_ours_nobody_is_said_to_have_kept_silent(results) -> None:
    pages = briefs_of(results["amounts"]).pages
    text = "\n".join(briefs(pages))
    assert "not known: the exports hold too little of what our side said" in text
    assert "no answer on record" not in text
    assert "have no answer on record" not in text


@pytest.mark.parametrize("state", STATES)
def test_marketing_sees_no_account_no_deal_and_no_amount_of_one(results, state) -> None:
    result = results[state]
    pages = shared(briefs_of(result).pages)
    assert set(pages) >= {"index.md", "scorecard.md", "method.md", "open-deals.csv"}
    assert not [path for path in pages if path.startswith("deals/")]
    text = "\n".join(pages.values())
    assert not [a.name for a in result.heard.voice.accounts if a.name in text]
    lines = pages["open-deals.csv"].splitlines()
    assert "deal_id" not in lines[0]
    steps = {"", "5000", "10000", "20000", "50000", "100000"}
    assert not [line for line in lines[1:] if set(line.split(",")[4:6]) - steps]


def test_marketing_sees_segments_and_bands(results) -> None:
    made = shared(briefs_of(results["outcomes"]).pages)
    page = made["briefs/t-00000000-leaving-the-old-system.md"]
    assert "draft, marketing edition" in page
    assert re.search(r"\| (National|Regional) \| [€£]\d+k to [€£]\d+k \|", page)
    header, *lines = made["open-deals.csv"].splitlines()
    cells = [dict(zip(header.split(","), line.split(","), strict=True)) for line in lines]
    deals = [d for d in results["outcomes"].heard.voice.deals if d.outcome == "open"]
    assert len({(c["amount_from"], c["amount_to"]) for c in cells}) > 2
    for cell in cells:
        low, high = float(cell["amount_from"]), float(cell["amount_to"])
        assert any(low <= d.amount < high for d in deals)
        assert high / low in (2, 2.5)


def test_marketing_alone_is_all_there_is_when_asked_for(results, titled) -> None:
    pages = briefs_of(titled(results["outcomes"], edition="marketing")).pages
    assert "Marketing's edition" in pages["index.md"]
    assert not [path for path in pages if path.startswith(("editions/", "deals/"))]
    assert "Account 0" not in "\n".join(pages.values())


def test_topics_of_few_customers_are_not_shared(results, titled) -> None:
    result = results["outcomes"]
    customers = {}
    for passage, place in zip(result.heard.passages, result.assignment.placements, strict=True):
        customers.setdefault(place.topic_id, set()).add(passage.account_id)
    least = max(map(len, customers.values()))
    kept = {topic for topic, of in customers.items() if len(of) >= least}
    assert 0 < len(kept) < len(customers)
    pages = briefs_of(titled(result, min_accounts=least)).pages
    assert {p.split("/")[1][:10] for p in shared(pages) if p.startswith("briefs/")} == kept
    n = len(customers) - len(kept)
    assert f"fewer than {least} customers raise them: {n} topic" in shared(pages)["index.md"]
    labels = {t.id: t.label.capitalize() for t in result.topics.topics}
    listed = shared(pages)["index.md"] + shared(pages)["open-deals.csv"]
    assert not [t for t in customers if t not in kept and labels[t] in listed]
    assert len(briefs(pages)) == len(customers)  # sales sees all


def test_where_nobody_is_named_nothing_is_left_out_and_that_is_said(results, titled) -> None:
    pages = shared(briefs_of(titled(results["documents"], min_accounts=50)).pages)
    assert len([p for p in pages if p.startswith("briefs/")]) == 6
    assert "do not name who says what" in pages["index.md"]


def test_status_owner_and_reply_stand_as_their_owners_wrote_them(results) -> None:
    result = results["outcomes"]
    said = Curated(
        topic_id="t-00000000", owner="Ana", status="approved", reply="Not | so: *we* did."
    )
    taxonomy = Taxonomy(topics=Rows.gather(Curated, [said]))
    pages = briefs_of(replace(result, taxonomy=taxonomy)).pages
    page = pages["briefs/t-00000000-leaving-the-old-system.md"]
    assert "approved, sales edition, owner Ana" in page
    assert "## Sales' reply\nNot \\| so: \\*we\\* did." in page
    assert "leaving-the-old-system.md) (approved) |" in pages["index.md"]
    assert "wrong-invoices.md) (draft) |" in pages["index.md"]


def test_the_list_says_what_rises_or_falls_and_since_when(results) -> None:
    shifts = [
        Shift(topic_id="t-00000001", kind="rising", since=date(2026, 6, 1), before=0.1, after=0.2,
              p=0.001, q=0.01)
    ]  # fmt: skip
    tracking = Tracking(period="month", shifts=Rows.gather(Shift, shifts))
    result = results["outcomes"]
    index = briefs_of(replace(result, tracking=tracking)).pages["index.md"]
    assert "| statements | trend |" in index
    row = next(line for line in index.splitlines() if "wrong-invoices.md" in line)
    assert row.endswith("| rising since Jun 2026 |")
    assert "| trend |" not in briefs_of(result).pages["index.md"]
