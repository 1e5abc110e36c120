"""What a passage is about that says nothing alone: "it still does that"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from voiceminer.data import Passage
from voiceminer.passages.length import has_words

# A longer passage has words of its own for what it means.
_SHORT = 14
_ENGLISH = (
    r"(?:(?:and|but|so|also|plus|then|because|still|again|yes|no|well|now|since|even|when|if)\W+)*"
    r"(?:(?:it|they|them|he|she|(?:the )?same|neither|both|which|nothing|(?:the )?(?:other|second)"
    r" one)\b"
    r"|(?:this|that|these|those)(?:['’]s\b|(?:\W+(?:is|was|are|were|has|have|had|does|do|did|can|"
    r"could|will|would|should|may|might|must|still|also|never|just|only|really|always|again|"
    r"happen\w*|keep\w*|make\w*|made|mean\w*|meant|need\w*|take\w*|took|cost\w*|fail\w*|work\w*|"
    r"cause\w*|goes|went|came|comes|one|part|way)\b)|\W*$))"
)
_LEANING = {
    "en": _ENGLISH,
    "de": (
        r"(?:(?:und|aber|also|auch|dann|weil|immer noch|ja|nein|nun|wenn|denn)\W+)*"
        # before a noun, which has a capital, these are articles
        r"(?:das|dies(?:e[rsmn]?)?|die|der|dasselbe|es|er|sie|beides?|so)\b(?!\W+(?-i:[A-ZÄÖÜ]))"
    ),
    "fr": (
        r"(?:(?:et|mais|donc|aussi|puis|parce que|encore|oui|non|car|alors)\W+)*"
        r"(?:(?:ça|cela|ceci|ils?|elles?|l[ea] même|les deux)\b|c['’](?:est|était|a)\b)"
    ),
    "es": (
        r"(?:(?:y|pero|también|además|porque|todavía|sí|no|pues|entonces)\W+)*"
        r"(?:eso|esto|aquello|él|ella|ellos|ellas|lo mismo|la misma|ambos|ambas)\b"
    ),
}
_PATTERNS = {language: re.compile(p, re.IGNORECASE) for language, p in _LEANING.items()}


def leans(text: str, language: str) -> bool:
    """Whether a passage begins with a word for something said before, and is short."""
    pattern = _PATTERNS.get(language, _PATTERNS["en"])
    return pattern.match(text) is not None and not has_words(text, (0, len(text)), _SHORT)


def with_context(passages: Iterable[Passage]) -> Iterator[Passage]:
    """The passages; those that lean on what was said before have it as their context.

    Parameters
    ----------
    passages : iterable of Passage
        In the order in which they were said. Context is the last passage of the same document and
        side that stands by itself: never another side's words, so that nobody's are taken for a
        customer's.
    """
    document, said = "", dict[str, str]()
    for passage in passages:
        if passage.document_id != document:
            document, said = passage.document_id, {}
        if not leans(passage.text, passage.language):
            said[passage.side] = passage.text
        elif context := said.get(passage.side, ""):
            passage = replace(passage, context=context)  # noqa: PLW2901  # the same one, completed
        yield passage
