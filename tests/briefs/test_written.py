"""A model's words on the page: above the figures that they speak of, inert, and never instead."""

import json
from dataclasses import replace

import pytest

from voiceminer.briefs import briefs_of, told_of
from voiceminer.data import Curated, Rows, Taxonomy
from voiceminer.data.wording import Wording

PAGE = "briefs/t-00000000-leaving-the-old-system.md"


def worded(result, **changed: str):
    wording = Wording(topic_id="t-00000000", title="How long does the move take?",
                      sentence="It came up in 33 of 60 deals.", angle="Answer how long.",
                      model="small")  # fmt: skip
    return replace(result, wordings=(replace(wording, **changed),))


def test_title_sentence_and_angle_lead_the_page_and_say_who_put_them(results) -> None:
    page = briefs_of(worded(results["outcomes"])).pages[PAGE]
    head = page.split("\n# ")[1].splitlines()
    assert head[0] == "How long does the move take?"
    assert head[2].startswith(
        "*Leaving the old system. Title and the next two sentences are put by a"
    )
    assert "(small)" in head[2]
    assert head[4] == "It came up in 33 of 60 deals. Answer how long."
    assert "**33 of 60 deals**" in page
    assert len(page.split()) <= 750


def test_a_number_that_stands_nowhere_else_on_the_page_keeps_the_plain_text(results) -> None:
    plain = briefs_of(results["outcomes"]).pages[PAGE]
    for number in ("77", "1,000", "33.5"):
        result = worded(results["outcomes"], sentence=f"It came up in {number} deals.")
        assert briefs_of(result).pages[PAGE] == plain


def test_markup_in_a_models_words_is_inert(results) -> None:
    page = briefs_of(worded(results["outcomes"], angle="See [this](https://evil.example).")).pages[
        PAGE
    ]
    assert "See \\[this\\](https\\://evil.example)." in page


def test_what_a_model_is_told_names_no_account_and_no_amount_of_a_deal(results) -> None:
    result = results["outcomes"]
    told = told_of(result)
    assert [t.topic_id for t in told] == [f"t-{k:08x}" for k in range(6)]
    facts = json.loads(told[0].facts)
    assert facts["came up in"] == "33 of 60 deals"
    assert facts["they ask"] == ["how long: 30 deals", "who does it: 5 deals"]
    assert len(facts["quotes"]) == 3
    assert not [a.name for a in result.heard.voice.accounts if a.name in str(told)]


def test_an_approved_brief_is_left_as_its_owner_approved_it(results) -> None:
    said = [Curated(topic_id="t-00000000", status="approved")]
    told = told_of(
        replace(results["outcomes"], taxonomy=Taxonomy(topics=Rows.gather(Curated, said)))
    )
    assert "t-00000000" not in [t.topic_id for t in told]


@pytest.mark.parametrize("state", ["accounts", "documents"])
def test_without_deals_there_are_facts_as_well(results, state) -> None:
    facts = json.loads(told_of(results[state])[0].facts)
    assert "open deals with it" not in facts
    assert facts["quotes"]
