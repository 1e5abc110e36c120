"""Phone numbers: international ones, and national ones by form, by context or by region."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from voiceminer.voice.redaction.span import Span

_RUN = re.compile(
    r"(?<![\w.,/-])(?<![$€£#]\s)(?<![$€£#:])(?:\+|00)?[ ]?\(?\d(?:[ ]?[().\-/ "
    r"]{0,2}\d){5,16}(?:\s?(?:x|ext\.?|Durchwahl)\s?\d{1,6})?(?!\w)(?![.,]\d)"
)
_CALL = re.compile(
    r"(?:phone|tel|call|mobile|cell|fax|reach|ring|text|whatsapp|number is|direct|hotline"
    r"|durchwahl|telefon|handy"
    r"|mobil|rufen?|erreich|anruf|teléfono|móvil|llám|llam|celular|téléphone|portable|appel"
    r"|joindre|numéro|numero)"
    r"[\w.]*[^\d\n]{0,25}$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:order|ticket|case|invoice|ref|reference|id|#|serial|version|sku|part|account|customer"
    r"|policy|contract|batch"
    r"|build|error|code|po|bestellung|rechnung|auftrag|kunden|vertrag|pedido|factura|commande"
    r"|facture|nr|no|n°)"
    r"[\w.-]*[\s:#.-]*(?:(?:number|no|nr|is|was|num)\.?\s*:?\s*)?$",
    re.IGNORECASE,
)
_AMERICAN = re.compile(r"^(?:1[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}")
_DATE = re.compile(
    r"^(?:19|20)\d\d[-./ ]\d{1,2}[-./ ]\d{1,2}(?:\D.*)?$"
    r"|^\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d\d(?: .*)?$"
    r"|^(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d$|^\d{1,3}(?:[., ]\d{3})+$|^\d{1,5} ?- ?\d{1,5}$"
)
# regions in which a national number is looked up, the larger ones of Europe and North America
_REGIONS = ("US", "GB", "DE", "FR", "ES", "IT", "NL", "AT", "CH", "PL", "PT", "BE", "SE", "IE")


def phones(text: str) -> Iterator[Span]:
    """Spans of phone numbers."""
    for match in _RUN.finditer(text):
        number = match.group()
        before = text[max(0, match.start() - 40) : match.start()]
        if _is_phone(number, before):
            yield Span(match.start(), match.end(), "PHONE", re.sub(r"\D", "", number))


def _is_phone(number: str, before: str) -> bool:
    digits = re.sub(r"\D", "", number)
    if not 7 <= len(digits) <= 19 or _DATE.match(number.strip()):
        return False
    if number.lstrip().startswith("+"):
        return len(digits) >= 8
    if _CALL.search(before) or _AMERICAN.match(number.strip()):
        return True
    if _OTHER.search(before):
        return False
    split = len(digits) != len(number)
    if not split and not digits.startswith("0") and len(digits) != 10:
        return False
    return _in_a_region(number.strip(), ("US",) if digits[0] != "0" and not split else _REGIONS)


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
