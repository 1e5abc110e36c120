"""Clustering + people's edits -> Assignment: which topic is which, and every passage's place."""

from voiceminer.taxonomy.assigner import Assigner
from voiceminer.taxonomy.file import read_taxonomy, taxonomy_of
from voiceminer.taxonomy.keeping import kept_themes, kept_topics, with_memory
from voiceminer.taxonomy.stage import assignment_of
from voiceminer.taxonomy.starting import starting_file

__all__ = [
    "Assigner",
    "assignment_of",
    "kept_themes",
    "kept_topics",
    "read_taxonomy",
    "starting_file",
    "taxonomy_of",
    "with_memory",
]
