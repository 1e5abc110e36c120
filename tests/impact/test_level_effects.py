"""Effects by segment: found apart where they differ, pulled together where they do not."""

import dataclasses
from datetime import date
from decimal import Decimal

import numpy as np
import pytest


@pytest.fixture
def sides(weigh, a_deal, said):
    """400 closed deals in two segments; half of each have the pain, which loses S deals or L's."""

    def run(lost_with):
        deals, told = [], []
        for n in range(400):
            segment, pain = "SL"[n % 2], n % 4 < 2
            lost = (n // 4) % 10 < (lost_with[segment] if pain else 4)
            covariates = {"segment": segment}
            deals.append(a_deal(f"D{n}", "lost" if lost else "won", covariates=covariates))
            told.append(said(n, topics={"a": 0.95} if pain else {}, deal=f"D{n}"))
        return weigh(deals, told, ["a"])

    return run


def of(impact):
    return {x.level: x for x in impact.level_effects if x.topic_id == "a"}


def test_a_pain_that_matters_in_one_segment_alone_is_found_there(sides):
    found = of(sides({"S": 9, "L": 4}))
    assert found["S"].delta > 0.35
    assert found["S"].low > 0.2
    assert abs(found["L"].delta) < 0.15
    assert (found["S"].closed_with, found["S"].won_with) == (100, 10)
    assert found["S"].above > 0.95
    assert found["L"].above < 0.05


def test_segments_that_are_alike_are_pulled_to_the_whole(sides):
    impact = sides({"S": 7, "L": 7})
    whole = next(e for e in impact.effects if e.topic_id == "a")
    for level in of(impact).values():
        assert level.delta == pytest.approx(whole.delta, abs=0.03)
        assert 0.2 < level.above < 0.8
        # less sure than the whole, and surer than half of the deals alone would be
        assert 0.8 < (level.high - level.low) / (whole.high - whole.low) < 1.4


def test_a_segment_of_few_deals_says_nothing(weigh, a_deal, said):
    deals = [
        a_deal(f"D{n}", "lost" if n % 3 else "won", covariates={"segment": "S" if n < 9 else "L"})
        for n in range(60)
    ]
    impact = weigh(deals, [said(n, topics={"a": 0.9}, deal=f"D{n}") for n in range(60)], ["a"])
    assert not impact.level_effects


def test_accounts_are_kept_gone_or_lost(weigh, a_deal, said):
    def closed(name, outcome, account, month, **more):
        return dataclasses.replace(
            a_deal(name, outcome, account_id=account, **more), closed_on=date(2026, month, 1)
        )

    deals = [
        closed("D1", "won", "kept", 3),
        closed("D2", "lost", "kept", 4, type="Expansion"),
        closed("D3", "won", "gone", 3),
        closed("D4", "lost", "gone", 4, type="Renewal"),
        closed("D5", "lost", "lost", 4),
        closed("D6", "won", "silent", 4),
        a_deal("D7", "open", account_id="waiting"),
    ]
    told = [said(n, topics={"a": 0.9}, deal=f"D{n}") for n in (1, 3, 5, 7)]
    whole, own = (x for x in weigh(deals, told, ["a"]).fit if not x.name)
    assert (whole.topic_id, whole.kept, whole.gone, whole.lost) == ("", 1, 1, 1)
    assert (own.topic_id, own.kept, own.gone, own.lost) == ("a", 1, 1, 1)


def test_renewals_and_recurring_money_stand_apart(weigh, a_deal, said):
    deals = [
        a_deal("D1", amount=100, type="Renewal", recurring=Decimal(80), one_off=Decimal(20)),
        a_deal("D2", amount=50, type="New", recurring=Decimal(50)),
        a_deal("D3", amount=7, type="New"),
    ]
    told = [said(n, topics={"a": 0.9}, deal=f"D{n}") for n in (1, 2)]
    parts = {(p.name, p.level): p.value for p in weigh(deals, told, ["a"]).parts}
    assert parts == {
        ("type", "Renewal"): 100,
        ("type", "New"): 50,
        ("income", "recurring"): 130,
        ("income", "one-off"): 20,
    }


def test_parts_at_stake_sum_to_the_whole(weigh, a_deal, said):
    deals, told = [], []
    for n in range(240):
        pain, outcome = n % 2 == 0, "open" if n >= 200 else "won"
        if n < 200 and (n // 2) % 10 < (8 if pain else 3):
            outcome = "lost"
        deals.append(a_deal(f"D{n}", outcome, type="New" if n % 3 else "Renewal", amount=100 + n))
        told.append(said(n, topics={"a": 0.95} if pain else {"b": 0.95}, deal=f"D{n}"))
    impact = weigh(deals, told, ["a", "b"])
    stake = [p for p in impact.parts if p.topic_id == "a" and p.measure == "at stake"]
    whole = next(m for m in impact.money if (m.topic_id, m.measure) == ("a", "at stake"))
    assert len(stake) == 2
    assert sum(p.value for p in stake) == pytest.approx(whole.value, rel=0.02)
    assert np.isfinite([p.high for p in stake]).all()
