"""The small world as exports, and one run of it."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from small_world import Exports

import voiceminer as vm
from voiceminer.data import MiningResult


@pytest.fixture
def exports() -> Exports:
    return Exports()


@pytest.fixture(scope="session")
def fast() -> vm.Settings:
    return vm.Settings.model_validate({"embedding": {"encoder": "static"}, "briefs": {"top": 3}})


@dataclass(frozen=True)
class Run:
    exports: Path
    folder: Path
    result: MiningResult


@pytest.fixture(scope="session")
def first(tmp_path_factory, fast) -> Run:
    """One run of the small world, for all tests that only look at it."""
    place = tmp_path_factory.mktemp("world")
    exports = Exports().write(place / "exports")
    return Run(exports, place / "run", vm.run([exports], fast, place / "run"))
