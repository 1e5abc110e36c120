"""What a language model may be told of a topic, and how it has put it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The facts of a topic as JSON: redacted text, no accounts' names, numbers as printed."""

    topic_id: str
    facts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A topic's title, sentence and angle in a model's words; its numbers are the facts'."""

    topic_id: str
    title: str
    sentence: str
    angle: str
    model: str
