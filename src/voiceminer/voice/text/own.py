"""One turn -> the words that its writer wrote now, and what was cut from it by which rule."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from voiceminer.data import Kind
from voiceminer.voice.text.automatic import automatic
from voiceminer.voice.text.plain import plain_text
from voiceminer.voice.text.quoted import without_quoted
from voiceminer.voice.text.signature import without_signature

# Speech has no signatures, and a note no sender: rules made for mail would only do harm there.
MAIL: frozenset[Kind] = frozenset({"ticket", "chat", "email", "text", "review"})
_FURNITURE = re.compile(
    r"^(?:\[?cid:[^\n]*\]?|\[image[^\n]*\]|\[?inline image[^\n]*|\(attachment[^\n]*"
    r"|attachment\(s\):[^\n]*"
    r"|ticket:\s*https?://[^\n]*|(?:external|caution|achtung)\s*:?[^\n]{0,40}(?:outside|extern"
    r"|originated)[^\n]*"
    r"|you don['’]t often get e-?mail from[^\n]*|view this e-?mail in your browser[^\n]*"
    r"|unsubscribe(?:\s*<[^\n]*)?|powered by [^\n]{2,40})$\n?",
    re.IGNORECASE | re.MULTILINE,
)
# A line of a mail that was wrapped by its program ends between 60 and 80 characters, without
# an end of sentence, and goes on in lower case.
_WRAP = re.compile(r"(?<=[^\n.!?:;]{56})([\w,)'’\"-])\n(?=[a-zà-öø-ÿ(])")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a writer wrote now. `cut` counts rules; `signature` is the part that names them."""

    text: str
    cut: Counter[str]
    signature: str


def own_words(source: str, kind: Kind) -> OwnWords:
    """The turn's own text, plain, or "" where a program wrote it.

    Parameters
    ----------
    source : str
        The turn as the export holds it.
    kind : Kind
        What its document is: mail rules are for mail, chat and tickets.
    """
    cut: Counter[str] = Counter()
    text, signature = plain_text(source, cut), ""
    if kind in MAIL:
        if rule := automatic(text):
            cut[rule] += 1
            return OwnWords("", cut, "")
        text, rule = without_quoted(text)
        cut[rule] += 1
        if "\n" in text:
            text, rules, signature = without_signature(text)
            cut.update(rules)
            shorter = _FURNITURE.sub("", text)
            cut["ticket furniture"] += shorter != text
            text = _WRAP.sub(r"\1 ", shorter).strip()
    return OwnWords(text, Counter({rule: n for rule, n in cut.items() if rule and n}), signature)
