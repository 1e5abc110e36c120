"""Passages -> what kind of statement each is, and how severe."""

from voiceminer.signals.stage import signals_of

__all__ = ["signals_of"]
