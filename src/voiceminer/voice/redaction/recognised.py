"""People whom a trained spaCy pipeline recognises, in languages for which one is installed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points
from typing import Any

from voiceminer.voice.language import language_of
from voiceminer.voice.redaction.span import Span
from voiceminer.voice.words import NOBODY

# spaCy's English pipelines say PERSON, its others PER
_PEOPLE = frozenset({"PERSON", "PER"})
# only what names are recognised with has to run
_EXCLUDED = ("parser", "lemmatizer", "attribute_ruler", "tagger", "morphologizer")


def recognised(text: str) -> Iterator[Span]:
    """Spans of people; none without a pipeline. Log lines that it takes for people have digits."""
    pipelines = _installed()
    language = language_of(text) if pipelines else ""
    if language not in pipelines:
        return
    for entity in _pipeline(pipelines[language])(text).ents:
        key = entity.text.casefold()
        named = entity.text[:1].isupper() and not any(c.isdigit() for c in key)
        if entity.label_ in _PEOPLE and named and NOBODY.isdisjoint(key.split()):
            yield Span(entity.start_char, entity.end_char, "PERSON", key)


@cache
def _installed() -> dict[str, str]:
    """The first trained pipeline by name of each language: `en` -> `en_core_web_sm`."""
    names = sorted((e.name for e in entry_points(group="spacy_models")), reverse=True)
    return {name[:2]: name for name in names if name[2:7] == "_core"}


@cache
def _pipeline(name: str) -> Any:
    (entry,) = entry_points(group="spacy_models", name=name)
    return entry.load().load(exclude=_EXCLUDED)
