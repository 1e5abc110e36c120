"""Assignment + dates -> Tracking: shares over time, changes beyond chance, early warning."""

from voiceminer.tracking.stage import tracking_of

__all__ = ["tracking_of"]
