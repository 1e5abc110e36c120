import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from voiceminer.data import Corpus
from voiceminer.engines import Serial
from voiceminer.reading import Inspection, inspect, mapping_from, read_corpus
from voiceminer.settings import ReadingSettings

Files = Mapping[str, str | bytes | list[Any] | dict[str, Any]]


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[Files], Path]:
    def write(files: Files) -> Path:
        root = tmp_path / "exports"
        root.mkdir(exist_ok=True)
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = content if isinstance(content, (str, bytes)) else json.dumps(content)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        return root

    return write


@pytest.fixture
def read(folder: Callable[[Files], Path]) -> Callable[..., Corpus]:
    def corpus_of(files: Files, *columns: str, mapping: Any = None, **limits: int) -> Corpus:
        said = mapping if mapping is not None else mapping_from(None, columns)
        return read_corpus(
            [folder(files)], ReadingSettings(**limits), engine=Serial(), mapping=said
        )

    return corpus_of


@pytest.fixture
def inspected(folder: Callable[[Files], Path]) -> Callable[[Files], Inspection]:
    def inspection_of(files: Files) -> Inspection:
        return inspect([folder(files)], ReadingSettings(), engine=Serial())

    return inspection_of
