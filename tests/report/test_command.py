"""`voiceminer report RUN`."""

import json
import re

import pytest
from typer.testing import CliRunner

import voiceminer as vm
from voiceminer.cli import app


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mined")
    said = [f"The import stopped at row {n} again and nobody knew why." for n in range(20)]
    said += [f"Our people cannot sign in on the phone app since day {n}." for n in range(20)]
    records = "".join(f"{json.dumps({'id': str(n), 'text': s})}\n" for n, s in enumerate(said))
    (folder / "texts.jsonl").write_text(records, encoding="utf-8")
    settings = vm.Settings.model_validate({"embedding": {"encoder": "static"}})
    vm.run([folder / "texts.jsonl"], settings, out=folder / "run")
    return folder / "run"


def test_it_adds_the_map_to_the_report_that_mining_wrote(run) -> None:
    mined = (run / "report.html").read_text(encoding="utf-8")
    assert "voiceminer report RUN" in mined
    assert '"map":{}' in mined
    done = CliRunner().invoke(app, ["report", str(run)])
    assert done.exit_code == 0, done.output
    assert done.stdout.strip().endswith("report.html")
    again = (run / "report.html").read_text(encoding="utf-8")
    assert re.search(r'"map":\{"text":\[".+?"\],', again)
    assert "voiceminer report RUN" not in again


def test_it_writes_where_it_is_told_in_the_language_asked_for(run, tmp_path) -> None:
    file = tmp_path / "bericht.html"
    done = CliRunner().invoke(app, ["report", str(run), "--out", str(file), "--language", "de"])
    assert done.exit_code == 0, done.output
    assert "<h1>Was Kunden von uns wollen</h1>" in file.read_text(encoding="utf-8")


def test_marketing_s_report_lies_beside_marketing_s_pages(run) -> None:
    before = (run / "report.html").read_text(encoding="utf-8")
    done = CliRunner().invoke(app, ["report", str(run), "--edition", "marketing"])
    assert done.exit_code == 0, done.output
    shared = (run / "editions" / "marketing" / "report.html").read_text(encoding="utf-8")
    assert "Marketing edition" in shared
    assert (run / "report.html").read_text(encoding="utf-8") == before
    done = CliRunner().invoke(app, ["report", str(run), "--edition", "press"])
    assert done.exit_code == 2
    assert "sales or marketing" in done.output


def test_a_language_that_it_does_not_speak_and_a_folder_without_a_run_are_named(run) -> None:
    done = CliRunner().invoke(app, ["report", str(run), "--language", "fr"])
    assert done.exit_code == 2
    assert "en, de" in done.output
    done = CliRunner().invoke(app, ["report", str(run.parent)])
    assert done.exit_code == 3
    assert "no run here" in done.output


def test_a_file_that_cannot_be_written_is_named(run, tmp_path) -> None:
    file = tmp_path / "missing" / "report.html"
    done = CliRunner().invoke(app, ["report", str(run), "--out", str(file)])
    assert done.exit_code == 2
    assert "missing" in done.output
