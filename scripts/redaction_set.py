"""Sentences with personal data at known places: templates filled with what Faker makes.

Two files of templates, each in a style of its own: `desk` is what the detectors were tuned on,
`field` is kept for the last run. A slot is `{kind}` or `{kind.form}`.
"""

from __future__ import annotations

import random
import re
import string
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from faker import Faker

TEMPLATES = Path(__file__).parent / "redaction_templates"
LOCALES = {
    "en": ("en_US", "en_GB"),
    "de": ("de_DE",),
    "es": ("es_ES",),
    "fr": ("fr_FR",),
}
# where a name stands; all but `other` are places that tell that it is one
PLACES = ("greeted", "signed", "introduced", "crm", "other")
_SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?\}")
_ALNUM = string.ascii_letters + string.digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """`text[start:end]` is personal data of this sort; `place` says where a name stands."""

    start: int
    end: int
    sort: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A filled template. `people`: the names in it that a CRM has on record."""

    text: str
    language: str
    truths: tuple[Truth, ...]
    people: tuple[str, ...]


def sentences(style: str, *, draws: int, seed: int) -> list[Sentence]:
    """Each template of a style, filled `draws` times."""
    templates = tomllib.loads((TEMPLATES / f"{style}.toml").read_text(encoding="utf-8"))
    return [
        _filled(template, language, maker)
        for language, lines in templates.items()
        for maker in (Maker(language, f"{style} {language} {seed}"),)
        for template in lines
        for _ in range(draws)
    ]


def _filled(template: str, language: str, maker: Maker) -> Sentence:
    pieces: list[str] = []
    truths: list[Truth] = []
    people: list[str] = []
    at = length = 0
    for slot in _SLOT.finditer(template):
        pieces.append(template[at : slot.start()])
        length += len(pieces[-1])
        kind, form = slot[1], slot[2] or ""
        if kind in PLACES:
            whole, value, sort = *maker.person(form), "PERSON"
            if kind == "crm":
                people.append(whole)
        else:
            value, sort = maker.value(kind, form)
        if sort:
            place = kind if kind in PLACES else ""
            truths.append(Truth(start=length, end=length + len(value), sort=sort, place=place))
        pieces.append(value)
        length += len(value)
        at = slot.end()
    text = "".join([*pieces, template[at:]])
    return Sentence(text=text, language=language, truths=tuple(truths), people=tuple(people))


@dataclass
class Maker:
    """Draws values in one language, the same ones for the same seed."""

    language: str
    seed: str
    draw: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.draw = random.Random(self.seed)
        self._fakers = [Faker(locale) for locale in LOCALES[self.language]]
        for n, faker in enumerate(self._fakers):
            faker.seed_instance(f"{self.seed} {n}")

    @property
    def fake(self) -> Faker:
        """One of the language's locales."""
        return self.draw.choice(self._fakers)

    def person(self, form: str) -> tuple[str, str]:
        """A person's whole name, and the form of it that is written."""
        fake = self.fake
        first, last = fake.first_name(), fake.last_name()
        return f"{first} {last}", {"first": first, "last": last, "full": f"{first} {last}"}[form]

    def value(self, kind: str, form: str) -> tuple[str, str]:
        """What a slot is filled with, and its sort: "" for what is no personal data."""
        made: Callable[[str], str] = getattr(self, f"_{kind}")
        return made(form), SORTS.get(kind, "")

    def _email(self, _: str) -> str:
        fake = self.fake
        address: str = self.draw.choice([fake.email, fake.company_email, fake.ascii_free_email])()
        local, _, domain = address.partition("@")
        return self.draw.choice(
            [address, address, f"{local}+{fake.word()}@{domain}", address.title()]
        )

    def _phone(self, _: str) -> str:
        return str(self.fake.phone_number())

    def _card(self, _: str) -> str:
        number = str(self.fake.credit_card_number())
        if len(number) != 16:
            return number
        joint = self.draw.choice(["", " ", " ", "-"])
        return joint.join(number[i : i + 4] for i in range(0, 16, 4))

    def _iban(self, _: str) -> str:
        iban = str(self.fake.iban())
        if self.draw.random() < 0.5:
            return iban
        return " ".join(iban[i : i + 4] for i in range(0, len(iban), 4))

    def _id(self, form: str) -> str:
        form = form if form != "any" else self.draw.choice(["it", "pl", "br", "nl", "se"])
        return IDS[form](self.draw)

    def _ip(self, _: str) -> str:
        return str(self.draw.choice([self.fake.ipv4, self.fake.ipv4, self.fake.ipv6])())

    def _url(self, _: str) -> str:
        fake, token = self.fake, self._chars(self.draw.choice([16, 24, 32]))
        return self.draw.choice(
            [
                f"https://{fake.domain_name()}/reset?token={token}",
                f"https://app.{fake.domain_name()}/i/{token}",
                f"http://{fake.domain_name()}/{fake.uri_path()}?user={fake.user_name()}&key={token}",
                f"www.{fake.domain_name()}/login?session={token}",
                f"{fake.domain_name(2)}/share/{token}",
            ]
        )

    def _chars(self, n: int, alphabet: str = _ALNUM) -> str:
        return "".join(self.draw.choice(alphabet) for _ in range(n))

    def _secret(self, form: str) -> str:
        if form == "key" and self.draw.random() < 0.6:
            return self._chars(self.draw.choice([20, 24, 32, 40]))
        return str(self.draw.choice(KEYS)(self._chars))

    def _password(self, _: str) -> str:
        fake = self.fake
        return self.draw.choice(
            [
                str(fake.password(length=self.draw.choice([8, 10, 14]))),
                f"{fake.word().capitalize()}{self.draw.randrange(10, 3000)}!",
                f"{fake.word()}{self.draw.randrange(10, 3000)}",
            ]
        )

    def _address(self, _: str) -> str:
        return ", ".join(line.strip(" ,") for line in str(self.fake.address()).split("\n"))

    # what is no personal data and has to stay

    def _order(self, _: str) -> str:
        return str(
            self.draw.choice([self.draw.randrange(10**4, 10**6), self.draw.randrange(10**9)])
        )

    def _count(self, _: str) -> str:
        return str(self.draw.randrange(2, 400))

    def _version(self, _: str) -> str:
        parts = [str(self.draw.randrange(0, 30)) for _ in range(self.draw.choice([2, 3, 3]))]
        return ".".join(parts)

    def _ticket(self, _: str) -> str:
        n = self.draw.randrange(100, 10**6)
        return self.draw.choice(
            [f"INC{n:07}", f"CS-{n}", f"2026-{n:06}", f"RE-2026/{n:05}", f"{n}", f"SUP-{n:05}"]
        )

    def _sku(self, _: str) -> str:
        n = self.draw.randrange(10**4)
        return self.draw.choice([f"AX-{n:04}-B", f"{n:04}.{n % 97:02}", f"K{n:04}/{n % 7}"])

    def _hash(self, _: str) -> str:
        return self._chars(self.draw.choice([7, 8, 12]), "0123456789abcdef")

    def _product(self, _: str) -> str:
        return self.draw.choice(PRODUCTS)

    def _time(self, _: str) -> str:
        return f"{self.draw.randrange(24):02}:{self.draw.randrange(60):02}"

    def _date(self, _: str) -> str:
        day = self.fake.date_between("-2y", "+1y")
        return day.strftime(
            self.draw.choice(
                {
                    "en": ["%Y-%m-%d", "%m/%d/%Y", "%B %d, %Y", "%d %b %Y"],
                    "de": ["%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d"],
                    "es": ["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"],
                    "fr": ["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"],
                }[self.language]
            )
        )

    def _price(self, _: str) -> str:
        cents = self.draw.randrange(100, 10**7)
        english = f"{cents / 100:,.2f}"
        if self.language == "en":
            return self.draw.choice([f"${english}", f"{english} USD", f"£{cents // 100:,}"])
        thousands = "." if self.language != "fr" else " "
        other = english.replace(",", " ").replace(".", ",").replace(" ", thousands)
        return self.draw.choice([f"{other} €", f"{other} EUR", f"{cents // 100} €"])


PRODUCTS = (
    "Salesforce", "Zendesk Suite", "Jira", "Power BI", "Microsoft Teams", "SAP S/4HANA",
    "Google Sheets", "Claude", "Jenkins", "Apache Kafka", "Adobe Acrobat", "HubSpot",
)  # fmt: skip
SORTS = {
    "email": "EMAIL",
    "phone": "PHONE",
    "card": "CARD",
    "iban": "IBAN",
    "id": "ID",
    "ip": "IP",
    "url": "URL",
    "secret": "SECRET",
    "password": "SECRET",
    "address": "ADDRESS",
}


def _faked(locale: str, method: str) -> Callable[[random.Random], str]:
    faker = Faker(locale)

    def made(draw: random.Random) -> str:
        faker.seed_instance(draw.randrange(2**32))
        return str(getattr(faker, method)())

    return made


def _steuer_id(draw: random.Random) -> str:
    """Ten digits of which one comes twice, and the check digit of ISO 7064 MOD 11,10."""
    digits = draw.sample(range(10), 9)
    digits.insert(draw.randrange(1, 9), draw.choice(digits))
    if digits[0] == 0:
        digits.reverse()
    product = 10
    for digit in digits:
        product = ((digit + product) % 10 or 10) * 2 % 11
    number = "".join(map(str, [*digits, (11 - product) % 10]))
    spaced = f"{number[:2]} {number[2:5]} {number[5:8]} {number[8:]}"
    return draw.choice([number, spaced])


def _either(*makers: Callable[[random.Random], str]) -> Callable[[random.Random], str]:
    return lambda draw: draw.choice(makers)(draw)


IDS: dict[str, Callable[[random.Random], str]] = {
    "us": _faked("en_US", "ssn"),
    "gb": _faked("en_GB", "ssn"),
    "de": _steuer_id,
    "derv": _faked("de_DE", "rvnr"),
    "es": _either(_faked("es_ES", "nif"), _faked("es_ES", "nie")),
    "fr": _faked("fr_FR", "ssn"),
    "it": _faked("it_IT", "ssn"),
    "pl": _faked("pl_PL", "ssn"),
    "br": _faked("pt_BR", "cpf"),
    "nl": _faked("nl_NL", "ssn"),
    "se": _faked("sv_SE", "ssn"),
}

Chars = Callable[..., str]
_UPPER = string.ascii_uppercase + string.digits
_HEX = "0123456789abcdef"
# Keys in the forms that their issuers document.
KEYS: tuple[Callable[[Chars], str], ...] = (
    lambda c: "AKIA" + c(16, _UPPER),
    lambda c: "ghp_" + c(36),
    lambda c: "github_pat_" + c(22) + "_" + c(59),
    lambda c: "glpat-" + c(20),
    lambda c: "xoxb-" + c(12, string.digits) + "-" + c(12, string.digits) + "-" + c(24),
    lambda c: "sk_live_" + c(24),
    lambda c: "sk-proj-" + c(48),
    lambda c: "sk-ant-api03-" + c(60),
    lambda c: "AIza" + c(35),
    lambda c: "SG." + c(22) + "." + c(43),
    lambda c: "AC" + c(32, _HEX),
    lambda c: "SK" + c(32, _HEX),
    lambda c: "npm_" + c(36),
    lambda c: "pypi-AgEIcHlwaS5vcmc" + c(60),
    lambda c: "hf_" + c(34),
    lambda c: "dop_v1_" + c(64, _HEX),
    lambda c: "shpat_" + c(32, _HEX),
    lambda c: "key-" + c(32, _HEX),
    lambda c: "lin_api_" + c(40),
    lambda c: "pat-na1-" + "-".join(c(n, _HEX) for n in (8, 4, 4, 4, 12)),
    lambda c: "00D" + c(12) + "!" + c(60),
    lambda c: f"eyJ{c(20)}.eyJ{c(40)}.{c(43)}",
    lambda c: f"-----BEGIN RSA PRIVATE KEY-----\n{c(64)}\n{c(64)}\n-----END RSA PRIVATE KEY-----",
)


def names(n: int, seed: int) -> Iterator[str]:
    """Names of other people on record, of all languages in turn."""
    makers = [Maker(language, f"names {seed}") for language in LOCALES]
    for i in range(n):
        yield makers[i % len(makers)].person("full")[0]
