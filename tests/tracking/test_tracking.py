"""Shares, shifts and news over time, on small worlds whose dates are known."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceminer.data import (
    Assignment,
    Clustering,
    Embeddings,
    Group,
    Heard,
    Identity,
    Level,
    Membership,
    Passage,
    Placement,
    Rows,
    Signal,
)
from voiceminer.data.shares import wilson
from voiceminer.settings import TrackingSettings
from voiceminer.tracking import tracking_of
from voiceminer.tracking.calendar import period_for, starts_between
from voiceminer.tracking.chance import adjusted, change_p
from voiceminer.tracking.scanning import scanned


def world(*said):
    """Of (topic, small group, day, speaker): a passage each, in a document of its own."""
    passages, placements, members = [], [], []
    for n, (topic, fine, day, speaker) in enumerate(said):
        i = f"p{n:04}"
        at = None if day is None else datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        passages.append(
            Passage(
                id=i, verbatim_id=i, start=0, end=5, text=f"said {n}", side="customer", at=at,
                document_id=i, author_id=speaker, account_id=None, deal_id=None, repeat_of=None,
            )
        )  # fmt: skip
        placements.append(
            Placement(passage_id=i, topic_id=topic, place=1, probability=1.0, unplaced="")
        )
        members.append(Membership(passage_id=i, group=0, nearest=0, strength=1.0, fine=(fine,)))
    topics = sorted({topic for topic, *_ in said})
    heard = Heard(
        voice=None,
        passages=Rows.gather(Passage, passages),
        embeddings=Embeddings(vectors=np.ones((len(said), 2), np.float32), encoder="e@1"),
        signals=Rows.gather(Signal),
        clustering=Clustering(
            members=Rows.gather(Membership, members),
            groups=Rows.gather(Group),
            levels=Rows.gather(Level),
        ),
    )
    assignment = Assignment(
        identities=Rows.gather(
            Identity, [Identity(topic_id=t, theme_id="th", group=n) for n, t in enumerate(topics)]
        ),
        placements=Rows.gather(Placement, placements),
    )
    return heard, assignment


def tracked(*said, as_of=date(2026, 8, 31), **settings):
    return tracking_of(*world(*said), TrackingSettings(**settings), as_of=as_of, level=0.9, seed=1)


def monthly(topic, fine, counts, speakers=1000):
    """Each month so many statements, on different days, by different people."""
    return [
        (topic, fine, date(2026, month, 1 + n % 28), f"s{n % speakers}")
        for month, count in enumerate(counts, 1)
        for n in range(count)
    ]


BASE = [statement for n in range(8) for statement in monthly(f"t-{n}", n, [40] * 8)]


def test_shares_are_of_all_voice_so_that_more_text_is_no_trend():
    found = tracked(*monthly("t-a", 0, [10, 20, 40]), *monthly("t-b", 1, [30, 60, 120]),
                    as_of=date(2026, 3, 31), period="month")  # fmt: skip
    shares = [t.share for t in found.trends if t.topic_id == "t-a"]
    assert shares == [0.25] * 3
    assert [(t.n, t.of) for t in found.trends if t.topic_id == "t-a"] == [
        (10, 40), (20, 80), (40, 160)
    ]  # fmt: skip
    assert all(t.low < t.share < t.high for t in found.trends)


def test_nothing_changed_raises_no_alarm():
    found = tracked(*BASE)
    assert (len(found.shifts), len(found.emerging)) == (0, 0)


def test_a_group_that_is_new_is_reported_with_its_quotes():
    found = tracked(*BASE, *monthly("t-0", 99, [0] * 7 + [8]))
    (news,) = found.emerging
    assert (news.n, news.n_before, news.topic_id) == (8, 0, "t-0")
    assert (news.of, news.of_before) == (8 * 40 + 8, 7 * 8 * 40)
    assert news.since == date(2026, 8, 1)
    assert len(found.quotes) == 5
    assert news.q < 0.025


def test_what_one_customer_keeps_saying_is_no_news():
    assert not len(tracked(*BASE, *monthly("t-0", 99, [0] * 7 + [8], speakers=2)).emerging)


def test_what_began_last_month_is_told_of_both_months_together():
    found = tracked(*BASE, *monthly("t-0", 99, [0] * 6 + [8, 3]))
    (news,) = found.emerging
    assert (news.since, news.n, news.n_before) == (date(2026, 7, 1), 11, 0)


def test_a_group_that_grows_with_all_voice_is_no_news():
    base = [s for n in range(8) for s in monthly(f"t-{n}", n, [10] * 7 + [80])]
    assert not len(tracked(*base, *monthly("t-0", 99, [2] * 7 + [16])).emerging)


def test_a_group_of_which_most_is_old_is_a_rise_and_not_new():
    assert not len(tracked(*BASE, *monthly("t-0", 99, [9] * 7 + [30])).emerging)


def test_alarms_where_nothing_changes_are_as_rare_as_asked_for():
    from scipy.sparse import csr_array

    rng = np.random.default_rng(3)
    inside = csr_array((rng.random((60, 400)) < 0.05).astype(np.float32))
    alarms = [
        scanned(inside, rng.integers(0, 6, 400), [4, 5], rng).chance.min() <= 0.1
        for _ in range(100)
    ]
    assert 2 <= sum(alarms) <= 20


def test_ps_of_a_scan_are_the_hypergeometric_ones():
    from scipy.sparse import csr_array
    from scipy.stats import hypergeom

    inside = csr_array(np.array([[1, 1, 1, 0, 0, 0, 0, 0], [1, 0, 0, 0, 1, 1, 1, 1]], np.float32))
    slots = np.array([1, 1, 1, 0, 0, 0, 0, 0])
    found = scanned(inside, slots, [1], np.random.default_rng(0))
    assert found.p[:, 0] == pytest.approx([hypergeom.sf(2, 8, 3, 3), hypergeom.sf(0, 8, 3, 5)])


def test_a_group_that_was_always_there_is_no_news():
    assert not len(tracked(*BASE, *monthly("t-0", 99, [8] * 8)).emerging)


def test_a_month_that_has_just_begun_is_looked_at_with_the_one_before():
    few = [s for s in BASE if s[2] < date(2026, 8, 1) or s[2].day < 4]
    said = [*few, *monthly("t-0", 99, [0] * 6 + [8])]
    found = tracked(*said, as_of=date(2026, 8, 3))
    assert [e.since for e in found.emerging] == [date(2026, 7, 1)]
    assert [t.part for t in found.trends if t.topic_id == "t-0"] == [False] * 7 + [True]


def test_a_topic_that_doubles_is_told_with_its_month():
    found = tracked(*BASE, *monthly("t-9", 9, [20] * 4 + [60] * 4))
    (shift,) = found.shifts
    assert (shift.topic_id, shift.kind, shift.since) == ("t-9", "rising", date(2026, 5, 1))
    assert (round(shift.before, 3), round(shift.after, 3)) == (0.059, 0.158)


def test_text_without_dates_has_no_trends():
    found = tracked(*[("t-a", 0, None, "s")] * 40)
    assert (found.period, len(found.trends)) == ("", 0)


def test_dates_of_two_weeks_are_no_course_of_time():
    days = [date(2026, 1, 5) + timedelta(days=n) for n in range(14)]
    assert period_for(days, "auto") == ""
    assert period_for([*days, date(2026, 1, 20)], "auto") == "week"
    assert period_for([*days, date(2026, 6, 20)], "auto") == "month"


def test_no_period_is_missing_between_two_days():
    assert starts_between(date(2025, 11, 30), date(2026, 2, 1), "month") == [
        date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)
    ]  # fmt: skip


def test_what_an_author_only_repeats_is_not_said_anew():
    heard, assignment = world(*monthly("t-a", 0, [10, 10, 10]))
    again = [replace(p, repeat_of="p0000") if n else p for n, p in enumerate(heard.passages)]
    heard = replace(heard, passages=Rows.gather(Passage, again))
    found = tracking_of(heard, assignment, TrackingSettings(), as_of=None, level=0.9, seed=1)
    assert found.period == ""


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_an_adjusted_p_is_never_smaller_and_keeps_the_order(p):
    q = adjusted(np.array(p))
    assert (q >= np.array(p) - 1e-12).all()
    assert (np.diff(q[np.argsort(p, kind="stable")]) >= -1e-12).all()


def test_q_is_what_benjamini_and_hochberg_have():
    assert adjusted(np.array([0.01, 0.04, 0.03, 0.5])) == pytest.approx(
        [0.04, 0.16 / 3, 0.16 / 3, 0.5]
    )


def test_wilsons_interval_is_the_published_one():
    low, high = wilson(
        np.array([81.0]), np.array([263.0]), 0.95
    )  # Newcombe 1998, his first example
    assert (round(float(low[0]), 4), round(float(high[0]), 4)) == (0.2553, 0.3662)


def test_the_interval_of_half_of_ten_is_told_by_hand_and_of_nothing_is_everything():
    low, high = wilson([5, 0, 0], [10, 10, 0], 0.9)
    assert np.round(low, 2).tolist() == [0.27, 0.0, 0.0]  # 0.5 ± 0.234
    assert np.round(high, 2).tolist() == [0.73, 0.21, 1.0]


def test_change_ps_are_uniform_where_nothing_changes():
    rng = np.random.default_rng(5)
    totals = np.full(8, 200.0)
    p = [change_p(rng.binomial(200, 0.1, 8).astype(float), totals, rng) for _ in range(200)]
    assert 0.01 <= np.mean(np.array(p) <= 0.05) <= 0.1
