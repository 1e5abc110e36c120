"""One turn -> the words that its writer wrote now, and what was cut from it by which rule."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from voiceminer.data import Kind
from voiceminer.voice.text.automatic import automatic
from voiceminer.voice.text.cuts import Cut
from voiceminer.voice.text.footer import without_footers, without_furniture
from voiceminer.voice.text.phrases import signs_in
from voiceminer.voice.text.plain import GAP, plain_text
from voiceminer.voice.text.quoted import without_quoted
from voiceminer.voice.text.signature import without_signature

# Speech has no signatures, and a note no sender: rules made for mail would only do harm there.
MAIL: frozenset[Kind] = frozenset({"ticket", "chat", "email", "text", "review"})
# A line of a mail that was wrapped by its program ends between 60 and 80 characters, without
# an end of sentence, and goes on in lower case.
_WRAP = re.compile(r"\n(?<=[^\n.!?:;]{56}[\w,)'’\"-]\n)(?=[a-zà-öø-ÿ(])")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a writer wrote now. `cut` is raw; `signature` is the part of it that names them."""

    text: str
    cut: tuple[Cut, ...]
    signature: str


def own_words(
    source: str, kind: Kind, writer: str = "", keep: AbstractSet[str] = frozenset()
) -> OwnWords:
    """The turn's own text, plain, or "" where a program wrote it.

    Parameters
    ----------
    source : str
        The turn as the export holds it.
    kind : Kind
        What its document is: mail rules are for mail, chat and tickets.
    writer : str
        The writer's name or address, if known: it tells where a signature begins.
    keep : set of str
        Names of `RULES` that cut nothing.
    """
    text, cuts = plain_text(source, keep)
    if kind not in MAIL:
        return OwnWords(text, tuple(cuts), "")
    signs = signs_in(text)
    for rid_of in (without_quoted, without_furniture):
        text, more = rid_of(text, signs, keep)
        cuts += more
    if (rule := automatic(text, signs)) and rule not in keep:
        return OwnWords("", (*cuts, Cut(rule, text)), "")
    text, more = without_footers(text, signs, keep)
    cuts += more
    signature = ""
    if "\n" in text:
        if "signature" not in keep:
            text, more, signature = without_signature(text, signs, writer)
            cuts += more
        text = _WRAP.sub(" ", text)
        text = GAP.sub("\n\n", text)
    return OwnWords(text.strip(), tuple(cuts), signature)
