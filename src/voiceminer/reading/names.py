"""Company names compared: case, accents, punctuation and legal form do not part them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from voiceminer.reading.company_words import (
    FORMS,
    FORMS_BEFORE,
    GLUED,
    LONGEST_FORM,
    SAME_FORM,
)

# letters that are their own in Unicode, but a plain letter with a stroke to whoever types them
_STROKES = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
# the marks that make another syllable of a Japanese one
_VOICED = "\u3099\u309a"
_GLUED = re.compile("|".join(GLUED))
_AND = frozenset({"and", "und", "et", "y", "e", "en", "og", "och", "i", "ve"})


@lru_cache(maxsize=100_000)
def name_key(name: str) -> str:
    """The name's words without what changes from system to system.

    Examples
    --------
    >>> name_key("Müller & Söhne GmbH"), name_key("The ACME Company, Inc.")
    ('muller sohne', 'acme')
    """
    return " ".join(_parts(name)[0])


@lru_cache(maxsize=100_000)
def legal_form(name: str) -> str:
    """The legal form alone, as one spelling of it; empty if the name has none.

    Examples
    --------
    >>> legal_form("Twin Limited"), legal_form("Twin GmbH & Co. KG"), legal_form("Twin")
    ('ltd', 'gmbh co kg', '')
    """
    return " ".join(_parts(name)[1])


def _parts(name: str) -> tuple[list[str], list[str]]:
    """The words of the name, and its legal forms."""
    words = [w for w in folded(name).split() if w not in _AND]
    forms: list[str] = []
    while len(words) > 1:
        longest = min(LONGEST_FORM, len(words) - 1)
        n = next((n for n in range(longest, 0, -1) if tuple(words[-n:]) in FORMS), 0)
        if not n:
            break
        form = "_".join(words[-n:])
        forms.insert(0, SAME_FORM.get(form, form))
        del words[-n:]
    while len(words) > 1 and tuple(words[:1]) in FORMS_BEFORE:
        form = words.pop(0)
        if form != "the":
            forms.append(SAME_FORM.get(form, form))
    return words, forms


@lru_cache(maxsize=100_000)
def folded(name: str) -> str:
    """Small letters and digits, words parted by a space, without accents.

    Examples
    --------
    >>> folded("Łódź S.A."), folded("AT&T"), folded("ガス㈱")
    ('lodz sa', 'at t', 'ガス 株')
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_STROKES))
    plain = "".join(
        c
        if c.isalnum() or c in _VOICED
        else ""
        if unicodedata.combining(c) or c in ".'’`´"
        else " "
        for c in decomposed
    )
    whole = unicodedata.normalize("NFC", plain)
    return " ".join(_GLUED.sub(r" \g<0> ", whole).split())
