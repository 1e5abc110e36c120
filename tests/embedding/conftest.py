from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from voiceminer.data import Passage, Rows

TINY = Path(__file__).parent / "data"


@pytest.fixture
def tiny() -> Path:
    """Folder of the models that make_tiny_models.py makes."""
    return TINY


@pytest.fixture
def passages() -> Callable[[Sequence[str]], Rows[Passage]]:
    """Passages of given texts."""

    def made(texts: Sequence[str]) -> Rows[Passage]:
        return Rows.gather(
            Passage,
            [
                Passage(
                    id=f"p{i}", verbatim_id=f"v{i}", start=0, end=len(text), text=text,
                    side="customer", at=None, document_id=f"d{i}", author_id=None,
                    account_id=None, deal_id=None, repeat_of=None,
                )
                for i, text in enumerate(texts)
            ],
        )  # fmt: skip

    return made
