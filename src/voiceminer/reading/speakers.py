"""Who speaks in a text that names its speakers: at the beginning of lines, or on lines above."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

Turn = tuple[int, str, str]

_NAMED = re.compile(r"^\s*([^\W\d][^:<>\n]{0,50}?)\s*:\s+(?=\S)")
_MOST_WORDS = 5  # of a name: "Dr. María del Carmen Ruiz"
# two to four words, each with a capital: whoever speaks but once is still no part of a sentence
_SPELT = re.compile(r"[^\W\d_a-z][\w'’.-]*(?: [^\W\d_a-z][\w'’.-]*){1,3}")
_CLOCK = re.compile(r"^\s*\[?\(?(?:\d{1,2}:)?\d{1,2}:\d{2}\)?\]?\s*")

_TIME = r"[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\s?[AaPp][Mm])?[\])]?"
_NAME = r"(?P<name>[^\W\d][^:\n\[\]]{0,50}?)"
# Lines above the words, of those who write them: Otter and Teams "Ann Lee  0:01", Zoom
# "[Ann Lee] 10:02:03", Fathom and tl;dv "0:01 - Ann Lee"; Otter leaves the name out at times.
_HEADS = (
    re.compile(rf"^\s*{_NAME}\s*[-–—|\s,]\s*{_TIME}\s*$"),
    re.compile(rf"^\s*\[(?P<name>[^\[\]\n]{{1,60}})\]\s*{_TIME}\s*$"),
    re.compile(rf"^\s*{_TIME}\s*[-–—|\s]\s*{_NAME}\s*$"),
    re.compile(rf"^\s*(?P<name>){_TIME}\s*$"),
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")  # "March 5, 2024, 10:00" is when, not who
# Zoom's saved chat: "10:02:03 From Ann Lee to Everyone: …"
_CHAT = re.compile(
    rf"^\s*{_TIME}\s+From\s+(?P<name>[^:\n]{{1,60}}?)(?:\s+to\s+[^:\n]{{1,60}}?)?\s*:\s*(?P<words>.*)$"
)
# What recorders write around the words.
_NOTICE = re.compile(
    r"^\s*(?:transcribed by https?://\S+"
    r"|(?:meeting |transcription )?(?:ended|stopped) (?:after|at) .*"
    r"|this (?:editable )?transcript was (?:computer|automatically|auto-)\s?generated.*"
    r"|\S+ (?:started|stopped) transcription)\s*$",
    re.IGNORECASE,
)
_ONLY_CLOCK = re.compile(rf"^\s*{_TIME}\s*$")
# Longer lines are no headings; patterns would try their runs of spaces many times.
_LONGEST_NOTICE = 300
# The heading below which Google Meet's and others' turns begin.
_HEADING = re.compile(r"^\s*#*\s*(?:meeting )?transcript(?:ion)?\s*:?\s*$", re.IGNORECASE)


def name_in(line: str) -> str:
    """The name before the colon, if what stands there can be one."""
    found = _NAMED.match(_CLOCK.sub("", line, count=1))
    if not found or len(found.group(1).split()) > _MOST_WORDS:
        return ""
    return found.group(1).strip()


def named_lines(lines: Sequence[str]) -> list[tuple[str, str]]:
    """(speaker, words) per line; a line without a name goes on with the speaker before.

    A name counts if it comes twice or stands in the first line: "here's the thing: …" does not.
    Where most lines begin with a name that counts, so does one that is spelt as names are.
    """
    names = [name_in(line) for line in lines]
    times = Counter(n for n in names if n)
    known = {n for n, count in times.items() if count > 1} | ({names[0]} if names else set())
    known -= {""}
    if 2 * sum(name in known for name in names) >= len(names):
        known |= {name for name in times if _SPELT.fullmatch(name)}
    speaker = ""
    found = []
    for line, name in zip(lines, names, strict=True):
        words = line.strip()
        if name in known:
            speaker = name
            words = _NAMED.sub("", _CLOCK.sub("", words, count=1), count=1).strip()
        found.append((speaker, words))
    return found


def is_chat_log(text: str) -> bool:
    """Whether a text is a saved chat, line by line with time and sender."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()]
    return sum(1 for line in lines if _CHAT.match(line)) >= max(2, len(lines) // 3)


def turns_in(lines: Sequence[str]) -> list[Turn] | None:
    """(line number, speaker, words) if a text is a transcript, else None.

    It is one if at least two speakers take four turns or more, and most lines have a speaker; or
    if its turns stand below lines of name and time.
    """
    numbered = [(n, line) for n, line in enumerate(lines, 1) if not _is(_NOTICE, line)]
    start = next((i for i, (_, line) in enumerate(numbered) if _is(_HEADING, line)), None)
    below = numbered[start + 1 :] if start is not None else []
    return next(
        (
            turns
            for part in (below, numbered)
            for find in (_chat_turns, _timed_turns, _named_turns)
            if (turns := find(part)) is not None
        ),
        None,
    )


def _is(pattern: re.Pattern[str], line: str) -> bool:
    """Whether a short line is what the pattern says."""
    return len(line) <= _LONGEST_NOTICE and bool(pattern.match(line))


def _named_turns(numbered: Sequence[tuple[int, str]]) -> list[Turn] | None:
    """`Name: words`, and lines that go on."""
    numbered = [(n, x) for n, x in numbered if x.strip() and not _is(_ONLY_CLOCK, x)]
    named = named_lines([line for _, line in numbered])
    turns = _joined((n, *pair) for (n, _), pair in zip(numbered, named, strict=True))
    spoken = [t for t in turns if t[1]]
    if len({t[1] for t in spoken}) < 2 or len(spoken) < 4:
        return None
    return [t for t in spoken if t[2]]


def _joined(turns: Iterator[Turn]) -> list[Turn]:
    """Neighbouring lines of one speaker as one turn."""
    found: list[Turn] = []
    for number, speaker, words in turns:
        if found and found[-1][1] == speaker:
            found[-1] = (found[-1][0], speaker, f"{found[-1][2]} {words}".strip())
        else:
            found.append((number, speaker, words))
    return found


def _chat_turns(numbered: Sequence[tuple[int, str]]) -> list[Turn] | None:
    turns: list[Turn] = []
    for number, line in numbered:
        found = _CHAT.match(line)
        if found:
            turns.append((number, found.group("name").strip(), found.group("words").strip()))
        elif turns and line.strip():
            at, speaker, words = turns[-1]
            turns[-1] = (at, speaker, f"{words} {line.strip()}".strip())
    return [t for t in turns if t[2]] if len(turns) > 1 else None


def _timed_turns(numbered: Sequence[tuple[int, str]]) -> list[Turn] | None:
    """A line with name and time, and the words below it. Two heads that have a name, or three.

    A head without a name is a turn of a speaker whom the recorder did not know.
    """
    heads = [(i, name) for i, (_, line) in enumerate(numbered) if (name := _head(line)) is not None]
    worded = [
        (i, name)
        for i, name in heads
        if i + 1 < len(numbered) and _head(numbered[i + 1][1]) is None
    ]
    named = sum(1 for _, name in worded if name)
    if named < 2 and len(worded) < 3:
        return None
    turns = []
    for (at, name), end in zip(heads, [*(i for i, _ in heads[1:]), len(numbered)], strict=True):
        words = " ".join(line.strip() for _, line in numbered[at + 1 : end] if line.strip())
        if words:
            turns.append((numbered[at][0], name, words))
    return turns


def _head(line: str) -> str | None:
    """The name on a head line, empty where it has but a time; None if it is none."""
    if len(line) > 90:
        return None
    found = next((m for head in _HEADS if (m := head.match(line))), None)
    if found is None or len(found.group("name").split()) > _MOST_WORDS or _YEAR.search(line):
        return None
    return found.group("name").strip()
