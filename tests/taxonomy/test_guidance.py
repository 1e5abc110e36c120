"""Merges, splits and sentences, on a plane where who is near to what can be read off."""

import numpy as np
import pytest

from voiceminer.errors import SettingsError
from voiceminer.settings import TaxonomySettings
from voiceminer.taxonomy import assignment_of, taxonomy_of


class Plane:
    """Encodes "at 40" as the direction of 40 degrees."""

    revision = "plane@1"

    def encode(self, texts):
        turned = np.radians([float(text.split()[-1]) for text in texts])
        return np.stack([np.cos(turned), np.sin(turned)], 1).astype(np.float32)


@pytest.fixture(scope="session")
def three(corpus):
    """90 texts: topic 0 from 0 to 29.5 degrees, topic 1 from 30 to 59.5, topic 2 from 120."""
    angles = [*np.arange(0, 60, 0.5), *np.arange(120, 150, 0.5)]
    return corpus([f"at {angle:05.1f}" for angle in angles], angles, [0] * 60 + [1] * 60 + [2] * 60)


def curated(made, text):
    return assignment_of(*made, TaxonomySettings(), encoder=Plane(), taxonomy=taxonomy_of(text))


def sizes(found):
    counted = {identity.topic_id: 0 for identity in found.identities}
    for placement in found.placements:
        if placement.place == 1:
            counted[placement.topic_id] += 1
    return counted


@pytest.fixture(scope="session")
def ids(three):
    found = assignment_of(*three, TaxonomySettings(), encoder=None)
    return [identity.topic_id for identity in found.identities]


def test_a_merged_topics_statements_go_where_they_are_sent(three, ids):
    found = curated(three, f'[[topic]]\nid = "{ids[0]}"\nmerge_into = "{ids[1]}"\n')
    assert sizes(found) == {ids[1]: 120, ids[2]: 60}
    assert [base.topic_id for base in found.bases] == ids


def test_a_chain_of_merges_is_followed_to_its_end(three, ids):
    found = curated(
        three,
        f'[[topic]]\nid = "{ids[0]}"\nmerge_into = "{ids[1]}"\n'
        f'[[topic]]\nid = "{ids[1]}"\nmerge_into = "{ids[2]}"\n',
    )
    assert sizes(found) == {ids[2]: 180}


def test_a_split_takes_what_is_like_it_and_leaves_the_rest(three, ids):
    split = f'[[topic]]\nid = "{ids[2]}"\nsplit = [{{label = "left", like = ["at 148"]}}]\n'
    found = curated(three, split)
    (part,) = set(sizes(found)) - set(ids)
    moved = {g.passage_id for g in found.guided if g.topic_id == part}
    angles = sorted(float(p.text.split()[1]) for p in three[0] if p.id in moved)
    assert angles[-1] == 149.5
    assert 130 < angles[0] < 140  # halfway between the two
    assert {g.why for g in found.guided} == {"split off"}
    assert found.identities[-1].theme_id == found.identities[2].theme_id


def test_a_known_pain_pulls_what_is_like_it_from_other_topics(three, ids):
    found = curated(three, '[[pain]]\nid = "mid"\nlabel = "mid"\nsentence = "at 29.75"\n')
    assert set(sizes(found)) == {*ids, "mid"}
    pulled = [g for g in found.guided if g.topic_id == "mid"]
    assert {g.came_from for g in pulled} == {ids[0], ids[1]}
    assert {g.by for g in pulled} == {"at 29.75"}
    at = {p.id: float(p.text.split()[1]) for p in three[0]}
    assert max(abs(at[g.passage_id] - 30) for g in pulled) < 15
    assert next(g for g in pulled if at[g.passage_id] == 30).cosine == 1.0  # rounded


def test_a_pain_that_is_a_topic_takes_the_whole_topic(three, ids):
    found = curated(three, '[[pain]]\nid = "far"\nlabel = "far"\nsentence = "at 135"\n')
    assert sizes(found) == {ids[0]: 60, ids[1]: 60, "far": 60}


def test_a_pain_that_nobody_speaks_of_gets_no_statement(three, ids):
    found = curated(three, '[[pain]]\nid = "none"\nlabel = "none"\nsentence = "at 250"\n')
    assert list(sizes(found)) == ids
    assert not len(found.guided)


def test_examples_pull_to_a_topic_that_is_there(three, ids):
    found = curated(three, f'[[topic]]\nid = "{ids[1]}"\nlike = ["at 28"]\n')
    assert sizes(found)[ids[1]] > 60
    assert list(sizes(found)) == ids


def test_what_a_sentence_placed_is_not_unclear(corpus):
    made = corpus([f"at {n:03d}" for n in range(40)], range(40), [-1, *[0] * 39], nearest=[0] * 40)
    text = '[[pain]]\nid = "low"\nlabel = "low"\nsentence = "at 0"\n'
    first = curated(made, text).placements[0]
    assert (first.topic_id, first.unplaced) == ("low", "")


def test_a_topic_that_is_not_there_is_refused(three):
    with pytest.raises(SettingsError, match=r"topic t-no: id = 't-no' is no topic of this run"):
        curated(three, '[[topic]]\nid = "t-no"\nlabel = "x"\n')
