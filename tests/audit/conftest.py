"""One run of the small world, and what its tables say."""

import shutil
from pathlib import Path

import pytest
from small_world import Exports

import voiceminer as vm
from voiceminer.audit.facts import facts_of
from voiceminer.audit.tables import opened


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("audit")
    settings = vm.Settings.model_validate(
        {"embedding": {"encoder": "static"}, "briefs": {"top": 4, "title": "Rotavia"}}
    )
    vm.run([Exports().write(place / "exports")], settings, place / "run")
    return place / "run"


@pytest.fixture(scope="session")
def facts(made):
    return facts_of(opened(made), made)


@pytest.fixture
def run(made, tmp_path) -> Path:
    """The run, to be tampered with."""
    return Path(shutil.copytree(made, tmp_path / "run"))
