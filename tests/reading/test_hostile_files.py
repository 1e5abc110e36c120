"""Files made to harm, and files that are only odd: refused by the limit named, or read."""

import io
import os
import stat
import zipfile

import openpyxl
import pytest

from voiceminer.engines import Serial
from voiceminer.errors import InputError
from voiceminer.reading import read_corpus
from voiceminer.reading.content import ChangedError, Content, Source
from voiceminer.settings import ReadingSettings

GOOD = "id,text\n1,The export is slow\n"


def zipped(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def workbook(**replaced: bytes) -> bytes:
    """A workbook of one ticket; of the members named, `END` of the sheet is what is given."""
    book = openpyxl.Workbook()
    book.active.append(["id", "text"])
    book.active.append([1, "The export is slow"])
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    members[sheet] = members[sheet].replace(b"</sheetData>", replaced["end"] + b"</sheetData>")
    return zipped(members)


CELL = b'<row r="3"><c r="A3" t="inlineStr"><is><t>%s</t></is></c></row>'
BOMB = workbook(end=CELL % (b"a" * 9_000_000))
TICKET = "<tickets><ticket><id>1</id><text>&b; is slow</text></ticket></tickets>"
XML = '<?xml version="1.0"?><!DOCTYPE a [{}]>' + TICKET
LAUGHS = XML.format('<!ENTITY a "ha"><!ENTITY b "&a;&a;">')
OUTSIDE = XML.format('<!ENTITY b SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize(
    ("name", "data", "limits", "sentence"),
    [
        ("t.zip", zipped({f"{n}.csv": GOOD for n in range(4)}), {"max_members": 3}, "max_members"),
        ("t.zip", zipped({"a.csv": GOOD * 9, "b.csv": GOOD * 9}), {"max_total": 300}, "max_total"),
        ("t.zip", zipped({"a.zip": zipped({"b.csv": GOOD * 9})}), {"max_total": 300}, "max_total"),
        ("t.zip", zipped({"a.csv": GOOD + "1,a\n" * 90_000}), {"max_ratio": 9}, "max_ratio"),
        ("b.xlsx", BOMB, {}, "max_ratio"),
        ("b.xlsx", BOMB, {"max_ratio": 9_999, "max_bytes": 5_000_000}, "max_bytes"),
        ("t.json", '[{"id": "1", "text": "' + "a " * 60 + '"}]', {"max_cell": 99}, "max_cell"),
        ("t.txt", "The export is slow. " * 9, {"max_cell": 99}, "max_cell"),
        ("t.csv", GOOD.replace("text", "text" + ",x" * 30), {"max_columns": 9}, "max_columns"),
    ],
    ids=["members", "total", "total of all archives", "ratio", "workbook's ratio",
         "workbook's bytes", "cell of JSON", "cell of text", "columns"],
)  # fmt: skip
def test_the_limit_that_stops_a_file_is_named(read, name, data, limits, sentence):
    with pytest.raises(InputError, match=rf"reading\.{sentence}"):
        read({name: data}, **limits)


@pytest.mark.parametrize("document", [LAUGHS, OUTSIDE])
def test_entities_are_never_expanded(read, document):
    with pytest.raises(InputError, match="a document type, which is not read"):
        read({"t.xml": document})


@pytest.mark.parametrize("name", ["t.json", "t.jsonl"])
def test_nesting_without_end_is_refused(read, name):
    with pytest.raises(InputError, match=r"nested too deeply|JSON"):
        read({name: '[{"id": 1, "x": ' + '{"a":' * 100_000})


def texts(corpus):
    return [t.text for t in corpus.turns]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"id,text\n1,The ex\x00port is slow\n", ["The export is slow"]),
        ("id,text\n1,Größe falsch\n".encode("utf-16")[:-1], ["Größe falsch\ufffd"]),
        ("id,text\n1,äöüäöüäöüäöü falsch ".encode() + b"\xff\n", ["äöüäöüäöüäöü falsch \ufffd"]),
        (b'id,text\n1,"=HYPERLINK(""x"") is it"\n', ['=HYPERLINK("x") is it']),
        (b"id,text\n1,The export is slow\n" + b"\n" * 100_000, ["The export is slow"]),
    ],
    ids=["a zero", "cut UTF-16", "a byte that is no UTF-8", "formula", "blank lines"],
)  # fmt: skip
def test_odd_text_is_read(read, data, expected):
    assert texts(read({"t.csv": data})) == expected


def test_half_a_character_in_json_is_replaced(read):
    assert texts(read({"t.json": '[{"id": "1", "text": "It is \\ud800 slow"}]'})) == [
        "It is \ufffd slow"
    ]


def left_out(corpus):
    return {x.file: x.reason for x in corpus.left_out}


def test_what_is_no_file_is_named(folder):
    root = folder({"good.csv": GOOD})
    os.mkfifo(root / "pipe.csv")
    (root / "nowhere.csv").symlink_to(root / "gone.csv")
    (root / "loop").symlink_to(root, target_is_directory=True)
    corpus = read_corpus([root], ReadingSettings(), engine=Serial())
    assert texts(corpus) == ["The export is slow"]
    reasons = left_out(corpus)
    assert reasons["pipe.csv"].startswith("neither a file nor a folder")
    assert reasons["nowhere.csv"] == "a link that leads nowhere"
    assert reasons["loop"].startswith("a link to a folder, which is not followed")


def test_members_that_are_links_or_locked_are_named(read):
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("good.csv", GOOD)
        archive.writestr(link, "/etc/passwd")
    corpus = read({"x.zip": out.getvalue()})
    assert texts(corpus) == ["The export is slow"]
    assert left_out(corpus)["x.zip/link.csv"] == "a link inside an archive, which is not followed"


def test_a_name_that_is_no_text_is_shown_on_one_line(folder):
    root = folder({"good.csv": GOOD})
    (root / os.fsdecode(b"t\xff\nx.csv")).write_text(GOOD.replace("slow", "late"))
    corpus = read_corpus([root], ReadingSettings(), engine=Serial())
    assert corpus.files.column("path") == ["good.csv", "t\ufffd\ufffdx.csv"]


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path):
    file = tmp_path / "t.csv"
    file.write_text(GOOD)
    content = Content(Source(path="t.csv", disk=file), ReadingSettings())
    file.write_text(GOOD * 2)
    with pytest.raises(ChangedError, match="changed while it was read"):
        content.read()


def test_an_unreadable_file_stops_only_itself(folder, monkeypatch):
    root = folder({"good.csv": GOOD, "locked.csv": GOOD})
    opened = type(root).open

    def denied(path, *args, **kwargs):
        if path.name == "locked.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(type(root), "open", denied)
    corpus = read_corpus([root], ReadingSettings(), engine=Serial())
    assert texts(corpus) == ["The export is slow"]
    assert "Permission denied" in left_out(corpus)["locked.csv"]
    assert str(root) not in left_out(corpus)["locked.csv"]
