"""Pages with figures, quotes and names masked, to see what they say in the same words."""

import re
from collections.abc import Iterable
from itertools import combinations

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_SPELLED = r"\b(?:none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
_AMOUNT = r"(?:[A-Z]{3} |[−€$£¥₹])*\d[\d,.]*(?:bn|[mk]\b)?(?: %)?"
_NUMBER = rf"\d+ {_MONTH} \d{{4}}|{_MONTH} \d{{4}}|{_AMOUNT}"


def sentences(page: str, names: Iterable[str]) -> set[str]:
    """Masked sentences outside front matter, headings, quotes and the footnote on brackets.

    Tables of figures are no sentences; a row of a table that tells a reader what to do is one, and
    so is what stands behind a quote there.
    """
    found, section = set(), ""
    for line in re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.DOTALL).splitlines():
        if line.startswith("#"):
            section = line
        if not line or line.startswith(("#", "*In brackets")):
            continue
        if line.startswith("|") and not section.startswith("## For "):
            continue
        text = re.sub(r"“[^”]*”", "Q", line)
        text = re.sub(r"\*Noted:\* [^—]*—", "Q —", text)
        if section == "## In their words" and text.startswith(("- Q —", "- *From a")):
            continue  # a quote and where it comes from
        text = re.sub(r" ?\[\d+\]", "", text)
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, "N")
        text = re.sub(_NUMBER, "#", text)
        text = re.sub(_SPELLED, "#", text, flags=re.IGNORECASE)
        found |= {s.strip("-* ") for s in re.split(r"(?<=[.?!])\**\s+", text) if s.strip("-* ")}
    return found


def most_shared(pages: list[str], names: Iterable[str]) -> tuple[float, set[str]]:
    """The largest share of its sentences that a page has in common with another one."""
    masked = [sentences(p, names) for p in pages]
    pairs = ((a & b, min(len(a), len(b))) for a, b in combinations(masked, 2))
    shared, of = max(pairs, key=lambda p: len(p[0]) / max(p[1], 1))
    return len(shared) / max(of, 1), shared
