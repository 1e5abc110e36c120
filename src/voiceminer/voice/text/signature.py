"""Who signs, and with what below: name, role, firm, numbers."""

from __future__ import annotations

import re

from voiceminer.voice.text.cuts import Cut
from voiceminer.voice.text.phrases import phrases

_LEAVE = phrases("closing.leave")
_THANKS = phrases("closing.thanks")
_CLOSING_SIGNS = _LEAVE.signs | _THANKS.signs

_PART = rf"(?:(?P<leave>{_LEAVE.pattern})|{_THANKS.pattern})(?!\w)"
_MORE = _PART.replace("(?P<leave>", "(?P<also>")
_CLOSING = re.compile(
    rf"[\s*_\"'–—-]*{_PART}(?:[\s,/&+–.!|-]*(?:(?:{phrases('closing.joins').pattern})\s+)?{_MORE})*"
    r"(?:\s(?:from|aus|de|da|uit|z)\s[^\s,.]+)?",
    re.IGNORECASE,
)
_DELIMITER = re.compile(r"(?:--+|__+|==+|\*\*+|—+|–+|~~+|- - -[- ]*)\s*")
_POSTSCRIPT = re.compile(r"\s*(?:p\.?\s?s\.?)(?=[\s:.]|$)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = " ,.!–—-*_:;/|"
# "i. A.", "p.p.", "gez.", "/Anna", "Your Anna", and titles, before a name
_BEFORE_NAME = re.compile(
    r"(?:(?:i\. ?[av]\.|p\.? ?p\.?|ppa\.?|gez\.|dr\.?|ing\.?|mag\.?|prof\.?|ihre?|your|votre|tu"
    r"|je|/)\s*)+",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:^|\W)(?:t|tel|tél|tfno|telefon|teléfono|téléphone|telefono|telefoon|phone|mobile?|mob|cell|m|p|f"
    r"|fax|direct|handy|móvil|mobil|gsm|office|w|e|e-?mail|web)\W{1,3}[+(\d@w]|www\.|https?://"
    r"|^\W*\+?[\d(][\d ()./-]{7,}\W*$|^\S+@\S+\.\w+$",
    re.IGNORECASE,
)
# A signature has at most this many lines: name, role, firm, two of address, three of numbers,
# web, slogan, and blank ones between (talon takes 11 as well).
_LONGEST = 14
# A line of a signature that is longer holds an address or numbers between strokes.
_LINE = 90


def without_signature(
    text: str, signs: frozenset[str], writer: str = ""
) -> tuple[str, list[Cut], str]:
    """The text without its signature.

    Parameters
    ----------
    text : str
        Plain lines.
    signs : frozenset of str
        `signs_in(text)`.
    writer : str
        The writer's name or address where the export has it: a line that holds but this name
        begins a signature.

    Returns
    -------
    text, cuts, signature : str, list of Cut, str
        What is left, and the cut signature: it names the writer.
    """
    lines = text.split("\n")
    at = _signature_at(lines, signs, frozenset(_WORD.findall(writer.casefold())))
    if at is None:
        return text, [], ""
    postscript = next((i for i in range(at, len(lines)) if _POSTSCRIPT.match(lines[i])), len(lines))
    signature = "\n".join(lines[at:postscript])
    kept = "\n".join([*lines[:at], *lines[postscript:]]).strip()
    return kept, [Cut("signature", signature)], signature


def _signature_at(lines: list[str], signs: frozenset[str], writer: frozenset[str]) -> int | None:
    """The line at which the signature begins, or None."""
    closes = not _CLOSING_SIGNS.isdisjoint(signs)
    # the first line is never a signature's: somebody who writes but "Thanks!" says that
    for at in range(max(1, len(lines) - _LONGEST), len(lines)):
        line = lines[at]
        if not line.strip():
            continue
        rest = [x for x in lines[at + 1 :] if x.strip()]
        if _DELIMITER.fullmatch(line):
            begins = True
        elif closes and len(line) <= _LINE and (said := _CLOSING.match(line)):
            begins = _closes(line[said.end() :], said, rest, writer)
        else:
            begins = _names(line, writer) or (
                not lines[at - 1].strip() and _is_name(line) and any(map(_CONTACT.search, rest))
            )
        if begins and _short(rest):
            return at
    return None


def _closes(behind: str, said: re.Match[str], rest: list[str], writer: frozenset[str]) -> bool:
    """Whether a line that begins with a closing formula is one."""
    leaves = bool(said["leave"] or said["also"])
    name = behind.strip(_BETWEEN)
    if name and not _names(name, writer):
        # "Best regards Ann", "Thanks, Ann", but not "Best Buy" or "Thanks Priya"
        parted = behind.lstrip()[:1] in (*",.!–-",) or (leaves and " " in said.group().strip())
        return parted and _is_name(name)
    # thanks may stand in the middle: a name or nothing follows where they end the mail
    return leaves or not rest or _names(rest[0], writer) or _is_name(rest[0]) or _leaves(rest[0])


def _leaves(line: str) -> bool:
    match = _CLOSING.match(line)
    return bool(_DELIMITER.fullmatch(line) or (match and (match["leave"] or match["also"])))


def _names(line: str, writer: frozenset[str]) -> bool:
    """Whether the line is the writer's name and nothing else."""
    if not writer or len(line) > 60:
        return False
    words = _WORD.findall(_BEFORE_NAME.sub("", line.strip(_BETWEEN), count=1).casefold())
    return (
        bool(words)
        and all(
            word in writer or (len(word) == 1 and any(w.startswith(word) for w in writer))
            for word in words
        )
        and max(map(len, words)) > 1
    )


def _is_name(line: str) -> bool:
    """Whether the line can be a name: one to four words, each with a capital, nothing else."""
    words = _BEFORE_NAME.sub("", line.strip(" ,.!*_"), count=1).split()
    return 0 < len(words) <= 4 and all(
        word[0].isupper() and not any(c.isdigit() or c in ":;?!" for c in word)
        for word in words
        if word.lower()
        not in ("de", "van", "der", "den", "von", "di", "da", "del", "la", "le", "&")
    )


def _short(lines: list[str]) -> bool:
    """Whether no line reads as a sentence: names and addresses are short and end openly."""
    return not any(
        (len(line) > _LINE and "|" not in line and "·" not in line)
        or (len(line.split()) > 5 and line.rstrip().endswith((".", "?", "!")))
        for line in lines
        if not _POSTSCRIPT.match(line)
    )
