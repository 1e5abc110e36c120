"""What programs put in and below a mail: banners, images, thread ids, devices, legal notices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from voiceminer.voice.text.cuts import Cut
from voiceminer.voice.text.phrases import TWO_LINES, phrases

_LINE = re.compile(r"\A|\n")
_SENTENCE = re.compile(r"\A|\n|[.!?] ")
_FLAGS = re.IGNORECASE | re.MULTILINE
_FURNITURE = phrases("furniture")
_DEVICE = phrases("device")
_DISCLAIMER = phrases("disclaimer", TWO_LINES)

_PUT_IN = re.compile(rf"[^\w\n]*(?:{_FURNITURE.pattern})(?!\w)[^\n]*$\n?", _FLAGS)
# images, and the ids by which Salesforce, Zendesk and HubSpot find a ticket again
_TOKENS = re.compile(
    r"[^\w\n]*(?:\[?cid:[^\n]*|\[?(?:image|inline image|bild|logo)\b[^\n\]]*\]|<image\d+\.\w{3,4}>"
    r"|ref:[!_\w.]{8,}:ref|\[[A-Z0-9]{6}-[A-Z0-9]{4,6}\]|thread::[\w-]+::?)[^\w\n]*$\n?",
    _FLAGS,
)
_TOKEN_SIGNS = ("cid:", "image", "ref:", "[", "thread::")
# Alone on its line, or after a sentence where the export lost line breaks; with the network, the
# model or a link behind it, but not with a sentence: "sent from my phone, photos never arrive".
_SENT_FROM = re.compile(
    rf"[^\w\n]*(?:{_DEVICE.pattern})(?!\w)"
    r"(?:[^\w\n]+[\w&'’.-]+){0,6}?[^\w\n]*(?:[<\[(][^\n]*)?$",
    _FLAGS,
)
_LEGAL = re.compile(rf"[\s*_>\"'|-]*(?:{_DISCLAIMER.pattern})", _FLAGS)


def without_furniture(
    text: str, signs: frozenset[str], keep: AbstractSet[str] = frozenset()
) -> tuple[str, list[Cut]]:
    """The text without lines that a ticket system or a mail gateway put in."""
    cuts: list[Cut] = []
    if "ticket furniture" in keep:
        return text, cuts
    if not _FURNITURE.signs.isdisjoint(signs):
        text = _without(_PUT_IN, text, "ticket furniture", cuts)
    # most texts lack these three, and are not asked for five
    if (":" in text or "[" in text or "image" in text) and any(x in text for x in _TOKEN_SIGNS):
        text = _without(_TOKENS, text, "ticket furniture", cuts)
    return text, cuts


def without_footers(
    text: str, signs: frozenset[str], keep: AbstractSet[str] = frozenset()
) -> tuple[str, list[Cut]]:
    """The text without legal notice and device footer.

    A legal notice takes all below it along. As the only thing said it is left to be read.
    """
    cuts: list[Cut] = []
    if "disclaimer" not in keep and not _DISCLAIMER.signs.isdisjoint(signs):
        for match in _at_starts(_LEGAL, text, _LINE):
            if text[: match.start()].strip():
                cuts.append(Cut("disclaimer", text[match.start() :]))
                text = text[: match.start()].rstrip()
                break
    if "device footer" not in keep and not _DEVICE.signs.isdisjoint(signs):
        text = _without(_SENT_FROM, text, "device footer", cuts, _SENTENCE).rstrip()
    return text, cuts


def _at_starts(
    pattern: re.Pattern[str], text: str, starts: re.Pattern[str]
) -> Iterator[re.Match[str]]:
    """Matches at the starts of lines or sentences: trying each letter costs fifty times more."""
    for start in starts.finditer(text):
        if match := pattern.match(text, start.end()):
            yield match


def _without(
    pattern: re.Pattern[str],
    text: str,
    rule: str,
    cuts: list[Cut],
    starts: re.Pattern[str] = _LINE,
) -> str:
    found = list(_at_starts(pattern, text, starts))
    for match in reversed(found):
        text = text[: match.start()] + text[match.end() :]
    if found:
        cuts.append(Cut(rule, "\n".join(match.group().strip() for match in found)))
    return text
