"""Plain text and Markdown to a table: a transcript's turns, a note with its head, or lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voiceminer.reading.speakers import turns_in
from voiceminer.reading.tables import Table

_HEAD_LINE = re.compile(r"^\s*([^\W\d][\w /()-]{0,40}?)\s*:\s*(.*?)\s*$")
_RULE = re.compile(r"^\s*(?:-{3,}|={3,}|\*{3,}|_{3,})\s*$")
# From this many lines on, without a blank line between them, each line is a text of its own.
_MANY_LINES = 10


def prose(text: str, path: str, encoding: str) -> Table:
    """A table with the column `text`; heads of notes and speakers are columns beside it."""
    lines = text.lstrip("\ufeff").splitlines()
    turns = turns_in(lines)
    if turns is not None:
        return _table(
            path, encoding, ("speaker", "text"), [(n, (s, w)) for n, s, w in turns], "transcript"
        )
    notes = [_note(n, block) for n, block in _blocks(lines)]
    notes = [note for note in notes if note[2]]
    if len(notes) == 1 and not notes[0][1]:
        separate = _lines_apart(lines)
        if separate:
            return _table(path, encoding, ("text",), separate, "lines")
    names = tuple(dict.fromkeys(k for _, head, _ in notes for k in head))
    rows = [(n, (*(head.get(k, "") for k in names), words)) for n, head, words in notes]
    return _table(path, encoding, (*names, "text"), rows, "text")


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
    """Front matter with its body, or notes that a rule parts if each has a head of its own."""
    if lines and _RULE.match(lines[0]):
        closing = next((i for i, line in enumerate(lines[1:], 1) if _RULE.match(line)), None)
        if closing and all(_HEAD_LINE.match(x) for x in lines[1:closing] if x.strip()):
            return [(2, [x for x in lines[1:closing] if x.strip()] + [""] + lines[closing + 1 :])]
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
