"""What topics amount to in deals and money: exposure, effects, ranks, tie-out."""

from voiceminer.impact.assembly import impact_of

__all__ = ["impact_of"]
