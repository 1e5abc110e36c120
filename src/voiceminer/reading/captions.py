"""WebVTT and SubRip to a table of turns: who, when, what; broken files as far as they go."""

from __future__ import annotations

import html
import re

from voiceminer.reading.speakers import named_lines
from voiceminer.reading.tables import Table

_TIMES = re.compile(
    r"^\s*((?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3})\s*-->\s*((?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3})"
)
_VOICE = re.compile(r"<v(?:\.[^\s<>]+)?\s+([^<>]+)>")
_TAG = re.compile(r"</?(?:[a-z]+(?:\.[^<>]*)?|\d[\d:.]*)(?:\s[^<>]*)?>", re.IGNORECASE)
_MOST_WORDS = 4  # of a speaker's name on a line of its own: "Ruiz, María (External)"
Cue = tuple[int, str, str, str]
_BLOCKS = ("NOTE", "STYLE", "REGION")


def is_captions(text: str) -> bool:
    """Whether a text is WebVTT, or begins like SubRip."""
    head = text.lstrip("\ufeff \r\n")[:400]
    if head.startswith("WEBVTT"):
        return True
    lines = [line for line in head.splitlines() if line.strip()]
    return any(_TIMES.match(line) for line in lines[:2])


def captions(text: str, path: str, encoding: str) -> Table:
    """Turns of the same speaker over neighbouring cues are one row; its number is its line."""
    cues = [c for c in _named_above(_cues(text)) if c[3].strip()]
    lines = [c[3] for c in cues]
    named = [(v, t) for _, _, v, t in cues]
    if not any(v for v, _ in named):
        named = named_lines(lines)
    rows: list[list[str]] = []
    numbers: list[int] = []
    merged = 0
    for (number, start, _, _), (speaker, words) in zip(cues, named, strict=True):
        last = rows[-1] if rows else None
        if last is not None and last[0] == speaker:
            merged += 1
            last[2] = _continued(last[2], words)
            continue
        rows.append([speaker, start, words])
        numbers.append(number)
    head = "\n".join(text.splitlines()[:200])
    return Table.of(
        rows,
        numbers,
        path=path,
        header=("speaker", "offset", "text"),
        container="vtt" if "WEBVTT" in head else "srt",
        encoding=encoding,
        dropped={"joined": merged} if merged else {},
    )


def _cues(text: str) -> list[Cue]:
    """(line, start in seconds, voice, words) of each cue."""
    lines = text.lstrip("\ufeff").splitlines()
    found: list[Cue] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.startswith(_BLOCKS) and "-->" not in line:
            while at < len(lines) and lines[at].strip():
                at += 1
            continue
        times = _TIMES.match(line)
        at += 1
        if not times:
            continue
        first, words = at, []
        # a cue ends at a blank line; broken writers leave the blank out
        while at < len(lines) and lines[at].strip() and not _TIMES.match(lines[at]):
            words.append(lines[at])
            at += 1
        if words and at < len(lines) and _TIMES.match(lines[at]) and words[-1].strip().isdigit():
            words.pop()  # SubRip's number of the next cue
        raw = "\n".join(words)
        voice = _VOICE.search(raw)
        found.append(
            (
                first + 1 if words else first,
                str(_seconds(times.group(1))),
                html.unescape(voice.group(1)).strip() if voice else "",
                _plain(raw),
            )
        )
    return found


def _named_above(cues: list[Cue]) -> list[Cue]:
    """Cues whose first line is who speaks, as Teams' earlier Word transcripts have them.

    They are so if every cue has two lines and more, and the first lines are few names that repeat.
    """
    split = [words.split("\n", 1) for _, _, _, words in cues]
    above = [parts[0] for parts in split if len(parts) > 1]
    names = set(above)
    if (
        len(above) < len(cues)
        or len(above) < 3
        or len(names) > len(above) // 2 + 1
        or not all(0 < len(n.split()) <= _MOST_WORDS and ":" not in n for n in names)
        or any(v for _, _, v, _ in cues)
    ):
        return [(n, start, voice, _one_line(words)) for n, start, voice, words in cues]
    return [
        (n, start, parts[0], _one_line(parts[1]))
        for (n, start, _, _), parts in zip(cues, split, strict=True)
    ]


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _plain(raw: str) -> str:
    return html.unescape(_TAG.sub("", _VOICE.sub("", raw))).strip()


def _seconds(stamp: str) -> float:
    parts = [float(p) for p in stamp.replace(",", ".").split(":")]
    hours, minutes, seconds = [0.0] * (3 - len(parts)) + parts
    return round(hours * 3600 + minutes * 60 + seconds, 3)


def _continued(text: str, more: str) -> str:
    """The turn with the next cue; rolling captions repeat the words that still stand on screen."""
    for n in range(min(len(text), len(more), 200), 0, -1):  # two lines on screen at most
        whole = (n == len(more) or more[n] == " ") and (n == len(text) or text[-n - 1] == " ")
        if whole and text.endswith(more[:n]):
            more = more[n:].lstrip()
            break
    return f"{text} {more}".strip()
