import gzip
import io
import zipfile

import openpyxl
import pytest

ROWS = [
    ("1", "Größe falsch", "Der Export ist „langsam“, seit gestern"),
    ("2", "Login", "It fails; often"),
]


def csv_text(delimiter: str) -> str:
    lines = [delimiter.join(("id", "subject", "description"))]
    lines += [delimiter.join(f'"{c}"' for c in row) for row in ROWS]
    return "\r\n".join(lines) + "\r\n"


def texts(corpus):
    return [t.text for t in corpus.turns]


EXPECTED = [f"{subject}\n\n{text}" for _, subject, text in ROWS]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252"), ("utf-16", "utf-16"),
     ("utf-32", "utf-32-le"), ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be")],
)  # fmt: skip
def test_any_delimiter_in_any_encoding(read, delimiter, encoding, name):
    corpus = read({"t.csv": csv_text(delimiter).encode(encoding)})
    assert texts(corpus) == EXPECTED
    assert corpus.files[0].encoding == name


def test_rows_are_numbered_as_a_spreadsheet_shows_them(read):
    lines = 'id,text\n1,"two\nlines of it"\n\n3,after a blank row\n'
    corpus = read({"t.csv": lines})
    assert [(t.row, t.text) for t in corpus.turns] == [
        (2, "two\nlines of it"),
        (4, "after a blank row"),
    ]


def test_excels_sep_line_names_the_delimiter(read):
    corpus = read({"t.csv": "sep=;\nid;text\n1;a, b, c and more\n2;d, e, f and more\n"})
    assert texts(corpus) == ["a, b, c and more", "d, e, f and more"]


def test_title_lines_and_footers_are_no_records(read):
    report = (
        "Open cases\n\nCase Number,Subject,Description\n00001001,Slow,The export is slow\n"
        "00001002,Login,It fails\n\nGrand total: 2\n"
    )
    corpus = read({"report.csv": report})
    assert corpus.documents.column("id") == ["00001001", "00001002"]
    assert [(x.reason, x.n) for x in corpus.left_out] == [
        ("a line of its own (a report's footer or title)", 1)
    ]


def test_ids_stay_text(read):
    corpus = read(
        {"t.csv": "id,text\n00012345678901234567890,The export is slow\nNA,It is late now\n"}
    )
    assert corpus.documents.column("id") == ["00012345678901234567890", "t.csv:3"]


def test_big_json_numbers_stay_text(read):
    corpus = read({"t.json": '[{"id": 12345678901234567890, "text": "The export is slow"}]'})
    assert corpus.documents.column("id") == ["12345678901234567890"]


def test_workbooks_are_read_sheet_by_sheet(read):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tickets"
    sheet.append(["Ticket export"])
    sheet.append([])
    sheet.append(["Ticket ID", "Subject", "Description"])
    sheet.append([1001, "Slow", "The export is slow"])
    other = book.create_sheet("Companies")
    other.append(["Company ID", "Company name", "Industry"])
    other.append([7, "Acme", "Retail"])
    buffer = io.BytesIO()
    book.save(buffer)
    corpus = read({"export.xlsx": buffer.getvalue()})
    assert [(d.id, t.row, t.text) for d, t in zip(corpus.documents, corpus.turns, strict=True)] == [
        ("1001", 4, "Slow\n\nThe export is slow")
    ]
    assert [(a.id, a.name) for a in corpus.accounts] == [("7", "Acme")]


@pytest.mark.parametrize("pack", ["gz", "zip"])
def test_archives_are_opened(read, pack):
    data = csv_text(",").encode()
    if pack == "gz":
        corpus = read({"t.csv.gz": gzip.compress(data)})
        assert corpus.files.column("path") == ["t.csv.gz"]
    else:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("in/t.csv", data)
            archive.writestr("__MACOSX/in/._t.csv", b"\x00\x05\x16\x07")
        corpus = read({"t.zip": buffer.getvalue()})
        assert corpus.files.column("path") == ["t.zip/in/t.csv"]
    assert texts(corpus) == EXPECTED


def test_captions_become_turns(read):
    vtt = (
        "\ufeffWEBVTT\n\nSTYLE\n::cue { color: red }\n\n"
        "1\n00:00:01.000 --> 00:00:02.000\n<v Ann Lee>We can&apos;t export</v>\n\n"
        "2\n00:00:02.000 --> 00:00:04.000\n<v Ann Lee>more than a thousand rows.</v>\n\n"
        "3\n00:00:05.000 --> 00:00:06.000\n<v.loud Bob Ray>I see.</v>\n"
    )
    corpus = read({"2024-03-05 call.vtt": vtt})
    assert [(t.speaker, t.text, t.row) for t in corpus.turns] == [
        ("Ann Lee", "We can't export more than a thousand rows.", 8),
        ("Bob Ray", "I see.", 16),
    ]
    assert [d.kind for d in corpus.documents] == ["call"]
    assert (corpus.files[0].seen, corpus.files[0].made, corpus.files[0].merged) == (3, 2, 1)


def test_subrip_with_names_in_the_words(read):
    srt = (
        "1\n00:00:01,000 --> 00:00:02,000\nAnn: So here's the thing: it is slow.\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\nBob: How slow?\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\nAnn: Minutes.\n\n"
        "4\n00:00:07,000 --> 00:00:08,000\nBob: Oh.\n"
    )
    corpus = read({"call.srt": srt})
    assert [(t.speaker, t.text) for t in corpus.turns] == [
        ("Ann", (
            "So here's the thing: it is slow."
        )), ("Bob", "How slow?"), ("Ann", "Minutes."), ("Bob", "Oh."),
    ]  # fmt: skip


def test_a_text_transcript_with_times(read):
    otter = "Ann Lee  0:01\nThe export is slow.\n\nBob Ray  0:09  \nI see.\n\nTranscribed by https://otter.ai\n"
    corpus = read({"call.txt": otter})
    assert [(t.speaker, t.text) for t in corpus.turns] == [
        ("Ann Lee", "The export is slow."),
        ("Bob Ray", "I see."),
    ]


def test_a_note_with_a_head(read):
    head = "---\naccount: Acme GmbH\ndate: 2024-03-05\nauthor: Bob Ray\n---\n"
    note = f"{head}They said the export is slow.\n"
    corpus = read({"notes/acme.md": note, "accounts.csv": "id,name,industry\n7,ACME,Retail\n"})
    [document] = corpus.documents
    assert (document.kind, document.account_id, document.link_rung) == ("note", "7", "account name")
    assert document.created_at.date().isoformat() == "2024-03-05"
    assert [(t.role, t.text) for t in corpus.turns] == [("note", "They said the export is slow.")]


def test_many_lines_are_many_texts(read):
    lines = "\n".join(f"The export number {n} was slow today" for n in range(12))
    corpus = read({"voices.txt": lines})
    assert len(corpus.documents) == 12
    assert [t.row for t in corpus.turns] == list(range(1, 13))


def test_a_mail(read):
    mail = (
        "From: Ann Lee <ann@acme.com>\nTo: help@us.example\nSubject: Re: Export\n"
        "Message-ID: <1@acme.com>\nDate: Mon, 2 Apr 2012 18:22:10 +0400\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=utf-8\n\n"
        "It is still slow.\n"
    )
    corpus = read({"m.eml": mail})
    [document] = corpus.documents
    assert (document.kind, document.author_id) == ("email", "ann@acme.com")
    assert document.created_at.isoformat() == "2012-04-02T14:22:10+00:00"
    assert texts(corpus) == ["It is still slow."]


def test_a_copy_of_a_file_is_not_read_twice(read):
    corpus = read({"a.csv": csv_text(","), "b.csv": csv_text(",")})
    assert len(corpus.documents) == 2
    assert {f.path: (f.made, f.merged) for f in corpus.files} == {"a.csv": (2, 0), "b.csv": (0, 2)}


def test_long_cells_are_read_whole(read):
    long = "The export is slow. " * 10_000  # 200,000 characters: more than csv's own limit
    corpus = read({"t.csv": f'id,text\n1,"{long}"\n2,It is late\n'})
    assert len(texts(corpus)[0]) == len(long.strip())


def zipped(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return buffer.getvalue()


def test_archives_in_archives_are_opened(read):
    inner = zipped(t__csv=csv_text(","))
    corpus = read({"all.zip": zipped(inner__zip=inner, b__txt="It is late. We wait.")})
    assert corpus.files.column("path") == ["all.zip/b.txt", "all.zip/inner.zip/t.csv"]
    assert texts(corpus)[1:] == EXPECTED


def test_an_archive_in_too_many_others_is_passed_over(read):
    deep = zipped(t__csv=csv_text(","))
    for _ in range(5):
        deep = zipped(deeper__zip=deep)
    corpus = read({"deep.zip": deep, "t.csv": csv_text(",")})
    assert [x.reason for x in corpus.left_out] == ["an archive in 4 others. Unpack it."]


def test_members_of_inner_archives_count(read):
    inner = zipped(**{f"t{n}__csv": csv_text(",") for n in range(5)})
    corpus = read({"all.zip": zipped(a__zip=inner), "t.csv": csv_text(",")}, max_members=4)
    assert ["reading.max_members" in x.reason for x in corpus.left_out] == [True]


def test_sentences_with_as_many_commas_are_no_table(read):
    note = "We met Ann, their head of finance.\nShe said no, it is too expensive.\n"
    corpus = read({"note.txt": note})
    assert corpus.turns.column("text") == [note.strip()]


def test_records_in_a_wrapper_are_numbered_one_by_one(read):
    tickets = [{"id": str(n), "description": f"It is slow for the {n}th time"} for n in range(3)]
    corpus = read({"t.json": {"tickets": tickets}})
    assert corpus.turns.column("row") == [1, 2, 3]
