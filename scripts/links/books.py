"""Books of company names in several styles and languages, invented by seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from faker import Faker

_SYLLABLES = """
    al an ar bel ber bi bra cal cen cor da del do el en fa fen flo ga gen gra hal hel in ja ka
    kel la lem li lo lu ma mer mi mon na ne nor o or pa per pol qua ra ren ro sa sel si sol ta
    tel ter ti tor tri u va vel vi wa wel xa yo za zen zo
"""
_ENDS = """
    a o is us ex ix ar en ia on um yx io ent era ora ity ance ova
"""
_FIRST = """
    north south blue red silver golden green bright clear swift iron stone river lake harbour
    sun moon star cloud wind oak cedar maple pine eagle falcon lion bear fox wolf crown summit
    ridge valley meadow forest coral amber copper granite pioneer liberty beacon anchor compass
"""
_SECOND = """
    wind stone field brook bridge ford gate wood land mark path point peak view water well works
    house line light rock side port haven crest spring hill dale mere
"""
_TRADES = {
    "en": "Energy Logistics Software Systems Foods Insurance Bank Media Pharma Textiles Motors"
    " Airlines Construction Engineering Consulting Healthcare Robotics Analytics Packaging Steel",
    "de": "Energie Logistik Software Systeme Lebensmittel Versicherung Bank Medien Pharma Textil"
    " Maschinenbau Bau Technik Beratung Gesundheit Druck Stahl Immobilien",
    "fr": "Énergie Logistique Logiciels Systèmes Alimentaire Assurances Banque Médias Pharma"
    " Construction Ingénierie Conseil Santé Emballages Transports Immobilier",
    "es": "Energía Logística Software Sistemas Alimentos Seguros Banco Medios Farma Construcciones"
    " Ingeniería Consultoría Salud Envases Transportes Inmobiliaria",
    "pl": "Energia Logistyka Oprogramowanie Systemy Żywność Ubezpieczenia Bank Media Budowa"
    " Doradztwo Zdrowie Opakowania Stal Nieruchomości",
    "sv": "Energi Logistik Programvara System Livsmedel Försäkring Bank Bygg Teknik Hälsa Stål",
}
_SUFFIXES = {
    "en": "Inc.|Ltd|LLC|Corp.|plc|Limited|Incorporated|Group|Holdings|Co.|Pty Ltd|",
    "de": "GmbH|AG|GmbH & Co. KG|KG|SE|UG (haftungsbeschränkt)|e.K.|",
    "fr": "SA|SAS|SARL|S.A.S.|SNC|",
    "es": "S.A.|S.L.|S.A. de C.V.|SLU|S. de R.L. de C.V.|",
    "pl": "Sp. z o.o.|S.A.|sp. k.|",
    "sv": "AB|Oy|ApS|A/S|AS|",
}
_TOWNS = {
    "en": "Bristol Leeds Boston Denver Austin Dublin Perth Oakland Tampa Halifax Norwich",
    "de": "München Köln Lübeck Würzburg Zürich Graz Düsseldorf Leipzig Göttingen",
    "fr": "Lyon Orléans Nîmes Besançon Genève Liège Montréal Béziers",
    "es": "León Cádiz Córdoba Mérida Bogotá Medellín Querétaro Málaga",
    "pl": "Łódź Kraków Gdańsk Poznań Wrocław Białystok",
    "sv": "Malmö Göteborg Västerås Århus Tromsø Örebro Jyväskylä",
}

FAKER_LOCALES = {
    "choose": ("en_US", "de_DE", "fr_FR", "es_ES"),
    "report": ("en_GB", "it_IT", "nl_NL", "pt_BR", "pl_PL", "sv_SE", "de_AT"),
}
LANGUAGES = {"choose": ("en", "de", "fr", "es"), "report": ("en", "de", "fr", "es", "pl", "sv")}


def coined(dice: random.Random) -> str:
    """An invented word: Velmonix, Torcalen."""
    return (
        "".join(dice.choice(_SYLLABLES.split()) for _ in range(dice.randint(1, 3)))
        + dice.choice(_ENDS.split())
    ).capitalize()


def compound(dice: random.Random) -> str:
    """Two words grown together: Northwind, Silverbrook; one in five with a capital inside."""
    one, two = dice.choice(_FIRST.split()), dice.choice(_SECOND.split())
    return f"{one.capitalize()}{two.capitalize() if dice.random() < 0.2 else two}"


def branded(dice: random.Random, language: str) -> str:
    """A brand and a trade, with a legal form: Velmonix Energie GmbH & Co. KG."""
    brand = coined(dice) if dice.random() < 0.6 else compound(dice)
    trade = dice.choice(_TRADES[language].split()) if dice.random() < 0.75 else ""
    return " ".join(f"{brand} {trade} {dice.choice(_SUFFIXES[language].split('|'))}".split())


def descriptive(dice: random.Random, language: str) -> str:
    """A town and two trades, or a bank of somewhere: Lübeck Technik Beratung AG."""
    town, trades = dice.choice(_TOWNS[language].split()), _TRADES[language].split()
    words = [town, *dice.sample(trades, 2)]
    if dice.random() < 0.4:
        words.insert(dice.randint(0, 1), coined(dice))
    return " ".join([*words, dice.choice(_SUFFIXES[language].split("|"))]).strip()


def initialled(dice: random.Random, language: str) -> str:
    """Capitals or a number in the name: KPV Systems, Studio 54, 7Trees."""
    letters = "".join(dice.choice("ABCDEFGHKLMNPRSTVWXZ") for _ in range(dice.randint(2, 4)))
    trade = dice.choice(_TRADES[language].split())
    suffix = dice.choice(_SUFFIXES[language].split("|"))
    form = dice.choice((f"{letters} {trade}", f"{letters}-{coined(dice)} {trade}",
                        f"{coined(dice)} {dice.randint(2, 99)}"))  # fmt: skip
    return f"{form} {suffix}".strip()


def _from_faker(half: str, seed: int) -> Iterator[tuple[str, Callable[[], str]]]:
    for locale in FAKER_LOCALES[half]:
        fake = Faker(locale)
        fake.seed_instance(seed)
        yield f"Faker {locale}", fake.company


def makers(half: str, seed: int) -> dict[str, Callable[[], str]]:
    """The makers of a half's books, by name of the book."""
    dice = random.Random(seed)
    languages = LANGUAGES[half]
    found: dict[str, Callable[[], str]] = {
        "brands": lambda: branded(dice, dice.choice(languages)),
        "descriptive": lambda: descriptive(dice, dice.choice(languages)),
        "initials, numbers": lambda: initialled(dice, dice.choice(languages)),
    }
    found.update(_from_faker(half, seed))
    return found


def book(make: Callable[[], str], n: int) -> list[str]:
    """Up to `n` different names."""
    return list(dict.fromkeys(make() for _ in range(2 * n)))[:n]


def look_alike(name: str, dice: random.Random) -> str | None:
    """Another company that shares the brand: Northwind Energy, Northwind Logistics."""
    words = name.split()
    for language, trades in _TRADES.items():
        for i, word in enumerate(words):
            if i and word in trades.split():
                other = dice.choice([t for t in trades.split() if t != word])
                suffix = dice.choice(_SUFFIXES[language].split("|"))
                return " ".join([*words[:i], other, suffix]).strip()
    return None
