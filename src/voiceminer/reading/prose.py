"""Plain text and Markdown to a table: a transcript's turns, a note with its head, or lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from voiceminer.reading.dates import dates_of
from voiceminer.reading.flattening import flat_of
from voiceminer.reading.speakers import turns_in
from voiceminer.reading.tables import Table

_HEAD_LINE = re.compile(r"^\s*([^\W\d][\w /()-]{0,40}?)\s*:\s*(.*?)\s*$")
_RULE = re.compile(r"^\s*(?:-{3,}|={3,}|\*{3,}|_{3,})\s*$")
_DATE = re.compile(
    r"\b(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}\b|\b\d{1,2}\.? ?[^\W\d_]{3,} (?:19|20)\d{2}\b"
    r"|\b[^\W\d_]{3,} \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d{2}\b"
)
# From this many lines on, without a blank line between them, each line is a text of its own.
_MANY_LINES = 10


def prose(text: str, path: str, encoding: str) -> Table:
    """A table with the column `text`; heads of notes and speakers are columns beside it."""
    lines = text.lstrip("\ufeff").splitlines()
    above, lines, skipped = front_matter(lines)
    turns = turns_in(lines)
    if turns is not None:
        above |= _dated(lines[: turns[0][0] - 1])
        names = tuple(above)
        rows = [(n + skipped, (*above.values(), s, w)) for n, s, w in turns]
        return _table(path, encoding, (*names, "speaker", "text"), rows, "transcript")
    notes = [_note(n, block) for n, block in ([(1, lines)] if above else _blocks(lines))]
    notes = [(n + skipped, {**above, **head}, words) for n, head, words in notes if words]
    if len(notes) == 1 and not notes[0][1]:
        separate = _lines_apart(lines)
        if separate:
            return _table(path, encoding, ("text",), separate, "lines")
    names = tuple(dict.fromkeys(k for _, head, _ in notes for k in head))
    rows = [(n, (*(head.get(k, "") for k in names), words)) for n, head, words in notes]
    return _table(path, encoding, (*names, "text"), rows, "text")


def _dated(lines: list[str]) -> dict[str, str]:
    """The day of a transcript, where a line above its turns says it."""
    found = (m.group() for line in lines[:20] if (m := _DATE.search(line)))
    date = next((d for d in found if dates_of([d]).values[0]), "")
    return {"date": date} if date else {}


def front_matter(lines: list[str]) -> tuple[dict[str, str], list[str], int]:
    """(head, lines below it, how many lines it took) of a note that begins with YAML or TOML.

    Values stay as they are written: YAML's own dates and numbers would lose zeros.
    """
    fence = lines[0].strip() if lines else ""
    if fence not in {"---", "+++"}:
        return {}, lines, 0
    closing = next((i for i, x in enumerate(lines[1:], 1) if x.strip() in {fence, "..."}), None)
    if closing is None:
        return {}, lines, 0
    try:
        head = _parsed("\n".join(lines[1:closing]), fence)
    except (ValueError, TypeError):
        return {}, lines, 0
    return flat_of(head).cells, lines[closing + 1 :], closing + 1


def _parsed(text: str, fence: str) -> dict[str, Any]:
    import tomllib

    import yaml

    try:
        head = tomllib.loads(text) if fence == "+++" else yaml.load(text, yaml.BaseLoader)  # noqa: S506  # BaseLoader makes strings, lists and dicts, nothing else
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(str(error)) from error
    if not isinstance(head, dict):
        raise TypeError("no pairs of key and value")
    return head


def _table(
    path: str,
    encoding: str,
    header: tuple[str, ...],
    rows: Sequence[tuple[int, tuple[str, ...]]],
    container: str,
) -> Table:
    return Table.of(
        [r for _, r in rows],
        [n for n, _ in rows],
        path=path,
        header=header,
        container=container,
        encoding=encoding,
    )


def _blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """The whole, or notes that a rule parts if each has a head of its own."""
    blocks: list[tuple[int, list[str]]] = [(1, [])]
    for n, line in enumerate(lines, 1):
        if _RULE.match(line):
            blocks.append((n + 1, []))
        else:
            blocks[-1][1].append(line)
    filled = [(n, b) for n, b in blocks if any(x.strip() for x in b)]
    if len(filled) > 1 and all(_note(n, b)[1] for n, b in filled):
        return filled
    return [(1, lines)]


def _note(number: int, lines: list[str]) -> tuple[int, dict[str, str], str]:
    """(first line, head, text) of one note. A head is two or more `Key: value` lines on top."""
    lines = list(lines)
    while lines and not lines[0].strip():
        lines.pop(0)
        number += 1
    head: dict[str, str] = {}
    at = 0
    while at < len(lines) and (found := _HEAD_LINE.match(lines[at])):
        if len(found.group(1).split()) > 4 or len(found.group(2)) > 200:
            break
        head.setdefault(found.group(1).strip(), found.group(2).strip("\"' "))
        at += 1
    if len(head) < 2:
        head, at = {}, 0
    return number, head, "\n".join(lines[at:]).strip()


def _lines_apart(lines: list[str]) -> list[tuple[int, tuple[str, ...]]]:
    """Each line as a text, if that is how the file is written: many, none blank, none broken."""
    filled: list[tuple[int, tuple[str, ...]]] = [
        (n, (line.strip(),)) for n, line in enumerate(lines, 1) if line.strip()
    ]
    inner = lines[: filled[-1][0]] if filled else []
    if len(filled) < _MANY_LINES or len(filled) < len(inner):
        return []
    starts = sum(1 for _, (line, *_) in filled if line[0].isupper() or line[0] in "\"'-*•")
    return filled if starts >= 0.3 * len(filled) or len(filled) > 100 else []
