"""Who speaks in a text that names its speakers at the beginning of lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_NAMED = re.compile(r"^\s*([^\W\d][^:<>\n]{0,50}?)\s*:\s+(?=\S)")
_TIMED = re.compile(r"^\s*([^\W\d][^:\n]{0,50}?)\s{2,}(?:\d{1,2}:)?\d{1,2}:\d{2}\s*$")
_MOST_WORDS = 5  # of a name: "Dr. María del Carmen Ruiz"
_CLOCK = re.compile(r"^\s*\[?\(?(?:\d{1,2}:)?\d{1,2}:\d{2}\)?\]?\s*")


def name_in(line: str) -> str:
    """The name before the colon, if what stands there can be one."""
    found = _NAMED.match(_CLOCK.sub("", line, count=1))
    if not found or len(found.group(1).split()) > _MOST_WORDS:
        return ""
    return found.group(1).strip()


def named_lines(lines: Sequence[str]) -> list[tuple[str, str]]:
    """(speaker, words) per line; a line without a name goes on with the speaker before.

    A name counts if it comes twice or stands in the first line: "here's the thing: …" does not.
    """
    names = [name_in(line) for line in lines]
    times = Counter(n for n in names if n)
    known = {n for n, count in times.items() if count > 1} | ({names[0]} if names else set())
    known -= {""}
    speaker = ""
    found = []
    for line, name in zip(lines, names, strict=True):
        words = line.strip()
        if name in known:
            speaker = name
            words = _NAMED.sub("", _CLOCK.sub("", words, count=1), count=1).strip()
        found.append((speaker, words))
    return found


def turns_in(lines: Sequence[str]) -> list[tuple[int, str, str]] | None:
    """(line number, speaker, words) if a text is a transcript, else None.

    It is one if at least two speakers take four turns or more, and most lines have a speaker.
    """
    timed = _timed_turns(lines)
    if timed:
        return timed
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip()]
    named = named_lines([line for _, line in numbered])
    turns: list[tuple[int, str, str]] = []
    for (n, _), (speaker, words) in zip(numbered, named, strict=True):
        if turns and turns[-1][1] == speaker:
            turns[-1] = (turns[-1][0], speaker, f"{turns[-1][2]} {words}".strip())
        else:
            turns.append((n, speaker, words))
    spoken = [t for t in turns if t[1]]
    if len({t[1] for t in spoken}) < 2 or len(spoken) < 4:
        return None
    return [t for t in spoken if t[2]]


def _timed_turns(lines: Sequence[str]) -> list[tuple[int, str, str]] | None:
    """Otter and its like: a line `Name  0:01`, and the words below it."""
    heads = [(n, m.group(1)) for n, line in enumerate(lines) if (m := _TIMED.match(line))]
    if len(heads) < 2:
        return None
    turns = []
    for i, (at, name) in enumerate(heads):
        end = heads[i + 1][0] if i + 1 < len(heads) else len(lines)
        words = " ".join(w.strip() for w in lines[at + 1 : end] if w.strip())
        words = re.sub(r"\s*Transcribed by https?://otter\.ai\s*$", "", words)
        if words:
            turns.append((at + 1, name.strip(), words))
    return turns
