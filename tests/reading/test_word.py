"""Word documents, built as Word writes them: a zip archive with a body."""

import io
import zipfile

import pytest

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(*blocks):
    """Blocks are paragraphs (strings, or lists of runs where a break is "\\n") and tables."""
    body = "".join(b if b.startswith("<w:tbl>") else paragraph(b) for b in blocks)
    return packed(f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')


def packed(xml):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", xml)
        archive.writestr("word/media/image1.png", b"\x89PNG")
    return buffer.getvalue()


def paragraph(text):
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{x}</w:t>' for x in text.split("\n"))
    return f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r>{lines}</w:r></w:p>"


def table(*rows):
    cells = ("".join(f"<w:tc>{paragraph(c)}</w:tc>" for c in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def turns(corpus):
    return [(t.speaker, t.text) for t in corpus.turns]


SPOKEN = [("Ann Lee", "We cannot export."), ("Bob Ray", "Since when?"), ("Ann Lee", "May &co.")]


def test_a_transcript_of_teams(read):
    corpus = read(
        {
            "call.docx": document(
                "Acme review-20240305_100000-Meeting Recording",
                "March 5, 2024, 10:00AM",
                "32m 11s",
                "Ann Lee   0:03\nWe cannot export.",
                "Bob Ray   0:09\nSince when?",
                "Ann Lee   1:02:15\nMay &amp;co.",
            )
        }
    )
    assert turns(corpus) == SPOKEN
    [call] = corpus.documents
    assert (call.kind, call.created_at.date().isoformat()) == ("call", "2024-03-05")


def test_a_transcript_of_an_earlier_teams(read):
    corpus = read(
        {
            "call.docx": document(
                "0:0:0.0 --> 0:0:3.640",
                "Ann Lee",
                "We cannot export.",
                "0:0:3.640 --> 0:0:5.0\nBob Ray\nSince when?",
                "0:0:5.0 --> 0:0:9.10\nAnn Lee\nMay &amp;co.",
            )
        }
    )
    assert turns(corpus) == SPOKEN


def test_notes_with_a_head(read):
    head = table(("Account", "Acme GmbH"), ("Date", "2024-03-05"))
    corpus = read({"acme.docx": document(head, "They said it is slow.", "", "- at row 1000")})
    [note] = corpus.documents
    assert (note.kind, note.account_id, note.created_at.date().isoformat()) == (
        "note", "Acme GmbH", "2024-03-05",
    )  # fmt: skip
    assert turns(corpus) == [(None, "They said it is slow.\n\n- at row 1000")]


def test_a_table_of_records_under_a_title(read):
    records = table(("Ticket ID", "Subject", "Description"), ("7", "Slow", "The export is slow"))
    corpus = read({"feedback.docx": document("Feedback of the week", records)})
    assert corpus.documents.column("id") == ["7"]
    assert turns(corpus) == [(None, "Slow\n\nThe export is slow")]


@pytest.mark.parametrize(
    "xml", ["<!DOCTYPE a [<!ENTITY b 'c'>]><w:document/>", "<w:document xmlns:w='x'><w:body>"]
)
def test_what_word_never_writes_stops_the_file_alone(read, xml):
    corpus = read({"bad.docx": packed(xml), "good.docx": document("The export is slow.")})
    assert [(x.file, "cannot be opened" in x.reason) for x in corpus.left_out] == [
        ("bad.docx", True)
    ]
    assert turns(corpus) == [(None, "The export is slow.")]


def test_a_document_that_unpacks_without_end_is_refused(read):
    big = document("slow " * 1_000_000)
    corpus = read({"big.docx": big, "good.docx": document("The export is slow.")}, max_bytes=50_000)
    assert [x.file for x in corpus.left_out] == ["big.docx"]
    assert "reading.max_bytes" in corpus.left_out[0].reason
