"""The command line as a user meets it: output, exit codes, sentences."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from voiceminer.cli import app

COMMANDS = [
    "demo",
    "mine",
    "inspect",
    "voice",
    "topics",
    "why",
    "report",
    "brief",
    "audit",
    "curate",
    "compare",
    "assign",
    "config",
    "models",
    "version",
]
TICKETS = "id,subject,description,created_at\n" + "".join(
    f"{n},Import,The import stopped at row {n} again and nobody could say why.,2026-01-{n:02}\n"
    f"{n + 40},Login,Our people cannot sign in on the phone app since day {n}.,2026-02-{n:02}\n"
    for n in range(1, 21)
)


def call(*args: object):
    return CliRunner().invoke(app, [str(a) for a in args])


@pytest.fixture
def good(tmp_path: Path) -> Path:
    file = tmp_path / "in" / "good.csv"
    file.parent.mkdir()
    file.write_text(TICKETS, encoding="utf-8")
    return file


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    done = call(command, "--help")
    assert done.exit_code == 0
    assert len(done.output.splitlines()) > 5


def test_mine_prints_the_list_and_where_the_briefs_lie(good: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    done = call("mine", good, "--out", out, "--encoder", "static")
    assert done.exit_code == 0, done.output
    assert "index.md" in done.stdout
    assert (out / "index.md").is_file()
    assert (out / "report.html").is_file()
    shown = call("topics", out, "--json")
    topics = json.loads(shown.stdout)["topics"]
    assert sum(t["n_passages"] for t in topics) == 80  # a subject and a sentence per ticket


def test_why_there_are_as_many_topics_and_how_to_have_more(good: Path, tmp_path: Path) -> None:
    out, more = tmp_path / "run", tmp_path / "more"
    assert call("mine", good, "--out", out, "--encoder", "static").exit_code == 0
    assert "--topics finer" in " ".join(call("topics", out, "--why").stdout.split())
    levels = json.loads(call("topics", out, "--why", "--json").stdout)
    chosen = next(level["groups"] for level in levels if level["shown"] == "topic")
    assert chosen > 1
    done = call("mine", good, "--out", more, "--encoder", "static", "--topics", "finer")
    assert done.exit_code == 0, done.output
    assert len(json.loads(call("topics", more, "--json").stdout)["topics"]) > chosen


def test_a_number_of_topics_that_is_none_says_what_would_do(good: Path, tmp_path: Path) -> None:
    done = call("mine", good, "--out", tmp_path / "run", "--topics", "many")
    assert done.exit_code == 2
    assert "finer" in done.stderr


def test_json_is_all_that_stands_on_stdout(good: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "voiceminer", "mine", str(good), "--json"]
    command += ["--out", str(tmp_path / "run"), "--encoder", "static"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["topics"]


BAD = {
    "empty.csv": (b"", "empty.csv: "),
    "binary.csv": (bytes(range(256)) * 40, "binary.csv: "),
    "no-text.csv": (b"Status,Count\nopen,3\nclosed,4\n", "Columns found: Status, Count"),
    "cut.json": (b'{"tickets": [{"id": 1, "description": "half a', "cut.json: "),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_alone_is_unreadable_input(name: str, tmp_path: Path) -> None:
    content, sentence = BAD[name]
    (tmp_path / name).write_bytes(content)
    done = call("mine", tmp_path / name, "--out", tmp_path / "run")
    assert done.exit_code == 3, done.output
    assert sentence in done.output
    assert "Traceback" not in done.output
    assert not (tmp_path / "run").exists()


def test_bad_files_stop_only_themselves(good: Path, tmp_path: Path) -> None:
    for name, (content, _) in BAD.items():
        (good.parent / name).write_bytes(content)
    out = tmp_path / "run"
    done = call("mine", good.parent, "--out", out, "--encoder", "static")
    assert done.exit_code == 0, done.output
    index = (out / "index.md").read_text(encoding="utf-8")
    for name in BAD:
        assert name in index, f"{name} could not be read, and the index does not say so"


def test_a_folder_without_files_is_unreadable_input(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    done = call("mine", tmp_path / "in", "--out", tmp_path / "run")
    assert done.exit_code == 3
    assert "in: " in done.output


def test_a_path_that_is_not_there_says_so(tmp_path: Path) -> None:
    done = call("mine", tmp_path / "none.csv", "--out", tmp_path / "run")
    assert done.exit_code == 3
    assert "none.csv" in done.output


def test_a_wrong_column_names_the_nearest(good: Path, tmp_path: Path) -> None:
    done = call("mine", good, "--column", "text=Descripton", "--out", tmp_path / "run")
    assert done.exit_code == 2, done.output
    assert "description" in done.output
    assert not (tmp_path / "run").exists()


def test_a_wrong_field_names_the_nearest(good: Path, tmp_path: Path) -> None:
    done = call("mine", good, "--column", "txt=description", "--out", tmp_path / "run")
    assert done.exit_code == 2, done.output
    assert "text" in done.output


def test_an_unreadable_date_column_is_said_and_costs_only_the_dates(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text(TICKETS.replace("2026-", "sometime "), encoding="utf-8")
    out = tmp_path / "run"
    done = call("mine", file, "--out", out, "--encoder", "static")
    assert done.exit_code == 0, done.output
    assert "created_at" in (out / "index.md").read_text(encoding="utf-8")


def test_a_run_is_not_written_over_something_else(good: Path, tmp_path: Path) -> None:
    done = call("mine", good, "--out", good.parent)
    assert done.exit_code == 2
    assert "--out" in done.output
    assert good.is_file()


@pytest.mark.parametrize("command", ["mine", "inspect"])
def test_when_every_file_fails_each_has_one_line(tmp_path: Path, command: str) -> None:
    for name, content in {"a.csv": "", "b.json": '{"tickets": [', "c.pdf": "%PDF-1.7"}.items():
        (tmp_path / name).write_text(content)
    run = [sys.executable, "-m", "voiceminer", command, str(tmp_path)]
    done = subprocess.run(run, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 3
    lines = [line.removeprefix("voiceminer: ") for line in done.stderr.splitlines()]
    assert [line.split(":")[0] for line in lines] == ["a.csv", "b.json", "c.pdf"]
    assert not done.stdout


def test_a_bad_file_stops_only_itself(good: Path) -> None:
    (good.parent / "cut.json").write_text('{"tickets": [')
    done = call("inspect", good.parent)
    assert done.exit_code == 0
    assert "40 documents: 40 ticket" in done.output
    assert "cut.json: stops being JSON" in done.output


def test_a_line_of_the_written_mapping_can_be_mended(good: Path, tmp_path: Path) -> None:
    file = tmp_path / "mapping.toml"
    assert call("inspect", good, "--write-mapping", file).exit_code == 0
    written = file.read_text(encoding="utf-8")
    assert 'text = "description"' in written
    file.write_text(written.replace('text = "description"', 'text = "subjct"'), encoding="utf-8")
    done = call("inspect", good, "--mapping", file)
    assert (done.exit_code, "Did you mean 'subject'?" in done.output) == (2, True)
    file.write_text(written.replace('text = "description"', 'txt = "subject"'), encoding="utf-8")
    done = call("inspect", good, "--mapping", file)
    assert (done.exit_code, "Did you mean 'text'?" in done.output) == (2, True)


def test_inspect_shows_what_a_file_was_taken_for(good: Path) -> None:
    done = call("inspect", good)
    assert done.exit_code == 0, done.output
    assert "description" in done.output
    found = json.loads(call("inspect", good, "--json").stdout)
    assert found["files"][0]["made"] == 40


def test_models_names_source_and_licence() -> None:
    done = call("models")
    assert done.exit_code == 0
    assert "all-MiniLM-L6-v2" in done.output
    assert "Apache-2.0" in done.output
    for model in json.loads(call("models", "--json").stdout):
        assert model["licence"]


def test_curate_begins_a_file_and_applies_it(good: Path, tmp_path: Path) -> None:
    out, file = tmp_path / "run", tmp_path / "taxonomy.toml"
    assert call("mine", good, "--out", out, "--encoder", "static").exit_code == 0
    assert call("curate", out).exit_code == 3  # there is no file yet
    assert call("curate", out, "--init").exit_code == 0
    again = call("curate", out, "--init")
    assert (again.exit_code, "never written over" in again.stderr) == (2, True)
    text = file.read_text(encoding="utf-8")
    head, first = text.split("[[topic]]\n", 1)
    first = first.replace("# label = ", "label = 'One and only' # ", 1)
    file.write_text(f"{head}[[topic]]\n{first}", encoding="utf-8")
    done = call("curate", out, "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["topics"][0]["label"] == "One and only"


def test_topics_of_no_run(tmp_path: Path) -> None:
    done = call("topics", tmp_path)
    assert done.exit_code == 3
    assert "no run here" in done.output


def test_version() -> None:
    assert call("version").stdout.strip().count(".") == 2
