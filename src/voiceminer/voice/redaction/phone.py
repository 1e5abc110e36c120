"""Phone numbers: international ones, and national ones by form, by context or by region."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from voiceminer.voice.redaction.scan import Stretch
from voiceminer.voice.redaction.span import Span

_RUN = re.compile(
    r"(?<![\w.,/-])(?<![$€£#]\s)(?<![$€£#:])(?:\+|00)? ?\(?\d(?: ?[().\-/ ]{0,2}\d){5,16}"
    r"(?:\s?(?:x|ext\.?|Durchwahl|poste)\s?\d{1,6})?(?!\w)(?![.,]\d)"
)
# Of the words before a number the last one tells what it is. No word is met inside another one:
# "tel" is no part of "Bestellung".
_MEANT = re.compile(
    r"(?<![^\W\d_])(?:(?P<call>"
    r"(?:tele|smart)?phones?|tel[ée]?|tél|calls?|called|calling|mobile|cell|fax|reach|ring|text|txt"
    r"|sms|whatsapp|number is|direct|hotline|dial"
    r"|durchwahl|telefon\w*|handy\w*|mobil\w*|rufen?|rufnummer|erreich\w*|anruf\w*|ruf|nummer"
    r"|tel[eé]fono|móvil|llám\w*|llama\w*|celular|téléphone\w*|portable|appel\w*|joindre|numéro"
    r"|numero|número|fijo|fixe)"
    r"|(?P<other>orders?|tickets?|cases?|invoices?|ref\w*|réf\w*|ids?|serial|version|sku|part|account"
    r"|customer|policy|contract|batch|build|error|code|po|item|article|tracking|cards?"
    r"|\w*bestell(?:ung|nr|nummer)\w*|\w*rechnung\w*|auftrag\w*|kunden\w*|vertrag\w*|vorgang\w*"
    r"|\w*artikel\w*|art|fall|sendung\w*|\w*karte\w*"
    r"|pedido|ped|factura|caso|expediente|artículo|contrato|cliente|tarjeta"
    r"|commande|cde|facture|dossier|article|contrat|client|carte|nr|no|n°|nº))(?![^\W\d_])",
    re.IGNORECASE,
)
_AMERICAN = re.compile(r"(?:1[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}")
# dates, ranges, thousands; years and running numbers: 2026-000123
_DATE = re.compile(
    r"(?:19|20)\d\d[-./ ]\d{1,2}[-./ ]\d{1,2}(?:\D.*)?"
    r"|\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d\d(?: .*)?"
    r"|(?:19|20)\d\d\s?[-/]\s?\d+|\d{1,3}(?:[., ]\d{3})+|\d{1,5} ?- ?\d{1,5}"
)
# regions in which a national number is looked up, the larger ones of Europe and North America
_REGIONS = ("US", "GB", "DE", "FR", "ES", "IT", "NL", "AT", "CH", "PL", "PT", "BE", "SE", "IE")


def phones(text: str, stretch: Stretch) -> Iterator[Span]:
    """Spans of phone numbers in a stretch of the text."""
    for match in _RUN.finditer(text, *stretch):
        number = match.group()
        if _is_phone(number.strip(), text[max(0, match.start() - 40) : match.start()]):
            yield Span(match.start(), match.end(), "PHONE", re.sub(r"\D", "", number))


def _is_phone(number: str, before: str) -> bool:
    digits = re.sub(r"\D", "", number)
    if not 7 <= len(digits) <= 21 or _DATE.fullmatch(number):
        return False
    if number[0] == "+":
        return len(digits) >= 8
    meant = [*_MEANT.finditer(before.rpartition("\n")[2])]
    if meant:
        return meant[-1]["call"] is not None
    if _AMERICAN.match(number):
        return True
    split = len(digits) != len(number)
    if not split and digits[0] != "0" and len(digits) != 10:
        return False
    return _in_a_region(number, ("US",) if digits[0] != "0" and not split else _REGIONS)


@lru_cache(maxsize=4096)
def _in_a_region(number: str, regions: tuple[str, ...]) -> bool:
    """Whether the number is valid where it was dialled; libphonenumber's tables know."""
    import phonenumbers

    for region in regions:
        try:
            parsed = phonenumbers.parse(number, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return True
    return False
