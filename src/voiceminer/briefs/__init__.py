"""What a run amounts to, as pages that people read. Computes nothing: it selects and counts."""

from voiceminer.briefs.stage import briefs_of

__all__ = ["briefs_of"]
