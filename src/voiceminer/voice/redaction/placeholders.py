"""The numbers of placeholders within one document, forgotten with it."""

from __future__ import annotations

from voiceminer.voice.redaction.span import Span


class Placeholders:
    """`[PERSON_1]`, `[PERSON_2]`…: the same thing has the same number within a document."""

    def __init__(self) -> None:
        self._numbers: dict[str, dict[str, int]] = {}
        self._next: dict[str, int] = {}

    def of(self, span: Span) -> str:
        """The placeholder that stands for what the span holds.

        A person's part of a name ("Anna") is the person whose whole name ("Anna Maier") came
        before it in the document.
        """
        known = self._numbers.setdefault(span.sort, {})
        if span.key not in known:
            self._next[span.sort] = self._next.get(span.sort, 0) + 1
            known[span.key] = self._next[span.sort]
            if span.sort == "PERSON":
                for part in span.key.split():
                    known.setdefault(part, known[span.key])
        return f"[{span.sort}_{known[span.key]}]"
