import io
import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from voiceminer.cli.inspection_view import show_inspection
from voiceminer.errors import SettingsError
from voiceminer.reading.answers import ALL_SYSTEMS, ANY_CRM, SECTIONS
from voiceminer.reading.beginnings import first_records
from voiceminer.reading.inspection import SAMPLED
from voiceminer.reading.systems import SYSTEMS
from voiceminer.settings import ReadingSettings

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


def answer(inspection, question):
    [found] = [a for a in inspection.answers if a.question.startswith(question)]
    return found


def test_what_is_missing_is_said_with_its_cost_and_what_would_lift_it(inspected):
    inspection = inspected({"tickets.csv": ZENDESK})
    pains = answer(inspection, "What do customers complain of")
    assert pains.verdict == "partly"
    assert pains.why == "tickets.csv carries subjects only: a pain is named, not described"
    assert pains.lift == "Zendesk's CSV never has the bodies; its JSON export does"
    assert pains.section == "Zendesk"
    deals = answer(inspection, "Which deals")
    assert (deals.verdict, deals.section) == ("no", "The CRM's part, once more")
    assert answer(inspection, "How much money").why == "no deals: ranked by accounts"


@pytest.mark.parametrize(
    ("deals", "question", "verdict", "why"),
    [
        (
            DEALS.replace("Amount", "Notice"),
            "How much money",
            "no",
            "no amount column: ranked by deals",
        ),
        (DEALS, "Does it cost", "no", "all closed deals are won: nothing can be said of winning"),
        (
            DEALS.replace("Created", "Notice") + "7,Acme,Lost,100,2024-03-01,2024-04-01\n",
            "Does it cost",
            "partly",
            "no Created Date on deals: they cannot be compared at the same age",
        ),
        (
            DEALS + "7,Acme,Lost,100,2024-03-01,2024-04-01\n",
            "Which deals",
            "partly",
            (
                "0 of 1 texts are linked to one deal; of 1, several deals of the account were open"
                " at that time"
            ),
        ),
    ],
)
def test_what_deals_lack_is_said(inspected, deals, question, verdict, why):
    found = answer(inspected({"tickets.csv": ZENDESK, "deals.csv": deals}), question)
    assert (found.verdict, found.why) == (verdict, why)


def test_deals_without_texts_answer_nothing_of_customers(inspected):
    inspection = inspected({"deals.csv": DEALS})
    verdicts = {a.question: a.verdict for a in inspection.answers}
    assert verdicts.pop("How much money hangs on it?") == "partly"
    assert set(verdicts.values()) == {"no"}


def test_every_system_has_its_section():
    assert {system.name for system in SYSTEMS} == set(SECTIONS)


def test_every_section_that_is_named_stands_in_the_guide():
    guide = (Path(__file__).parents[2] / "docs" / "exporting.md").read_text(encoding="utf-8")
    for section in (*SECTIONS.values(), ALL_SYSTEMS, ANY_CRM):
        assert f"\n## {section}\n" in guide


TEXT = "The export is slow since Monday, and nobody at your desk can tell us why it is."


def test_of_a_large_table_the_first_rows_are_read_and_it_says_so(inspected):
    rows = "".join(f'{i},"{TEXT}",2024-03-05,Acme\n' for i in range(40_000))
    inspection = inspected({"t.csv": f"id,text,created_at,company\n{rows}", "deals.csv": DEALS})
    [table] = [t for f in inspection.files for t in f.tables if t.path == "t.csv"]
    assert table.rows == 2_000
    assert 39_000 < table.begins < 41_000
    assert inspection.rungs == (("account name", 2_000),)
    text = inspection.as_text()
    assert f"first 2,000 of about {table.begins:,} rows" in text
    assert SAMPLED in text
    [deals] = [t for f in inspection.files for t in f.tables if t.path == "deals.csv"]
    assert deals.begins == 0


def test_of_a_large_json_the_first_records_are_read(inspected):
    tickets = [{"id": i, "subject": "Slow", "description": TEXT} for i in range(30_000)]
    inspection = inspected({"t.json": {"tickets": tickets}})
    [table] = inspection.files[0].tables
    assert (table.rows, table.columns[1].samples) == (2_000, ("Slow",))
    assert 29_000 < table.begins < 31_000


MAIL = b"From a@b Mon Jan  1 00:00:00 2024\nFrom: ann@acme.com\nSubject: Slow\n\nIt is slow\n\n"
LONG = {
    "calls.vtt": b"WEBVTT\n\n" + 35_000 * b"00:00.000 --> 00:01.000\nAnn Lee: It is slow.\n\n"
    b"00:02.000 --> 00:03.000\nKim Ops: I see.\n\n",
    "calls.txt": 70_000 * b"Ann Lee: It is slow.\nKim Ops: I see.\n",
    "box.mbox": 70_000 * MAIL,
    "t.xml": b"<all>" + 70_000 * b"<one><id>1</id><text>It is slow</text></one>" + b"</all>",
    "t.html": b"<table><tr><th>id</th><th>text</th></tr>"
    + 70_000 * b"<tr><td>1</td><td>It is slow</td></tr>"
    + b"</table>",
}


@pytest.mark.parametrize("name", sorted(LONG))
def test_of_any_large_container_the_beginning_is_read(name, inspected):
    assert len(LONG[name]) > ReadingSettings().sample_bytes
    inspection = inspected({name: LONG[name]})
    [table] = inspection.files[0].tables
    assert inspection.is_sample
    assert 1 <= table.rows <= 2_000 < table.begins
    assert "slow" in "".join("".join(c.samples) for c in table.columns)


def test_what_texts_are_linked_to_is_read_whole(inspected):
    accounts = "Id,Name,Website\n" + "".join(f"{i},Company {i} Ltd,\n" for i in range(5_000))
    tickets = f"id,text,company\n1,{TEXT!r},Company 4999\n"
    inspection = inspected({"accounts.csv": accounts, "t.csv": tickets})
    assert not inspection.is_sample
    assert inspection.rungs == (("account name", 1),)


@given(
    st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=8), min_size=1), min_size=1),
    st.integers(0, 200),
    st.sampled_from(["{}", '{{"tickets": {}}}', '{{"a": [1], "b": {{"c": {}}}}}']),
)
def test_json_cut_short_is_json_of_its_first_records(records, size, wrapper):
    whole = wrapper.replace("{{", "{").replace("}}", "}").replace("{}", json.dumps(records), 1)
    cut = json.loads(first_records(whole, size))
    while isinstance(cut, dict) and not isinstance(cut, list):
        cut = cut.get("tickets", cut.get("b", cut.get("c", cut)))
    assert cut == records[: len(cut)]


def test_a_terminal_shows_what_the_text_form_says(inspected):
    inspection = inspected({"tickets.csv": ZENDESK, "deals.csv": DEALS, "empty.csv": ""})
    for width in (80, 120):
        out = io.StringIO()
        show_inspection(inspection, Console(file=out, width=width, highlight=False))
        shown = out.getvalue()
        assert max(map(len, shown.splitlines())) <= width
        for words in ("Requester email", "is read as", "ann@acme.com", "empty. Export it again."):
            assert words in shown
        assert "carries subjects only" in " ".join(shown.split())


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


STAGES = (
    "Opportunity ID,Stage,Amount,Close Date\n1,Closed Won,10,2026-01-02\n2,Parked,5,2026-01-03\n"
)


def test_a_stage_is_mended_in_the_mapping_and_changes_nothing_before(inspected, read):
    files = {"deals.csv": STAGES}
    written = inspected(files).mapping_toml()
    assert '# "Parked" = "open"' in written or '# "Parked" = "unknown"' in written
    assert read(files, mapping=tomllib.loads(written)) == read(files)
    mended = read(files, mapping={"stages": {"parked": "no decision"}})
    assert [d.outcome for d in mended.deals] == ["won", "no decision"]


@pytest.mark.parametrize(
    ("stages", "sentence"),
    [
        ({"Packed": "lost"}, "'packed' is not known. Did you mean 'parked'"),
        ({"Parked": "losst"}, "'losst' is not known. Did you mean 'lost'"),
    ],
)
def test_a_stage_or_outcome_that_is_not_there_names_the_nearest(read, stages, sentence):
    with pytest.raises(SettingsError, match=sentence):
        read({"deals.csv": STAGES}, mapping={"stages": stages})


def test_recurring_and_one_off_money_are_kept_beside_the_amount(read):
    rows = (
        "Opportunity ID,Stage,Amount,MRR,One-Time Fee\n1,Closed Won,130,10,10\n2,Closed Lost,9,,\n"
    )
    first, second = read({"deals.csv": rows}).deals
    assert (first.amount, first.recurring, first.one_off) == (130, 120, 10)
    assert (second.amount, second.recurring, second.one_off) == (9, None, None)
