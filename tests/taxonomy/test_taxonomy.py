"""Identities come from content, probabilities from nearness, and every passage has a place."""

from hashlib import blake2s

import pytest

from voiceminer.data import Clustering
from voiceminer.settings import TaxonomySettings
from voiceminer.taxonomy import assignment_of as assigned
from voiceminer.taxonomy.identity import minted

SETTINGS = TaxonomySettings()


def assignment_of(*made):
    """Without people's edits nothing is encoded."""
    return assigned(*made, encoder=None)


def first_places(assignment):
    return {p.passage_id: p for p in assignment.placements if p.place == 1}


def test_a_topic_is_named_after_its_most_central_text(corpus):
    found = assignment_of(*corpus(["edge", "middle", "rim"], [0, 10, 21], [0, 0, 0]), SETTINGS)
    (topic,) = found.identities
    digest = blake2s(b"middle").hexdigest()[:8]
    assert (topic.topic_id, topic.theme_id) == (f"t-{digest}", f"th-{digest}")


def test_identities_outlive_numbers_and_order(corpus):
    texts, angles = ["a", "b", "c", "x", "y", "z"], [0, 10, 20, 80, 90, 100]
    plain = assignment_of(*corpus(texts, angles, [0, 0, 0, 1, 1, 1]), SETTINGS)
    other = assignment_of(*corpus(texts[::-1], angles[::-1], [0, 0, 0, 1, 1, 1]), SETTINGS)
    by_text = {t: p.topic_id for t, p in zip(texts, plain.placements, strict=True)}
    assert by_text == {t: p.topic_id for t, p in zip(texts[::-1], other.placements, strict=True)}


def test_equal_hashes_get_more_digits(monkeypatch):
    class Close:
        def __init__(self, data):
            self.data = data

        def hexdigest(self):
            return "12345678" + self.data.hex().ljust(8, "0")

    monkeypatch.setattr("voiceminer.taxonomy.identity.blake2s", Close)
    assert minted("t-", ["a", "b"]) == ["t-123456786100", "t-123456786200"]
    assert minted("t-", ["a"]) == ["t-12345678"]


def test_every_passage_has_one_first_place(two_topics):
    found = assignment_of(*two_topics, SETTINGS)
    firsts = [p for p in found.placements if p.place == 1]
    assert [p.passage_id for p in firsts] == two_topics[0].column("id")
    assert {p.unplaced for p in firsts} == {""}


def test_probability_falls_towards_the_border_and_stays_in_range(two_topics):
    placed = first_places(assignment_of(*two_topics, SETTINGS))
    towards_the_border = [placed[f"p{at}"].probability for at in range(15, 30)]
    assert towards_the_border == sorted(towards_the_border, reverse=True)
    assert placed["p15"].probability > 0.9 > placed["p29"].probability
    assert all(0 <= p.probability <= 1 for p in placed.values())


def test_a_passage_at_the_border_has_a_second_place_and_a_middle_one_has_none(two_topics):
    found = assignment_of(*two_topics, SETTINGS)
    seconds = {p.passage_id: p for p in found.placements if p.place == 2}
    firsts = first_places(found)
    assert "p29" in seconds
    assert "p15" not in seconds
    assert seconds["p29"].topic_id == firsts["p59"].topic_id
    assert all(p.probability >= SETTINGS.second_from for p in seconds.values())


def test_no_second_place_when_none_is_asked_for(two_topics):
    found = assignment_of(*two_topics, TaxonomySettings(second_from=1.0))
    assert {p.place for p in found.placements} == {1}


@pytest.mark.parametrize("kind", ["praise", "small talk", "seller's action"])
def test_what_is_no_pain_is_unplaced_for_that_reason(corpus, kind):
    found = assignment_of(
        *corpus(["slow", "great"], [0, 5], [0, 0], kinds=["pain", kind]), SETTINGS
    )
    assert [p.unplaced for p in found.placements] == ["", "not a pain"]


@pytest.mark.parametrize("kind", ["request", "objection", "churn risk", "question", "other"])
def test_every_other_kind_counts(corpus, kind):
    found = assignment_of(*corpus(["slow", "why"], [0, 5], [0, 0], kinds=["pain", kind]), SETTINGS)
    assert [p.unplaced for p in found.placements] == ["", ""]


def test_an_unclear_passage_keeps_its_nearest_topic_and_says_why(corpus):
    made = corpus(["a", "b", "c"], [0, 5, 90], [0, 0, -1], nearest=[0, 0, 1])
    found = assignment_of(*made, SETTINGS)
    odd = first_places(found)["p2"]
    assert odd.unplaced == "unclear"
    assert odd.topic_id == found.identities[1].topic_id


def test_no_passages_no_topics(corpus):
    made = corpus([], [], [])
    assert isinstance(made[3], Clustering)
    found = assignment_of(*made, SETTINGS)
    assert (len(found.identities), len(found.placements)) == (0, 0)


def test_one_passage_is_surely_about_its_only_topic(corpus):
    found = assignment_of(*corpus(["alone"], [0], [0]), SETTINGS)
    assert [(p.place, p.probability) for p in found.placements] == [(1, 1.0)]
