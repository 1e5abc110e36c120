"""Groups of passages: found where they are, at every size, and never by the order of rows."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score  # noqa: TID253  # a test may start slowly

from voiceminer.clustering import clustering_of
from voiceminer.engines import Serial
from voiceminer.settings import ClusteringSettings

SETTINGS = ClusteringSettings()


def grouped(passages, embeddings, settings=SETTINGS, seed=1):
    return clustering_of(passages, embeddings, settings, seed=seed, engine=Serial())


def test_known_groups_are_found_and_nothing_is_unclear(complaints, rows):
    texts, subjects, vectors = complaints
    found = grouped(*rows(texts, vectors))
    assert adjusted_rand_score(subjects, found.members.column("nearest")) == 1.0
    assert found.members.column("group") == found.members.column("nearest")
    assert min(found.members.column("strength")) > 0.5


def test_every_topic_has_one_theme_and_the_sizes_add_up(complaints, rows):
    texts, _, vectors = complaints
    groups = list(grouped(*rows(texts, vectors)).groups)
    themes = {g.group: g for g in groups if g.parent == -1}
    topics = [g for g in groups if g.parent != -1]
    assert {t.parent for t in topics} == set(themes)
    assert sum(t.passages for t in topics) == sum(t.passages for t in themes.values()) == 240
    assert [t.passages for t in topics] == sorted((t.passages for t in topics), reverse=True)


def test_no_level_is_tried_beyond_the_first_with_too_many_topics(complaints, rows):
    texts, _, vectors = complaints
    grid = (1.0, 2.0, 4.0, 8.0)
    few = SETTINGS.model_copy(update={"max_topics": 10, "resolutions": grid})
    levels = list(grouped(*rows(texts, vectors), few).levels)
    tried = [level.resolution for level in levels]
    assert [r for r in tried if r in grid] == [1.0, 2.0, 4.0]
    # √(2 · 4), and once more on the side where the border of 10 is
    assert 2.8284 in tried
    assert len(tried) == 5
    assert tried == sorted(tried)
    assert max(level.groups for level in levels if level.shown) <= 10 < levels[-1].groups


def test_the_curve_is_kept_and_marks_the_levels_shown(complaints, rows):
    texts, _, vectors = complaints
    found = grouped(*rows(texts, vectors))
    levels = list(found.levels)
    tried = [level.resolution for level in levels]
    assert tried == list(SETTINGS.resolutions[: len(tried)])
    (topic,) = [level for level in levels if level.shown == "topic"]
    assert topic.groups == sum(g.parent != -1 for g in found.groups)
    assert topic.support >= SETTINGS.keep * max(level.support for level in levels)


def test_the_order_of_rows_changes_nothing(complaints, rows):
    texts, _, vectors = complaints
    plain = grouped(*rows(texts, vectors))
    order = np.random.default_rng(3).permutation(len(texts))
    shuffled = grouped(*rows([texts[at] for at in order], vectors[order]))
    for column in ("group", "nearest", "strength"):
        assert shuffled.members.column(column) == [plain.members.column(column)[at] for at in order]
    assert shuffled.groups == plain.groups
    assert shuffled.levels == plain.levels


@pytest.mark.parametrize("cores", [1, 2, 5])
def test_the_number_of_cores_changes_nothing(complaints, rows, monkeypatch, cores):
    texts, _, vectors = complaints
    expected = grouped(*rows(texts, vectors))
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert grouped(*rows(texts, vectors)).members == expected.members


def test_equal_texts_share_a_group_even_with_unlike_vectors(complaints, rows):
    texts, _, vectors = complaints
    again = texts + [texts[0]] * 30
    found = grouped(*rows(again, np.vstack([vectors, vectors[1:31]])))
    nearest = found.members.column("nearest")
    assert set(nearest[240:]) == {nearest[0]}


def test_repeats_do_not_move_the_groups_of_others(complaints, rows):
    texts, _, vectors = complaints
    once = grouped(*rows(texts, vectors)).members.column("nearest")
    many = grouped(*rows(texts + [texts[0]] * 500, np.vstack([vectors, [vectors[0]] * 500])))
    assert adjusted_rand_score(once, many.members.column("nearest")[:240]) == 1.0


def test_no_passages_no_groups(rows):
    found = grouped(*rows([], np.empty((0, 16))))
    assert (len(found.members), len(found.groups), len(found.levels)) == (0, 0, 0)


@pytest.mark.parametrize("n", [1, 2, 3, 9, 10, 15, 40])
def test_every_size_gives_every_passage_a_topic(complaints, rows, n):
    texts, _, vectors = complaints
    found = grouped(*rows(texts[:n], vectors[:n]))
    topics = {g.group for g in found.groups if g.parent != -1}
    assert len(found.members) == n
    assert set(found.members.column("nearest")) == topics
    assert all(0 <= strength <= 1 for strength in found.members.column("strength"))


def test_fifteen_passages_of_two_subjects_are_two_topics(complaints, rows):
    texts, subjects, vectors = complaints
    few = [at for at, subject in enumerate(subjects) if subject in {"export", "login"}][:16]
    found = grouped(*rows([texts[at] for at in few], vectors[few]))
    assert adjusted_rand_score([subjects[at] for at in few], found.members.column("nearest")) == 1.0


def test_identical_passages_are_one_topic(rows):
    found = grouped(*rows(["the export is empty"] * 300, np.tile(np.eye(1, 16), (300, 1))))
    assert set(found.members.column("group")) == {0}
    assert [(g.group, g.parent, g.passages) for g in found.groups] == [(0, 1, 300), (1, -1, 300)]


def test_one_giant_topic_does_not_swallow_a_small_one(complaints, rows):
    texts, subjects, vectors = complaints
    kept = [at for at, s in enumerate(subjects) if s == "export" or (s == "login" and at < 40)]
    found = grouped(*rows([texts[at] for at in kept], vectors[kept]))
    nearest = found.members.column("nearest")
    small = {g for g, at in zip(nearest, kept, strict=True) if subjects[at] == "login"}
    giant = {g for g, at in zip(nearest, kept, strict=True) if subjects[at] == "export"}
    assert not small & giant


def test_a_passage_between_two_topics_is_unclear_but_has_a_nearest(complaints, rows):
    texts, _, vectors = complaints
    settings = ClusteringSettings(unclear_below=1.0)
    between = vectors[0] + vectors[1] + vectors[2] + vectors[3]
    between /= np.linalg.norm(between)
    found = grouped(
        *rows([*texts, "neither here nor there"], np.vstack([vectors, between])), settings
    )
    odd = found.members[240]
    assert odd.strength < 0.6
    assert odd.nearest >= 0
    assert (
        grouped(*rows(texts, vectors), ClusteringSettings(unclear_below=0.0))
        .members.column("group")
        .count(-1)
        == 0
    )


def test_at_most_max_topics(complaints, rows):
    texts, _, vectors = complaints
    found = grouped(*rows(texts, vectors), ClusteringSettings(max_topics=4))
    assert sum(g.parent != -1 for g in found.groups) <= 4


def test_an_inverted_file_finds_the_same_topics_as_all_pairs(complaints, rows):
    texts, _, vectors = complaints
    exact = grouped(*rows(texts, vectors)).members.column("nearest")
    settings = ClusteringSettings(exact_up_to=100)
    inverted = grouped(*rows(texts, vectors), settings)
    assert adjusted_rand_score(exact, inverted.members.column("nearest")) > 0.9
    assert grouped(*rows(texts, vectors), settings).members == inverted.members


def test_two_hundred_thousand_copies_are_grouped_as_the_originals_are(complaints, rows):
    texts, _, vectors = complaints
    plain = grouped(*rows(texts, vectors)).members.column("nearest")
    copies = grouped(*rows(texts * 834, np.tile(vectors, (834, 1)))).members.column("nearest")
    assert len(copies) == 200_160
    assert copies == plain * 834
