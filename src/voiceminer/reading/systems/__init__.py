"""The systems that are known, as frozen tables: tried in order, the first that fits is it."""

from voiceminer.reading.systems.calls import CALLS
from voiceminer.reading.systems.chats import CHATS
from voiceminer.reading.systems.crms import CRMS
from voiceminer.reading.systems.desks import DESKS
from voiceminer.reading.systems.system import System

SYSTEMS: tuple[System, ...] = (*DESKS, *CRMS, *CALLS, *CHATS)

__all__ = ["SYSTEMS", "System"]
