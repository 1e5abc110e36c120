"""The joint model by itself, as scikit-learn uses estimators."""

import numpy as np
import pytest
from sklearn.base import clone  # noqa: TID253  # a test may start slowly
from sklearn.utils.estimator_checks import (  # noqa: TID253  # as above
    estimator_checks_generator,
)

from voiceminer import DealImpact, rank_topics
from voiceminer.settings import ImpactSettings

# Those that need no more than a moment; of all, one does not fit (docs/impact.md).
QUICK = {
    "check_classifiers_classes",
    "check_classifiers_one_label",
    "check_dict_unchanged",
    "check_do_not_raise_errors_in_init_or_set_param",
    "check_dont_overwrite_attributes",
    "check_estimators_nan_inf",
    "check_estimators_pickle",
    "check_estimators_unfitted",
    "check_fit_idempotent",
    "check_get_params_invariance",
    "check_n_features_in",
    "check_no_attributes_set_in_init",
    "check_set_params",
}


@pytest.mark.parametrize(
    "check",
    [
        pytest.param(check, id=check.func.__name__)
        for _, check in estimator_checks_generator(DealImpact(draws=50))
        if check.func.__name__ in QUICK
    ],
)
@pytest.mark.filterwarnings("ignore")  # the checks warn of what they try
def test_scikit_learn_finds_nothing_wrong(check) -> None:
    check(clone(DealImpact(draws=50)))


@pytest.fixture(scope="module")
def table():
    """400 deals: with `price` 70 % are lost, without 30 %; the south loses as often."""
    n = np.arange(400)
    price = n % 2 == 0
    lost = np.where(price, n % 20 < 14, n % 20 < 6)
    outcome = np.where(lost, "lost", "won")
    region = np.where(n % 3 == 0, "north", "south")
    return np.column_stack([price, n // 20 % 2]).astype(float), outcome, region


def test_it_says_what_rank_topics_says(table) -> None:
    x, outcome, region = table
    model = DealImpact().fit(x, outcome, covariates={"region": region})
    deals = {"outcome": outcome, "region": region}
    exposures = {"price": x[:, 0].tolist(), "other": x[:, 1].tolist()}
    rows = {e.topic_id: e for e in rank_topics(deals, exposures, settings=ImpactSettings())}
    assert model.delta_ == pytest.approx([rows["price"].delta, rows["other"].delta], abs=2e-3)
    assert model.grade_.tolist()[0] == rows["price"].grade == "supported"
    assert model.covariates_ == ("region",)
    assert model.delta_low_[0] < 0.4 < model.delta_high_[0]


def test_it_predicts_and_weighs_open_deals(table) -> None:
    x, outcome, _ = table
    model = DealImpact().fit(x, outcome)
    lost = list(model.classes_).index("lost")
    with_it, without = model.predict_proba([[1.0, 0.0], [0.0, 0.0]])[:, lost]
    assert (with_it, without) == pytest.approx((0.7, 0.3), abs=0.05)
    stake = model.at_stake([[1.0, 0.0], [0.0, 1.0]], [1_000, 5_000])
    assert stake[0] == pytest.approx(400, abs=60)
    assert stake[1] < 400


def test_whichever_label_is_lost_it_means_the_same(table) -> None:
    x, outcome, _ = table
    named = DealImpact().fit(x, outcome)
    numbered = DealImpact().fit(x, (outcome == "lost").astype(int))
    called = DealImpact(lost="gone").fit(x, np.where(outcome == "lost", "gone", "ours"))
    assert (named.delta_ == numbered.delta_).all()
    assert (named.delta_ == called.delta_).all()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"accounts": [1, 2]}, r"accounts has shape \(2,\) where X has 400 deals"),
        ({"covariates": {"region": ["north"]}}, r"covariate 'region' has shape"),
    ],
)
def test_what_is_not_one_per_deal_is_refused(table, more, sentence) -> None:
    with pytest.raises(ValueError, match=sentence):
        DealImpact().fit(table[0], table[1], **more)
