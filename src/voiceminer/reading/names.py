"""Company names compared: case, accents, punctuation and legal form do not part them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LEGAL = frozenset(
    [
        "inc",
        "incorporated",
        "llc",
        "llp",
        "lp",
        "ltd",
        "limited",
        "corp",
        "corporation",
        "co",
        "company",
        "plc",
        "gmbh",
        "ag",
        "kg",
        "ohg",
        "ug",
        "mbh",
        "se",
        "sa",
        "sas",
        "sarl",
        "srl",
        "spa",
        "bv",
        "nv",
        "oy",
        "oyj",
        "ab",
        "as",
        "asa",
        "aps",
        "kft",
        "sro",
        "doo",
        "pty",
        "pte",
        "pvt",
        "kk",
        "eurl",
        "ltda",
        "cv",
        "group",
        "holding",
        "holdings",
        "sl",
        "slu",
        "spzoo",
        "zoo",
    ]
)


@lru_cache(maxsize=100_000)
def name_key(name: str) -> str:
    """The name's words without what changes from system to system.

    Examples
    --------
    >>> name_key("Müller & Söhne GmbH"), name_key("The ACME Company, Inc.")
    ('muller sohne', 'acme')
    """
    folded = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss"))
    plain = "".join(
        c if c.isalnum() else "" if unicodedata.combining(c) or c in ".'’" else " " for c in folded
    )
    words = [w for w in plain.split() if w not in {"and", "und", "et", "y"}]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    return " ".join(words)
