"""The audit agrees with a run as it was written, and finds whatever was changed in it."""

import json
import random
import re
import sys

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from bench_audit import FIGURES_AND_QUOTES, NAMES_AND_LABELS, mutations
from voiceminer.absent import absent
from voiceminer.audit import audit_of
from voiceminer.audit.report import check_reports
from voiceminer.audit.tables import opened
from voiceminer.cli import app
from voiceminer.errors import InputError, MismatchError, MissingExtraError


def brief(run):
    return min((run / "briefs").glob("*.md"))


def edit(path, old, new) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def test_every_figure_quote_and_reference_of_a_run_is_checked(made) -> None:
    audited = audit_of(made)
    printed = pq.read_table(made / "tables" / "printed.parquet").column("kind").to_pylist()
    assert sum(audited.measures.values()) == printed.count("figure") > 200
    assert sum(audited.kinds.values()) == len(printed)
    assert audited.kinds["said"] > 10
    assert audited.evidence == pq.read_metadata(made / "tables" / "evidence.parquet").num_rows > 100
    assert audited.records["effects.closed_with"] == audited.records["effects.grade"] > 2
    assert audited.pages == len(list(made.rglob("*.md")))


@pytest.mark.parametrize("kinds", [FIGURES_AND_QUOTES, ("said",), NAMES_AND_LABELS])
def test_every_single_changed_character_is_found(made, facts, kinds) -> None:
    _, caught, alone = mutations(made, facts, kinds, 60, random.Random(1))
    assert caught == 60
    assert alone == (60 if set(kinds) <= set(FIGURES_AND_QUOTES) else 0)


def test_a_changed_digit_names_page_line_print_and_what_is_so(run) -> None:
    page = brief(run)
    was = re.search(r" of (\d\d) deals\*\*", page.read_text(encoding="utf-8"))[1]
    edit(page, f" of {was} deals**", f" of {was[::-1]} deals**")
    line = page.read_text(encoding="utf-8").split(f" of {was[::-1]} deals**")[0].count("\n") + 1
    done = CliRunner().invoke(app, ["audit", str(run)])
    assert done.exit_code == 4
    place = f"briefs/{page.name}, line {line}"
    assert (
        f"{place}: “{was[::-1]}” stands there; by the tables deals_in_all is {was}" in done.stderr
    )
    assert "voiceminer brief" in done.stderr
    as_json = json.loads(CliRunner().invoke(app, ["audit", str(run), "--json"]).stdout)
    assert as_json["agrees"] is False
    assert (as_json["line"], as_json["stands"]) == (line, was[::-1])


def test_a_run_that_agrees_says_how_much_was_checked(made) -> None:
    done = CliRunner().invoke(app, ["audit", str(made)])
    assert done.exit_code == 0, done.output
    assert "pages agree with the tables" in done.stdout
    assert "win_rate_with" in done.stdout
    as_json = json.loads(CliRunner().invoke(app, ["audit", str(made), "--json"]).stdout)
    assert as_json["agrees"] is True
    assert as_json["measures"]["open_deals"] > 3


def test_a_number_without_a_figure_is_found(run) -> None:
    edit(run / "index.md", "places that overlap", "24 places that overlap")
    with pytest.raises(MismatchError, match="“24” stands there; the run has no figure for it"):
        audit_of(run)


def test_other_words_that_were_changed_are_found(run) -> None:
    edit(run / "method.md", "no proof of what", "proof of what")
    with pytest.raises(
        MismatchError, match=r"method\.md, line 14: “proof of.*written with “no proof"
    ):
        audit_of(run)


def test_a_page_that_the_run_did_not_write_is_found(run) -> None:
    (run / "briefs" / "t-00000000-made-up.md").write_text("# Made up\n", encoding="utf-8")
    with pytest.raises(MismatchError, match="do not hold the same pages"):
        audit_of(run)


def test_a_page_that_is_missing_is_found(run) -> None:
    brief(run).unlink()
    with pytest.raises(MismatchError):
        audit_of(run)


def test_words_that_nobody_said_are_found(run, change) -> None:
    path = run / "records" / "heard" / "voice" / "verbatims.parquet"
    for row, text in enumerate(pq.read_table(path).column("text").to_pylist()):
        change(path, "text", row, text.replace("login", "logon"))
    with pytest.raises(MismatchError):
        audit_of(run)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("effects", "closed_without", 3),
        ("effects", "grade", "supported"),
        ("effects", "accounts", 1),
        ("deal_topics", "n", 77),
        ("money", "value", 12.0),
        ("cuts", "deals_without", 1),
    ],
)
def test_a_recorded_count_that_does_not_add_up_is_found(run, change, table, column, value) -> None:
    change(run / "records" / "impact" / f"{table}.parquet", column, 0, value)
    with pytest.raises(MismatchError, match=r"records/impact|briefs/|index\.md|scorecard\.md"):
        audit_of(run)


def test_evidence_that_leads_elsewhere_is_found(run, change) -> None:
    change(run / "tables" / "evidence.parquet", "row", -1, 9_999)
    with pytest.raises(MismatchError, match=r"evidence\.csv: “.*row 9999” stands there"):
        audit_of(run)


def test_a_table_of_evidence_that_was_edited_is_found(run) -> None:
    path = run / "evidence.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",deals.csv,", ",other.csv,", 1))
    with pytest.raises(MismatchError, match=r"evidence\.csv, line \d+: “other\.csv” stands there"):
        audit_of(run)


def test_a_table_that_was_edited_since_is_found(run) -> None:
    path = run / "open-deals.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",open,", ",won,", 1))
    with pytest.raises(MismatchError, match="another digest"):
        audit_of(run)


def test_a_folder_that_holds_no_run_says_so(tmp_path) -> None:
    with pytest.raises(InputError, match=r"no run here \(manifest\.json is missing\)"):
        audit_of(tmp_path)


def test_without_its_libraries_the_audit_says_how_to_get_them(made, monkeypatch) -> None:
    for name in [m for m in sys.modules if m.split(".")[0] == "duckdb"]:
        monkeypatch.delitem(sys.modules, name)
    with (
        absent("duckdb", "_duckdb"),
        pytest.raises(MissingExtraError, match=r"pip install 'voiceminer\[audit\]'"),
    ):
        audit_of(made)


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        (r'(data-of="statements\|[^"]*"[^>]*>)(\d)', "statements of t-"),
        (r'(<template id="page-t-(?:(?!</template>).)*?<strong>)(\d)', "and the drawer"),
        (r'(<data value="[^"]*" data-signed>)[+-](\d)', "the difference of t-"),
    ],
)
def test_a_changed_digit_of_the_report_is_found(run, facts, pattern, what) -> None:
    file, sql = run / "report.html", opened(run)
    text = file.read_text(encoding="utf-8")
    assert check_reports(sql, run, facts) > 100
    place = re.search(pattern, text, re.DOTALL)
    digit = str((int(place[2]) + 1) % 10)
    file.write_text(text[: place.start(2)] + digit + text[place.end(2) :], encoding="utf-8")
    with pytest.raises(MismatchError, match=what):
        check_reports(sql, run, facts)
