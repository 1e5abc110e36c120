"""The stage as a whole: what a reader of the brief would notice."""

import dataclasses
import math
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from voiceminer.settings import ImpactSettings

TOPICS = ["harmful", "harmless", "late"]
SETTINGS = ImpactSettings(draws=300, shuffles=2)


@pytest.fixture(scope="module")
def planted():
    """600 closed deals and 120 open ones: `harmful` raises the odds of losing sevenfold.

    `late` comes up only beyond 60 days, and lost deals linger.
    """
    rng = np.random.default_rng(11)
    rows = []
    for n in range(720):
        has = {t: bool(rng.random() < 0.3) for t in TOPICS}
        lost = bool(rng.random() < (0.8 if has["harmful"] else 0.36))
        life = int(60 * math.exp(rng.normal(0, 0.5)) * (2 if lost else 1)) + 10
        opened = date(2023, 6, 1) + timedelta(days=int(rng.integers(0, 500)))
        rows.append((f"D{n:04}", n >= 600, lost, has, opened, life))
    return rows


def export(planted, a_deal, said, **change):
    deals, told = [], []
    for n, (name, is_open, lost, has, opened, life) in enumerate(planted):
        created = date(2026, 6, 30) - timedelta(days=life // 2) if is_open else opened
        closed = None if is_open else opened + timedelta(days=life)
        fields = {
            "created_at": created,
            "closed_on": closed,
            "account_id": f"A{n // 2}",
            "amount": 1000 + n,
            "covariates": {"segment": "SML"[n % 3]},
        }
        outcome = "open" if is_open else "lost" if lost else "won"
        deals.append(a_deal(name, outcome, **(fields | change)))
        # small talk in any amount, or the amount of text would say which topics came up
        told += [
            said(50 * n + 40 - i, topics={}, deal=name, on=created) for i in range(1 + n * 7 % 11)
        ]
        for k, topic in enumerate(TOPICS):
            day = created + timedelta(days=65 if topic == "late" else 3)
            last = closed or date(2026, 6, 30)
            if has[topic] and day <= last:
                told.append(said(50 * n + k + 1, topics={topic: 0.97}, deal=name, on=day))
    return deals, told


@pytest.fixture
def found(planted, weigh, a_deal, said):
    return weigh(*export(planted, a_deal, said), TOPICS, settings=SETTINGS)


def by_topic(impact):
    return {e.topic_id: e for e in impact.effects}


def test_the_planted_pain_is_first_and_supported_and_the_late_one_is_not(found):
    effects = by_topic(found)
    assert found.basis == "outcomes"
    assert found.currency == "EUR"
    assert effects["harmful"].rank == 1
    assert effects["harmful"].grade == "supported"
    assert effects["harmful"].low < 0.44 < effects["harmful"].high
    assert effects["late"].grade != "supported"
    assert effects["harmless"].grade != "supported"


def test_counts_are_of_whole_deals_with_text(found, planted):
    effect = by_topic(found)["harmful"]
    with_it = [row for row in planted if row[3]["harmful"]]
    closed = [row for row in with_it if not row[1]]
    assert effect.deals == len(with_it)
    assert effect.closed_with == len(closed)
    assert effect.won_with == sum(not row[2] for row in closed)
    assert effect.closed_with + effect.closed_without == 600
    assert effect.documents == len(with_it)


def test_money_adds_up_and_intervals_hold_their_values(found):
    rows = list(found.money)
    total = {r.measure: r for r in rows if not r.topic_id}
    split = [r.value for r in rows if r.topic_id and r.measure == "attributed"]
    assert sum(split) == pytest.approx(total["attributed"].value, abs=0.05)
    assert total["touched"].value == total["attributed"].value
    for row in rows:
        if row.measure in ("at stake", "signed"):
            assert row.low <= row.value <= row.high
    harmful = {r.measure: r for r in rows if r.topic_id == "harmful"}
    assert 0 < harmful["at stake"].value < harmful["touched"].value
    assert harmful["at stake"].floor < harmful["at stake"].value
    deals = {r.measure: r for r in found.in_deals if r.topic_id == "harmful"}
    assert deals["touched"].value == by_topic(found)["harmful"].open_deals


def test_the_order_of_rows_does_not_matter(found, planted, weigh, a_deal, said):
    deals, told = export(planted, a_deal, said)
    again = weigh(deals[::-1], told[::-1], TOPICS[::-1], settings=SETTINGS)
    for name in ("exposure", "effects", "money", "controls", "deal_topics", "cuts", "tie_out"):
        assert getattr(again, name) == getattr(found, name), name


def test_text_after_closing_reasons_and_planned_dates_change_nothing(
    found, planted, weigh, a_deal, said
):
    deals, told = export(planted, a_deal, said, reason="harmful", planned_close=date(2027, 1, 1))
    told += [
        said(100_000 + n, topics={"late": 0.97}, deal=d.id, on=d.closed_on + timedelta(days=1))
        for n, d in enumerate(deals)
        if d.outcome == "lost"
    ]
    leaky = weigh(deals, told, TOPICS, settings=SETTINGS)
    strip = {"documents": 0, "accounts": 0}  # reach counts all that was said
    assert [dataclasses.replace(e, **strip) for e in leaky.effects] == [
        dataclasses.replace(e, **strip) for e in found.effects
    ]
    assert leaky.money == found.money


def test_what_is_said_in_the_last_days_is_outcome_not_cause(planted, weigh, a_deal, said):
    deals, told = export(planted, a_deal, said)
    told += [
        said(200_000 + n, topics={"goodbye": 0.97}, deal=d.id, on=d.closed_on - timedelta(days=2))
        for n, d in enumerate(deals)
        if d.outcome == "lost"
    ]
    impact = weigh(deals, told, [*TOPICS, "goodbye"], settings=SETTINGS)
    assert by_topic(impact)["goodbye"].grade != "supported"


def test_amounts_that_know_the_outcome_are_dropped_and_change_no_effect(
    planted, weigh, a_deal, said
):
    deals, told = export(planted, a_deal, said)
    rng = np.random.default_rng(0)

    def with_amounts(lost):
        made = []
        for d, value in zip(deals, lost, strict=True):
            amount = d.amount if d.outcome == "won" else value if d.outcome == "lost" else None
            made.append(dataclasses.replace(d, amount=amount))
        return weigh(made, told, TOPICS, settings=SETTINGS)

    zeros = with_amounts([Decimal(0)] * len(deals))
    assert with_amounts([None] * len(deals)).effects == zeros.effects
    (amount,) = [c for c in zeros.covariates if c.name == "amount"]
    assert not amount.used
    assert "knows the outcome" in amount.reason
    assert zeros.currency is None
    assert len(zeros.money) == 0
    assert any("no amounts" in hint for hint in zeros.hints)
    mixed = rng.permutation([Decimal(0)] * 700 + [Decimal(5)] * 20).tolist()
    assert with_amounts(mixed).effects == with_amounts(mixed[::-1]).effects


def test_without_opening_dates_it_says_that_late_topics_may_mislead(planted, weigh, a_deal, said):
    deals, told = export(planted, a_deal, said, created_at=None)
    impact = weigh(deals, told, TOPICS, settings=SETTINGS)
    assert impact.basis == "outcomes"
    assert any("Add Created Date" in hint for hint in impact.hints)
    assert by_topic(impact)["harmful"].grade == "supported"


def test_topics_of_the_same_deals_are_estimated_as_one(planted, weigh, a_deal, said):
    deals, told = export(planted, a_deal, said)
    twins = [
        (doc, p, [*pl, dataclasses.replace(pl[0], topic_id="twin", place=2)])
        if pl[0].topic_id == "harmful"
        else (doc, p, pl)
        for doc, p, pl in told
    ]
    impact = weigh(deals, twins, [*TOPICS, "twin"], settings=SETTINGS)
    effects = by_topic(impact)
    assert effects["harmful"].estimated_with == ("twin",)
    assert effects["harmful"].delta == effects["twin"].delta
    single = {r.topic_id: r for r in impact.money if r.measure == "at stake"}
    # the pair counts once in the total
    assert single[""].value < sum(r.value for t, r in single.items() if t)


def test_currencies_are_never_added(planted, weigh, a_deal, said):
    deals, told = export(planted, a_deal, said)
    deals = [
        dataclasses.replace(d, currency="USD" if n % 3 else "EUR") for n, d in enumerate(deals)
    ]
    impact = weigh(deals, told, TOPICS, settings=SETTINGS)
    assert impact.currency == "USD"
    touched = {
        r.currency: r.value for r in impact.money if (r.topic_id, r.measure) == ("", "touched")
    }
    told_deals = [d for d in deals if d.outcome == "open"]
    assert set(touched) == {"EUR", "USD"}
    assert touched["EUR"] <= sum(float(d.amount) for d in told_deals if d.currency == "EUR")
    rates = SETTINGS.model_copy(
        update={"rates_to": "EUR", "rates": {"USD": 0.5}, "rates_on": date(2026, 6, 30)}
    )
    one = weigh(deals, told, TOPICS, settings=rates)
    (whole,) = [r for r in one.money if (r.topic_id, r.measure) == ("", "touched")]
    assert whole.currency == "EUR"
    assert whole.value == pytest.approx(touched["EUR"] + 0.5 * touched["USD"])


def test_tie_out_has_the_counts_and_sums_of_the_export(weigh, a_deal):
    deals = [
        a_deal("D1", "won", amount="10.50"),
        a_deal("D2", "won", amount=None),
        a_deal("D3", "lost", amount=3, currency="USD"),
    ]
    rows = [r for r in weigh(deals, [], ["t"]).tie_out if r.group == "outcome"]
    assert [(r.key, r.currency, r.n, str(r.amount)) for r in rows] == [
        ("lost", "USD", 1, "3"),
        ("won", "EUR", 2, "10.5"),
    ]
