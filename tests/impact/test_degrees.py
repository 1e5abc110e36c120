"""Little or odd data: a word, a ranking and a hint, never a crash, a NaN or an infinity."""

import dataclasses
import math
from datetime import date, timedelta
from decimal import Decimal

import pytest


def figures(impact):
    """Every number in every table."""
    for name in ("exposure", "effects", "money", "in_deals", "controls", "deal_topics"):
        for row in getattr(impact, name):
            for field in dataclasses.fields(row):
                value = getattr(row, field.name)
                if isinstance(value, float):
                    yield f"{name}.{field.name}", value


def sound(impact, topics):
    bad = [(name, v) for name, v in figures(impact) if not math.isfinite(v)]
    assert not bad
    assert sorted(e.topic_id for e in impact.effects) == sorted(topics)
    assert [e.rank for e in impact.effects] == list(range(1, len(topics) + 1))
    assert all(e.band_first <= e.rank <= e.band_last for e in impact.effects)
    return impact


def test_nothing_but_text_ranks_by_reach(weigh, said):
    told = [said(n, topics={"a" if n < 3 else "b": 0.9}) for n in range(5)]
    impact = sound(weigh([], told, ["a", "b"]), ["a", "b"])
    assert impact.basis == "documents"
    assert [(e.topic_id, e.documents, e.grade) for e in impact.effects] == [
        ("a", 3, "not asked"),
        ("b", 2, "not asked"),
    ]
    assert "Add a CRM export" in impact.hints[0]


def test_accounts_without_deals_rank_by_accounts(weigh, said):
    told = [said(n, topics={"a": 0.9}, account="one") for n in range(5)]
    told += [said(10 + n, topics={"b": 0.9}, account=f"acc{n}") for n in range(3)]
    impact = sound(weigh([], told, ["a", "b"]), ["a", "b"])
    assert impact.basis == "accounts"
    assert [(e.topic_id, e.accounts) for e in impact.effects] == [("b", 3), ("a", 1)]


def test_open_deals_alone_rank_by_their_money_or_their_number(weigh, a_deal, said):
    deals = [a_deal("D1", amount=10), a_deal("D2", amount=10), a_deal("D3", amount=500)]
    told = [
        said(1, topics={"a": 0.9}, deal="D1"),
        said(2, topics={"a": 0.9}, deal="D2"),
        said(3, topics={"b": 0.9}, deal="D3"),
    ]
    by_money = sound(weigh(deals, told, ["a", "b"]), ["a", "b"])
    assert (by_money.basis, by_money.currency) == ("amounts", "EUR")
    assert [e.topic_id for e in by_money.effects] == ["b", "a"]
    assert by_money.effects[0].grade == "not asked"
    bare = [dataclasses.replace(d, amount=None) for d in deals]
    by_deals = sound(weigh(bare, told, ["a", "b"]), ["a", "b"])
    assert (by_deals.basis, by_deals.currency) == ("deals", None)
    assert [e.topic_id for e in by_deals.effects] == ["a", "b"]


def test_one_outcome_only_is_not_known_yet(weigh, a_deal, said):
    deals = [a_deal(f"D{n}", "won") for n in range(20)]
    told = [said(n, topics={"a": 0.9}, deal=f"D{n}") for n in range(20)]
    impact = sound(weigh(deals, told, ["a", "b"]), ["a", "b"])
    assert impact.basis == "deals"
    assert impact.effects[0].grade == "not known yet"
    assert any("one outcome only" in hint for hint in impact.hints)


def closed_and_open(a_deal, said, topics_of, n=60, **more):
    deals, told = [], []
    for i in range(n):
        outcome = ("won", "lost", "open")[i % 3]
        deals.append(a_deal(f"D{i:03}", outcome, **more))
        told.append(said(i, topics=topics_of(i, outcome), deal=f"D{i:03}", on=date(2026, 1, 5)))
    return deals, told


@pytest.mark.parametrize(
    ("topics_of", "grade"),
    [
        (lambda i, o: {"a": 0.999}, "not separable"),
        (lambda i, o: {"a": 0.999} if o != "won" else {}, None),  # separates perfectly
        (lambda i, o: {"a": 0.999, "b": 0.999} if i % 2 else {}, None),  # identical topics
        (lambda i, o: {}, "not known yet"),
    ],
)
def test_odd_exposures(weigh, a_deal, said, topics_of, grade):
    deals, told = closed_and_open(a_deal, said, topics_of)
    impact = sound(weigh(deals, told, ["a", "b"]), ["a", "b"])
    if grade:
        assert {e.topic_id: e.grade for e in impact.effects}["a"] == grade


@pytest.mark.parametrize("amount", [0, -5, None, Decimal("1e15")])
def test_odd_amounts(weigh, a_deal, said, amount):
    deals, told = closed_and_open(a_deal, said, lambda i, o: {"a": 0.9} if i % 2 else {})
    deals = [
        dataclasses.replace(d, amount=None if amount is None else Decimal(amount)) for d in deals
    ]
    impact = sound(weigh(deals, told, ["a"]), ["a"])
    assert (impact.currency == "EUR") == (amount == Decimal("1e15"))


def test_dates_reversed_are_reported_and_not_used(weigh, a_deal, said):
    deals, told = closed_and_open(a_deal, said, lambda i, o: {"a": 0.9} if i % 2 else {})
    deals[0] = dataclasses.replace(deals[0], closed_on=date(2025, 1, 1))
    impact = sound(weigh(deals, told, ["a"]), ["a"])
    (row,) = [r for r in impact.left_out if r.reason.startswith("closed before it opened")]
    assert row.subject == "D000"


def test_all_deals_of_one_account_say_whom_it_holds_for(weigh, a_deal, said):
    deals, told = closed_and_open(
        a_deal, said, lambda i, o: {"a": 0.9} if i % 2 else {}, n=600, account_id="giant"
    )
    impact = sound(weigh(deals, told, ["a"]), ["a"])
    (row,) = [c for c in impact.controls if c.name == "accounts"]
    assert "these accounts" in row.note


def test_one_deal_and_no_topics(weigh, a_deal, said):
    sound(weigh([a_deal("D1", "won")], [said(1, topics={"a": 0.9}, deal="D1")], ["a"]), ["a"])
    sound(weigh([a_deal("D1", "won"), a_deal("D2", "lost")], [], []), [])


def test_the_day_of_the_run_looks_back(weigh, a_deal, said):
    deals, told = closed_and_open(a_deal, said, lambda i, o: {"a": 0.9} if i % 2 else {})
    impact = sound(weigh(deals, told, ["a"], as_of=date(2026, 3, 1)), ["a"])
    assert impact.effects[0].closed_with == 0
    assert impact.effects[0].open_deals == 30
    late = weigh(deals, told, ["a"], as_of=date(2025, 1, 1))
    assert {r.reason for r in late.left_out} >= {"opened after the day of the run"}


def test_a_segment_that_no_closed_deal_has_is_left_out_of_the_total(weigh, a_deal, said):
    deals, told = closed_and_open(a_deal, said, lambda i, o: {"a": 0.9} if i % 2 else {}, n=240)
    deals = [
        dataclasses.replace(
            d, covariates={"region": "new" if d.outcome == "open" and i % 2 else "NS"[i % 4 // 2]}
        )
        for i, d in enumerate(deals)
    ]
    impact = sound(weigh(deals, told, ["a"]), ["a"])
    (row,) = [c for c in impact.controls if c.name == "open deals not comparable"]
    assert row.value == 40


def test_few_deals_with_it_say_when_more_are_expected(weigh, a_deal, said):
    deals, told = closed_and_open(a_deal, said, lambda i, o: {"a": 0.9} if i % 6 < 2 else {}, n=180)
    (effect,) = weigh(deals, told, ["a"]).effects
    assert effect.grade == "not known yet"
    assert effect.more_closed_deals > 0
    # 60 closed with it in the last year: fifteen a quarter
    assert effect.closed_per_quarter == 15
    days = effect.more_closed_deals / 15 * 365.25 / 4
    assert effect.settled_by == date(2026, 6, 30) + timedelta(days=math.ceil(days))
