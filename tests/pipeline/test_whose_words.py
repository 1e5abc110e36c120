"""What agents wrote, what is private and what is quoted stands in no brief as a customer's word."""

import itertools
import tomllib
from pathlib import Path

import pyarrow.parquet as pq

import voiceminer as vm

STYLES = Path(__file__).parent.parent / "voice" / "data" / "mail_styles.toml"


def test_no_quoted_private_or_agents_word_is_printed_as_a_customers(exports, fast, tmp_path):
    styles = tomllib.loads(STYLES.read_text(encoding="utf-8"))
    templates = itertools.cycle([*styles["plain"].values(), *styles["html"].values()])
    old = "The import zwibold stopped at row 7 again.\nWho can help us with the zwibold report?"
    for ticket in exports.tickets:
        ticket["description"] = (
            next(templates)
            .replace("{own}", ticket["description"])
            .replace("{old}", old)
            .replace("{marked}", "\n".join(f"> {line}" for line in old.split("\n")))
        )
        at = ticket["created_at"]
        for role, public, body in (
            ("agent", True, "The import zwibours stopped at row 3, we are sorry."),
            ("agent", False, "The import zwibnote of this man is hopeless, he pays too little."),
            ("end-user", False, "Our login zwibnote is the one of my colleague."),
        ):
            comment = {"author_id": 5, "role": role, "public": public, "body": body}
            ticket["comments"].append(comment | {"created_at": at})
    folder = tmp_path / "run"
    result = vm.run([exports.write(tmp_path / "x")], fast, folder)

    ours = " ".join(result.heard.voice.ours.column("text"))
    assert "zwibours" in ours  # what we said is kept, apart
    said = " ".join(result.heard.voice.verbatims.column("text"))
    assert "stopped at row" in said  # and so are customers' words
    assert "zwibours" not in said
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert files
    for file in files:
        content = file.read_bytes()
        if file.suffix == ".parquet":
            content += repr(pq.read_table(file).to_pylist()).encode()
        assert b"zwibold" not in content, file.name
        assert b"zwibnote" not in content, file.name
        if file.name != "ours.parquet":
            assert b"zwibours" not in content, file.name
