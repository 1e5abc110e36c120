"""A run folder: written whole or not at all, and read back as the value it came from."""

from voiceminer.store.history import read_history, record_history
from voiceminer.store.run import load_run, write_run
from voiceminer.store.written import rows_written_to

__all__ = ["load_run", "read_history", "record_history", "rows_written_to", "write_run"]
