"""A short run of the fuzzer, and what its long runs found, each as a small file."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from random import Random

import pytest

from fuzzing.mutations import mutated
from fuzzing.seeds import seeds
from voiceminer.errors import InputError

SCRIPT = Path(__file__).parents[2] / "scripts" / "fuzz_reading.py"


def test_broken_files_of_every_container_neither_crash_nor_hang(tmp_path: Path):
    command = [sys.executable, SCRIPT, "--count", "400", "--seed", "7", "--findings", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)
    assert found["findings"] == {}
    assert (found["inputs"], done.returncode) == (400, 0)
    assert all(n > 0 for n in found["containers"].values())


def test_an_input_is_a_function_of_its_number():
    whole = seeds()
    assert mutated(whole, Random(5)) == mutated(whole, Random(5))
    assert len({mutated(whole, Random(n)).data for n in range(20)}) > 15


def archive(name: str = "tickets.csv", **attributes: int) -> bytearray:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        entry = zipfile.ZipInfo(name)
        for key, value in attributes.items():
            setattr(entry, key, value)
        made.writestr(entry, "id,text\n1,The export is slow\n")
    return bytearray(out.getvalue())


def central(data: bytearray, offset: int, value: bytes) -> bytes:
    """The archive with bytes of its directory's entry replaced."""
    at = data.index(b"PK\x01\x02") + offset
    data[at : at + len(value)] = value
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (central(archive(), 6, b"\x63\x00"), r"x.zip: a broken zip archive \(zip file version 9.9"),
        (central(archive(), 10, b"\x62\x00"), "x.zip/tickets.csv: cannot be opened"),
        (central(archive(), 8, b"\x20\x00"), "x.zip/tickets.csv: cannot be opened"),
        (central(archive("é.csv"), 46, b"\xff"), "x.zip: a broken zip archive"),
        (central(archive("a"), 28, b"\x00\x00"), "x.zip"),
    ],
    ids=["version", "packing", "patched", "name that is no UTF-8", "no name"],
)
def test_archives_that_zipfile_stumbles_over_are_refused(read, data, sentence):
    with pytest.raises(InputError, match=sentence):
        read({"x.zip": data})


@pytest.mark.parametrize(
    "header",
    [
        "Subject: =?utf-7?q?+2AA-?=",
        "Content-Type: text/plain; charset=utf-7",
        "X-A: =?utf-7?q?+2AA-?=",
        "To: " + "h(elp: " * 250,
    ],
)
def test_a_broken_header_costs_a_mail_nothing_else(read, header):
    mail = (
        f"{header}\nFrom: ann@acme.com\nTo: help@us.example\nDate: Mon, 2 Apr 2012 18:22:10 +0400\n"
    )
    corpus = read({"m.eml": f"{mail}\nThe export is slow.\n"})
    assert [t.text.splitlines()[-1] for t in corpus.turns] == ["The export is slow."]


def test_a_table_whose_header_is_blank_is_refused_or_read(read):
    page = "<table>" + "<tr><td></td><td> </td></tr>" * 3 + "</table>"
    with pytest.raises(InputError, match=r"page\.xls"):
        read({"page.xls": page})


def test_notes_of_a_deal_that_stands_twice_are_counted_with_it(read):
    row = "4,Acme new,Won,Acme,They fear the move\n"
    header = "Deal - ID,Deal - Title,Deal - Status,Deal - Organization,Note - Content\n"
    [file] = read({"deals.csv": header + row + row}).files
    assert (file.seen, file.made, file.merged, file.skipped) == (2, 1, 1, 0)


def test_amounts_with_more_digits_than_their_column_are_rounded(read):
    header = "Id,Name,StageName,AccountId,Amount\n"
    corpus = read({"o.csv": f"{header}006A,New,Closed Won,001A,1234.56789\n"})
    assert [str(d.amount) for d in corpus.deals] == ["1234.5679"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.txt", "It is slow\n" + " " * 60_000 + "x"),
        ("t.md", "---\naccount: " + " " * 60_000 + "x\n---\nIt is slow"),
        ("t.md", "---\naccount: " + "ß" * 60_000 + "\n---\nIt is slow"),
        ("t.vtt", "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nIt is slow " + "<a " * 20_000),
        ("t.csv", "id,text,note\n" + '1,"It is "slow",x\n' * 400 + '"\n' * 20_000),
    ],
    ids=["spaces", "spaces in a head", "a long word", "signs of tags", "quotes that never match"],
)
def test_one_sign_repeated_is_no_hang(folder, name, text):
    script = (
        "import sys, resource; resource.setrlimit(resource.RLIMIT_CPU, (30, 30))\n"
        "from pathlib import Path\n"
        "from fuzzing.checks import check_corpus\n"
        "print(check_corpus(Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", script, str(folder({name: text}) / name)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=SCRIPT.parent
    )  # -c has the folder of the scripts on its path
    assert done.stdout.strip() in {"True", "False"}, done.stderr


def test_a_type_that_is_a_record_is_no_connectors_word(read):
    lines = '{"type": {"id": 3}, "id": 1, "description": "It is slow for us"}\n'
    assert read({"t.jsonl": 2 * lines}).turns.column("text") == ["It is slow for us"]
