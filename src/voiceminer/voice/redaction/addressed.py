"""Names that greetings, sign-offs and introductions tell, whoever they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from voiceminer.voice.redaction.names import person_parts, words_of
from voiceminer.voice.redaction.span import Span
from voiceminer.voice.words import GOODBYES, HELLOS, INTRODUCTIONS, NOBODY, TITLES

_N = r"[A-ZÀ-ÖØ-ÞŁŚŻČŠŽ][\w'’]*(?:-[A-ZÀ-ÖØ-Þ][\w'’]*)?"
_TITLE = (
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Herrn?|Frau|Monsieur|Madame|Mme|Mlle|Señora?|Sra?|Srta"
    r"|Don|Doña"
    r"|Signora?|Sig|Dott|Mevrouw|Meneer|Dhr|Mevr)\b\.?\s+)"
)
_NAME = rf"(?P<name>{_N}(?:\s+(?:(?:van|von|de|der|del|la|di|da)\s+)*{_N}|\s+[A-Z]\.){{0,2}})"
_HELLO = (
    r"(?i:hi|hello|hey|hiya|dear|greetings|good (?:morning|afternoon|evening|day)|morning|hallo"
    r"|guten (?:tag|morgen|abend)"
    r"|moin|servus|grüezi|grüß gott|liebe[rs]?|sehr geehrte[rs]?|bonjour|bonsoir|salut|chère?"
    r"|hola|buenos días"
    r"|buenas(?: tardes| noches)?|estimad[oa]s?|querid[oa]|ciao|buongiorno|salve|gentile|beste"
    r"|geachte|dag|goedemorgen"
    r"|olá|bom dia|boa tarde|car[oa]|prezad[oa]|cześć|dzień dobry)"
)
_GREETED = re.compile(
    rf"(?:^|(?<=[.!?] )|(?<=[.!?]))\s*{_HELLO}(?:(?P<comma>\s*,)\s*|\s+){_TITLE}?{_NAME}"
    r"(?=\s*(?:[,.!:;–—\n-]|$)|(?(comma)(?!)|\s+)(?:and|und|et|y|&|I|I['’]\w+|we|we['’]\w+|my|our"
    r"|can|could|please|thanks|thank|just|hope|"
    r"this|there|is|when|ich|wir|können|je|nous|tengo|no|the)\b)",
    re.MULTILINE,
)
_GREETED_SMALL = re.compile(
    r"^\s*(?i:hi|hello|hey|dear|hallo|bonjour|salut|hola|ciao) "
    r"(?P<name>[a-zà-öø-ÿ]{2,15})\s?[,!]",
    re.MULTILINE,
)
_SIGNED = re.compile(
    r"(?:(?:^|[.!?,;\n])\s*(?i:(?:with |many |kind |best |warm |mit |viele[n]? |liebe |beste "
    r"|freundlichen |herzliche |un |muchas )*(?:thanks|thank you|thx|cheers|regards|best|wishes"
    r"|sincerely|yours|grüße?n?|gruss|grüsse|gruß|danke|vg|lg|mfg"
    r"|cordialement|merci|saludos?|gracias|atentamente|cordial|saluti|grazie|groet(?:en)?"
    r"|cumprimentos|abraços?|obrigad[oa]))"
    rf"\s*[,.!–—-]*\s+){_NAME}[.,]?\s*$"
)
# a name as the last line below a blank one or behind a dash
_LAST = re.compile(rf"(?:\n\n|\n\s*[–—-]\s*){_NAME}[.,]?\s*$")
_WORD = re.compile(r"[^\W_]+")
_INTRODUCED = re.compile(
    rf"(?:\b{_TITLE}|\b(?i:my name is|my name['’]s|name is|i am called|speaking with|speaking to"
    rf"|mein name ist|ich heiße|hier (?:ist|spricht)"
    rf"|je m['’]appelle|mon nom est|me llamo|mi nombre es|mi chiamo|ik heet|meu nome "
    rf"é)\s+{_TITLE}?){_NAME}"
    rf"|\b(?i:this is|i am|i['’]m"
    rf"|it['’]s)\s+(?P<caller>(?=\w[a-zà-öø-ÿ]){_N}(?:\s+{_N})?)(?=,?\s+(?i:from|at|with|calling"
    rf"|speaking|here|over at)\b)"
)


def addressed(text: str, bag: AbstractSet[str]) -> Iterator[Span]:
    """Spans of names in greetings, sign-offs and introductions.

    Parameters
    ----------
    bag : set of str
        The text's words, case-folded.
    """
    # words without which a pattern finds nothing: asking a set is cheaper than running it
    for guard, patterns in (
        (HELLOS, (_GREETED, _GREETED_SMALL)),
        (GOODBYES, (_SIGNED,)),
        (INTRODUCTIONS, (_INTRODUCED,)),
    ):
        if guard.isdisjoint(bag):
            continue
        for pattern in patterns:
            for match in pattern.finditer(text):
                yield from _name_in(match)
    if "\n" in text and (last := _LAST.search(text)):
        yield from _name_in(last)


def _name_in(match: re.Match[str]) -> Iterator[Span]:
    found = match.groupdict()
    group = "name" if found["name"] else "caller"
    words = _WORD.findall(found[group].casefold())
    if words and NOBODY.isdisjoint(words):
        key = " ".join(w for w in words if w not in TITLES)
        yield Span(*match.span(group), "PERSON", key)


def local_names(texts: Iterable[str]) -> frozenset[str]:
    """The words of names that a document's greetings and signatures tell."""
    return frozenset(
        part
        for text in texts
        for span in addressed(text, {w for _, _, w in words_of(text)})
        for part in person_parts(span.key)
    )
