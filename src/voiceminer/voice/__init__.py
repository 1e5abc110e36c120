"""Corpus -> Voice: customers' own words, redacted before anything else sees them."""

from voiceminer.voice.stage import voice_of

__all__ = ["voice_of"]
