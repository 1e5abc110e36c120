"""Every system that is read has a section that says what to ask it for."""

import re
from pathlib import Path

import pytest

from voiceminer.reading.systems import SYSTEMS

PAGE = (Path(__file__).parents[2] / "docs" / "exporting.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+)\n((?:(?!^## ).*\n?)*)", PAGE, flags=re.MULTILINE))


def plain(name: str) -> str:
    return re.sub(r"\W", "", name).casefold()


@pytest.mark.parametrize("name", sorted({s.name for s in SYSTEMS}))
def test_a_known_system_has_its_section(name: str) -> None:
    headings = [plain(h) for h in SECTIONS]
    assert any(plain(name).startswith(h) or h.endswith(plain(name)) for h in headings)


@pytest.mark.parametrize("name", [s for s in SECTIONS if "**Export.**" in SECTIONS[s]])
def test_a_section_says_what_is_left_out_and_what_goes_with_it(name: str) -> None:
    assert "**What the easy export leaves out.**" in SECTIONS[name]
    assert "**With it.**" in SECTIONS[name]
