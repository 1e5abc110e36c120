"""Heard + Assignment -> Topics: labels, words by BERTopic, exemplar quotes."""

from voiceminer.topics.stage import topics_of

__all__ = ["topics_of"]
