"""Whether an answer says nothing but the facts: each number, name and quote stands in them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

# A headline and two sentences, in characters.
LONGEST = {"title": 90, "sentence": 280, "angle": 280}

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_QUOTE = re.compile(r"[“\"„«]([^”\"“»]*)[”\"“»]")
_SENTENCE = re.compile(r"(?<=[.!?:])\s+")
_WORD = re.compile(r"[^\W\d_][\w'’&-]*")
_LIVE = re.compile(r"https?:|www\.|[<>@\[\]`|*#\\]|\S\.\w{2,}/", re.IGNORECASE)
# Numbers in words are numbers; "one" and "first" are too much else.
_SPELLED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?"
    r"|millions?|half|thirds?|quarters?|twice|doubled?|tripled?|percent|majority|most|all|every|none)\b",
    re.IGNORECASE,
)
# A capital at a sentence's beginning may be anybody's: these are nobody's name.
_OPENERS = frozenset(
    re.findall(
        r"\w+",
        """a an and answer are as ask at be before buyers but by can customers deals do does each
        explain fewer for from give have how if in is it lead let make many more name no nobody not
        of on one open our people put say sellers show some start state talk tell that the their
        there these they this those to we what when where whether which who why with""",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A model's answer, not yet checked."""

    title: str
    sentence: str
    angle: str


def draft_of(answer: str) -> Draft | None:
    """The three texts of an answer; None where it is not the JSON that was asked for."""
    found = re.search(r"\{.*\}", answer, re.DOTALL)  # some models put a fence round it
    if found is None:
        return None
    try:
        value = json.loads(found[0])
        return Draft(**{name: str(value[name]).strip() for name in LONGEST})
    except (ValueError, KeyError, TypeError):
        return None


def faults_of(draft: Draft, facts: str) -> list[str]:
    """What in a draft does not stand in the facts, or could not stand on a page; none is well."""
    told = " ".join(_strings(json.loads(facts)))
    faults = []
    for name, longest in LONGEST.items():
        text = getattr(draft, name)
        if not text or len(text) > longest:
            faults.append(f"{name}: {len(text)} characters, of 1 to {longest}")
        if _LIVE.search(text) or not text.isprintable():
            faults.append(f"{name}: markup, a link or a line break")
        faults += [f"{name}: {what}" for what in _unfounded(text, told)]
    return faults


def _unfounded(text: str, told: str) -> list[str]:
    numbers = set(_NUMBER.findall(told))
    words = {w.casefold() for w in _WORD.findall(told)}
    found = [f"the number {n}" for n in _NUMBER.findall(text) if n not in numbers]
    found += [f"the number “{n}”" for n in _SPELLED.findall(text) if n.casefold() not in words]
    found += [f"the quote “{q}”" for q in _QUOTE.findall(text) if _plain(q) not in _plain(told)]
    known = set(_WORD.findall(told))
    for sentence in _SENTENCE.split(_QUOTE.sub(" ", text)):
        first, *others = _WORD.findall(sentence) or [""]
        found += [f"the name {w}" for w in others if w[:1].isupper() and w not in known]
        if first.casefold() not in _OPENERS | words:
            found.append(f"the name {first}")
    return found


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [s for of in value.values() for s in _strings(of)]
    if isinstance(value, list):
        return [s for of in value for s in _strings(of)]
    return [str(value)]
