"""Check digits of national numbers, and of record ids. Each takes one as written, and tells."""

from __future__ import annotations

import re
from datetime import date

_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_DNI = "TRWAGMYFPDXBNJZSQVHLCKE"
# Codice fiscale: values of the characters in odd places (decree of 23 December 1976)
_ODD = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (
            *(1, 0, 5, 7, 9, 13, 15, 17, 19, 21),
            *(1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18),
            *(20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23),
        ),
        strict=True,
    )
)


def digits_of(text: str) -> list[int]:
    """The digits in their order."""
    return [int(c) for c in text if c.isdigit()]


def _weighted(digits: list[int], weights: tuple[int, ...]) -> int:
    return sum(d * w for d, w in zip(digits, weights, strict=False))


def spanish(text: str) -> bool:
    """DNI and NIE: the letter is the number modulo 23; X, Y, Z stand for 0, 1, 2."""
    digits = text[:-1].upper().translate(str.maketrans("XYZ", "012", " -."))
    return digits.isdigit() and _DNI[int(digits) % 23] == text[-1].upper()


def french(text: str) -> bool:
    """NIR: the last two digits are 97 minus the others modulo 97 (Corsica counts as 19, 18)."""
    plain = text.replace(" ", "").upper().replace("2A", "19").replace("2B", "18")
    return plain.isdigit() and 97 - int(plain[:-2]) % 97 == int(plain[-2:])


def german_tax(text: str) -> bool:
    """Steuer-Identifikationsnummer: ISO 7064 MOD 11,10; of its first ten digits one is repeated."""
    digits = digits_of(text)
    if len(set(digits[:10])) not in (8, 9):
        return False
    product = 10
    for digit in digits[:-1]:
        product = ((digit + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == digits[-1]


def german_pension(text: str) -> bool:
    """Rentenversicherungsnummer (VKVV § 4): the letter as two digits, weighted digit sums."""
    plain = re.sub(r"\W", "", text).upper()
    letter = f"{ord(plain[8]) - 64:02}"
    digits = [int(c) for c in plain[:8] + letter + plain[9:]]
    products = (d * w for d, w in zip(digits, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1), strict=False))
    return sum(sum(divmod(p, 10)) for p in products) % 10 == digits[-1]


def american(text: str) -> bool:
    """SSN and ITIN: no part is all zeros, and the first is not 666."""
    area, group, serial = re.split(r"[- ]", text)
    return area not in ("000", "666") and group != "00" and serial != "0000"


def italian(text: str) -> bool:
    """Codice fiscale: the last letter is the sum of the others' values modulo 26."""
    plain = text.upper()
    even = sum(int(c) if c.isdigit() else ord(c) - 65 for c in plain[1:15:2])
    return (sum(_ODD[c] for c in plain[0:15:2]) + even) % 26 == ord(plain[15]) - 65


def polish(text: str) -> bool:
    """PESEL: weights 1, 3, 7, 9, and a month whose twenties tell the century."""
    digits = digits_of(text)
    month, day = digits[2] * 10 + digits[3], digits[4] * 10 + digits[5]
    total = _weighted(digits, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3))
    return 1 <= month % 20 <= 12 and 1 <= day <= 31 and -total % 10 == digits[10]


def brazilian(text: str) -> bool:
    """CPF: two check digits modulo 11; eleven equal digits pass and are none."""
    digits = digits_of(text)
    return len(set(digits)) > 1 and all(
        digits[n] == _weighted(digits, tuple(range(n + 1, 1, -1))) * 10 % 11 % 10 for n in (9, 10)
    )


def swedish(text: str) -> bool:
    """Personnummer: a day of birth, then Luhn over the last ten digits."""
    digits = digits_of(text)[-10:]
    day = digits[4] * 10 + digits[5]
    doubled = (sum(divmod(d * w, 10)) for d, w in zip(digits, (2, 1) * 5, strict=True))
    return _month(digits[2:4]) and 1 <= day - 60 * (day > 60) <= 31 and sum(doubled) % 10 == 0


def finnish(text: str) -> bool:
    """Henkilötunnus: the last character is the other digits' number modulo 31."""
    number = int(text[:6] + text[7:10])
    return "0123456789ABCDEFHJKLMNPRSTUVWXY"[number % 31] == text[-1].upper()


def norwegian(text: str) -> bool:
    """Fødselsnummer: two check digits modulo 11."""
    digits = digits_of(text)
    first = -_weighted(digits, (3, 7, 6, 1, 8, 9, 4, 5, 2)) % 11
    second = -_weighted(digits, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return _month(digits[2:4]) and digits[9:] == [first, second]


def belgian(text: str) -> bool:
    """Rijksregisternummer: 97 minus the rest modulo 97, from 2000 on with a 2 before it."""
    plain = re.sub(r"\D", "", text)
    return any(97 - int(lead + plain[:9]) % 97 == int(plain[9:]) for lead in ("", "2"))


def swiss(text: str) -> bool:
    """AHV number: an EAN-13."""
    digits = digits_of(text)
    return -_weighted(digits, (1, 3) * 6) % 10 == digits[12]


def _month(digits: list[int]) -> bool:
    return 1 <= digits[0] * 10 + digits[1] <= date.max.month


def salesforce(text: str) -> bool:
    """A record's id of 18 characters: the last three tell which of five each are capitals."""
    return (
        len(text) == 18
        and text.isascii()
        and text.isalnum()
        and all(
            text[15 + part] == _CAPITALS[sum(text[5 * part + i].isupper() << i for i in range(5))]
            for part in range(3)
        )
    )
