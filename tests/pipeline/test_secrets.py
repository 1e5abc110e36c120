"""Secrets planted in every field of every export stand in no file of the run."""

import itertools
from pathlib import Path

import voiceminer as vm

SECRETS = (
    "jane.doe{n}@private.example",
    "+44 20 7946 0{n:03}",
    "4111 1111 1111 1111",
    "GB82 WEST 1234 5698 7654 32",
    "192.168.17.{n}",
    "https://x.example/?token=s3cr3t{n}abcdef0123456789",
)
# fields by which rows find each other, or that are no text: a secret there is another id
LINKS = {
    "Id",
    "AccountId",
    "WhatId",
    "id",
    "IsWon",
    "IsClosed",
    "Amount",
    "CurrencyIsoCode",
    "CreatedDate",
    "CloseDate",
    "ActivityDate",
    "created_at",
    "requester",
    "comments",
}


def test_no_secret_reaches_the_run_folder(exports, fast, tmp_path: Path) -> None:
    counter, planted = itertools.count(1), []

    def plant(text: str) -> str:
        n = next(counter) % 200
        secret = SECRETS[n % len(SECRETS)].format(n=n)
        planted.append(secret)
        return f"{text} {secret}"

    for rows in (exports.accounts, exports.deals, exports.notes, exports.tickets):
        for row in rows[:12]:
            for name in row.keys() - LINKS:
                row[name] = plant(str(row[name]))
    for ticket in exports.tickets[:12]:
        ticket["requester"]["name"] = "Zebedee Quillfeather"
        ticket["comments"][0]["body"] = plant("We call you back on")
    vm.run([exports.write(tmp_path / "x")], fast, tmp_path / "run")

    assert len(planted) > 150
    needles = {s.encode() for s in planted} | {b"Quillfeather"}
    for file in (tmp_path / "run").rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            if file.suffix == ".parquet":
                content += uncompressed(file)
            found = {n for n in needles if n in content}
            assert not found, (file.name, found)


def uncompressed(file: Path) -> bytes:
    import pyarrow.parquet as pq

    return repr(pq.read_table(file).to_pylist()).encode()
