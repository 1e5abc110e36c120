"""A mention in company is surer than one alone, by how mentions cluster in deals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceminer.impact.repetition import Repetition, pairs_of, repetition_of


def clustered(deals=400, documents=8, share=0.2, again=0.6, stray=0.1):
    """(deal, p, real) per mention of one topic: real ones come together, strays alone."""
    rng = np.random.default_rng(3)
    has = rng.random(deals) < share
    speaks = has[:, None] & (rng.random((deals, documents)) < again)
    strays = ~speaks & (rng.random((deals, documents)) < stray)
    deal, at = np.nonzero(speaks | strays)
    real = speaks[deal, at]
    # a reader that is right with the probability that it says: 0.8 for two in three real ones
    p = np.full(deal.size, real.mean())
    return deal, p, real, speaks.any(axis=1)


def probabilities(deal, p, deals, documents):
    pairs = pairs_of(deal, np.zeros_like(deal), np.log1p(-p), 1)
    found = repetition_of(pairs, np.full(deals, float(documents)), 1)
    out = np.zeros(deals)
    out[pairs.deal] = found.probabilities(pairs, np.full(pairs.deal.size, float(documents)))
    return out, found


def test_what_is_said_again_is_surer_and_what_stands_alone_less_sure():
    deal, p, _, _ = clustered()
    out, _ = probabilities(deal, p, 400, 8)
    alone = out[np.bincount(deal, minlength=400) == 1]
    often = out[np.bincount(deal, minlength=400) >= 4]
    assert alone.max() < p[0] - 0.2
    assert np.median(often) > 0.97


def test_the_share_of_deals_comes_out_right_where_taking_each_for_itself_does_not():
    deal, p, _, truth = clustered()
    out, found = probabilities(deal, p, 400, 8)
    each = 1 - np.exp(np.bincount(deal, np.log1p(-p), minlength=400))
    assert out.sum() == pytest.approx(truth.sum(), rel=0.1)
    assert each.sum() > 1.4 * truth.sum()
    assert found.again[0] == pytest.approx(0.6, abs=0.1)


@given(st.floats(0.02, 0.98), st.floats(0.05, 0.9), st.floats(0.01, 0.5))
def test_a_mention_in_a_deal_of_one_document_keeps_its_probability(p, again, rate):
    rho = 0.7
    found = Repetition(
        again=np.array([max(again, rate * rho)]),
        stray=np.array([rate * (1 - rho) / (1 - rate * rho)]),
        common=np.array([rate * rho / max(again, rate * rho)]) * (1 - 1e-9),
        lift=np.array([(1 - rho) / rho]),
    )
    pairs = pairs_of(np.array([0]), np.array([0]), np.array([np.log1p(-p)]), 1)
    assert found.probabilities(pairs, np.ones(1))[0] == pytest.approx(p, abs=1e-6)


def test_few_deals_of_several_documents_teach_nothing():
    pairs = pairs_of(np.array([0, 1]), np.array([0, 0]), np.log1p(-np.array([0.5, 0.5])), 1)
    assert repetition_of(pairs, np.full(99, 3.0), 1) is None


@given(st.integers(0, 1_000))
def test_certain_and_hopeless_readings_stay_probabilities(seed):
    rng = np.random.default_rng(seed)
    deal, topic = rng.integers(0, 150, 300), rng.integers(0, 3, 300)
    p = rng.choice([0.999, 1e-6, 0.5], 300)
    documents = rng.integers(2, 6, 150).astype(float)
    pairs = pairs_of(deal, topic, np.log1p(-p), 4)
    found = repetition_of(pairs, documents, 4)
    out = found.probabilities(pairs, documents[pairs.deal])
    assert ((out >= 0) & (out <= 1)).all()
