"""The statistics on numbers that can be checked by hand or by another path."""

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceminer.impact.differences import curve_of, logistic, mean_curve
from voiceminer.impact.grades import grades_of, more_closed_deals, not_separable_from
from voiceminer.impact.inflation import applied, inflation_of
from voiceminer.impact.joint import joint_fit, ridge_coefficients
from voiceminer.impact.leaks import leak_in
from voiceminer.impact.merging import groups_of, together
from voiceminer.impact.money import attributed
from voiceminer.impact.ranks import bands_of, ranks_of
from voiceminer.impact.sandwich import robust_covariance
from voiceminer.impact.shrinkage import shrunken
from voiceminer.settings import ImpactSettings

SETTINGS = ImpactSettings()


def two_by_two(lost_with, won_with, lost_without, won_without):
    x = np.repeat([1.0, 1.0, 0.0, 0.0], [lost_with, won_with, lost_without, won_without])
    y = np.repeat([1.0, 0.0, 1.0, 0.0], [lost_with, won_with, lost_without, won_without])
    return np.column_stack([np.ones_like(x), x]), y


def test_undone_ridge_gives_back_the_odds_ratio_of_a_two_by_two_table():
    x, y = two_by_two(300, 200, 400, 600)
    fit = joint_fit(x, y, np.ones(len(y)), np.arange(len(y)), np.array([100.0, 4.0]))
    assert fit.estimate[1] == pytest.approx(np.log((300 / 200) / (400 / 600)), abs=0.01)
    # Woolf: the variance of a log odds ratio is the sum of the reciprocal counts
    assert fit.sd[1] == pytest.approx(np.sqrt(1 / 300 + 1 / 200 + 1 / 400 + 1 / 600), rel=0.02)


def test_sandwich_is_the_jackknife_over_clusters():
    rng = np.random.default_rng(3)
    n, prior = 240, np.array([100.0, 4.0, 4.0])
    x = np.column_stack([np.ones(n), rng.random(n) < 0.3, rng.normal(size=n)]).astype(float)
    cluster = np.repeat(np.arange(40), 6)
    y = (rng.random(n) < logistic(0.3 * x[:, 1] + rng.normal(size=40)[cluster])).astype(float)
    left_out = []
    for g in range(40):
        kept = cluster != g
        left_out.append(ridge_coefficients(x[kept], y[kept], np.ones(kept.sum()), prior))
    moved = np.array(left_out) - ridge_coefficients(x, y, np.ones(n), prior)
    b = ridge_coefficients(x, y, np.ones(n), prior)
    p = logistic(x @ b)
    inverse = np.linalg.inv(x.T @ (x * (p * (1 - p))[:, None]) + np.diag(1 / prior))
    found = robust_covariance(x, y - p, p * (1 - p), cluster, inverse)
    # by one Newton step from the full fit instead of 40 fits to the end
    np.testing.assert_allclose(found, 39 / 40 * moved.T @ moved, rtol=0.1, atol=1e-3)


def test_separation_stays_finite_and_knows_that_it_knows_little():
    x, y = two_by_two(5, 0, 100, 100)
    fit = joint_fit(x, y, np.ones(len(y)), np.arange(len(y)), np.array([100.0, 4.0]))
    assert np.isfinite(fit.estimate).all()
    assert fit.sd[1] > 0.5


def test_a_column_without_variation_is_not_known_at_all():
    n = 100
    x = np.column_stack([np.ones(n), np.ones(n), np.zeros(n)])
    y = (np.arange(n) % 2).astype(float)
    fit = joint_fit(x, y, np.ones(n), np.arange(n), np.array([100.0, 4.0, 4.0]))
    assert fit.sd[1] > 2
    assert fit.sd[2] > 8  # √(4 / 20) · 20: odds of a million to one either way


def test_shrinkage_keeps_the_sure_and_drops_the_lucky():
    estimate = np.array([1.0, 0.3, *np.linspace(-0.3, 0.3, 30)])
    sd = np.full(32, 0.2)
    posterior = shrunken(estimate, sd)
    draws = posterior.draws(20_000, np.random.default_rng(0))
    mean = draws.mean(axis=0)
    assert 0.5 < mean[0] < 1.0
    assert abs(mean[1]) < 0.15
    assert posterior.false_sign_rate[0] < 0.05 < posterior.false_sign_rate[1]
    np.testing.assert_allclose(
        (draws <= 0).mean(axis=0)[:2], posterior.false_sign_rate[:2], atol=0.02
    )


def test_where_nearly_all_that_matters_harms_a_harmful_estimate_is_believed_sooner():
    others = np.concatenate([np.full(8, 0.9), np.zeros(20)])
    rate = shrunken(np.array([0.45, -0.45, *others]), np.full(30, 0.2)).false_sign_rate
    assert rate[0] < rate[1]


def test_draws_far_from_zero_are_finite_and_on_their_side():
    posterior = shrunken(np.array([30.0, -30.0, 0.0]), np.array([0.05, 0.05, 0.05]))
    draws = posterior.draws(500, np.random.default_rng(0))
    assert np.isfinite(draws).all()
    assert (draws[:, 0] > 0).all()
    assert (draws[:, 1] < 0).all()


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=12))
def test_a_higher_estimate_is_never_less_surely_above_zero(estimates):
    estimate = np.array(estimates)
    posterior = shrunken(estimate, np.full(len(estimates), 0.2))
    assert ((posterior.false_sign_rate >= 0) & (posterior.false_sign_rate <= 1)).all()
    order = np.argsort(estimate)
    assert (np.diff((posterior.grid @ posterior.more)[order]) >= -1e-9).all()
    assert (np.diff((posterior.grid @ posterior.less)[order]) <= 1e-9).all()


def test_a_difference_is_that_of_two_probabilities():
    # a deal at even odds without the topic, whose exposure is certain: 0.5 → 0.731 at +1
    eta = np.array([1.0])
    curve = curve_of(eta, np.array([[1.0]]), np.array([200.0]), np.array([1.0]))
    assert curve.at(np.array([1.0]))[0] == pytest.approx(200 * (logistic(np.array([1.0]))[0] - 0.5))
    mean = mean_curve(eta, np.array([[1.0]]), np.array([200.0]), np.array([1.0]))
    assert mean.at(np.array([0.0]))[0] == 0.0


@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 10_000))
def test_attributed_amounts_sum_to_the_total(deals, topics, seed):
    rng = np.random.default_rng(seed)
    exposure = rng.random((deals, topics)) * (rng.random((deals, topics)) < 0.7)
    amount = np.where(exposure.sum(axis=1) > 0, rng.random(deals) * 1e6, 0.0)
    assert attributed(exposure, amount).sum() == pytest.approx(amount.sum())


def test_topics_of_the_same_deals_are_one_and_a_chain_is_not():
    rng = np.random.default_rng(1)
    a = (rng.random(400) < 0.3).astype(float)
    far = (rng.random(400) < 0.3).astype(float)
    x = np.column_stack([a, far, a])
    group = groups_of(x, 0.45)
    assert group.tolist() == [0, 1, 0]
    np.testing.assert_allclose(together(x, group)[:, 0], a, atol=1e-9)
    assert groups_of(np.zeros((0, 3)), 0.45).tolist() == [0, 1, 2]


def test_grades_need_the_list_and_the_topic_itself_to_be_sure():
    rate = np.array([0.0, 0.0, 0.0, 0.5, 0.2, 0.6])
    low = np.array([0.1, 0.1, 0.1, -0.05, -0.1, -0.3])
    high = np.array([0.3, 0.3, 0.3, 0.05, 0.3, 0.3])
    assert grades_of(rate, low, high, SETTINGS) == [
        "supported",
        "supported",
        "supported",
        "no difference of note",
        "supported",  # (0 + 0 + 0 + 0.2) / 4 = 0.05
        "not known yet",
    ]
    alone = grades_of(np.array([0.2, 0.3]), low[4:], high[4:], SETTINGS)
    assert alone == ["suggestive", "not known yet"]


def test_an_interval_twice_as_wide_needs_four_times_the_deals():
    assert more_closed_deals(40, -0.2, 0.2, 0.5, SETTINGS) == 120
    assert more_closed_deals(40, -0.05, 0.05, 0.5, SETTINGS) is None
    # a share of one half to ±10 points at 90 %: 1.645² · 0.25 / 0.01 = 67.6, half as many again
    assert more_closed_deals(0, -1.0, 1.0, 0.5, SETTINGS) == 102


def test_not_separable_from_a_level_or_from_every_deal():
    segment = ("S",) * 20 + ("L",) * 20
    topics = np.column_stack([np.repeat([1.0, 0.0], 20), np.ones(40), np.tile([1.0, 0.0], 20)])
    found = not_separable_from(topics, {"segment": segment}, 10)
    assert found == ["segment: S", "every deal", ""]
    assert not_separable_from(np.empty((0, 2)), {}, 10) == ["", ""]


def test_ranks_and_bands():
    score = np.array([5.0, 9.0, 5.0])
    assert ranks_of(score, np.array([1.0, 0.0, 2.0]), ["a", "b", "c"]).tolist() == [3, 1, 2]
    rng = np.random.default_rng(0)
    draws = np.column_stack([np.zeros(500), np.full(500, 9.0), np.zeros(500)])
    first, last = bands_of(draws, np.array([3, 1, 2]), 0.9, rng)
    assert list(zip(first.tolist(), last.tolist(), strict=True)) == [(2, 3), (1, 1), (2, 3)]


def test_standard_errors_grow_only_where_the_bulk_is_too_wide():
    even = np.array([NormalDist().inv_cdf((i + 0.5) / 40) for i in range(40)])
    assert inflation_of(even) == pytest.approx(1, abs=0.05)
    assert applied(even, 1.35) == 1
    assert applied(1.8 * even, 1.35) == pytest.approx(1.8, abs=0.1)
    # a third of topics that truly matter: λ is large, and nothing is wrong
    mixed = np.concatenate([even[::2], np.full(12, 6.0)])
    assert inflation_of(mixed) > 1.35
    assert applied(mixed, 1.35) == 1
    assert applied(np.array([8.0, 9.0, 7.0]), 1.35) == 1


@pytest.mark.parametrize(
    ("name", "won", "lost", "open_", "reason"),
    [
        ("rival", "", "Acme", "", "filled in 0% of won and 100% of lost"),
        ("signed by", "Kim", "Kim", "", "known only after closing"),
        ("code", "x", "y", "x", "tell won from lost nearly without error"),
        ("Loss Reason", "", "", "", "its name says"),
        ("Close Quarter", "Q1", "Q1", "Q1", "its name says"),
        ("region", "EMEA", "EMEA", "EMEA", ""),
    ],
)
def test_columns_that_know_the_outcome_are_found(name, won, lost, open_, reason):
    values = [won] * 40 + [lost] * 40 + [open_] * 40
    state = np.repeat([0, 1, -1], 40)
    found = leak_in(name, values, state)
    assert reason in found
    assert bool(found) == bool(reason)
