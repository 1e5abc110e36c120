"""Of large files the beginning is read, and only that; of many files some."""

import gzip
import io
import json
import zipfile

import openpyxl
import pytest

from fuzzing.writers import zipped
from voiceminer.reading.first_rows import first_rows
from voiceminer.reading.sampling import FILES
from voiceminer.reading.spreadsheets import sheets
from voiceminer.settings import ReadingSettings

TEXT = "The export is slow since Monday, and nobody at your desk can tell us why it is."
HEADER = "id,text,company\n"


def book(sheets_of_rows, *, shared=True):
    """An XLSX; openpyxl writes shared strings, and inline ones where it is told to stream."""
    made = openpyxl.Workbook(write_only=not shared)
    for name in list(made.sheetnames):
        del made[name]
    for name, rows in sheets_of_rows.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def rows(n):
    return [["id", "text"], *([f"00{i}", f"{TEXT} {i}"] for i in range(n))]


@pytest.mark.parametrize("shared", [True, False])
def test_a_workbook_is_cut_behind_a_whole_row_of_each_large_sheet(shared):
    data = book({"Long & wide": rows(300), "Short": rows(3)}, shared=shared)
    begun = first_rows(data, 5_000, ReadingSettings())
    long, short = sheets(begun.data, "t.xlsx", begun.shares)
    assert 1 < len(long) < 100
    assert list(long.rows()) == [tuple(row) for row in rows(300)[1 : 1 + len(long)]]
    assert list(begun.shares) == ["Long & wide"]
    assert 200 < long.begins < 400  # about 300
    assert (list(short.rows()), short.begins) == ([tuple(row) for row in rows(3)[1:]], 0)


def test_a_workbook_whose_rows_cannot_be_told_apart_is_not_cut():
    data = book({"One": [["id", "text"], ["1", "word " * 2_000]]}, shared=False)
    assert first_rows(data, 2_000, ReadingSettings()) is None


def test_of_a_large_workbook_the_first_rows_are_shown(inspected):
    inspection = inspected({"t.xlsx": book({"Tickets": rows(11_000)})})
    [table] = inspection.files[0].tables
    assert (table.rows, table.header_row) == (2_000, 1)
    assert table.columns[0].samples == ("000", "001", "002")
    assert 9_000 < table.begins < 13_000
    assert inspection.is_sample


def test_a_packed_file_is_unpacked_no_further_than_its_beginning(inspected, monkeypatch):
    lines = "".join(f'{i},"{TEXT}",Acme\n' for i in range(100_000))
    data = gzip.compress((HEADER + lines).encode())
    read = []
    whole = gzip.GzipFile.read
    monkeypatch.setattr(
        gzip.GzipFile, "read", lambda self, size=-1: read.append(size) or whole(self, size)
    )
    inspection = inspected({"t.csv.gz": data})
    [table] = inspection.files[0].tables
    assert table.rows == 2_000
    assert 70_000 < table.begins < 130_000
    assert sum(read) < 8_000_000 < len(lines)


def test_the_attachments_of_a_large_mail_are_not_read(inspected):
    mail = (
        "From: ann@acme.com\nTo: help@ours.example\nSubject: Slow\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
        f"{TEXT}\n--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n"
    )
    inspection = inspected({"m.eml": mail + "QUJD" * 600_000 + "\n--b--\n"})
    assert inspection.documents == 1
    assert "its beginning" in inspection.as_text()


def test_of_many_files_those_are_looked_at_that_stand_for_all(inspected):
    people = [{"id": "U1", "profile": {"real_name": "Ann Lee", "email": "ann@acme.com"}}]
    said = [{"type": "message", "user": "U1", "ts": "1773301231.000100", "text": TEXT}]
    days = {
        f"{channel}/2026-{n // 28 + 1:02}-{n % 28 + 1:02}.json": json.dumps(said).encode()
        for channel in ("help", "sales")
        for n in range(100)
    }
    inspection = inspected({
        "slack.zip": zipped({"users.json": json.dumps(people).encode(), **days})
    })  # fmt: skip
    names = [file.path for file in inspection.files]
    assert len(names) == FILES
    assert inspection.unread == len(days) + 1 - FILES
    assert f"{inspection.unread} files like these were not looked at" in inspection.as_text()
    assert "slack.zip/users.json" in names
    assert {name.split("/")[1] for name in names} == {"users.json", "help", "sales"}
    assert min(names) < "slack.zip/help/2026-01-02"
    assert any("sales/2026-04" in name for name in names)


def test_an_archive_of_many_members_is_opened_once(read, monkeypatch):
    opened = []
    init = zipfile.ZipFile.__init__
    monkeypatch.setattr(
        zipfile.ZipFile, "__init__", lambda self, *a, **k: opened.append(a) or init(self, *a, **k)
    )
    said = [{"type": "message", "user": "U1", "ts": "1773301231.000100", "text": TEXT}]
    days = {f"help/2026-01-{n:02}.json": json.dumps(said).encode() for n in range(1, 29)}
    data = zipped(days)
    opened.clear()
    corpus = read({"slack.zip": data})
    assert len(corpus.files) == 28
    assert len(opened) == 1
