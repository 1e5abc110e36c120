"""Mails that nobody wrote: absence notes, receipts, bounces. The whole turn is left out."""

from __future__ import annotations

import re

_ABSENT = re.compile(
    r"^(?:subject:\s*)?(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the "
    r")?office"
    r"|automatische antwort|abwesenheitsnotiz|réponse automatique|respuesta automática"
    r"|risposta automatica|automatisch antwoord|resposta automática)\b"
    r"|\bI(?:['’]m| am| will be) (?:currently |now )?out of (?:the )?office\b",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"\bI(?:['’]m| am| will be) (?:currently |now )?(?:on (?:annual |parental |maternity |sick "
    r")?leave|on (?:holiday|vacation)"
    r"|away|travell?ing|on site|in meetings|off work)\b"
    r"|\bich bin (?:derzeit|aktuell|zur ?zeit|momentan|ab|vom|bis)?[^.\n]{0,60}(?:nicht im büro"
    r"|außer haus|im urlaub|abwesend)"
    r"|\bje suis (?:actuellement )?(?:absente?|en congés?|en vacances)\b|\b(?:estoy|estaré) "
    r"(?:fuera de la oficina|de vacaciones|ausente)"
    r"|\bsono (?:fuori ufficio|assente|in ferie)\b|\bik ben (?:afwezig|niet op kantoor|op "
    r"vakantie)\b"
    r"|\bestou (?:fora do escritório|de férias|ausente)\b",
    re.IGNORECASE,
)
# Somebody on holiday who lost a card writes himself; an absence note says until when, and whom
# to ask meanwhile.
_UNTIL = re.compile(
    r"\b(?:will (?:be back|return|reply|respond)|limited access|in my absence|(?:up)?on my return"
    r"|returning on|back (?:in the office|on)"
    r"|for urgent|in urgent|bin ich wieder|wieder erreichbar|in dringenden|meine vertretung"
    r"|vertritt mich|kein zugriff|zurück am|ab dem"
    r"|de retour|en mon absence|en cas d['’]urgence|jusqu['’]au|volveré|regreso|en mi ausencia"
    r"|urgente|torner[oò]|in mia assenza|rientr"
    r"|terug op|tijdens mijn afwezigheid|voltarei|retorno)",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"mail delivery (?:failed|subsystem)|delivery status notification|undeliverable:|message "
    r"could not be delivered"
    r"|this is an? (?:automated|automatic(?:ally generated)?) (?:message|e-?mail|response|reply)"
    r"|do[- ]?not[- ]?(?:reply|respond) to this (?:e-?mail|message)"
    r"|dies ist eine automatisch (?:generierte|erstellte) (?:nachricht|e-?mail)"
    r"|ceci est un (?:message|e-?mail) automatique|este es un (?:mensaje|correo) automático"
    r"|(?:your|the) (?:request|ticket) (?:\(?#?\d+\)? )?has been (?:received|merged|closed"
    r"|updated|deemed)",
    re.IGNORECASE,
)
# An absence note names the absence at once; further down it is a sentence in a real mail.
_HEAD = 400
# One of these stands in each text that the expressions above can match.
_SIGNS = (
    "office", "auto", "leave", "holiday", "vacation", "away", "travel", "on site", "meetings",
    "off work", "urlaub", "abwesen",
    "büro", "haus", "absen", "cong", "vacan", "oficina", "ausente", "ufficio", "assente", "ferie",
    "afwezig", "kantoor", "vakantie", "escrit", "férias", "deliver", "undeliver", "not reply",
    "not respond", "has been",
)  # fmt: skip


def automatic(text: str) -> str:
    """The rule by which a program wrote this, or ""."""
    head = text[:_HEAD]
    lower = head.lower()
    if not any(sign in lower for sign in _SIGNS):
        return ""
    if _ABSENT.search(head) or (_AWAY.search(head) and _UNTIL.search(head)):
        return "absence note"
    return "automatic message" if _MACHINE.search(head) else ""
