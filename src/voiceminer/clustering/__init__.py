"""Embeddings -> Clustering: neighbour graph, communities at several resolutions."""

from voiceminer.clustering.leiden import LeidenClusterer
from voiceminer.clustering.stage import clustering_of

__all__ = ["LeidenClusterer", "clustering_of"]
