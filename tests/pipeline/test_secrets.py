"""Secrets planted in every field of every export stand in no file of the run."""

import gzip
import html
import itertools
import random
import string
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import voiceminer as vm

# Fields by which rows find each other, or that are no text: a secret there is another id. That
# ids with secrets in them become pseudonyms is shown table by table in tests/voice.
LINKS = {
    "Id", "AccountId", "WhatId", "id", "IsWon", "IsClosed", "Amount", "CurrencyIsoCode",
    "CreatedDate", "CloseDate", "ActivityDate", "created_at", "requester", "comments",
}  # fmt: skip


def _luhn(body: str) -> str:
    doubled = sum(sum(divmod(2 * int(d), 10)) for d in body[::-2])
    return body + str(-(doubled + sum(int(d) for d in body[-2::-2])) % 10)


def _iban(country: str, body: str) -> str:
    number = int("".join(str(int(c, 36)) for c in body + country + "00"))
    return f"{country}{98 - number % 97:02}{body}"


def _kinds(draw: random.Random) -> tuple[Callable[[], tuple[str, str]], ...]:
    """Makers of a secret as it is written, and of the part of it that must be nowhere."""

    def chars(n: int, alphabet: str = string.ascii_letters + string.digits) -> str:
        return "".join(draw.choice(alphabet) for _ in range(n))

    def digits(n: int) -> str:
        return chars(n, string.digits)

    def whole(secret: str) -> tuple[str, str]:
        return secret, secret

    def named(word: str, value: str) -> tuple[str, str]:
        return f"{word}: {value}", value

    def grouped(number: str) -> str:
        return " ".join(number[i : i + 4] for i in range(0, len(number), 4))

    def dni() -> str:
        number = draw.randrange(10**7, 10**8)
        return f"{number}{'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23]}"

    def nir() -> str:
        body = f"1{draw.randrange(50, 99)}0{draw.randrange(1, 9)}75{digits(6)}"
        return f"{body}{97 - int(body) % 97:02}"

    return (
        lambda: whole(f"{chars(9, string.ascii_lowercase)}.doe@private.example"),
        lambda: whole(f"+44 20 7946 {digits(4)}"),
        lambda: whole(f"(415) 555-{digits(4)}"),
        lambda: named("Tel.", f"030 {digits(3)} {digits(4)}"),
        lambda: whole(_luhn(f"4{digits(14)}")),
        lambda: whole(grouped(_luhn(f"51{digits(13)}"))),
        lambda: whole(_iban("DE", digits(18))),
        lambda: whole(_iban("GB", f"WEST{digits(14)}")),
        lambda: whole(f"SSN 536-{draw.randrange(10, 99)}-{draw.randrange(1000, 9999)}"),
        lambda: whole(dni()),
        lambda: whole(nir()),
        lambda: whole(f"10.{draw.randrange(256)}.{draw.randrange(256)}.{draw.randrange(256)}"),
        lambda: whole(f"2001:db8:{chars(4, '12345678')}::8a2e:{chars(4, '12345678')}"),
        lambda: whole(f"https://x.example/?token={chars(24)}"),
        lambda: whole(f"postgres://u:{chars(12)}@db.example/main"),
        lambda: whole(f"AKIA{chars(16, string.ascii_uppercase + string.digits)}"),
        lambda: whole(f"ghp_{chars(36)}"),
        lambda: whole(f"xoxb-{digits(12)}-{chars(24)}"),
        lambda: whole(f"sk_live_{chars(24)}"),
        lambda: whole(f"eyJ{chars(20)}.eyJ{chars(30)}.{chars(40)}"),
        lambda: named("api key", f"{chars(20)}7a"),
        lambda: named("password", f"{chars(9)}7!"),
        lambda: named("contraseña", f"{chars(9)}7!"),
        lambda: whole(f"-----BEGIN PRIVATE KEY----- {chars(64)} -----END PRIVATE KEY-----"),
        lambda: whole(f"{draw.randrange(100, 999)} Quillfeather Road"),
        lambda: whole(f"Quillfeatherstraße {draw.randrange(100, 999)}, 10115 Berlin"),
    )


def secrets() -> Iterator[tuple[str, str]]:
    """Secrets of all kinds in turn, no two alike."""
    seen = set()
    for maker in itertools.cycle(_kinds(random.Random(11))):
        secret = maker()
        if secret not in seen:
            seen.add(secret)
            yield secret


@pytest.fixture
def planted(exports, fast, tmp_path: Path) -> tuple[list[Path], set[str], set[str]]:
    """The files of a run, and what must be in none: secrets, and surnames of requesters."""
    made, needles, surnames = secrets(), set[str](), set[str]()

    def plant(text: str) -> str:
        secret, needle = next(made)
        needles.add(needle)
        return f"{text} {secret}"

    for rows in (exports.accounts, exports.deals, exports.notes, exports.tickets):
        for row in rows[:40]:
            for name in row.keys() - LINKS:
                row[name] = plant(str(row[name]))
    for n, ticket in enumerate(exports.tickets[:40]):
        surname = f"Quill{string.ascii_lowercase[n % 26]}{string.ascii_lowercase[n // 26]}feather"
        surnames.add(surname)
        ticket["requester"]["name"] = f"Zebedee {surname}"
        ticket["description"] += f"\nPlease ask {surname}."
        ticket["comments"][0]["body"] = plant("We call you back on")
    vm.run([exports.write(tmp_path / "x")], fast, tmp_path / "run")
    return [f for f in (tmp_path / "run").rglob("*") if f.is_file()], needles, surnames


def test_no_secret_reaches_the_run_folder(planted) -> None:
    files, needles, surnames = planted
    assert len(needles) + len(surnames) >= 500
    assert {".parquet", ".csv", ".md", ".json", ".safetensors"} <= {f.suffix for f in files}
    for file in files:
        held = content(file)
        found = {needle for needle in needles if needle.casefold() in held}
        assert not found, (file.name, found)


def test_no_surname_of_a_requester_reaches_the_run_folder(planted) -> None:
    files, _, surnames = planted
    for file in files:
        held = content(file)
        found = {surname for surname in surnames if surname.casefold() in held}
        assert not found, (file.name, found)


def content(file: Path) -> str:
    """All that a file holds, as it is and without what packs or escapes it."""
    raw = file.read_bytes()
    if file.suffix == ".gz":
        raw += gzip.decompress(raw)
    text = raw.decode("utf-8", "replace")
    if file.suffix == ".parquet":
        import pyarrow.parquet as pq

        text += repr(pq.read_table(file).to_pylist())
        text += repr(pq.read_schema(file).metadata)
    return f"{text}\n{html.unescape(text.replace(chr(92), ''))}".casefold()
