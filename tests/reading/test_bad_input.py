import gzip
import io
import zipfile
from pathlib import Path

import pytest

from voiceminer.engines import Serial
from voiceminer.errors import InputError, SettingsError
from voiceminer.reading import mapping_from, read_corpus
from voiceminer.settings import ReadingSettings

GOOD = "id,subject,description,email\n1,Slow,The export is slow,ann@acme.com\n"


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("tickets.csv", b"", "tickets.csv: empty. Export it again."),
        ("tickets.csv", b"\xef\xbb\xbf \n", "tickets.csv: empty. Export it again."),
        ("tickets.csv", b"id,text\n", "tickets.csv: a header and no rows. Export it again."),
        ("x.csv", bytes(range(256)) * 40, "x.csv: binary, neither text nor a workbook."),
        ("x.pdf", b"%PDF-1.7\n\xe2\xe3", "x.pdf: a PDF. Export the data itself"),
        (
            "t.json",
            b'{"tickets": [{"id": 1, "subj',
            "t.json: stops being JSON at line 1, column 24",
        ),
        ("t.json", b"[" * 100_000, "t.json: is nested too deeply"),
        ("t.json", b"[]", "t.json: JSON without a single record."),
        ("c.vtt", b"WEBVTT\n\n", "c.vtt: captions without a single cue."),
        ("b.xlsx", b"PK\x03\x04 and no more", "b.xlsx: a broken zip archive"),
        (
            "t.csv",
            b"Status,Priority\nopen,low\nsolved,high\n",
            "t.csv: no text column. Columns found: Status, Priority. Map one with",
        ),
    ],
)
def test_a_file_that_cannot_be_read_gives_one_sentence(read, name, content, sentence):
    with pytest.raises(InputError) as error:
        read({name: content})
    assert str(error.value).startswith(sentence)
    assert "\n" not in str(error.value)


def test_a_bad_file_stops_only_itself(read):
    corpus = read({"good.csv": GOOD, "cut.json": '{"tickets": [{"id', "empty.csv": ""})
    assert [t.text for t in corpus.turns] == ["Slow\n\nThe export is slow"]
    assert {f.path: (f.seen, f.made) for f in corpus.files} == {
        "good.csv": (1, 1),
        "cut.json": (0, 0),
        "empty.csv": (0, 0),
    }
    reasons = {left.file: left.reason for left in corpus.left_out if left.file}
    assert reasons["empty.csv"] == "empty. Export it again."
    assert "stops being JSON at line 1" in reasons["cut.json"]


def test_when_no_file_can_be_read_each_has_its_line(read):
    with pytest.raises(InputError) as error:
        read({"a.csv": "", "b.json": "{"})
    assert [line.split(":")[0] for line in str(error.value).splitlines()] == ["a.csv", "b.json"]


def test_json_lines_cut_in_half_keep_the_whole_lines(read):
    lines = '{"id": 1, "subject": "a", "description": "Slow export"}\n{"id": 2, "subj'
    corpus = read({"t.jsonl": lines})
    assert len(corpus.turns) == 1
    [left] = corpus.left_out
    assert (left.reason, left.n) == ("a line that is no whole JSON", 1)
    [file] = corpus.files
    assert (file.seen, file.made, file.skipped) == (2, 1, 1)


def test_a_folder_without_files_says_so(tmp_path):
    with pytest.raises(
        InputError, match=r"no files in it\. Give the folder that holds the exports"
    ):
        read_corpus([tmp_path], ReadingSettings(), engine=Serial())


def test_a_path_that_is_not_there_says_so(tmp_path):
    with pytest.raises(InputError, match="there is no such file or folder"):
        read_corpus([tmp_path / "none.csv"], ReadingSettings(), engine=Serial())


def test_unreadable_dates_keep_their_rows_and_are_reported(read):
    corpus = read({"t.csv": "id,subject,created_at\n1,Slow export,someday\n2,No login,soon\n"})
    assert [t.at for t in corpus.turns] == [None, None]
    [left] = corpus.left_out
    assert left.reason.startswith("the column 'created_at' holds dates that cannot be read")
    assert left.n == 2


def test_a_wrong_header_names_the_nearest(read):
    with pytest.raises(
        SettingsError, match=r"t\.csv: no column 'Sujbect'.*Did you mean 'Subject'\?"
    ):
        read({"t.csv": "Id,Subject\n1,Slow\n"}, "text=Sujbect")


def test_a_wrong_field_names_the_nearest():
    with pytest.raises(SettingsError, match=r"'txet' is not known. Did you mean 'text'\?"):
        mapping_from(None, ["txet=Subject"])


def test_a_pair_that_is_none_says_how_to_write_it():
    with pytest.raises(SettingsError, match="Write --column text=Subject"):
        mapping_from(None, ["Subject"])


def test_a_mapping_file_with_a_wrong_key_names_the_nearest(tmp_path):
    file = tmp_path / "mapping.toml"
    file.write_text('[files."t.csv".colums]\ntext = "Subject"\n')
    with pytest.raises(SettingsError, match=r"'colums' is not known. Did you mean 'columns'\?"):
        mapping_from(file)


def test_a_mapping_for_a_file_that_is_not_there_names_the_nearest(read):
    with pytest.raises(SettingsError, match=r"no file 'ticket.csv'. Did you mean 'tickets.csv'\?"):
        read({"tickets.csv": GOOD}, mapping={"files": {"ticket.csv": {"kind": "ticket"}}})


@pytest.mark.parametrize(
    ("limits", "setting"),
    [({"max_ratio": 5}, "reading.max_ratio"), ({"max_bytes": 60_000}, "reading.max_bytes")],
)
def test_a_bomb_is_stopped_by_the_limit_that_it_names(read, limits, setting):
    bomb = gzip.compress(b"id,text\n" + b"1,aaaaaaaaa\n" * 20_000)
    with pytest.raises(InputError, match=setting):
        read({"bomb.csv.gz": bomb}, **limits)


def test_a_cell_over_the_limit_names_the_setting(read):
    with pytest.raises(InputError, match=r"reading\.max_cell \(50 characters\)"):
        read({"t.csv": f"id,text\n1,{'a ' * 100}\n"}, max_cell=50)


def test_paths_that_leave_the_archive_are_not_read(read):
    data = zipped(**{"../evil.csv": GOOD.encode(), "good.csv": GOOD.encode()})
    corpus = read({"export.zip": data})
    assert [f.path for f in corpus.files] == ["export.zip/good.csv"]
    assert "a path that leads out of the archive" in corpus.left_out.column("reason")


def test_links_that_leave_the_folder_are_not_read(read, folder, tmp_path):
    outside = tmp_path / "secret.csv"
    outside.write_text(GOOD)
    root = folder({"good.csv": GOOD.replace("Slow", "Late")})
    (root / "link.csv").symlink_to(outside)
    corpus = read_corpus([root], ReadingSettings(), engine=Serial())
    assert [f.path for f in corpus.files] == ["good.csv"]
    assert corpus.left_out.column("reason") == ["a link that leads out of the folder"]


def test_no_absolute_path_is_kept(read, tmp_path):
    corpus = read({"sub/tickets.csv": GOOD})
    assert corpus.files.column("path") == ["sub/tickets.csv"]
    assert corpus.turns.column("file") == ["sub/tickets.csv"]
    assert not any(str(Path(tmp_path)) in str(r) for r in corpus.left_out)


def test_a_join_table_alone_says_what_it_is(read):
    table = "company_id,contact_id,_fivetran_synced\n7,9,2020-01-01\n8,9,2020-01-01\n"
    with pytest.raises(InputError, match=r"links\.csv: ids that say .* Give it together"):
        read({"links.csv": table})
