"""What a run amounts to, as pages that people read. Computes nothing: it selects and counts."""

from voiceminer.briefs.casebook import casebook_of
from voiceminer.briefs.reasons import Reasons, reasons_of
from voiceminer.briefs.stage import briefs_of, scorecard_page
from voiceminer.briefs.told import told_of

__all__ = ["Reasons", "briefs_of", "casebook_of", "reasons_of", "scorecard_page", "told_of"]
