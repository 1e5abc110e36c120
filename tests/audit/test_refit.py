"""The refit agrees with what was recorded, and not with what was not."""

import numpy as np
import pyarrow.parquet as pq
import pytest

from voiceminer.audit.refit.alike import coded
from voiceminer.audit.refit.check import check_refit
from voiceminer.audit.refit.fit import fitted
from voiceminer.audit.refit.posterior import posterior_of
from voiceminer.audit.tables import opened
from voiceminer.errors import MismatchError


def logistic(eta):
    return 1 / (1 + np.exp(-eta))


def test_all_that_the_model_says_is_fitted_again(made) -> None:
    counted = check_refit(opened(made))
    topics = counted["effects.delta"]
    assert topics > 2
    assert counted["effects.low"] == counted["effects.false_sign_rate"] == topics
    assert counted["effects.band_first"] == topics
    assert counted["in_deals, signed, low"] == topics + 1  # and the whole list
    assert counted["deal_topics.probability"] > 50


@pytest.mark.parametrize(
    ("table", "column", "change_by"),
    [
        ("effects", "delta", 0.01),
        ("effects", "low", -0.01),
        ("effects", "high", 0.01),
        ("effects", "false_sign_rate", 0.02),
        ("deal_topics", "probability", -0.01),
        ("covariates", "levels", 1),
    ],
)
def test_an_effect_that_another_program_does_not_find_is_found_out(
    run, change, table, column, change_by
) -> None:
    path = run / "records" / "impact" / f"{table}.parquet"
    rows = pq.read_table(path).to_pylist()
    ranked = pq.read_table(run / "records" / "impact" / "effects.parquet").column("topic_id")
    row = next(
        n
        for n, r in enumerate(rows)
        if r.get("used", True) and r.get("topic_id", ranked[0].as_py()) in ranked.to_pylist()
    )
    change(path, column, row, rows[row][column] + change_by)
    with pytest.raises(MismatchError, match=rf"{table}\.{column} of .* fitted again"):
        check_refit(opened(run))


@pytest.mark.parametrize("end", ["value", "low", "high"])
@pytest.mark.parametrize("measure", ["signed", "at stake"])
def test_money_that_no_draw_gives_is_found_out(run, change, measure, end) -> None:
    path = run / "records" / "impact" / "money.parquet"
    rows = pq.read_table(path).to_pylist()
    row = max(
        (n for n, r in enumerate(rows) if r["measure"] == measure and r["topic_id"]),
        key=lambda n: rows[n]["high"] - rows[n]["low"],
    )
    width = rows[row]["high"] - rows[row]["low"]
    change(path, end, row, rows[row][end] + {"value": 1, "low": -1, "high": 1}[end] * width)
    with pytest.raises(MismatchError, match=f"money, {measure}"):
        check_refit(opened(run))


def test_the_fit_is_the_maximum_of_the_penalised_likelihood() -> None:
    from scipy.optimize import minimize

    draw = np.random.default_rng(3)
    x = np.column_stack([np.ones(200), draw.normal(size=(200, 3))])
    y = (draw.random(200) < logistic(x @ [0.2, 0.5, -0.5, 0.0])).astype(float)
    weight, prior = draw.random(200) + 0.5, np.array([100.0, 4.0, 4.0, 0.5])

    def height(b):
        eta = x @ b
        return -(weight @ (y * eta - np.logaddexp(0, eta)) - 0.5 * (b * b / prior).sum())

    found = fitted(x, y, weight, np.arange(200), prior)
    assert np.allclose(found.penalised, minimize(height, np.zeros(4), tol=1e-12).x, atol=1e-4)
    assert np.all(np.abs(found.estimate) >= np.abs(found.penalised))


def test_leaving_accounts_out_is_what_the_standard_errors_say() -> None:
    draw = np.random.default_rng(4)
    x = np.column_stack([np.ones(120), draw.normal(size=120)])
    y = (draw.random(120) < logistic(x @ [0.1, 0.6])).astype(float)
    account, ones = np.repeat(np.arange(30), 4), np.ones(120)
    free = np.full(2, 1e8)
    whole = fitted(x, y, ones, account, free)
    moves = [
        fitted(x[account != a], y[account != a], ones[account != a], account[account != a], free)
        .penalised - whole.penalised
        for a in range(30)
    ]  # fmt: skip
    jackknife = np.sqrt(29 / 30 * (np.array(moves) ** 2).sum(axis=0))
    sd = np.sqrt(np.diag(whole.covariance))
    assert np.isclose(sd[1], jackknife[1], rtol=0.05)
    assert sd[0] > jackknife[0]  # never surer than deals of their own would be


def test_a_loud_effect_is_surer_of_its_sign_than_a_faint_one() -> None:
    rates = posterior_of(np.array([1.5, 0.05, -1.5]), np.array([0.3, 0.3, 0.3])).false_sign_rate
    assert rates[0] < 0.02
    assert rates[1] > 0.4
    assert rates[2] < 0.02


def test_small_levels_are_pooled_and_levels_without_closed_deals_not_comparable() -> None:
    column = ["a"] * 40 + ["b"] * 20 + ["c"] * 2 + ["d"]
    seen = np.array([True] * 62 + [False])
    block = coded(column, seen)
    assert block.shape == (63, 2)  # b and the rare ones beside a
    assert block[:40].sum() == 0
    assert block[61].tolist() == [0.0, 1.0]
    assert block[62].tolist() == [0.0, 1.0]  # one rare level more
    alone = coded([*column[:60], "d"], np.array([True] * 60 + [False]))
    assert np.isnan(alone[-1]).all()
