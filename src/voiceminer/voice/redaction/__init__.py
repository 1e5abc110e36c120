"""Personal data -> typed, numbered placeholders. What a placeholder stood for is kept nowhere."""

from voiceminer.voice.redaction.known import Known, known_of
from voiceminer.voice.redaction.pseudonyms import Pseudonyms
from voiceminer.voice.redaction.redactor import Redactor

__all__ = ["Known", "Pseudonyms", "Redactor", "known_of"]
