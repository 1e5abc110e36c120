"""Clustering -> Assignment: which topic is which, and every passage's calibrated place."""

from voiceminer.taxonomy.stage import assignment_of

__all__ = ["assignment_of"]
