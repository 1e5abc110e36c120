"""Exports on disk to a `Corpus`: what files, tables and records hold, joined and linked."""

from voiceminer.reading.corpus import read_corpus
from voiceminer.reading.frames import read_frame, read_records
from voiceminer.reading.inspection import Inspection, inspect
from voiceminer.reading.mapping import mapping_from
from voiceminer.reading.own_pages import with_pages
from voiceminer.reading.raw import RawTable, read_table

__all__ = [
    "Inspection",
    "RawTable",
    "inspect",
    "mapping_from",
    "read_corpus",
    "read_frame",
    "read_records",
    "read_table",
    "with_pages",
]
