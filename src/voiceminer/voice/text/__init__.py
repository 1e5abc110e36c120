"""A turn as exported -> what its writer wrote: plain text, without history and furniture."""

from voiceminer.voice.text.cuts import MENDABLE, RULES, Cut
from voiceminer.voice.text.own import OwnWords, own_words
from voiceminer.voice.text.plain import plain_text

__all__ = ["MENDABLE", "RULES", "Cut", "OwnWords", "own_words", "plain_text"]
