"""Keys, tokens and passwords."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voiceminer.voice.redaction.span import Span

_FORMS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)"
    r"|\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?"
    r"|\b(?:AKIA|ASIA|AROA)[A-Z0-9]{12,}|\bgh[pousr]_\w{16,}|\bgithub_pat_\w{16,}"
    r"|\bglpat-[\w-]{16,}"
    r"|\bxox[abeoprs]-[\w-]{8,}|\b(?:sk|pk|rk|whsec)[-_](?:live|test|proj|ant)?[-_]?[\w-]{12,}"
    r"|\bAIza[\w-]{20,}"
    r"|\bSG\.[\w-]{10,}\.[\w-]{10,}|\bnpm_\w{20,}|\bpypi-\w{20,}|\bhf_\w{16,}|\bya29\.[\w-]{10,}"
    r"|\bhooks\.slack\.com/services/\S+",
    re.DOTALL,
)
_NAMED = re.compile(
    r"\b(?:api[ _-]?key|api[ _-]?token|access[ _-]?(?:key|token)|auth[ _-]?token|secret(?:[ "
    r"_-]?key)?|client[ _-]?secret"
    r"|private[ _-]?key|bearer|password|passwd|pwd|passcode|passphrase|pin(?: code)?|passwort"
    r"|kennwort|contraseña"
    r"|clave|mot de passe|mdp|wachtwoord|hasło|senha)\b"
    r"(?:\s*[:=]\s*|\s+(?:is|was|ist|lautet|war|es|est|jest|é|to)\s*:?\s+"
    r"|\s+(?=[\w+/.-]*\d))[\"'`]?"
    r"(?P<value>[^\s\"'`,;]{4,})",
    re.IGNORECASE,
)
# Words that follow "password is" in a complaint: no secret has only lower-case letters there.
_WORD = re.compile(r"^[a-zà-öø-ÿ]+[.!?)]*$|^\[\w+\]")
_RUN = re.compile(r"(?<![\w/+.-])[A-Za-z0-9_+/-]{24,}={0,2}(?![\w])")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_HEX = re.compile(r"[0-9a-fA-F]{32,}=?")


def secrets(text: str) -> Iterator[Span]:
    """Spans of keys by their issuers' forms, of named secrets, and of long random runs."""
    for match in _FORMS.finditer(text):
        yield Span(match.start(), match.end(), "SECRET", match.group())
    for match in _NAMED.finditer(text):
        value = match["value"].rstrip(".!?)")
        assigned = re.search(r"[:=]\s*[\"'`]?$", text[match.start() : match.start("value")])
        if value and (assigned or not _WORD.match(match["value"])):
            yield Span(match.start("value"), match.start("value") + len(value), "SECRET", value)
    for match in _RUN.finditer(text):
        if _random(match.group()):
            yield Span(match.start(), match.end(), "SECRET", match.group())


def _random(run: str) -> bool:
    """Whether a run of letters and digits was drawn: hex of 32 and more, or all three classes."""
    if _UUID.fullmatch(run):
        return False
    if _HEX.fullmatch(run):
        return any(c.isdigit() for c in run) and any(c.isalpha() for c in run)
    digits = sum(c.isdigit() for c in run)
    return digits >= 3 and any(c.isupper() for c in run) and any(c.islower() for c in run)
