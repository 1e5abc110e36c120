"""Corpus -> Voice: customers' own words, redacted before anything else sees them."""

from voiceminer.voice.listing import Listing, listing_of
from voiceminer.voice.showing import ShownDocument, ShownTurn
from voiceminer.voice.stage import voice_of
from voiceminer.voice.text import RULES

__all__ = ["RULES", "Listing", "ShownDocument", "ShownTurn", "listing_of", "voice_of"]
