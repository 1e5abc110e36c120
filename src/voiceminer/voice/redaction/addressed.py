"""Names that greetings, sign-offs and introductions tell, whoever they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voiceminer.voice.redaction.names import WORD
from voiceminer.voice.redaction.scan import Scan
from voiceminer.voice.redaction.span import Span
from voiceminer.voice.words import GOODBYES, HELLOS, INTRODUCTIONS, NOBODY, PARTICLES, TITLES

_N = r"[A-ZÀ-ÖØ-ÞŁŚŻČŠŽ][^\W\d_]*(?:['’-](?!s\b)[^\W\d_]+)*"
_TITLE = (
    r"(?:(?i:mr|mrs|ms|miss|mx|dr|prof|professor|sir|herrn?|frau|monsieur|madame|mme|mlle"
    r"|señora?"
    r"|sra?|srta|don|doña|signora?|sig|dott|mevrouw|meneer|dhr|mevr)\b\.?\s+|M\.\s+)"
)
_PARTICLE = r"(?:van|von|der|den|de|del|la|las|los|di|da|dos|du|le|ten|ter|zu|y|bin|al|el)"
# One name, or two or three with particles behind the first: "Ursula von der Leyen", but of
# "Josefa Jessel von der Buchhaltung" only two words.
_NAME = (
    rf"(?P<name>{_N}(?:\s(?:{_PARTICLE}\s){{1,2}}{_N}"
    rf"|(?:[ \t]+(?:(?:de|del|la|y)\s)*{_N}|\s[A-Z]\.){{1,2}})?)"
)
_HELLO = (
    r"(?i:hi|hello|hey|hiya|dear|greetings|good (?:morning|afternoon|evening|day)|morning|hallo"
    r"|guten (?:tag|morgen|abend)"
    r"|moin|servus|grüezi|grüß gott|liebe[rs]?|sehr geehrte[rs]?"
    r"|bonjour|bonsoir|salut|ch(?:er|ère)s?"
    r"|hola|buen[oa]s(?: días| tardes| noches)?"
    r"|estimad[oa]s?|querid[oa]s?|ciao|buongiorno|salve|gentile|beste"
    r"|geachte|dag|goedemorgen"
    r"|olá|bom dia|boa tarde|car[oa]|prezad[oa]|cześć|dzień dobry)"
)
_GREETED = re.compile(
    rf"(?:^|(?<=[.!?¡] )|(?<=[.!?¡]))[^\S\n]*{_HELLO}(?:(?P<comma>[^\S\n]*,)[^\S\n]*|[^\S\n]+)"
    rf"{_TITLE}{{0,2}}{_NAME}"
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
    r"(?:^|[.!?,;])\s*(?i:(?:with |many |kind |kindest |best |warm |warmest |all |the "
    r"|mit |viele[n]? |liebe[n]? |beste[n]? |schöne[n]? |freundliche[nr]? |herzliche[nr]? "
    r"|un |muchas |bien |cordial |cordiales |atentos )*"
    r"(?:thanks|thank you|thx|cheers|regards|best|wishes|sincerely|yours(?: sincerely| truly)?"
    r"|gr(?:ü|ue)(?:ß|ss)e?n?|gru(?:ß|ss)|danke|dank|vg|lg|mfg"
    r"|cordialement|salutations|merci|saludos?(?: cordiales)?|gracias|atentamente|saluti|grazie"
    r"|groet(?:en)?|cumprimentos|abraços?|obrigad[oa]))"
    rf"\s*[,.!–—-]*\s+{_NAME}[.,]?[^\S\n]*$",
    re.MULTILINE,
)
# a name as the last line below a blank one or behind a dash
_LAST = re.compile(rf"(?:\n\n|\n\s*[–—-]\s*){_NAME}[.,]?\s*$")
_INTRODUCED = re.compile(
    rf"(?:\b{_TITLE}|\b(?i:my name is|my name['’]s|name is|i am called|speaking with|speaking to"
    rf"|mein name ist|ich heiße|hier (?:ist|spricht)"
    rf"|je m['’]appelle|mon nom est|me llamo|mi nombre es|mi chiamo|ik heet|meu nome "
    rf"é)\s+{_TITLE}?){_NAME}"
)
# These begin with single letters and no condition, so that the engine leaps to them.
_CALLER = re.compile(
    r"[TtIi](?:(?<=[Tt])his is|(?<=\b[Ii])(?: am|['’]m)|(?<=[Ii])t['’]s)\s+"
    rf"(?P<name>(?=\w[a-zà-öø-ÿ]){_N}(?:\s+{_N})?)"
    r"(?=,?\s+(?i:from|at|with|calling|speaking|here|over at)\b)"
)
_TITLED = re.compile(rf"[MDd](?<=\b.)(?:(?<=M)\.|(?<=[Dd])on)\s+{_NAME}")
# of the words that each of these needs, those that fewer texts hold
_ABOUT = frozenset(("from", "at", "with", "calling", "speaking", "here", "over"))
_TITLES = frozenset(("m", "don"))
_TELLING = HELLOS | GOODBYES | INTRODUCTIONS
# Whom a greeting names when it names nobody; particles are parts of names.
_STRANGE = NOBODY - PARTICLES


def addressed(scan: Scan) -> Iterator[Span]:
    """Spans of names in greetings, sign-offs and introductions."""
    text = scan.text
    if not _TELLING.isdisjoint(scan.words):
        yield from _told_by_words(scan)
    if not _ABOUT.isdisjoint(scan.words):
        for match in _CALLER.finditer(text):
            yield from _name_in(match)
    if not _TITLES.isdisjoint(scan.words):
        for match in _TITLED.finditer(text):
            yield from _name_in(match)
    if "\n" in text and (last := _LAST.search(text, max(0, len(text) - 160))):
        yield from _name_in(last)


def _told_by_words(scan: Scan) -> Iterator[Span]:
    text = scan.text
    for guard, before, after, patterns in (
        (HELLOS, 12, 80, (_GREETED, _GREETED_SMALL)),
        (GOODBYES, 40, 80, (_SIGNED,)),
        (INTRODUCTIONS, 12, 80, (_INTRODUCED,)),
    ):
        for stretch in scan.around(guard, before=before, after=after):
            for pattern in patterns:
                for match in pattern.finditer(text, *stretch):
                    yield from _name_in(match)


def _name_in(match: re.Match[str]) -> Iterator[Span]:
    words = WORD.findall(match["name"].casefold())
    if words and _STRANGE.isdisjoint(words) and not PARTICLES.issuperset(words) and _told(words):
        key = " ".join(w for w in words if w not in TITLES)
        yield Span(*match.span("name"), "PERSON", key)


def _told(words: list[str]) -> bool:
    """Whether a name is written out: in masked texts "XXXX" stands for each word of one."""
    return any(len(set(word)) > 1 for word in words)
