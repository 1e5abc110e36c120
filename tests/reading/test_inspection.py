import json
import tomllib

import pytest

ZENDESK = (
    "Summation column,Id,Subject,Created at,Requester email,Organization,Product area [list]\n"
    "1,77,The export stops,2024-03-05 09:00,ann@acme.com,Acme,Export\n"
)
DEALS = "Deal ID,Account,Stage,Amount,Created,Close Date\n6,Acme,Won,100,2024-03-01,2024-04-01\n"


def test_each_column_is_shown_with_its_field_and_samples(inspected):
    inspection = inspected({"tickets.csv": ZENDESK, "deals.csv": DEALS})
    [tickets] = [f for f in inspection.files if f.path == "tickets.csv"]
    [table] = tickets.tables
    assert (table.system, table.what, table.kind) == ("zendesk", "documents", "ticket")
    assert (table.encoding, table.dialect, table.header_row) == ("utf-8", ",", 1)
    fields = {c.header: (c.field, c.samples) for c in table.columns}
    assert fields["Subject"] == ("subject", ("The export stops",))
    assert fields["Summation column"] == ("", ("1",))
    assert table.dates == "at: iso, no zone, taken as UTC"
    assert (tickets.seen, tickets.made, tickets.skipped) == (1, 1, 0)
    assert inspection.rungs == (("account name", 1),)
    assert inspection.with_deal == 1


def test_what_is_missing_is_said_with_its_cost(inspected):
    hints = inspected({"tickets.csv": ZENDESK}).hints
    assert any("subjects only" in h and "Zendesk's CSV never has the bodies" in h for h in hints)
    assert any(h.startswith("no deals:") for h in hints)


def test_the_text_form_holds_what_people_look_for(inspected):
    text = inspected({"tickets.csv": ZENDESK, "empty.csv": ""}).as_text()
    for line in (
        "    Subject -> subject: The export stops",
        "  rows: 1 seen, 1 made, 0 merged, 0 skipped",
        "    empty. Export it again. (1)",
        "1 documents: 1 ticket",
    ):
        assert line in text.splitlines()


def test_it_is_plain_json(inspected):
    inspection = inspected({"tickets.csv": ZENDESK})
    assert json.loads(json.dumps(inspection.as_dict()))["documents"] == 1


def test_the_mapping_it_writes_reads_the_same(inspected, read):
    files = {"tickets.csv": ZENDESK, "deals.csv": DEALS}
    mapping = tomllib.loads(inspected(files).mapping_toml())
    assert read(files, mapping=mapping) == read(files)


def test_a_mended_line_of_the_mapping_changes_what_is_read(inspected, read):
    files = {"t.csv": "id,text,answer\n1,It is slow today,We are looking into it\n"}
    written = inspected(files).mapping_toml()
    mapping = tomllib.loads(written.replace('text = ["text", "answer"]', 'text = "answer"'))
    assert [t.text for t in read(files, mapping=mapping).turns] == ["We are looking into it"]


@pytest.mark.parametrize("header", ["Betreff der Anfrage", "betreff_der_anfrage"])
def test_a_column_option_maps_by_header_whatever_its_case(read, header):
    files = {"t.csv": "Nr,Betreff der Anfrage,Text\n1,Export hängt,Es geht seit gestern nicht\n"}
    assert [t.text for t in read(files, f"text={header}").turns] == ["Export hängt"]
