"""The small world as fixtures."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from voiceminer.data import MiningResult
from voiceminer.settings import Settings

# test modules are imported by path, so what they share has to be findable by name
sys.path.insert(0, str(Path(__file__).parent))

from briefs_world import STATES, World  # found through the line above


@pytest.fixture(scope="session")
def results() -> dict[str, MiningResult]:
    return {state: World(state=state).result() for state in STATES}


@pytest.fixture
def titled():
    """The same result under other settings for briefs."""

    def change(result: MiningResult, **briefs: object) -> MiningResult:
        return replace(result, settings=Settings.model_validate({"briefs": briefs}))

    return change
