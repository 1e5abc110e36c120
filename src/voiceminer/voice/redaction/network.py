"""IP and hardware addresses."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from voiceminer.voice.redaction.scan import Scan
from voiceminer.voice.redaction.span import Span

_V4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)")
_V6 = re.compile(r"(?<![\w:.])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?:%\w+)?(?![\w:])")
_HARDWARE = re.compile(r"\b[0-9a-fA-F]{2}(?:[:-][0-9a-fA-F]{2}){5}\b")

# what each cannot do without, begun by letters so that the engine leaps to them
_GROUP = re.compile(r":[0-9a-fA-F]{0,4}:")
_PAIRS = re.compile(r"[:-][0-9a-fA-F]{2}[:-][0-9a-fA-F]{2}[:-]")


def addresses(scan: Scan) -> Iterator[Span]:
    """Spans of IPv4, IPv6 and MAC addresses."""
    text = scan.text
    for match in _V4.finditer(text) if len(scan.numbers) > 3 and text.count(".") > 2 else ():
        if all(int(part) < 256 for part in match.group().split(".")):
            yield Span(match.start(), match.end(), "IP", match.group())
    if _PAIRS.search(text):
        for match in _HARDWARE.finditer(text):
            yield Span(match.start(), match.end(), "IP", match.group().casefold())
    if _GROUP.search(text):
        for match in _V6.finditer(text):
            if _is_v6(match.group()):
                yield Span(match.start(), match.end(), "IP", match.group().casefold())


def _is_v6(text: str) -> bool:
    if len(text) < 4 or (text.replace(":", "").isdigit() and len(text) < 9):  # "::", "10:30:00"
        return False
    try:
        ipaddress.IPv6Address(text.partition("%")[0])
    except ValueError:
        return False
    return True
