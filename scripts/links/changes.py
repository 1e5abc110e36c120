"""What happens to a company's name between two systems, by script and seed."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

from faker import Faker

_LEGAL = re.compile(
    r"[,\s]+(?:inc\.?|incorporated|llc|ltd\.?|limited|corp\.?|corporation|co\.?|plc|group|holdings"
    r"|pty ltd|gmbh(?: & co\. (?:kg|kgaa|ohg))?|ag(?: & co\. (?:kg|kgaa|ohg))?"
    r"|kg(?:aa)?|ohg|se|e\.k\."
    r"|e\.v\.|ug \(haftungsbeschränkt\)|stiftung(?: & co\. kgaa?)?|gbr|s\.?a\.?s?\.?|sarl|snc|slu"
    r"|s\.?l\.?u?\.?|s\.l\.n\.e\.?|s\.com\.|s\.coop\.|c\.b\."
    r"|s\.a\. de c\.v\.|s\. de r\.l\. de c\.v\."
    r"|s\.p\.a\.|s\.r\.l\.|s\.a\.s\.|b\.?v\.?|n\.?v\.?|ltda\.?|s/a|- (?:me|ei)"
    r"|sp\. z o\.o\.|sp\. k\.|sp\. j\.|"
    r"ab|oy|aps|a/s|as|hb|kb|ek\. för|vof|v\.o\.f\.)$",
    re.IGNORECASE,
)
_FORMS = (
    "Inc.", "LLC", "Ltd.", "Limited", "Corporation", "GmbH", "AG", "S.A.", "SAS", "B.V.", "S.r.l.",
    "S.p.A.", "AB", "A/S", "Oy", "Sp. z o.o.", "Pty. Ltd.", "PLC", "Co., Ltd.", "K.K.", "Lda.",
)  # fmt: skip
_SHORT = {
    "International": "Intl", "Technologies": "Tech", "Software": "SW", "Systems": "Sys",
    "Logistics": "Log.", "Engineering": "Eng.", "Construction": "Constr.", "Consulting": "Cons.",
    "Insurance": "Ins.", "Healthcare": "Hlthcr", "Packaging": "Pkg", "Analytics": "Anlytcs",
    "Services": "Svcs", "Manufacturing": "Mfg", "Maschinenbau": "MB", "Versicherung": "Vers.",
    "Construcciones": "Constr.", "Inmobiliaria": "Inm.", "Logística": "Log.", "Sons": "S.",
}  # fmt: skip
# what Faker ends names with, in every language
FAKER_FORMS = sorted(
    {
        form
        for locale in ("en_US", "de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "pt_BR", "pl_PL",
                       "sv_SE", "de_AT")
        for provider in Faker(locale).get_providers()
        for form in getattr(provider, "company_suffixes", ())
        if not form.startswith(("and ", "et ", "e ", "i "))
    },
    key=len, reverse=True,
)  # fmt: skip
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

Change = Callable[[str, random.Random], str]


def without_form(name: str) -> str:
    """The name without its legal form."""
    ends = tuple(f" {form}" for form in FAKER_FORMS)
    bare = name
    while (end := next((e for e in ends if bare.endswith(e)), None)) is not None:
        bare = bare.removesuffix(end)
    while (less := _LEGAL.sub("", bare)) != bare and len(less) > 2:
        bare = less
    return bare


def suffix(name: str, dice: random.Random) -> str:
    """Another legal form, or none."""
    bare = without_form(name)
    if dice.random() < 0.5 and bare != name:
        return bare
    return f"{bare}{dice.choice((' ', ', '))}{dice.choice(_FORMS)}"


def accents(name: str, dice: random.Random) -> str:
    """Accents gone, or written out the German way; shouted or whispered."""
    if dice.random() < 0.4:
        for letter, two in zip("äöüßÄÖÜ", ["ae", "oe", "ue", "ss", "Ae", "Oe", "Ue"], strict=True):
            name = name.replace(letter, two)
    name = name.replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("Ø", "O")
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return dice.choice((str.upper, str.lower, str.title))(plain)


def _slip(word: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(word))
    kind = dice.choice(("drop", "double", "swap", "neighbour", "neighbour"))
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "double":
        return word[:at] + word[at] + word[at:]
    if kind == "swap":
        return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    for row in _ROWS:
        if (i := row.find(word[at].lower())) >= 0:
            near = [row[k] for k in (i - 1, i + 1) if 0 <= k < len(row)]
            return word[:at] + dice.choice(near) + word[at + 1 :]
    return word[:at] + word[at + 1 :]


def typo(name: str, dice: random.Random) -> str:
    """One slip of the finger in a word of four letters or more."""
    words = without_form(name).split() if dice.random() < 0.5 else name.split()
    long = [i for i, w in enumerate(words) if len(w) >= 4 and w.isalpha()]
    if not long:
        return name
    i = dice.choice(long)
    words[i] = _slip(words[i], dice)
    return " ".join(words)


def two_typos(name: str, dice: random.Random) -> str:
    """Two of them."""
    return typo(typo(name, dice), dice)


def abbreviated(name: str, dice: random.Random) -> str:
    """A later word cut short, its vowels dropped, or its usual abbreviation."""
    words = without_form(name).split()
    long = [i for i, w in enumerate(words) if i and len(w) >= 6 and w.isalpha()]
    if not long:
        return without_form(name)
    i = dice.choice(long)
    word = words[i]
    cut = word[: dice.randint(3, 5)] + dice.choice(("", "."))
    bare = word[0] + "".join(c for c in word[1:] if c.lower() not in "aeiouáéíóúäöüåę")
    words[i] = _SHORT.get(word) or dice.choice((cut, cut, bare))
    return " ".join(words)


def brand_alone(name: str, dice: random.Random) -> str:  # noqa: ARG001  # a Change like the others
    """The first word alone: what everybody calls them."""
    return without_form(name).split()[0].strip(",")


def initials(name: str, dice: random.Random) -> str:  # noqa: ARG001  # a Change like the others
    """The initials of a name of three words or more."""
    words = re.findall(r"[^\W\d_]+", without_form(name))
    return "".join(w[0] for w in words).upper() if len(words) >= 3 else without_form(name)


def order(name: str, dice: random.Random) -> str:
    """The words in another order, as by a comma: "Energy, Northwind"."""
    words = without_form(name).split()
    if len(words) < 2:
        return name
    at = dice.randrange(1, len(words))
    turned = [*words[at:], *words[:at]]
    return (" ".join(turned) if dice.random() < 0.5
            else f"{' '.join(words[at:])}, {' '.join(words[:at])}")  # fmt: skip


def spaced(name: str, dice: random.Random) -> str:
    """Two words written as one, or a hyphen for the space."""
    words = without_form(name).split()
    if len(words) < 2:
        return without_form(name)
    at = dice.randrange(1, len(words))
    joint = dice.choice(("", "-", "_"))
    return " ".join([*words[: at - 1], f"{words[at - 1]}{joint}{words[at]}", *words[at + 1 :]])


def added(name: str, dice: random.Random) -> str:
    """Something in brackets or behind: a country, a note."""
    return without_form(name) + dice.choice(
        (" (EMEA)", " (Germany)", " [new]", " - UK", " International", " (HQ)", " Europe")
    )


CHANGES: dict[str, Change] = {
    "legal suffix": suffix,
    "accents, casing": accents,
    "one typo": typo,
    "two typos": two_typos,
    "abbreviated word": abbreviated,
    "word order": order,
    "joined, hyphened": spaced,
    "words added": added,
    "brand alone": brand_alone,
    "initials": initials,
}


def near_spelling(name: str, dice: random.Random) -> str | None:
    """A company one letter away that is another company: Vertex, Vortex."""
    words = without_form(name).split()
    if len(words[0]) < 5 or not words[0].isalpha():
        return None
    at = dice.randrange(1, len(words[0]) - 1)
    other = dice.choice([c for c in "aeioulmnrst" if c != words[0][at].lower()])
    return " ".join([words[0][:at] + other + words[0][at + 1 :], *words[1:]])
