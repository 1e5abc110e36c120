"""Why a topic has its figures, as `voiceminer why` shows it."""

import json

import pytest

from voiceminer.briefs import casebook_of, reasons_of
from voiceminer.cli.why_page import print_json, print_page
from voiceminer.errors import InputError


@pytest.fixture(params=["outcomes"])
def book(results, request):
    return casebook_of(results[request.param])


def test_a_topic_is_found_by_place_id_and_name(book):
    first = book.ranked[0]
    label = book.topics[first.topic_id].label
    for asked in ("1", first.topic_id, label, label.upper()):
        assert reasons_of(book, asked).effect == first


def test_a_name_that_no_topic_has_lists_those_there_are(book):
    with pytest.raises(InputError, match="no ranked topic is called so") as error:
        reasons_of(book, "nothing of the kind")
    assert book.topics[book.ranked[0].topic_id].label in str(error.value)


def test_the_deals_shown_are_those_counted_and_each_has_its_words(book, capsys):
    reasons = reasons_of(book, "1")
    print_json(reasons)
    shown = json.loads(capsys.readouterr().out)
    counted = {d["deal_id"] for d in shown["deals"]}
    assert counted == {c.deal.id for c in book.cases[reasons.effect.topic_id]}
    open_first = [d["outcome"] == "open" for d in shown["deals"]]
    assert open_first == sorted(open_first, reverse=True)
    assert all(d["statements"] for d in shown["deals"])


def test_the_page_says_raw_rates_and_the_words(book, capsys):
    reasons = reasons_of(book, "1")
    print_page(reasons, most=2)
    page = " ".join(capsys.readouterr().out.split())
    effect = reasons.effect
    assert reasons.topic.label in page
    assert f"came up in {effect.deals:,} deals" in page
    assert f"{effect.closed_with - effect.won_with:,} (" in page
    words = reasons.cases[0][2][0].passage.text
    assert " ".join(words.split()) in page


def test_without_outcomes_it_says_that_nothing_was_compared(results, capsys):
    for state, result in results.items():
        book = casebook_of(result)
        if book.ranked and book.ranked[0].delta is None:
            print_page(reasons_of(book, "1"), most=1)
            assert "No comparison" in capsys.readouterr().out, state
