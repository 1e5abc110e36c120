"""One run of the small world, and what its tables say."""

import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from small_world import Exports

import voiceminer as vm
from voiceminer.audit.facts import facts_of
from voiceminer.audit.tables import opened

SITE = {
    "login.md": "# Sign in\n\nSingle sign-on keeps your people signed in on the phone app all day."
    " Our seamless identity fabric takes care of it.\n",
    "reports.md": "# Reports\n\nBuild the monthly report by region and copy the chart into a slide."
    " Our seamless identity fabric knows who may see it.\n",
    "about.md": "# About\n\nWe are a small company by the sea and we like our customers a lot.\n",
}


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("audit")
    settings = vm.Settings.model_validate(
        {"embedding": {"encoder": "static"}, "briefs": {"top": 4, "title": "Rotavia"}}
    )
    pages = place / "site"
    pages.mkdir()
    for name, text in SITE.items():
        (pages / name).write_text(text, encoding="utf-8")
    vm.run([Exports().write(place / "exports")], settings, place / "run", pages=[pages])
    return place / "run"


@pytest.fixture(scope="session")
def facts(made):
    return facts_of(opened(made), made)


@pytest.fixture
def run(made, tmp_path) -> Path:
    """The run, to be tampered with."""
    return Path(shutil.copytree(made, tmp_path / "run"))


@pytest.fixture
def change():
    """Change one cell of a table."""

    def change(path, column, row, value) -> None:
        table = pq.read_table(path)
        at = table.schema.get_field_index(column)
        cells = table.column(at).to_pylist()
        cells[row] = value
        field = table.schema.field(at)
        pq.write_table(table.set_column(at, field, pa.array(cells, type=field.type)), path)

    return change
