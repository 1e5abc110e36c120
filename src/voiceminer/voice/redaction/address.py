"""Street and postal addresses in the forms of English, German, French, Spanish."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voiceminer.voice.redaction.scan import Scan
from voiceminer.voice.redaction.span import Span
from voiceminer.voice.words import words

_NAME = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"
_TOWN = rf"{_NAME}(?:[ -]{_NAME}){{0,3}}"
_GAP = r"(?:, ?| |\n)"
_NUMBER = r"\d{1,5} ?[A-Za-z]?\b(?:[-/]\d{1,4}[a-z]?\b)?"

# English: what ends an address for certain is a state with its ZIP code, or a postcode
_UNIT = (
    r"(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Studio|Room|Rm|Bldg|Building|Dept|Box|#)\.? ?"
    r"\w{1,6}"
)
_CODE = r"(?:[A-Z]{2},? \d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b"
# Suffixes of the USPS (Publication 28, appendix C1) and of Royal Mail that are in wide use
_SUFFIX = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Square|Sq|Way"
    r"|Place|Pl|Terrace|Close|Crescent|Highway|Hwy|Parkway|Pkwy|Gardens?|Grove|Row|Mews|Alley"
    r"|Circle|Cir|Trail|Turnpike|Expressway|Freeway|Plaza|Walk|Hill|Rise|Yard|Wharf|Path|Pike"
    r"|Loop|Broadway)\b\.?"
)
_ENGLISH = re.compile(
    # 221B Baker Street, Flat 4, London NW1 6XE
    rf"(?:\b{_UNIT},? )?\b\d{{1,5}}[A-Za-z]?,? (?:(?:[NSEW]\.? )?{_NAME} ){{1,4}}{_SUFFIX}"
    rf"(?:,? {_UNIT})?(?:(?:{_GAP}{_TOWN})?{_GAP}{_CODE}|, ?{_TOWN}(?:, ?[A-Z]{{2}}\b)?)?"
    # of the forces: Unit 6953 Box 6977, DPO AP 98332
    r"|\b(?:(?:Unit|PSC|CMR) \d{1,5},? Box \d{1,5}|US[A-Z]{1,3} [A-Z]\w+)(?:, ?|\n)"
    r"[ADF]PO,? A[AEP] \d{5}\b"
    # whatever the street is called, if town and code follow: 86149 Stevens Islands, Ely, FL 11252
    rf"|\b(?:{_UNIT},? (?:\d{{1,5}}[A-Za-z]?,? )?|\d{{1,5}}[A-Za-z]?,? )(?:{_NAME} ){{0,3}}{_NAME}"
    rf"(?:,? {_UNIT})?(?:, ?|\n){_TOWN}{_GAP}{_CODE}"
)
_BOX = re.compile(r"\bP\.? ?O\.? Box \d{1,6}\b|\bPostfach \d[\d ]{1,7}\d\b")
# German: Hauptstraße 5a, 10115 Berlin; or any name and number if code and town follow
_ENDING = (
    r"(?:stra(?:ß|ss)e|str\.|gasse|weg|platz|allee|ufer|damm|ring|steig|stieg|pfad|chaussee"
    r"|graben|promenade)"
)
_APART = r"(?:Straße|Strasse|Str\.|Platz|Allee|Weg|Gasse|Ring|Ufer|Damm)"
_CODED = rf"(?:D-|A-|CH-)?\d{{4,5}} {_TOWN}(?: (?:am|an der|im|in|bei|ob der) {_NAME})?"
_GERMAN = re.compile(
    rf"\b(?:(?:{_NAME}[ -]){{0,3}}{_NAME}{_ENDING}|(?:{_NAME}[ -]){{0,3}}{_APART}) ?{_NUMBER}"
    rf"(?:{_GAP}{_CODED})?"
    rf"|\b(?:{_NAME} ){{0,3}}{_NAME} {_NUMBER}(?:, ?|\n){_CODED}"
)
# what stands before a German house's number, and behind a code
_BEFORE = re.compile(rf"(?:{_ENDING}|{_APART}) ?$")
_TOWNED = re.compile(r" [A-ZÄÖÜ]").match
# French: 12 bis, rue de la Paix, 75002 Paris
_FRENCH = re.compile(
    r"(?:\b\d{1,4}(?: ?(?:bis|ter))?,? )?\b(?i:rue|avenue|av\.|boulevard|bd|place|chemin|allée"
    r"|impasse|quai|cours|route|square|passage|sentier|faubourg|voie|esplanade) "
    rf"(?:(?:de|du|des|la|le|les|d['’]|l['’]) ?){{0,3}}{_NAME}(?:(?: (?:de|du|des|la))*[ -]{_NAME})"
    rf"{{0,3}}(?P<town>{_GAP}(?:F-)?\d{{5}} {_NAME}(?:[ -](?:[a-zé]{{1,4}}[ -])*{_NAME}){{0,4}})?"
)
# Spanish: Calle de Alcalá 45, 3º B, 28014 Madrid
_SPANISH = re.compile(
    r"(?i:\b(?:calle|c/|c\.|avenida|avda?\.?|paseo|plaza|plz\.?|camino|carretera|ctra\.?|glorieta"
    r"|ronda|rambla|alameda|acceso|pasaje|pasadizo|callejón|cañada|carrer|cuesta|travesía|v[ií]a|vial"
    r"|urbanización|urb\.?|sendero|vereda|costanilla|plazuela|polígono)) ?"
    rf"(?:(?:de|del|la|el|los|las) ){{0,3}}{_NAME}"
    rf"(?:(?: (?:de|del|la|las|los))*[ -]{_NAME}){{0,4}},? "
    r"?(?:n[º°.] ?|núm\. ?)?\d{1,4}\b(?: ?,? (?:\d{1,2}[ºª°] ?\w?"
    r"|(?i:piso|puerta|apt|bajo|esc|local|planta|apartamento)\.? ?\w{1,4})\b)*"
    rf"(?: ?, ?{_TOWN}(?:(?: (?:de|del|la|las|el))+ {_NAME})*)?(?: ?, ?\d{{5}}\b(?: {_TOWN})?)?"
)


def addresses(scan: Scan) -> Iterator[Span]:
    """Spans of street addresses; a bare town is none."""
    if not scan.numbers:
        return
    for pattern in _patterns(scan):
        # the longest street before its number, the longest town behind it
        for start, end in scan.beside_numbers(before=80, after=120):
            for match in pattern.finditer(scan.text, start, end):
                # without number and town a French street is where any shop is
                if pattern is not _FRENCH or match["town"] or match.group()[0].isdigit():
                    yield Span(match.start(), match.end(), "ADDRESS", match.group().casefold())


def _patterns(scan: Scan) -> Iterator[re.Pattern[str]]:
    """The languages in which the text can hold an address."""
    text, bag = scan.text, scan.bag
    if not _SPANISH_WORDS.isdisjoint(bag):
        yield _SPANISH
    if not _FRENCH_WORDS.isdisjoint(bag):
        yield _FRENCH
    if any(
        (
            _BEFORE.search(text, max(0, start - 14), start)
            or (end - start == 5 and _TOWNED(text, end))
        )
        for start, end in scan.numbers
    ):
        yield _GERMAN
    if not _ENGLISH_WORDS.isdisjoint(bag) or any(
        _IS_CODED.search(text, max(0, start - 4), end + 7) for start, end in scan.numbers
    ):
        yield _ENGLISH
    if not _BOXES.isdisjoint(bag):
        yield _BOX


_IS_CODED = re.compile(rf"(?<![\w-]){_CODE}")
_ENGLISH_WORDS = words("streets", "en")
_FRENCH_WORDS = words("streets", "fr")
_SPANISH_WORDS = words("streets", "es")
_BOXES = frozenset({"box", "postfach"})
