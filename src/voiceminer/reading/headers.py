"""Header hygiene: many spellings of one column name become one key."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# "Custom field (Product)" and what Jira calls it for other users; the name stands inside
_WRAPPED = re.compile(
    r"^(?:custom field|campo personalizado|benutzerdefiniertes feld|champs? personnalisée?s?"
    r"|campo personalizzato|aangepast veld|pole niestandardowe|pole własne"
    r"|カスタム ?フィールド)\s*\((.+)\)$"
)
_PREFIX = re.compile(r"^(?:properties\.|property_|fields\.|attributes\.)")
_SUFFIX = re.compile(r"(?:__c|\s*\[(?:list|txt|int|flag|date|dec)\]|\s*\(primary\))$")
_NOT_NAME = re.compile(r"[^\w.]|_")


@lru_cache(maxsize=20_000)
def key_of(header: str) -> str:
    """The header without case, accents' encodings, marks, prefixes of systems and separators.

    Dots stay: they are the path inside a JSON record.

    Examples
    --------
    >>> key_of(" Custom field (Request Type) "), key_of("property_deal_name*"), key_of("StageName")
    ('requesttype', 'dealname', 'stagename')
    """
    if header.startswith("parent."):
        return f"parent.{key_of(header[7:])}"
    name = unicodedata.normalize("NFKC", header).replace("\ufeff", "").casefold().strip()
    name = name.strip("*'\" ")
    wrapped = _WRAPPED.match(name)
    name = wrapped.group(1) if wrapped else name
    name = _PREFIX.sub("", name)
    name = _SUFFIX.sub("", name)
    return _NOT_NAME.sub("", name).strip(".")
