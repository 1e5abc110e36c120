"""What adjustment did adds up, and what is unrecorded has a figure."""

import math

import pytest

from voiceminer.impact.sensitivity import e_value, e_value_of_limit


def test_e_value_as_published():
    # VanderWeele and Ding's first example: a risk ratio of 3.9 needs 7.26
    assert e_value(0.1, 0.29) == pytest.approx(7.26, abs=0.01)
    # a gain is as hard to explain away as the loss that mirrors it
    assert e_value(0.39, -0.29) == pytest.approx(7.26, abs=0.01)
    assert e_value(0.4, 0.0) == 1.0


def test_an_interval_that_holds_none_needs_nothing_to_be_explained_away():
    assert e_value_of_limit(0.4, -0.1, 0.2) == 1.0
    assert e_value_of_limit(0.4, 0.05, 0.2) == pytest.approx(e_value(0.4, 0.05))
    assert math.isfinite(e_value(0.0, 1.0))


def test_a_topic_of_a_losing_segment_has_that_taken_out(weigh, a_deal, said):
    # segment S loses 80 of 100 deals, T 20 of 100; "t" comes up in 60 of S's and 20 of T's
    deals, told = [], []
    for n in range(200):
        small = n % 2 == 0
        lost = (n // 2) % 10 < (8 if small else 2)
        name = f"D{n:03}"
        deals.append(
            a_deal(name, "lost" if lost else "won", covariates={"segment": "S" if small else "T"})
        )
        topics = {"t": 0.99} if (n // 20) % 10 < (6 if small else 2) else {}
        told.append(said(n, topics=topics, deal=name))
    impact = weigh(deals, told, ["t"])
    (segment,) = [a for a in impact.adjustments if a.name == "segment"]
    (effect,) = impact.effects
    parts = sum(a.added for a in impact.adjustments)
    assert parts + effect.delta == pytest.approx(segment.raw, abs=1e-4)
    assert segment.raw > 0.15
    assert segment.added > 0.1
    assert abs(effect.delta) < segment.raw / 2
