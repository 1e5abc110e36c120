"""A run folder: written whole or not at all, and read back as the value it came from."""

from voiceminer.store.run import load_run, write_run

__all__ = ["load_run", "write_run"]
