"""Payment cards (issuers' ranges and Luhn) and IBANs (ISO 13616, remainder 1 modulo 97)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voiceminer.voice.redaction.scan import Scan, Stretch
from voiceminer.voice.redaction.span import Span

_CARD = re.compile(r"(?<![\w.,-])[1-6]\d{3}(?:[ .-]?\d){7,14}\d(?![\w]|[-,.]\d)")
# Ranges and lengths of ISO/IEC 7812 that the networks publish: Visa, Mastercard (two ranges),
# American Express, Diners, JCB (two), Maestro with Discover and UnionPay.
_ISSUED = re.compile(
    r"4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}"
    r"|(?:222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}"
    r"|3[47]\d{13}|3(?:0[0-59]|[689]\d)\d{11,16}|35\d{14,17}|(?:2131|1800)\d{11}"
    r"|(?:5[0678]|6\d)\d{10,17}"
)
# Numbers of 12 and 13 digits are articles' (EAN) more often than cards': a word has to tell.
_CALLED = re.compile(
    r"\b(?:card|cc|visa|mastercard|maestro|amex|kreditkarte|karte|kartennummer|tarjeta|carte|cb)\b"
    r"[^\d\n]{0,25}$",
    re.IGNORECASE,
)
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]{4}){2,7}(?:[ "
    r"-]?[A-Za-z0-9]{1,3})?(?![A-Za-z0-9])"
)


def cards(text: str, stretch: Stretch) -> Iterator[Span]:
    """Spans of card numbers in a stretch: in an issuer's range, and passing Luhn's check."""
    for match in _CARD.finditer(text, *stretch):
        digits = re.sub(r"\D", "", match.group())
        if not (_ISSUED.fullmatch(digits) and luhn(digits)):
            continue
        if len(digits) > 13 or _CALLED.search(text, max(0, match.start() - 40), match.start()):
            yield Span(match.start(), match.end(), "CARD", digits)


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812-1, annex B)."""
    doubled = (sum(divmod(2 * int(d), 10)) for d in digits[-2::-2])
    return (sum(int(d) for d in digits[-1::-2]) + sum(doubled)) % 10 == 0


def ibans(scan: Scan) -> Iterator[Span]:
    """Spans of IBANs. A number followed by a word is tried without its last groups, too."""
    for match in _IBAN.finditer(scan.text):
        groups = [*re.finditer(r"[A-Za-z0-9]+", match.group())]
        for last in reversed(groups):
            candidate = re.sub(r"\W", "", match.group()[: last.end()]).upper()
            if 15 <= len(candidate) <= 34 and _remainder(candidate) == 1:
                yield Span(match.start(), match.start() + last.end(), "IBAN", candidate)
                break


def _remainder(iban: str) -> int:
    return int("".join(str(int(c, 36)) for c in iban[4:] + iban[:4])) % 97
