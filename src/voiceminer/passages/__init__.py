"""Voice -> passages of one thought each."""

from voiceminer.passages.stage import passages_of

__all__ = ["passages_of"]
