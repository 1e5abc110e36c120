"""Have we answered? What customers asked of us, beside what we said since."""

from voiceminer.answers.stage import answers_of

__all__ = ["answers_of"]
