"""The clusterer by itself, as scikit-learn and BERTopic use it."""

import numpy as np
import pytest
from sklearn.base import clone  # noqa: TID253  # a test may start slowly
from sklearn.metrics import adjusted_rand_score  # noqa: TID253  # a test may start slowly

from voiceminer.clustering import LeidenClusterer


def test_labels_of_known_groups_in_any_order(complaints):
    _, subjects, vectors = complaints
    labels = LeidenClusterer(resolution=0.5).fit_predict(vectors)
    order = np.random.default_rng(1).permutation(len(vectors))
    assert adjusted_rand_score(subjects, labels) == 1.0
    assert (LeidenClusterer(resolution=0.5).fit(vectors[order]).labels_ == labels[order]).all()


def test_predict_repeats_clear_labels(complaints):
    _, _, vectors = complaints
    fitted = LeidenClusterer(resolution=0.5).fit(vectors)
    assert (fitted.predict(vectors) == fitted.labels_).all()


def test_scikit_learn_can_clone_it():
    copy = clone(LeidenClusterer(neighbours=7, resolution=2.0, random_state=5))
    assert copy.get_params() == {
        "neighbours": 7,
        "resolution": 2.0,
        "random_state": 5,
        "exact_up_to": 30_000,
    }


def test_an_unknown_parameter_is_named():
    with pytest.raises(ValueError, match=r"no parameter 'k'. It has neighbours, resolution"):
        LeidenClusterer().set_params(k=3)


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_few_rows(complaints, n):
    assert len(LeidenClusterer().fit_predict(complaints[2][:n])) == n
