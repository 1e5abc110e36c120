"""Topics told again: by the statements that two runs share, and by where their middles lie."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from voiceminer.data import Assignment, Base, Heard, Identity, MiningResult, Placement, Rows, Topic
from voiceminer.settings import Settings, TaxonomySettings
from voiceminer.taxonomy import assignment_of


class Plane:
    """Encodes "at 040.00 again" as the direction of 40 degrees."""

    revision = "plane@1"

    def encode(self, texts):
        turned = np.radians([float(text.split()[1]) for text in texts])
        return np.stack([np.cos(turned), np.sin(turned)], 1).astype(np.float32)


TOPIC = 60  # texts in a topic, over 20 degrees


def angles_of(*middles):
    return [middle + offset for middle in middles for offset in np.linspace(-10, 10, TOPIC)]


@pytest.fixture(scope="session")
def run(corpus):
    """A run of topics round the given angles, each text named by its angle and a mark."""

    def made(middles, mark="", groups=None, after=None):
        angles = angles_of(*middles)
        texts = [f"at {angle:07.2f}{mark}" for angle in angles]
        groups = groups or [n // TOPIC for n in range(len(angles))]
        parts = corpus(texts, angles, groups)
        assignment = assignment_of(*parts, TaxonomySettings(), encoder=Plane(), after=after)
        passages, embeddings, signals, clustering = parts
        topics = [
            Topic(id=i.topic_id, theme_id=i.theme_id, label=f"L{n}", sentence="", kind="pain")
            for n, i in enumerate(assignment.identities)
        ]
        return MiningResult(
            heard=Heard(
                voice=None,
                passages=passages,
                embeddings=embeddings,
                signals=signals,
                clustering=clustering,
            ),
            assignment=assignment,
            topics=SimpleNamespace(topics=Rows.gather(Topic, topics), themes=()),
            impact=None,
            as_of=date(2026, 1, 31),
            settings=Settings(),
            versions={},
        )

    return made


def ids(result):
    return [identity.topic_id for identity in result.assignment.identities]


def changes(result):
    return [line.change for line in result.assignment.lineage]


@pytest.mark.parametrize("mark", ["", " again"])
def test_the_same_topics_keep_their_ids_in_any_order(run, mark):
    """Said in the same words, or in words that only lie where the others lay."""
    first = run([0, 60, 120])
    second = run([120, 0, 60], mark, after=first)
    assert ids(second) == [ids(first)[at] for at in (2, 0, 1)]
    assert changes(second) == ["same"] * 3
    assert all(line.certainty == 1 for line in second.assignment.lineage)
    assert [line.was for line in second.assignment.lineage] == [("L2",), ("L0",), ("L1",)]


def test_new_and_gone_are_told(run):
    first = run([0, 60, 120])
    second = run([60, 120, 240], " again", after=first)
    assert ids(second)[:2] == ids(first)[1:]
    assert ids(second)[2] not in ids(first)
    assert changes(second) == ["same", "same", "new", "gone"]
    assert second.assignment.lineage[3].earlier == (ids(first)[0],)


def test_a_split_topics_larger_part_keeps_its_id(run):
    first = run([0, 60])
    halves = [0] * 40 + [2] * 20 + [1] * TOPIC
    second = run([0, 60], groups=halves, after=first)
    assert ids(second)[:2] == ids(first)
    assert changes(second) == ["split", "same", "split"]
    assert second.assignment.lineage[2].earlier == (ids(first)[0],)


def test_a_merged_topic_keeps_the_id_of_what_it_mostly_is(run):
    first = run([0, 60], groups=[0] * 40 + [1] * 20 + [2] * TOPIC)
    second = run([0, 60], after=first)
    assert ids(second) == [ids(first)[0], ids(first)[2]]
    merged = second.assignment.lineage[0]
    assert (merged.change, merged.earlier) == ("merged", (ids(first)[0], ids(first)[1]))
    assert "gone" not in changes(second)


def test_an_id_is_never_given_to_another_topic(run):
    """A new topic whose own id an earlier one has: its middle was there, its statements are not."""
    first = run([0, 60])
    taken = [
        Base(group=b.group, topic_id=i, theme_id=b.theme_id)
        for b, i in zip(first.assignment.bases, ids(run([240, 60])), strict=True)
    ]
    renamed = Assignment(
        identities=Rows.gather(
            Identity, [Identity(topic_id=b.topic_id, theme_id=b.theme_id, group=0) for b in taken]
        ),
        placements=Rows.gather(Placement),
        bases=Rows.gather(Base, taken),
    )
    second = run([240, 60], after=replace(first, assignment=renamed))
    assert changes(second) == ["new", "same", "gone"]
    assert ids(second)[0] != taken[0].topic_id


def test_a_pair_that_could_as_well_be_another_is_unsure(run):
    first = run([0])
    even = [0] * 30 + [1] * 30
    second = run([0], groups=even, after=first)
    assert second.assignment.lineage[0].certainty < 0.8
    assert changes(second) == ["split", "split"]


def test_vectors_of_another_encoder_are_made_anew(run):
    first = run([0, 60])
    turned = replace(first.heard.embeddings, encoder="other@1", vectors=np.zeros((2 * TOPIC, 5)))
    first = replace(first, heard=replace(first.heard, embeddings=turned))
    assert changes(run([0, 60], " again", after=first)) == ["same", "same"]
