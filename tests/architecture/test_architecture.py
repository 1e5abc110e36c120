"""What holds the architecture: what is imported when, and where a library may be used."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import voiceminer

SOURCE = Path(voiceminer.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))
HEAVY = {"torch", "bertopic", "spacy", "pandas", "sentence_transformers", "faiss", "onnxruntime"}


def loaded_after(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(' '.join(m for m in sys.modules if '.' not in m))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "statement", ["import voiceminer", "import voiceminer.cli", "import voiceminer.pipeline"]
)
def test_nothing_heavy_is_imported_before_it_is_used(statement: str) -> None:
    assert loaded_after(statement) & HEAVY == set()


def test_help_waits_for_no_settings() -> None:
    assert "pydantic" not in loaded_after("import voiceminer.cli")


def test_every_public_name_is_there() -> None:
    for name in voiceminer.__all__:
        assert getattr(voiceminer, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'minne'"):
        voiceminer.minne  # noqa: B018  # the access is what is tested


def imports_of(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize(
    ("library", "places"),
    [("bertopic", 1), ("phonenumbers", 1), ("selectolax", 3)],
)
def test_a_fenced_library_stays_in_its_place(library: str, places: int) -> None:
    users = [file for file in FILES if library in imports_of(file)]
    assert len(users) <= places, users


def test_what_the_audit_recomputes_with_made_nothing() -> None:
    for file in FILES:
        if file.parent.name not in ("audit", "measures", "refit"):
            assert not imports_of(file) & {"duckdb", "statsmodels"}, file


def test_the_audit_asks_no_stage() -> None:
    stages = "reading|voice|passages|embedding|signals|clustering|taxonomy|topics|impact|briefs"
    for file in (SOURCE / "audit").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert not re.findall(rf"voiceminer\.(?:{stages})\b", text), file


def test_the_library_prints_nothing_and_filters_no_warnings() -> None:
    for file in FILES:
        if file.parent.name == "cli":
            continue
        calls = {
            ast.unparse(node.func)
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
        }
        assert not calls & {"print", "warnings.filterwarnings", "logging.basicConfig"}, file


def test_only_the_command_line_knows_exit_codes() -> None:
    for file in FILES:
        if file.parent.name != "cli":
            text = file.read_text(encoding="utf-8")
            assert "sys.exit" not in text, file
            assert "SystemExit" not in text, file


def test_files_stay_small() -> None:
    lengths = sorted(len(file.read_text(encoding="utf-8").splitlines()) for file in FILES)
    assert lengths[len(lengths) // 2] < 100
    assert not [file for file in FILES if file.stem in {"utils", "helpers", "misc"}]


def test_every_ignore_has_its_reason_beside_it() -> None:
    for file in FILES:
        for n, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            for mark in ("# noqa", "# type: ignore"):
                if mark in line:
                    after = line.split(mark, 1)[1]
                    assert "#" in after, f"{file.name}:{n}: {mark} without a reason"
