"""The block of From, Sent, To and Subject above a quoted mail, in the words of mail programs."""

from __future__ import annotations

import re

from voiceminer.voice.text.phrases import phrases

_WHO = phrases("header.who")
_WHEN = phrases("header.when")
_TO = phrases("header.to")
_SUBJECT = phrases("header.subject")
# one of these stands in each block that is taken for one
HEADER_SIGNS = _WHEN.signs | _SUBJECT.signs

_LINE = re.compile(
    rf"[>\s*_]*(?:(?P<who>{_WHO.pattern})|(?P<when>{_WHEN.pattern})|(?P<to>{_TO.pattern})"
    rf"|(?P<subject>{_SUBJECT.pattern}))[*_\s]*[:：]",
    re.IGNORECASE,
)
# the block with its line breaks lost
_RUN_ON = re.compile(
    rf"(?:^|(?<=\s))[*_]*(?:{_WHO.pattern})[*_ ]*:(?=[^\n]{{0,200}}(?:@|\d{{1,2}}[:.h]\d\d))"
    r"[^\n]{1,120}?"
    rf"\s[*_]*(?:{_WHEN.pattern})[*_ ]*:[^\n]{{1,200}}?\s[*_]*(?:{_SUBJECT.pattern})[*_ ]*:"
)
_EVIDENCE = re.compile(r"[^\s<>]@[^\s<>]|\d{1,2}[:.h]\d{2}")
_RULE = re.compile(r"[>\s]*[-_=*]{3,}\s*")
# A long value (many receivers) is wrapped over two lines more.
_APART = 3
# The longest name of a line is 16 characters.
_NAME = 24


def header_at(lines: list[str]) -> int | None:
    """The line where the first block begins, with a ruled line above it; None without one.

    A block names a writer and two of time, receiver and subject. Without a subject ("From:
    Rotterdam, To: Oslo, Date: …") it has to hold an address or a time of day as well.
    """
    named = [
        (at, str(match.lastgroup))
        for at, line in enumerate(lines)
        if ":" in line[:_NAME] or "：" in line[:_NAME]
        if (match := _LINE.match(line))
    ]
    for first, (begin, _) in enumerate(named):
        end, kinds = begin, set[str]()
        for at, kind in named[first:]:
            if at - end > _APART:
                break
            end = at
            kinds.add(kind)
        if "who" not in kinds or len(kinds) < 3:
            continue
        if "subject" in kinds or _EVIDENCE.search("\n".join(lines[begin : end + 1])):
            return _ruled(lines, begin)
    return None


def _ruled(lines: list[str], begin: int) -> int:
    """The first of the blank and ruled lines just above."""
    while begin and (not lines[begin - 1].strip() or _RULE.fullmatch(lines[begin - 1])):
        begin -= 1
    return begin


def inline_header(text: str) -> int | None:
    """Where a block on a single line begins; None without one."""
    match = _RUN_ON.search(text)
    return match.start() if match else None
