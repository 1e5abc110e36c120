"""Street and postal addresses in the forms of English, German, French, Spanish."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voiceminer.voice.redaction.span import Span

_NAME = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"
_STREET = re.compile(
    # 221B Baker Street, Apt 4, Springfield, IL 62704
    rf"\b\d{{1,5}}[A-Za-z]?,? (?:(?:[NSEW]\.? )?{_NAME} ){{1,4}}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Square|Sq|Way"
    r"|Place|Pl|Terrace|Close"
    r"|Crescent|Highway|Hwy|Parkway|Pkwy|Gardens|Grove|Row|Mews)\b\.?"
    r"(?:,? (?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|#)\.? ?\w+)?"
    rf"(?:, {_NAME}(?: {_NAME})?)?(?:, [A-Z]{{2}})?(?:,? (?:\d{{5}}(?:-\d{{4}})?"
    rf"|[A-Z]{{1,2}}\d[A-Z\d]? ?\d[A-Z]{{2}})\b)?"
    # Hauptstraße 5a, 10115 Berlin
    rf"|\b(?:{_NAME}[ -]){{0,2}}{_NAME}?(?:stra(?:ß|ss)e|str\.|gasse|weg|platz|allee|ufer|damm"
    rf"|ring) ?\d{{1,4}} ?[a-z]?\b"
    rf"(?:, ?(?:D-)?\d{{5}} {_NAME}(?: {_NAME})?)?"
    r"|\b(?:[A-ZÄÖÜ][\wäöüß-]*[ -])?(?:Straße|Strasse|Str\.|Platz|Allee|Weg|Gasse) \d{1,4} "
    r"?[a-z]?\b"
    # 12 rue de la Paix, 75002 Paris
    r"|\b\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.|boulevard|bd|place|chemin|allée|impasse"
    r"|quai|cours) "
    rf"(?:(?:de|du|des|la|le|les|d['’]|l['’]) ?){{0,3}}{_NAME}(?:[ -]{_NAME}){{0,3}}(?:,? \d{{5}} "
    rf"{_NAME})?"
    # Calle de Alcalá 45, 3º B, 28014 Madrid
    r"|\b(?:[Cc]alle|C/|[Aa]venida|Avda\.|[Pp]aseo|[Pp]laza|[Cc]amino|[Cc]arretera) ?"
    rf"(?:(?:de|del|la|el|los|las) ){{0,3}}{_NAME}(?: (?:de |del |la )?{_NAME}){{0,3}},? "
    rf"?(?:n[º°.] ?)?\d{{1,4}}\b"
    rf"(?:,? \d{{1,2}}[ºª°] ?\w?)?(?:,? \d{{5}} {_NAME})?"
    r"|\bP\.? ?O\.? Box \d{1,6}\b|\bPostfach \d[\d ]{1,7}\d\b"
)


def streets(text: str) -> Iterator[Span]:
    """Spans of street addresses; a bare town is none."""
    for match in _STREET.finditer(text):
        yield Span(match.start(), match.end(), "ADDRESS", match.group().casefold())
