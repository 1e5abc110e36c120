"""Exports on disk to a `Corpus`: what files, tables and records hold, joined and linked."""

from voiceminer.reading.corpus import read_corpus
from voiceminer.reading.mapping import mapping_from

__all__ = ["mapping_from", "read_corpus"]
