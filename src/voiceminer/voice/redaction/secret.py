"""Keys, tokens and passwords."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voiceminer.voice.redaction.scan import Scan
from voiceminer.voice.redaction.span import Span
from voiceminer.voice.words import SECRETS

# Forms that issuers document; gitleaks' rules (MIT) name most of them.
_FORMS = re.compile(
    r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----"
    r"(?s:.*?)(?:-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----|\Z)"
    r"|(?<![A-Za-z0-9])(?:"
    r"eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)*"  # JSON web tokens
    r"|(?:AKIA|ASIA|AROA|AGPA|AIDA|ABIA|ACCA)[A-Z0-9]{12,}"  # AWS
    r"|gh[pousr]_\w{16,}|github_pat_\w{16,}|gl(?:pat|ptt|dt|rt|cbt|ft|soat)-[\w.-]{16,}"
    r"|ATATT3[\w=-]{20,}|ATCTT3[\w=-]{20,}"  # Atlassian
    r"|xox[abeoprs]-[\w-]{8,}|xapp-\d-[\w-]{8,}|hooks\.slack\.com/\S+"
    r"|(?:sk|pk|rk|whsec)[-_](?:live|test|proj|ant|svcacct|or)?[-_]?[\w-]{12,}"  # Stripe and kin
    r"|AIza[\w-]{20,}|ya29\.[\w-]{10,}|GOCSPX-[\w-]{20,}|1//0[\w-]{20,}"  # Google
    r"|SG\.[\w-]{10,}\.[\w-]{10,}|(?:AC|SK|AP)[0-9a-f]{32}(?!\w)|key-[0-9a-f]{32}"
    r"|npm_\w{20,}|pypi-\w{20,}|hf_\w{16,}|dckr_pat_[\w-]{16,}|rubygems_\w{20,}"
    r"|do[opr]_v1_\w{20,}|shp(?:at|ca|pa|ss)_\w{20,}|EAA[CGM]\w{40,}|lin_api_\w{20,}"
    r"|secret_\w{32,}|ntn_\w{32,}|PMAK-[\w-]{20,}|NRAK-\w{20,}|glsa_\w{20,}|sntry[su]_[\w=+/-]{20,}"
    r"|pat-(?:na|eu|ap)\d-[\w-]{20,}|sq0[a-z]{3}-[\w-]{20,}|dapi[0-9a-f]{32}|hvs\.[\w-]{20,}"
    r"|00D\w{12,15}![\w.]{20,}|xkeysib-[\w-]{20,}|dp\.(?:pt|st)\.[\w.-]{20,}|tvly-\w{20,}"
    r"|age-secret-key-1\w{20,}|figd_[\w-]{20,}|pscale_\w{2,5}_[\w.=-]{20,}"
    r")",
)
_KEY = (
    r"(?:api|access|auth|secret|private|license|client|account|signing|encryption)?[ _-]?"
    r"(?:key|token|secret)s?|authorization|bearer|basic|credentials?"
    r"|api[- ]?schlüssel|schlüssel|zugangsschlüssel"
    r"|clave(?: de)? (?:la )?api|clé(?: d['’])?(?: )?api"
    r"|jeton|clé secrète|clave secreta|clave de acceso|token de acceso|jeton d['’]accès"
)
_WORD_OF_PASSAGE = (
    r"passwords?|passwd|pwd|pw|passcode|passphrase|passwort|kennwort|zugangscode"
    r"|contraseña|mot de passe|mdp|wachtwoord|hasło|senha|parola"
)
_IS = r"(?:\s+(?:is|was|ist|lautet|war|es|est|era|jest|é|to|:)(?!\w)){1,2}\s*:?\s*"
_NAMED = re.compile(
    rf"(?<![^\W\d_])(?:{_KEY}|(?P<password>{_WORD_OF_PASSAGE})|(?P<code>pin(?: code)?|otp|clave))"
    r"(?![^\W\d_])"
    rf"(?P<joint>[\"'`]?\s{{0,3}}(?::=|=>|[:=])\s{{0,3}}|{_IS}|\s+)[\"'`«“]?"
    r"(?P<value>[^\s\"'`“”«»,;]{4,})",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*[.!?):]*|\[\w+\]|\d{1,3}[.!?)]*")
_RUN = re.compile(r"(?<![\w/+.-])[A-Za-z0-9_+/-]{24,}={0,2}(?![\w])")
# the shortest form above is AWS's with 16 characters
SHORTEST = 16
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_HEX = re.compile(r"[0-9a-fA-F]{32,}=?")
_SWITCHES = re.compile(r"(?<=[a-z])[A-Z0-9]|(?<=[A-Z])[0-9]|(?<=[0-9])[A-Za-z]")


def forms(text: str) -> Iterator[Span]:
    """Spans of keys by their issuers' forms, and of long random runs."""
    if max(map(len, text.split()), default=0) < SHORTEST:
        return
    for match in _FORMS.finditer(text):
        yield Span(match.start(), match.end(), "SECRET", match.group())
    for match in _RUN.finditer(text):
        if _random(match.group()):
            yield Span(match.start(), match.end(), "SECRET", match.group())


def told(scan: Scan) -> Iterator[Span]:
    """Spans of values that a word before them calls a key or a password."""
    for start, end in scan.around(SECRETS, before=16, after=80):
        yield from _told(scan.text, start, end)


def _told(text: str, at: int, end: int) -> Iterator[Span]:
    while match := _NAMED.search(text, at, end):
        value = match["value"].rstrip(".!?):")
        at = match.start("value")  # it may be the next such word: "the token is Bearer abc123"
        if value and _is_secret(value, match):
            yield Span(at, at + len(value), "SECRET", value)
            at = match.end()


def _is_secret(value: str, match: re.Match[str]) -> bool:
    """Whether the value can be one: any word if assigned, else no word and no small number."""
    joint = match["joint"].strip(" \t\"'`")
    plain = _PLAIN.fullmatch(match["value"])
    digits, letters = any(c.isdigit() for c in value), any(c.isalpha() for c in value)
    if match["password"] and joint in {":", "=", ":=", "=>"}:
        return True
    if match["password"] or match["code"]:
        return not plain and (digits or (bool(joint) and match["code"] is None))
    if plain and not (joint == "=" and len(value) > 7):
        return False
    # a key has digits among its letters, or is long and mixed
    return len(value) > 7 and digits and (letters or len(value) > 11)


def _random(run: str) -> bool:
    """Whether a run was drawn: hexadecimal of 32 and more, or letters and digits in confusion.

    In a random string of 62 letters and digits two neighbours differ in class with probability
    0.59; in names of files, classes and parameters in less than a fifth of the places.
    """
    if _UUID.fullmatch(run):
        return False
    if _HEX.fullmatch(run):
        return any(c.isdigit() for c in run) and any(c.isalpha() for c in run)
    digits = sum(c.isdigit() for c in run)
    mixed = digits >= 3 and any(c.isupper() for c in run) and any(c.islower() for c in run)
    return mixed and len(_SWITCHES.findall(run)) * 4 > len(run)
