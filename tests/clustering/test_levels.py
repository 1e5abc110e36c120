"""Which levels are shown, on curves that a person can check."""

import numpy as np
import pytest

from voiceminer.clustering.graph import neighbour_graph, word_graph
from voiceminer.clustering.levels import Choice, choice_of, parents_of


def test_themes_at_the_peak_topics_at_the_finest_that_keeps_enough():
    choice = choice_of([3, 8, 20, 50], [0.4, 0.7, 0.65, 0.5], keep=0.9, max_topics=100)
    assert choice == Choice(theme=1, topic=2)


def test_a_level_with_too_many_topics_is_not_considered():
    choice = choice_of([3, 8, 20, 50], [0.4, 0.6, 0.7, 0.69], keep=0.9, max_topics=20)
    assert choice.topic == 2


def test_where_the_finest_is_the_peak_themes_are_the_best_of_the_coarser():
    choice = choice_of([3, 8, 20, 50], [0.4, 0.5, 0.45, 0.8], keep=0.9, max_topics=100)
    assert choice == Choice(theme=1, topic=3)


@pytest.mark.parametrize(
    ("topics", "level"),
    # the data choose 20 topics
    [("auto", 2), ("finer", 3), ("coarser", 1), (9, 1), (14, 1), (15, 2), (40, 3), (1000, 3)],
)
def test_another_level_can_be_asked_for(topics, level):
    groups, support = [3, 8, 20, 50], [0.4, 0.7, 0.65, 0.5]
    choice = choice_of(groups, support, keep=0.9, max_topics=100, topics=topics)
    assert choice.topic == level


def test_where_nothing_is_finer_the_level_stays():
    for topics in ("finer", "coarser"):
        assert choice_of([4], [0.5], keep=0.9, max_topics=9, topics=topics).topic == 0


def test_one_group_everywhere_is_theme_and_topic():
    assert choice_of([1, 1], [0.0, 0.0], keep=0.9, max_topics=10).topic in (0, 1)


def test_a_topic_goes_to_the_theme_that_holds_most_of_its_passages():
    topics = np.array([0, 0, 0, 1, 1])
    themes = np.array([1, 0, 0, 1, 1])
    assert parents_of(topics, themes, np.array([1, 1, 1, 1, 1])).tolist() == [0, 1]
    # the first node stands for five passages
    assert parents_of(topics, themes, np.array([5, 1, 1, 1, 1])).tolist() == [0, 0]


def test_modularity_of_two_separate_pairs():
    graph = neighbour_graph(np.ones((4, 1), np.float32), np.array([[1], [0], [3], [2]]))
    # all edges inside; each group holds half of all degrees: 1 − (½² + ½²)
    assert graph.modularity(np.array([0, 0, 1, 1])) == 0.5
    assert graph.modularity(np.array([0, 0, 0, 0])) == 0.0


def test_words_join_only_texts_that_share_one():
    graph = word_graph(["refund please", "my refund", "login broken", "broken login"], 2)
    edges = {
        (row, int(column))
        for row in range(4)
        for column in graph.indices[graph.indptr[row] : graph.indptr[row + 1]]
    }
    assert edges == {(0, 1), (1, 0), (2, 3), (3, 2)}


def test_texts_without_a_common_word_support_nothing():
    assert word_graph(["one", "two", "three"], 2).modularity(np.array([0, 1, 1])) == 0.0
