"""Heard + Assignment -> Topics: labels, words by BERTopic, exemplar quotes."""

from voiceminer.topics.modelling import begin_model
from voiceminer.topics.stage import topics_of

__all__ = ["begin_model", "topics_of"]
