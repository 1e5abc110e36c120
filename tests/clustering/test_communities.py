"""Communities of a graph: what is shown is the best of several tries."""

import numpy as np

from voiceminer.clustering.communities import communities_of, settled
from voiceminer.clustering.graph import neighbour_graph
from voiceminer.clustering.neighbours import neighbours_of


def test_what_is_shown_is_the_best_of_several_tries():
    rng = np.random.default_rng(5)
    groups = np.repeat(np.arange(12), 25)
    vectors = rng.normal(size=(12, 16))[groups] + rng.normal(size=(300, 16)) * 1.1
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    graph = neighbour_graph(*neighbours_of(vectors, 10, exact_up_to=1000, seed=0))
    (tries,) = settled(graph, [1.0], seed=3)
    quality = [graph.modularity(labels) for labels in tries]
    assert quality == sorted(quality, reverse=True)
    assert quality[0] >= graph.modularity(communities_of(graph, 1.0, seed=3))
