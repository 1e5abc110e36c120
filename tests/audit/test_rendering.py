"""Pages rendered again are the same pages, in any style, and the audit finds its way in them."""

import json

from typer.testing import CliRunner

from voiceminer.audit import audit_of
from voiceminer.cli import app


def call(*args: object):
    return CliRunner().invoke(app, [str(a) for a in args])


def pages(run) -> dict[str, bytes]:
    return {
        f.relative_to(run).as_posix(): f.read_bytes()
        for f in sorted(run.rglob("*"))
        if f.suffix in (".md", ".csv", ".json")
    }


def test_rendering_again_changes_nothing(run) -> None:
    before = pages(run)
    done = call("brief", run)
    assert done.exit_code == 0, done.output
    assert "index.md" in done.stdout
    assert pages(run) == before


def test_a_page_that_was_edited_is_mended(run) -> None:
    (run / "index.md").write_text("# Lost\n", encoding="utf-8")
    assert call("audit", run).exit_code == 4
    assert call("brief", run).exit_code == 0
    assert call("audit", run).exit_code == 0


def test_more_briefs_under_another_title_into_another_folder(run, tmp_path) -> None:
    out = tmp_path / "more"
    assert call("brief", run, "--top", 2, "--title", "Anna & Co", "--out", out).exit_code == 0
    assert len(list((out / "briefs").iterdir())) == 2
    assert len(list((run / "briefs").iterdir())) > 2
    assert "*Anna & Co. As of" in (out / "index.md").read_text(encoding="utf-8")
    assert json.loads((out / "brief.json").read_text())["title"] == "Anna & Co"
    assert audit_of(out).pages == len(list(out.rglob("*.md")))


def test_a_house_style_is_taken_before_ours_and_can_be_audited(run, tmp_path) -> None:
    house = tmp_path / "house"
    house.mkdir()
    (house / "scorecard.md.j2").write_text(
        "# Our card\n\n{% for r in rows %}\n- {{ r.link }}: {{ r.open_deals }} open\n{% endfor %}\n"
    )
    assert call("brief", run, "--template", house).exit_code == 0
    assert (run / "scorecard.md").read_text(encoding="utf-8").startswith("# Our card\n\n- [")
    assert audit_of(run).kinds["link"] > 3


def test_a_template_that_cannot_be_rendered_says_which_and_leaves_the_run(run, tmp_path) -> None:
    house = tmp_path / "house"
    house.mkdir()
    before = pages(run)
    for text, what in (
        ("{% for r in rows %}", "scorecard.md.j2, line 1: Unexpected end of template"),
        ("{{ nobody.name }}", "'nobody' is undefined"),
        ("{{ 3 }}", "only figures, names, quotes"),
    ):
        (house / "scorecard.md.j2").write_text(text)
        done = call("brief", run, "--template", house)
        assert done.exit_code == 2, done.output
        assert what in done.stderr
    assert pages(run) == before
    assert "no such folder" in call("brief", run, "--template", tmp_path / "none").stderr


def test_the_scorecard_is_the_runs_own_and_its_figures_can_be_read_by_programs(run) -> None:
    shown = call("scorecard", run)
    assert shown.exit_code == 0, shown.output
    assert shown.stdout == (run / "scorecard.md").read_text(encoding="utf-8")
    rows = json.loads(call("scorecard", run, "--json").stdout)
    assert {"measure", "topic_id", "key", "value", "unit", "shown"} == set(rows[0])
    assert all(row["shown"] in shown.stdout for row in rows)


def test_a_scorecard_needs_a_run(tmp_path) -> None:
    done = call("scorecard", tmp_path / "none")
    assert done.exit_code == 3
    assert "voiceminer mine" in done.stderr
