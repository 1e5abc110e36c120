"""National identity and tax numbers, by pattern and, where there is one, by their check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from voiceminer.voice.redaction.span import Span

_DNI = "TRWAGMYFPDXBNJZSQVHLCKE"


def _spanish(text: str) -> bool:
    """DNI and NIE: the letter is the number modulo 23; X, Y, Z stand for 0, 1, 2."""
    digits = text[:-1].upper().translate(str.maketrans("XYZ", "012", " -."))
    return digits.isdigit() and _DNI[int(digits) % 23] == text[-1].upper()


def _french(text: str) -> bool:
    """NIR: the last two digits are 97 minus the others modulo 97 (Corsica counts as 19, 18)."""
    plain = text.replace(" ", "").upper().replace("2A", "19").replace("2B", "18")
    return plain.isdigit() and 97 - int(plain[:-2]) % 97 == int(plain[-2:])


def _german(text: str) -> bool:
    """Steuer-Identifikationsnummer: ISO 7064 MOD 11,10."""
    digits = [int(c) for c in text if c.isdigit()]
    product = 10
    for digit in digits[:-1]:
        product = ((digit + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == digits[-1]


def _american(text: str) -> bool:
    """SSN: no part is all zeros, and the first is neither 666 nor 900 to 999."""
    area, group, serial = re.split(r"[- ]", text)
    return area not in ("000", "666") and area < "900" and group != "00" and serial != "0000"


def _always(_: str) -> bool:
    return True


_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (re.compile(r"(?<![\w-])\d{3}[- ]\d{2}[- ]\d{4}(?![\w-])"), _american),
    (re.compile(r"(?<!\w)(?:\d{2}\.?\d{3}\.?\d{3}|[XYZxyz][- ]?\d{7})[- "
        r"]?[A-Za-z](?!\w)"), _spanish),
    (re.compile(r"(?<!\w)[12] ?\d{2} ?[01]\d ?(?:\d{2}|2[ABab]) ?\d{3} ?\d{3} "
        r"?\d{2}(?!\w)"), _french),
    (re.compile(r"(?<![\w.+-])[1-9]\d ?\d{3} ?\d{3} ?\d{3}(?![\w-])"), _german),
    # United Kingdom: National Insurance number, no check digit but few letters
    (re.compile(r"(?<!\w)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} "
        r"?[A-D](?!\w)"), _always),
    # Italy: codice fiscale
    (re.compile(r"(?i)(?<!\w)[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?!\w)"), _always),
)  # fmt: skip


def national_ids(text: str) -> Iterator[Span]:
    """Spans of national identity numbers."""
    for pattern, holds in _NUMBERS:
        for match in pattern.finditer(text):
            if holds(match.group()):
                yield Span(match.start(), match.end(), "ID", re.sub(r"\W", "", match.group()))
