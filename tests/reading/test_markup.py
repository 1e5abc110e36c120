"""XML, and HTML under the name of a workbook."""

import pytest

ROWS = '<row id="1" text="The export is slow today"/><row id="2" text="The login fails for us"/>'


def test_attributes_are_cells(read):
    corpus = read({"t.xml": f"<?xml version='1.0'?><rows>{ROWS}</rows>"})
    assert dict(zip(corpus.documents.column("id"), corpus.turns.column("text"), strict=True)) == {
        "1": "The export is slow today", "2": "The login fails for us",
    }  # fmt: skip


def test_elements_are_cells_wherever_the_list_lies(read):
    item = (
        "<item><id>{}</id><text>The export number {} is slow</text>"
        "<empty xsi:nil='true' xmlns:xsi='x'/></item>"
    )
    rows = "".join(item.format(n, n) for n in (1, 2))
    corpus = read(
        {"t.xml": f"<response><meta>x</meta><result><items>{rows}</items></result></response>"}
    )
    assert corpus.documents.column("id") == ["1", "2"]


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><rows>&b;</rows>", "a document type"),
        ("<rows><row>", "stops being XML"),
        ("<a>" * 300 + "</a>" * 300, "nested deeper"),
    ],
)
def test_bad_markup_stops_only_itself(read, xml, said):
    corpus = read({"bad.xml": f"<?xml version='1.0'?>{xml}", "good.xml": f"<rows>{ROWS}</rows>"})
    assert len(corpus.documents) == 2
    [left] = corpus.left_out
    assert left.file == "bad.xml"
    assert said in left.reason


def test_a_workbook_that_is_a_web_page(read):
    page = (
        "<html><head><style>td {color: red}</style></head><body><table><tr><td>"
        "<table border=1><tr><th>Case Number</th><th>Subject</th><th>Description</th></tr>"
        "<tr><td>00001001</td><td>Slow &amp; late</td><td>The export<br>is slow</td></tr></table>"
        "</td></tr></table></body></html>"
    )
    corpus = read({"report.xls": page})
    assert corpus.documents.column("id") == ["00001001"]
    assert corpus.turns.column("text") == ["Slow & late\n\nThe export\nis slow"]


def test_a_page_without_a_table_is_a_text(read):
    corpus = read(
        {"note.html": "<html><body><h1>Call</h1><p>They said it is slow.</p></body></html>"}
    )
    assert corpus.turns.column("text") == ["Call\nThey said it is slow."]


def test_a_text_that_begins_with_markup_is_no_xml(read):
    corpus = read({"t.txt": "<b>Slow</b> exports are what we hear most.\n"})
    assert corpus.turns.column("text") == ["<b>Slow</b> exports are what we hear most."]
