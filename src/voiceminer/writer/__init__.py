"""Titles, sentences and angles by a language model: off until asked for, checked, cached."""

from voiceminer.writer.endpoint import Endpoint
from voiceminer.writer.stage import Estimate, Refused, Written, estimate_of, written_of

__all__ = ["Endpoint", "Estimate", "Refused", "Written", "estimate_of", "written_of"]
