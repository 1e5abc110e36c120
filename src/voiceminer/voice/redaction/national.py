"""National identity and tax numbers: by pattern and check, or because a word calls them so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from voiceminer.voice.redaction import checks
from voiceminer.voice.redaction.scan import Scan, Stretch
from voiceminer.voice.redaction.span import Span
from voiceminer.voice.words import IDENTITIES


def _always(_: str) -> bool:
    return True


# What is written in running text without a word before it. Numbers of nine or ten bare digits
# are not here: a tenth or an eleventh of all order numbers would pass their checks.
# With the least digits that it has.
_NUMBERS: tuple[tuple[int, str, Callable[[str], bool]], ...] = (
    # SSN and ITIN of the United States
    (9, r"(?<![\w-])\d{3}([- ])\d{2}\1\d{4}(?![\w-])", checks.american),
    # DNI and NIE of Spain
    (7, r"(?<!\w)(?:\d{2}\.?\d{3}\.?\d{3}|[XYZxyz][- ]?\d{7})[- ]?[A-Za-z](?!\w)", checks.spanish),
    # NIR of France
    (
        13,
        r"(?<!\w)[12] ?\d{2} ?[01]\d ?(?:\d{2}|2[ABab]) ?\d{3} ?\d{3} ?\d{2}(?!\w)",
        checks.french,
    ),
    # Steuer-Identifikationsnummer and Rentenversicherungsnummer of Germany
    (11, r"(?<![\w.+-])[1-9]\d ?\d{3} ?\d{3} ?\d{3}(?![\w-])", checks.german_tax),
    (11, r"(?<!\w)\d{2} ?[0-3]\d[01]\d\d\d ?[A-Z] ?\d{3}(?!\w)", checks.german_pension),
    # National Insurance number of the United Kingdom: no check digit but few
    # letters; ZZ and T while it is provisional
    (
        6,
        (
            r"(?<!\w)(?:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]"
            r"|ZZ ?\d{2} ?\d{2} ?\d{2} ?T)(?!\w)"
        ),
        _always,
    ),
    # codice fiscale of Italy
    (7, r"(?i:(?<!\w)[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?!\w))", checks.italian),
    # PESEL of Poland, fødselsnummer of Norway
    (11, r"(?<![\w.+-])\d{11}(?![\w-])", checks.polish),
    (11, r"(?<![\w.+-])[0-7]\d[0-1]\d{3} ?\d{5}(?![\w-])", checks.norwegian),
    # CPF of Brazil as it is written there
    (11, r"(?<![\w.+-])\d{3}\.\d{3}\.\d{3}-\d{2}(?![\w-])", checks.brazilian),
    # personnummer of Sweden, henkilötunnus of Finland
    (10, r"(?<![\w.+-])(?:19|20)?\d{2}[01]\d[0-9]\d[-+]\d{4}(?![\w-])", checks.swedish),
    (9, r"(?<![\w.+-])[0-3]\d[01]\d{3}[-+A]\d{3}[0-9A-Y](?![\w-])", checks.finnish),
    # rijksregisternummer of Belgium, AHV number of Switzerland
    (11, r"(?<![\w.+-])\d{2}\.[01]\d\.[0-3]\d-\d{3}\.\d{2}(?![\w-])", checks.belgian),
    (13, r"(?<![\w.+-])756\.?\d{4}\.?\d{4}\.?\d{2}(?![\w-])", checks.swiss),
)
_COMPILED = tuple((least, re.compile(pattern), holds) for least, pattern, holds in _NUMBERS)

# Words that call a number a person's, whatever its form: "passport no. C01X00T47".
_CALLED = re.compile(
    r"\b(?:ssn|itin|nino|social security|national insurance|national id\w*|identity (?:card|number)"
    r"|id card|passport|driv(?:er['’]?s|ing) licen[cs]e|tax(?:payer)? id\w*|nhs|medicare|aadhaar"
    r"|steuer-?id\w*|steuer-identifikations\w*|idnr|sozialversicherungs\w*"
    r"|rentenversicherungs\w*|(?:rv|sv)-?(?:nr|nummer)|personalausweis\w*|ausweis\w*|reisepass\w*"
    r"|führerschein\w*|ahv\w*"
    r"|dni|nie|nif|seguridad social|pasaporte|documento de identidad|número de identidad"
    r"|nir|sécu(?:rité sociale)?|numéro fiscal|passeport|carte d['’]identité|permis de conduire"
    r"|codice fiscale|pesel|bsn|burgerservicenummer|cpf|personnummer|cpr|fødselsnummer)\b"
    r"[^\d\n]{0,28}?(?<!\w)(?P<value>[A-Za-z]{0,4}\d[A-Za-z0-9]*(?:[ ./-]?[A-Z0-9]*\d[A-Z0-9]*)*"
    r"[A-Za-z]?)(?!\w)",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2\d{2,4})(?:\D.*)?")


def national_ids(scan: Scan, stretch: Stretch, digits: int) -> Iterator[Span]:
    """Spans of national identity numbers in a stretch of the text with so many digits."""
    text, (start, end) = scan.text, stretch
    for least, pattern, holds in _COMPILED:
        for match in pattern.finditer(text, start, end) if least <= digits else ():
            if holds(match.group()):
                yield Span(match.start(), match.end(), "ID", re.sub(r"\W", "", match.group()))
    if IDENTITIES.isdisjoint(scan.bag):
        return
    # the longest of those words and the 28 characters after it
    for match in _CALLED.finditer(text, max(0, start - 56), end):
        value = match["value"]
        if sum(map(str.isdigit, value)) >= 6 and not _DATE.fullmatch(value):
            yield Span(*match.span("value"), "ID", re.sub(r"\W", "", value))
