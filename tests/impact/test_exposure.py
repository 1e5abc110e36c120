"""What counts as exposure: dated text, within the deal's life, once."""

import dataclasses
from datetime import date

import pytest

OPEN = {"created_at": date(2026, 1, 10)}


def only(impact):
    (row,) = impact.exposure
    return row


def reasons(impact):
    return {row.reason: row.n for row in impact.left_out}


def test_two_mentions_combine_to_at_least_one(weigh, a_deal, said):
    deals = [a_deal("D1", **OPEN)]
    told = [
        said(1, topics={"t": 0.5}, deal="D1", on=date(2026, 2, 1)),
        said(2, topics={"t": 0.8}, deal="D1", on=date(2026, 3, 1)),
    ]
    row = only(weigh(deals, told, ["t"]))
    assert row.probability == pytest.approx(1 - 0.5 * 0.2)
    assert (row.n, row.first_at.date(), row.last_at.date()) == (
        2,
        date(2026, 2, 1),
        date(2026, 3, 1),
    )


def test_kinds_of_document_are_kept_apart_and_joined_behind_the_figures(weigh, a_deal, said):
    told = [
        said(1, topics={"t": 0.5}, deal="D1", kind="ticket"),
        said(2, topics={"t": 0.5}, deal="D1", kind="call"),
    ]
    impact = weigh([a_deal("D1", **OPEN)], told, ["t"])
    assert [(r.document_kind, r.probability) for r in impact.exposure] == [
        ("call", 0.5),
        ("ticket", 0.5),
    ]
    (joined,) = impact.deal_topics
    assert joined.probability == pytest.approx(0.75)


def test_a_repeat_counts_once_and_second_topics_count(weigh, a_deal, said):
    told = [
        said(1, topics={"t": 0.6, "u": 0.3}, deal="D1"),
        said(2, topics={"t": 0.6, "u": 0.3}, deal="D1", repeat_of="p00001"),
    ]
    impact = weigh([a_deal("D1", **OPEN)], told, ["t", "u"])
    assert [(r.topic_id, r.n, r.probability) for r in impact.exposure] == [
        ("t", 1, 0.6),
        ("u", 1, 0.3),
    ]


def test_unplaced_passages_are_text_but_no_exposure(weigh, a_deal, said):
    told = [said(1, topics={"t": 0.9}, deal="D1", unplaced="not a pain")]
    impact = weigh([a_deal("D1", **OPEN)], told, ["t"])
    assert len(impact.exposure) == 0
    (row,) = [r for r in impact.tie_out if r.group == "text by outcome"]
    assert (row.key, row.n, row.of) == ("open", 1, 1)


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        (None, "text without a date is no exposure"),
        (date(2026, 1, 9), "text outside the deal's life"),
        (date(2026, 4, 2), "text outside the deal's life"),
    ],
)
def test_text_without_date_or_outside_the_life_is_no_exposure(weigh, a_deal, said, on, reason):
    deals = [a_deal("D1", "lost", created_at=date(2026, 1, 10), closed_on=date(2026, 4, 1))]
    impact = weigh(deals, [said(1, topics={"t": 0.9}, deal="D1", on=on)], ["t"])
    assert len(impact.exposure) == 0
    assert reasons(impact)[reason] == 1


def test_account_text_reaches_back_and_touches_each_deal_then_alive(weigh, a_deal, said):
    deals = [
        a_deal(
            "old", "won", account_id="A", created_at=date(2024, 1, 1), closed_on=date(2024, 3, 1)
        ),
        a_deal("new", account_id="A", created_at=date(2026, 3, 1)),
        a_deal("far", account_id="A", created_at=date(2026, 6, 20)),
    ]
    # 120 days before "new" opened, 231 before "far"
    deals[0] = dataclasses.replace(deals[0], closed_on=date(2024, 3, 1))
    told = [said(1, topics={"t": 1.0}, account="A", rung="account name", on=date(2025, 11, 1))]
    row = only(weigh(deals, told, ["t"]))
    assert (row.deal_id, row.rung) == ("new", "account name")
    # the link itself is right in nine of ten cases, and no reading is surer than 0.999
    assert row.probability == pytest.approx(0.9 * 0.999)


def test_text_of_an_unknown_deal_is_counted_apart(weigh, a_deal, said):
    told = [
        said(1, topics={"t": 0.9}, deal="gone"),
        said(2, topics={"t": 0.9}),
    ]
    found = reasons(weigh([a_deal("D1")], told, ["t"]))
    assert found["text linked to a deal that the export does not hold"] == 1
    assert found["text linked to no deal"] == 1


def test_topics_that_are_no_pain_are_exposed_but_not_ranked(weigh, a_deal, said):
    told = [said(1, topics={"praise": 0.9}, deal="D1"), said(2, topics={"t": 0.9}, deal="D1")]
    impact = weigh([a_deal("D1")], told, ["praise", "t"])
    assert {r.topic_id for r in impact.exposure} == {"praise", "t"}
    assert [e.topic_id for e in impact.effects] == ["t"]
