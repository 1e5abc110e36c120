"""Commands run in the tests' own process: what workers do is tested where engines are."""

import os

import pytest


@pytest.fixture(autouse=True)
def _one_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
