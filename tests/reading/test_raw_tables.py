import csv
import gzip
import io
import string

import openpyxl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from voiceminer.errors import InputError
from voiceminer.reading import read_table
from voiceminer.settings import ReadingSettings

ROWS = (
    ("id", "opened", "amount", "what"),
    ("1", "2024-03-05", "10.50", "The export is slow, and late"),
    ("2", "2024-03-06", "7", 'It says "none"'),
    ("3", "2024-03-07", "120", "Login fails"),
    ("4", "2024-03-08", "0.5", "Fine"),
)


def written(rows=ROWS, **dialect):
    out = io.StringIO()
    csv.writer(out, **dialect).writerows(rows)
    return out.getvalue()


@pytest.fixture
def table(tmp_path):
    def read(text, name="t.csv", **limits):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_table(path, ReadingSettings(**limits))

    return read


def whole(read):
    return (read.header, *read.rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", ":", "~", "^", "§"])
@pytest.mark.parametrize("quote", ['"', "'", "`"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_delimiter_quote_and_line_end_are_found(table, delimiter, quote, end):
    read = table(written(delimiter=delimiter, quotechar=quote, lineterminator=end))
    assert whole(read) == ROWS
    assert read.header_row == 1
    assert read.dialect.delimiter == delimiter


def test_escapes_by_backslash(table):
    text = written(escapechar="\\", doublequote=False, quoting=csv.QUOTE_ALL)
    read = table(text)
    assert whole(read) == ROWS
    assert read.dialect.escape == "\\"


def test_a_backslash_before_nothing_that_needs_one_stays(table):
    read = table('id,what\n1,"a \\"big\\" C:\\new"\n2,"it \\"is\\", so"\n')
    assert read.column("what") == ['a "big" C:\\new', 'it "is", so']


def test_a_space_behind_each_delimiter_is_no_part_of_the_cell(table):
    rows = tuple(r for r in ROWS if '"' not in r[3])
    lines = [", ".join(f'"{c}"' if "," in c else c for c in row) for row in rows]
    assert whole(table("\n".join(lines))) == rows


@pytest.mark.parametrize(
    ("above", "row"),
    [("Open cases\n\n", 3), ("Open cases,,,\n,,,\n", 3), ("Report of\nMarch 2024\n", 3), ("", 1)],
)
def test_titles_above_the_header_are_no_part_of_the_table(table, above, row):
    read = table(above + written(lineterminator="\n"))
    assert (whole(read), read.header_row) == (ROWS, row)
    assert read.numbers()[0] == row + 1


def test_several_header_rows_are_joined(table):
    read = table("id,2023,,\n,Q1 sum,Q2 sum,note\n1,10,20,a\n2,11,21,b\n3,12,22,c\n")
    assert read.header == ("id", "2023 Q1 sum", "Q2 sum", "note")
    assert len(read.rows) == 3


def test_without_names_the_first_record_is_the_header_and_the_row_is_none(table):
    read = table(written(ROWS[1:]))
    assert (whole(read), read.header_row) == (ROWS[1:], 0)


def test_tables_below_each_other(table):
    more = (("id", "opened", "amount", "what", "who"), ("9", "2024-04-01", "1", "Odd", "Ann"),
            ("8", "2024-04-02", "2", "Even", "Bob"))  # fmt: skip
    read = table(written() + "\r\n" + written(more) + written())
    assert whole(read) == ROWS
    assert [(whole(t), t.header_row) for t in read.others] == [(more, 7), (ROWS, 10)]


def test_rows_keep_their_own_length(table):
    read = table("a,b,c\n1,2\n1,2,3,4,5\n1,2,3\n4,5,6\n7,8,9\nfooter\n")
    assert read.rows[:3] == [("1", "2"), ("1", "2", "3", "4", "5"), ("1", "2", "3")]
    assert read.rows[-1] == ("footer",)
    assert read.column("c") == ["", "3", "3", "6", "9", ""]


@pytest.mark.parametrize("column", range(4))
@pytest.mark.parametrize("row", range(5))
def test_a_stray_quote_spoils_no_cell_but_its_own(table, row, column):
    rows = [list(r) for r in ROWS]
    lines = written(rows, lineterminator="\n").splitlines()
    [cells] = csv.reader([lines[row]])
    kept = [f'"{c}"'.replace('"The', '"The') if "," in c else c.replace('"', "'") for c in cells]
    stray = kept[column]
    kept[column] = f'"{stray}' if not stray.startswith('"') else f'""{stray[1:]}'
    lines[row] = ",".join(kept)
    read = whole(table("\n".join(lines) + "\n"))
    expected = [c.replace('"', "'") for c in ROWS[row]]
    expected[column] = '"' + expected[column]
    assert list(read[row]) == expected
    assert (*read[:row], *read[row + 1 :]) == (*ROWS[:row], *ROWS[row + 1 :])


def test_a_quoted_line_end_is_part_of_its_cell(table):
    rows = (*ROWS, ("5", "2024-03-09", "3", "two\nlines,\nand more"))
    assert whole(table(written(rows))) == rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_are_found(table, encoding):
    rows = (*ROWS, ("5", "2024-03-09", "3", "Größe „falsch“"))
    read = table(written(rows).encode(encoding))
    assert (whole(read), read.encoding) == (rows, encoding)


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_file_is_an_empty_table(table, text):
    read = table(text)
    assert (read.header, list(read.rows), read.others) == ((), [], ())


def test_a_header_alone_is_a_table_without_rows(table):
    read = table("id,what\n")
    assert (read.header, len(read.rows)) == (("id", "what"), 0)


def test_a_gzipped_file_and_a_workbook(table):
    assert whole(table(gzip.compress(written().encode()), "t.csv.gz")) == ROWS
    book = openpyxl.Workbook()
    book.active.append(["Open cases"])
    book.active.append([])
    for row in (("id", "what"), (7, "The export is slow"), (8, "It is late")):
        book.active.append(row)
    book.create_sheet("More").append(["a", "b"])
    out = io.BytesIO()
    book.save(out)
    read = table(out.getvalue(), "t.xlsx")
    assert whole(read)[:2] == (("id", "what"), ("7", "The export is slow"))
    assert (read.header_row, read.sheet, read.dialect) == (3, "Sheet", None)
    assert [(t.sheet, t.header) for t in read.others] == [("More", ("a", "b"))]


def test_large_tables_read_alike(table, monkeypatch):
    monkeypatch.setattr("voiceminer.reading.columns.IN_MEMORY", 10_000)
    rows = [("id", "what"), *((str(i), f"The export {i} is slow") for i in range(5_000))]
    read = table(written(rows))
    assert read.rows[4_999] == ("4999", "The export 4999 is slow")
    assert read.rows[10:12] == [tuple(r) for r in rows[11:13]]
    assert whole(read) == tuple(rows)


@pytest.mark.parametrize(
    ("content", "limits", "sentence"),
    [
        (b"\x00\x01\x02\x03" * 300, {}, "binary, neither text nor a workbook"),
        (b"id,what\n1," + b"a" * 100, {"max_cell": 50}, r"reading\.max_cell \(50 characters"),
        (b"id,what\n1,a\n", {"max_bytes": 5}, r"reading\.max_bytes"),
        (b"PK\x03\x04 and no more", {}, "no workbook that can be opened"),
    ],
)
def test_what_cannot_be_read_says_why(table, content, limits, sentence):
    with pytest.raises(InputError, match=f"t.csv: .*{sentence}"):
        table(content, **limits)


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(InputError, match="there is no such file"):
        read_table(tmp_path / "none.csv")


# no tab, apostrophe or backslash: with them, short texts read as well under a second dialect
CELL = st.text(string.ascii_letters + string.digits + ' ,;|\n"-.é', max_size=12)


@settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_what_a_csv_writer_wrote_is_read_back(tmp_path, data):
    """Any cells under any dialect, as long as the dialect can be told: all cells are quoted."""
    width = data.draw(st.integers(2, 5))
    body = data.draw(st.lists(st.tuples(*[CELL] * width), min_size=3, max_size=12))
    assume(all(any(c.strip() for c in row) for row in body))
    names = tuple(f"name {chr(97 + i)}" for i in range(width))
    delimiter = data.draw(st.sampled_from([",", ";", "\t", "|"]))
    text = written(
        (names, *body),
        delimiter=delimiter,
        quotechar=data.draw(st.sampled_from(['"', "'"])),
        quoting=csv.QUOTE_ALL,
        lineterminator=data.draw(st.sampled_from(["\r\n", "\n"])),
    )
    (tmp_path / "t.csv").write_bytes(text.encode())
    read = read_table(tmp_path / "t.csv")
    assert whole(read) == (names, *body)
    assert read.dialect.delimiter == delimiter
