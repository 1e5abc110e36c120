"""Topics ranked from a table alone."""

import math
from datetime import date, timedelta

import numpy as np
import pytest

from voiceminer.errors import InputError, SettingsError
from voiceminer.impact import rank_topics
from voiceminer.settings import ImpactSettings

FAST = ImpactSettings(draws=200, shuffles=2)


@pytest.fixture
def deals():
    """600 closed deals, half of them with `price`; with it 70 % are lost, without 30 %."""
    import pandas as pd

    n = np.arange(660)
    price = n % 2 == 0
    lost = np.where(price, n % 20 < 14, n % 20 < 6)
    outcome = np.where(n >= 600, "open", np.where(lost, "lost", "won"))
    opened = [date(2025, 1, 1) + timedelta(days=int(i) % 300) for i in n]
    return pd.DataFrame(
        {
            "id": [f"D{i:03}" for i in n],
            "outcome": outcome,
            "amount": 100.0,
            "created_at": opened,
            "closed_on": [
                d + timedelta(days=60) if o != "open" else None
                for d, o in zip(opened, outcome, strict=True)
            ],
            "region": np.where(n % 3 == 0, "north", "south"),
        }
    ), pd.DataFrame({"price": price * 1.0, "other": (n // 20 % 2) * 1.0})


def test_the_difference_in_the_table_is_found(deals):
    table, exposures = deals
    first, second = rank_topics(table, exposures, settings=FAST)
    assert (first.topic_id, first.rank, first.grade) == ("price", 1, "supported")
    assert first.low < 0.4 < first.high
    assert first.delta == pytest.approx(0.4, abs=0.05)
    assert second.grade != "supported"
    assert (first.closed_with, first.won_with, first.open_deals) == (300, 90, 30)


def test_lists_do_as_well_as_frames_and_days_bring_landmarks(deals):
    table, exposures = deals
    days = {t: [d + timedelta(days=5) for d in table["created_at"]] for t in exposures}
    plain = {name: table[name].tolist() for name in table}
    first, _ = rank_topics(plain, exposures, first_at=days, settings=FAST)
    assert (first.topic_id, first.grade) == ("price", "supported")
    # what comes up only in the last days is no cause
    late = {t: [d + timedelta(days=58) for d in table["created_at"]] for t in exposures}
    assert {e.grade for e in rank_topics(plain, exposures, first_at=late, settings=FAST)} == {
        "not known yet"
    }


@pytest.mark.parametrize(
    ("deals", "exposures", "sentence"),
    [
        ({"stage": ["x"]}, {"t": [1.0]}, "no column 'outcome' in the table. Columns found: stage"),
        ({"outcome": ["won"]}, {"t": [1.0, 0.0]}, "'t' has 2 rows where the deals have 1"),
        ({"outcome": ["won"]}, {"t": [3.0]}, "'t' has an exposure outside 0 to 1"),
        (
            {"outcome": ["won"], "closed_on": ["soon"]},
            {"t": [1.0]},
            "'soon' is no date. Give dates, or texts like 2026-06-30",
        ),
    ],
)
def test_a_table_that_does_not_serve_says_so(deals, exposures, sentence):
    with pytest.raises(InputError, match=sentence):
        rank_topics(deals, exposures, settings=FAST)


def test_rates_without_a_day_are_refused():
    settings = FAST.model_copy(update={"rates_to": "EUR", "rates": {"USD": 0.9}})
    with pytest.raises(SettingsError, match="rates_on"):
        rank_topics({"outcome": ["won"]}, {"t": [1.0]}, settings=settings)


def test_one_deal_is_not_known_yet():
    (effect,) = rank_topics({"outcome": ["won"]}, {"t": [1.0]}, settings=FAST)
    assert effect.grade in ("not known yet", "not separable")
    assert effect.delta is None


def test_products_stand_in_for_amounts_that_know_the_outcome():
    n = 120
    table = {
        "outcome": ["won", "lost", "open"] * 40,
        "amount": [300.0, 0.0, 0.0] * 40,
        "product": ["basic"] * n,
    }
    exposures = {"often": [1.0, 1.0, 1.0] * 40, "never": [0.0] * n}
    effects = rank_topics(table, exposures, settings=FAST)
    assert [e.topic_id for e in effects] == ["often", "never"]


def test_ten_thousand_deals_of_one_account_have_finite_figures():
    n = 10_000
    deals = {
        "outcome": ["won", "lost", "lost", "open"] * (n // 4),
        "account_id": ["giant"] * n,
        "amount": [0, -5, None, 1e9] * (n // 4),
    }
    # "a" knows the outcome; "b" and "c" are one; "every" is in every deal
    pattern = {"a": [0, 1, 1, 1], "b": [1, 0, 1, 1], "c": [1, 0, 1, 1], "every": [1, 1, 1, 1]}
    exposures = {topic: values * (n // 4) for topic, values in pattern.items()}
    effects = {
        e.topic_id: e
        for e in rank_topics(
            deals, exposures, settings=ImpactSettings(draws=50, shuffles=1, merge_above=0.45)
        )
    }
    for effect in effects.values():
        assert all(math.isfinite(v) for v in (effect.delta, effect.low, effect.high))
        assert math.isfinite(effect.e_value)
    assert effects["b"].estimated_with == ("c",)
    assert effects["every"].grade == "not separable"
