"""What topics amount to in deals and money: exposure, effects, ranks, tie-out."""

from voiceminer.impact.assembly import impact_of
from voiceminer.impact.table import rank_topics

__all__ = ["impact_of", "rank_topics"]
