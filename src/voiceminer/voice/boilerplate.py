"""Lines that many accounts send word by word: footers that no rule for signatures knows."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from voiceminer.voice.listening import Heard, Listened

_WORD = re.compile(r"\w+")


def fingerprint(line: str) -> str:
    """A digest of a line's words; spacing, case and punctuation do not matter."""
    return hashlib.blake2b(
        " ".join(_WORD.findall(line.casefold())).encode(), digest_size=12
    ).hexdigest()


def boilerplate_of(documents: Sequence[Listened], *, accounts: int, words: int) -> frozenset[str]:
    """Fingerprints of lines that at least `accounts` accounts send below their own words.

    Parameters
    ----------
    accounts : int
        In how many accounts a line has to stand; 0 finds none.
    words : int
        Shorter lines are people's own: many say "It does not work".
    """
    if not accounts:
        return frozenset()
    seen: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        for heard in document.turns:
            if heard.side == "customer" and document.document.account_id:
                for line in _lower_lines(heard.text, words):
                    seen[fingerprint(line)].add(document.document.account_id)
    return frozenset(print_ for print_, owners in seen.items() if len(owners) >= accounts)


def _lower_lines(text: str, words: int) -> Iterator[str]:
    """Long lines but for the first: a text always opens with the writer's own."""
    if "\n" in text:
        yield from (line for line in text.split("\n")[1:] if len(line.split()) >= words)


def without_boilerplate(heard: Heard, known: frozenset[str], words: int) -> Heard:
    """The turn without lines that are boilerplate."""
    if not known or heard.side != "customer" or "\n" not in heard.text:
        return heard
    first, *lines = heard.text.split("\n")
    kept = [x for x in lines if len(x.split()) < words or fingerprint(x) not in known]
    if len(kept) == len(lines):
        return heard
    return replace(heard, text="\n".join([first, *kept]).strip())
