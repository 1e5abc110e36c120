"""Assignment + dates -> Tracking: shares over time, changes beyond chance, early warning."""

from voiceminer.tracking.comparing import compared
from voiceminer.tracking.history import kpis_of
from voiceminer.tracking.stage import tracking_of

__all__ = ["compared", "kpis_of", "tracking_of"]
