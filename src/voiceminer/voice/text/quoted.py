"""Quoted and forwarded mail below (or between) what somebody wrote."""

from __future__ import annotations

import re

_LINE = r"[^\n]{0,160}"
# "On 3 Apr 2012, at 4:19 PM, bob wrote:" in the words of mail programs. The head may be wrapped
# over up to four lines; the date's digit keeps "On Monday she wrote: …" in the text.
_WROTE = (
    (r"On", r"wrote"),
    (r"Am|Den", r"schrieb"),
    (r"Le", r"a écrit"),
    (r"El", r"escribió"),
    (r"Il(?: giorno)?", r"ha scritto"),
    (r"Op", r"schreef"),
    (r"Em|A|No dia", r"escreveu"),
    (r"W dniu|Dnia", r"(?:napisał(?:\(a\)|a)?|pisze)"),
    (r"Den|På", r"(?:skrev|skreiv)"),
    (r"Dne", r"napsal(?:\(a\)|a)?"),
    (r"Pe|La", r"a scris"),
)
_HEAD = re.compile(
    "|".join(
        rf"^(?:{begin})\b(?=[^\n]{{0,200}}\n?[^\n]{{0,60}}\d){_LINE}(?:\n{_LINE}){{0,3}}?"
        rf"\b{verb}\b{_LINE}[:：]\s*$"
        for begin, verb in _WROTE
    )
    # Gmail writes the Russian head, and Yahoo and Gmail some others, with the date first
    + r"|^\d{1,4}[-./年 ][^\n]{0,120}(?:\n[^\n]{0,80}){0,2}?"
    r"(?:написал(?:а|\(а\))?|пишет|wrote|schrieb|escribió|a écrit|ha scritto|schreef|写道|のメール)"
    r"[^\n]{0,60}[:：]\s*$"
    r"|^[^\n]{0,80}<[^<>\s]+@[^<>\s]+>[^\n]{0,20}(?:wrote|schrieb|a écrit|escribió|ha scritto"
    r"|schreef)"
    r"[^\n]{0,60}:\s*$",
    re.MULTILINE,
)
_ORIGINAL = re.compile(
    r"^[-_*= ]{2,}\s*(?:Original(?: Message|nachricht| Mail)?|Forwarded [Mm]essage|Ursprüngliche "
    r"Nachricht"
    r"|Weitergeleitete Nachricht|Message d['’]origine|Message transféré|Message original"
    r"|Mensaje original|Mensaje reenviado|Messaggio originale|Messaggio inoltrato"
    r"|Oorspronkelijk bericht|Doorgestuurd bericht|Mensagem original|Mensagem encaminhada"
    r"|Wiadomość oryginalna|Reply message|Исходное сообщение)[^\n]{0,60}$"
    r"|^(?:Begin forwarded message|Anfang der weitergeleiteten (?:E-Mail|Nachricht)"
    r"|Début du message (?:transféré|réexpédié)|Inicio del mensaje reenviado"
    r"|Inizio messaggio inoltrato)\s*:",
    re.MULTILINE | re.IGNORECASE,
)
# Outlook's block: who, when, to whom, in this order and each on a line of its own. A subject
# alone is no sign: people write "Subject: …" themselves.
_WHO = r"From|Von|De|Da|Van|Od|От|Från|Fra"
_WHEN = (
    r"Sent|Date|Gesendet|Datum|Envoyé|Enviado(?: el)?|Fecha|Inviato|Data|Verzonden|Enviada(?: em)?"
    r"|Wysłano|Отправлено|Дата|Skickat|Sendt"
)
_TO = (
    r"To|An|À|A|Para|Aan|Do|Кому|Till|Til|Cc|Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp"
    r"|Assunto|Temat|Тема|Ämne|Emne"
)
_BLOCK = re.compile(
    rf"^[>*\s]*(?:{_WHO})[* ]?:[^\n]*\n(?:[^\n]*\n){{0,2}}?[>*\s]*(?:{_WHEN})[* ]?:[^\n]*\n"
    rf"(?:[^\n]*\n){{0,2}}?[>*\s]*(?:{_TO})[* ]?:",
    re.MULTILINE,
)
_ABOVE = re.compile(
    r"^[^\n]{0,40}(?:(?:type|write|enter) your reply above|reply above this line|antworten sie "
    r"(?:bitte )?"
    r"oberhalb|antwort(?:en)? (?:bitte )?(?:oberhalb|über) dieser|répond(?:re|ez) au-dessus|"
    r"responda? (?:por )?encima de esta|scrivi(?:ere)? la (?:tua )?risposta sopra|"
    r"typ (?:uw|je) antwoord boven)[^\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
_MARKED = re.compile(r"^(?:>|&gt;|\|(?= ))[^\n]*\n?", re.MULTILINE)


def without_quoted(text: str) -> tuple[str, str]:
    """The text before (or between) quoted mail, and the rule that cut, or ""."""
    if "\n" not in text and not text.startswith(("-", ">", "#")):
        return text, ""
    found = [
        (match.start(), rule)
        for rule, pattern in (
            ("ticket furniture", _ABOVE),
            ("forwarded or original message", _ORIGINAL),
            ("quoted header", _BLOCK),
        )
        if (match := pattern.search(text))
    ]
    end, rule = min(found, default=(len(text), ""))
    text = text[:end]
    head = _HEAD.search(text)
    if head:
        rule, below = "quoted reply", text[head.end() :]
        # below the head stands the old mail; only where it is marked by ">" can there be
        # new words between or after it
        marked = below.lstrip().startswith(">")
        text = text[: head.start()] + ("\n" + below if marked else "")
        while marked and (head := _HEAD.search(text)):
            text = text[: head.start()] + "\n" + text[head.end() :]
    if ">" in text and _MARKED.search(text):
        rule, text = rule or "quoted reply", _MARKED.sub("", text)
    return text.strip(), rule
