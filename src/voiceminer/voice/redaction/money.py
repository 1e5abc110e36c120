"""Payment cards (Luhn) and IBANs (ISO 13616, remainder 1 modulo 97)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voiceminer.voice.redaction.span import Span

_CARD = re.compile(r"(?<![\w.,-])[2-6]\d{3}(?:[ .-]?\d){8,14}\d(?![\w]|[-,.]\d)")
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]{4}){2,7}(?:[ "
    r"-]?[A-Za-z0-9]{1,3})?(?![A-Za-z0-9])"
)


def cards(text: str) -> Iterator[Span]:
    """Spans of payment card numbers: 13 to 19 digits that pass Luhn's check."""
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if 13 <= len(digits) <= 19 and luhn(digits):
            yield Span(match.start(), match.end(), "CARD", digits)


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812-1, annex B)."""
    doubled = (sum(divmod(2 * int(d), 10)) for d in digits[-2::-2])
    return (sum(int(d) for d in digits[-1::-2]) + sum(doubled)) % 10 == 0


def ibans(text: str) -> Iterator[Span]:
    """Spans of IBANs. A number followed by a word is tried without its last groups, too."""
    for match in _IBAN.finditer(text):
        groups = [*re.finditer(r"[A-Za-z0-9]+", match.group())]
        for last in reversed(groups):
            candidate = re.sub(r"\W", "", match.group()[: last.end()]).upper()
            if 15 <= len(candidate) <= 34 and _remainder(candidate) == 1:
                yield Span(match.start(), match.start() + last.end(), "IBAN", candidate)
                break


def _remainder(iban: str) -> int:
    return int("".join(str(int(c, 36)) for c in iban[4:] + iban[:4])) % 97
