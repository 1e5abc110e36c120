"""Fragments that say nothing: placeholders alone, a greeting, a sound of assent."""

from __future__ import annotations

import re

_PLACEHOLDER = re.compile(r"\[[A-Z][A-Z_]*(?:_\d+)?\]")
_NOTHING = re.compile(
    r"(?:hi|hello|hey|hiya|dear|afternoon|evening"
    r"|good (?:morning|afternoon|evening|day)|morning|hallo|guten (?:tag"
    r"|morgen|abend)|moin"
    r"|sehr geehrte(?:r|s|n)?|damen|herren|herr|frau|liebe[rs]?|bonjour|bonsoir|salut|hola|buenos "
    r"días|buenas(?: tardes)?"
    r"|estimad[oa]s?|ciao|buongiorno|cher|chère|madame|monsieur|señor(?:a|es)?|sir|madam|und|and"
    r"|team|all|there|everyone|support"
    r"|thanks?|thank you|many|a lot|so much|very much|again|in advance|cheers|regards|best|kind"
    r"|warm|wishes|sincerely|yours"
    r"|danke|vielen dank|schön|im voraus|mit|freundlichen|freundliche|viele|beste|besten|grüßen?"
    r"|grüsse|mfg|vg|lg"
    r"|merci|beaucoup|d['’]avance|cordialement|gracias|muchas|saludos?|un|cordial|grazie|mille"
    r"|ok|okay|kk|yes|yeah|yep|yup|no|nope|nah|sure|right|alright|all right|correct|exactly"
    r"|absolutely|mm-?hmm?|mhm|uh-?huh|uh|um|hmm?|huh"
    r"|oh|ah|wow|great|perfect|cool|nice|got it|i see|bye(?:[- ]bye)?|goodbye|ja|nein|genau|gut"
    r"|oui|non|d['’]accord|sí|vale"
    r"|sent from my \w+|hello\?)(?!\w)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s\W_]+")


def says_nothing(text: str) -> bool:
    """Whether the text is but greetings, thanks, assent, marks and placeholders."""
    if len(text) > 80:
        return False
    rest = _PLACEHOLDER.sub(" ", text)
    at, end = 0, len(rest)
    while at < end:
        if gap := _BETWEEN.match(rest, at):
            at = gap.end()
            continue
        word = _NOTHING.match(rest, at)
        if not word:
            return False
        at = word.end()
    return True


def is_heading(text: str, end: int, whole: str) -> bool:
    """Whether the words only announce the lines below them: "Next steps:"."""
    return text.endswith(":") and len(text.split()) <= 4 and whole[end : end + 1] == "\n"
