"""`voiceminer voice` as a support lead meets it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from voiceminer.cli import app

MAIL = (
    "The export fails, call +44 113 496 0123.\n\nBest,\nAnn\n\n"
    "On Tue, Apr 3, 2026 at 4:19 PM Bob Miller <bob@acme.org> wrote:\n> Hi Ann"
)


@pytest.fixture
def tickets(tmp_path: Path) -> Path:
    rows = [
        (1, "customer", MAIL),
        (2, "customer", "[bold]It[/bold] fails \x1b[31mtoo."),
        (3, "agent", "Sorry!"),
    ]
    text = "id,role,description\n" + "".join(f'{i},{role},"{text}"\n' for i, role, text in rows)
    file = tmp_path / "tickets.csv"
    file.write_text(text, encoding="utf-8")
    return file


def call(*args: object):
    return CliRunner(env={"COLUMNS": "100"}).invoke(app, ["voice", *(str(a) for a in args)])


def test_a_person_sees_what_was_kept_what_was_cut_and_why(tickets: Path) -> None:
    done = call(tickets)
    assert done.exit_code == 0, done.output
    shown = " ".join(done.stdout.split())
    assert "customer The export fails, call [PHONE_1]. cut: quoted reply On Tue, Apr 3" in shown
    assert "cut: signature Best, [PERSON_" in shown
    assert "1 signature closing formula, name, role, telephone" in shown
    assert "ours Sorry!" in shown
    assert "tickets.csv, row 2" in shown


def test_no_text_of_an_export_dresses_the_terminal(tickets: Path) -> None:
    shown = call(tickets).stdout
    assert "[bold]It[/bold] fails" in shown
    assert "\x1b" not in shown


def test_nothing_personal_is_shown_even_where_runs_do_not_redact(tickets: Path) -> None:
    config = tickets.parent / "plain.toml"
    config.write_text("[voice]\nredact = false\n", encoding="utf-8")
    for shown in (call(tickets, "--config", config), call(tickets, "--json", "--config", config)):
        assert shown.exit_code == 0, shown.output
        assert not [x for x in ("0123", "bob@acme.org", "Miller", "Ann") if x in shown.stdout]


def test_json_holds_counts_and_every_cut_in_full(tickets: Path) -> None:
    found = json.loads(call(tickets, "--json", "--rule", "quoted reply").stdout)
    assert found["counts"] == {
        "documents": 1,
        "kept": {"customer": 1},
        "cut": {"quoted reply": 1, "signature": 1},
    }
    (turn,) = found["documents"][0]["turns"]
    assert (turn["side"], turn["text"]) == ("customer", "The export fails, call [PHONE_1].")
    assert [cut["rule"] for cut in turn["cut"]] == ["quoted reply", "quoted reply", "signature"]


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        (("--rule", "quotes"), 2, "--rule: there is no rule 'quotes'. Rules are: quoted reply"),
        (("--kind", "mails"), 2, "--kind: there is no kind 'mails'. Kinds are: ticket, chat"),
        (("--kind", "call"), 1, "--kind 'call': no such document. 'voiceminer inspect' shows"),
        (("--rule", "disclaimer"), 1, "--rule 'disclaimer': no such document."),
    ],
)
def test_a_wrong_choice_is_told_with_the_right_ones(tickets, options, code, sentence) -> None:
    done = call(tickets, *options)
    assert done.exit_code == code
    assert sentence in done.stderr
