"""Quoted and forwarded mail below, or between, what somebody wrote."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from voiceminer.voice.text.cuts import Cut
from voiceminer.voice.text.header import HEADER_SIGNS, header_at, inline_header
from voiceminer.voice.text.phrases import phrases

_OPENS = phrases("head.opens").pattern
_WROTE = phrases("head.wrote")
_DASHED = phrases("separator.dashed")
_PLAIN = phrases("separator.plain")
_ABOVE = phrases("above")
_SIGNS = _WROTE.signs | _DASHED.signs | _PLAIN.signs | _ABOVE.signs | HEADER_SIGNS

_CLOCK = r"\d{1,2}[:.h]\d{2}"
_DATE = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|(?<!\d)(?:19|20)\d{2}(?!\d))"
)
_ADDRESS = r"[<(\[]?[^<>()\[\]\s]+@[^<>()\[\]\s]+"
_VERB = re.compile(rf"(?<!\w)(?:{_WROTE.pattern})(?!\w)", re.IGNORECASE)
_DATED = re.compile(_DATE)
_TIMED = re.compile(_CLOCK)
_MAIL = re.compile(_ADDRESS)
# the line begins as heads do: with an opening word, a day's name ("wt.,", "пт,"), or the date
_BEGINS = re.compile(rf"[*_\s]*(?:(?:{_OPENS})\s|[^\W\d_]{{2,4}}\.?,? \d{{1,2}}\D|\d{{1,4}}[-./ ])")
# the same with all line breaks lost, as some exports have it: date, time, verb, in 200 characters
_RUN_ON = re.compile(
    rf"(?:^|(?<=\s))(?:{_OPENS})\s(?=[^\n]{{0,50}}{_DATE})(?=[^\n]{{0,60}}{_CLOCK})[^\n]{{0,160}}?"
    rf"(?<!\w)(?:{_WROTE.pattern})(?!\w)[^\n:]{{0,100}}[:：](?=\s|$)"
)
_MARKED = re.compile(r"[>＞]|\|(?= )(?!.*\|)")
# "> 30 seconds" may be meant; "> 3. What is…" below a head is a quote
_MORE_THAN = re.compile(r"> ?[€$£]?\d")
_SEPARATOR = re.compile(
    rf"^[>\s]*[-_*=#+]{{2,}}\s*(?:{_DASHED.pattern})(?!\w)[^\n]*"
    rf"|^[>\s*_]*(?:{_PLAIN.pattern})\s*:"
    rf"|(?<=\s)-{{3,}}\s?(?:{_DASHED.pattern})\s?-{{3,}}",
    re.MULTILINE | re.IGNORECASE,
)
# between marks, or alone on its line: people also speak of this line
_REPLY_ABOVE = re.compile(
    rf"[#=*_~-]{{2,}}[ \w,]{{0,40}}?(?<!\w)(?:{_ABOVE.pattern})(?!\w)"
    rf"|^[^\w\n]*(?:(?:please|bitte|merci de|por favor)\s)?(?:{_ABOVE.pattern})[^\w\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
_RULE = re.compile(r"[-_=*·•—–~#\s]*")
# A head is wrapped over at most this many lines.
_WRAPPED = 4
# Longer lines are paragraphs, no part of a head.
_LONGEST = 160


def without_quoted(
    text: str, signs: frozenset[str], keep: AbstractSet[str] = frozenset()
) -> tuple[str, list[Cut]]:
    """The text before and between quoted mail, and what was cut.

    Parameters
    ----------
    text : str
        Plain lines.
    signs : frozenset of str
        `signs_in(text)`.
    keep : set of str
        Rules that cut nothing.
    """
    if _SIGNS.isdisjoint(signs) and ">" not in text and "| " not in text and "＞" not in text:
        return text, []
    lines, cuts = text.split("\n"), list[Cut]()
    marked = [False] * len(lines) if "quoted reply" in keep else _marks(lines)
    if "quoted reply" not in keep and (not _WROTE.signs.isdisjoint(signs) or "@" in text):
        lines, marked = _without_heads(lines, marked, cuts)
    if any(marked):
        own = [line for line, mark in zip(lines, marked, strict=True) if not mark]
        history = [line for line, mark in zip(lines, marked, strict=True) if mark]
        cuts.append(Cut("quoted reply", "\n".join(history)))
        lines = own
    for at, rule in _ends(lines, signs, keep):
        cuts.append(Cut(rule, "\n".join(lines)[at:]))
        lines = "\n".join(lines)[:at].split("\n")
    while lines and cuts and _RULE.fullmatch(lines[-1]):
        lines.pop()
    return "\n".join(lines).strip(), cuts


def _marks(lines: list[str]) -> list[bool]:
    """Which lines are marked as quoted."""
    marked = [bool(_MARKED.match(line)) for line in lines]
    if any(marked) and all(
        _MORE_THAN.match(line) for line, mark in zip(lines, marked, strict=True) if mark
    ):
        return [False] * len(lines)
    return marked


def _without_heads(
    lines: list[str], marked: list[bool], cuts: list[Cut]
) -> tuple[list[str], list[bool]]:
    """Without the heads of quotes; below a head that no marked line follows, all is quoted."""
    gone: set[int] = set()
    for at, line in enumerate(lines):
        if marked[at] or not line.rstrip(" *_>").endswith((":", "：")) or len(line) > _LONGEST:
            continue
        below = next((i for i in range(at + 1, len(lines)) if lines[i].strip()), None)
        quotes = below is not None and marked[below]
        begin = _head_begin(lines, at, followed=quotes)
        if begin is None:
            continue
        if below is not None and not quotes:
            if lines[below].lstrip()[:1] in "\"'“„«‚‘" and "@" not in line:
                continue  # somebody quotes a sentence, and says whose
            cuts.append(Cut("quoted reply", "\n".join(lines[begin:])))
            lines, marked = lines[:begin], marked[:begin]
            break
        cuts.append(Cut("quoted reply", "\n".join(lines[begin : at + 1])))
        gone.update(range(begin, at + 1))
    kept = [i for i in range(len(lines)) if i not in gone]
    return [lines[i] for i in kept], [marked[i] for i in kept]


def _head_begin(lines: list[str], at: int, *, followed: bool) -> int | None:
    """Where the head that ends at this line begins; None if it is none."""
    head = ""
    for begin in range(at, max(-1, at - _WRAPPED), -1):
        if not lines[begin].strip() or len(lines[begin]) > _LONGEST:
            break
        head = f"{lines[begin]} {head}"
        if _BEGINS.match(lines[begin]) and _says_who(head, followed=followed):
            return begin
    head = lines[at]
    # a name and an address, then the verb
    named = head.lstrip(" *_\"'")[:1].isupper()
    if named and _VERB.search(head) and (followed or _MAIL.search(head)):
        return at
    return None


def _says_who(head: str, *, followed: bool) -> bool:
    """Whether somebody wrote at some time: a date alone stands in sentences, too."""
    address, timed = bool(_MAIL.search(head)), bool(_TIMED.search(head))
    if _VERB.search(head):
        return followed or address or (timed and bool(_DATED.search(head)))
    return address and timed and head.rstrip(" :：*_").endswith(">")


def _ends(lines: list[str], signs: frozenset[str], keep: AbstractSet[str]) -> list[tuple[int, str]]:
    """Where the first of the marks stands below which all is old, and its rule."""
    text = "\n".join(lines)
    found: list[tuple[int, str]] = []
    for rule, words, pattern in (
        ("ticket furniture", _ABOVE.signs, _REPLY_ABOVE),
        ("forwarded or original message", _DASHED.signs | _PLAIN.signs, _SEPARATOR),
        ("quoted reply", _WROTE.signs, _RUN_ON),
    ):
        if rule not in keep and not words.isdisjoint(signs) and (match := pattern.search(text)):
            found.append((match.start(), rule))
    # a block has three names of lines or more, each with a colon
    headed = "quoted header" not in keep and not HEADER_SIGNS.isdisjoint(signs)
    if headed and text.count(":") + text.count("：") > 2:
        begin = header_at(lines)
        if begin is not None:
            found.append((len("\n".join(lines[:begin])), "quoted header"))
        elif (at := inline_header(text)) is not None:
            found.append((at, "quoted header"))
    return [min(found)] if found else []
