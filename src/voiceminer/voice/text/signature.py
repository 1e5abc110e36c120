"""Sign-offs with the name and address block below them, device footers, disclaimers."""

from __future__ import annotations

import re

_CLOSINGS = (
    # English
    r"(?:kind|best|warm|many|with (?:kind|best|warm))?\s*(?:regards|wishes)|best|all the best"
    r"|(?:many |kind )?thanks(?: (?:again|a lot|so much|and (?:best|kind )?regards|in advance))?"
    r"|thank you"
    r"(?: (?:again|so much|very much|in advance))?|thx|cheers|sincerely(?: yours)?|yours "
    r"(?:sincerely|faithfully|truly)"
    r"|respectfully|br|rgds|kr|ta|take care|talk soon|cordially"
    # German
    r"|(?:mit )?(?:freundlichen?|besten?|vielen?|herzlichen?|lieben?|schönen?|sonnigen?) "
    r"(?:grü(?:ß|ss)en?|dank)"
    r"|(?:viele|liebe|beste|herzliche|freundliche|schöne) grü(?:ß|ss)e|mfg|vg|lg|gru(?:ß|ss)"
    r"|hochachtungsvoll|danke(?: (?:und gru(?:ß|ss)|im voraus|schön))?|vielen dank(?: im voraus)?"
    # French
    r"|(?:bien )?cordialement|(?:bien à (?:vous|toi))|salutations(?: distinguées)?|(?:meilleures"
    r"|sincères) salutations"
    r"|cdlt|merci(?: (?:beaucoup|d['’]avance|par avance))?|amicalement|à bientôt|bonne (?:journée"
    r"|soirée)"
    # Spanish
    r"|(?:un )?(?:cordial )?saludo(?:s)?(?: cordial(?:es)?)?|atentamente|atte|(?:muchas "
    r")?gracias(?: de antemano)?"
    r"|un abrazo|cordialmente"
    # Italian, Dutch, Portuguese, Polish
    r"|(?:cordiali|distinti) saluti|saluti|grazie(?: mille)?|un saluto"
    r"|(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|mvg|groet(?:en|jes)?|bedankt|alvast "
    r"bedankt"
    r"|atenciosamente|(?:com os )?(?:melhores )?cumprimentos|abraços?|obrigad[oa]|att"
    r"|(?:z poważaniem|pozdrawiam|dziękuję)"
)
_CLOSING = re.compile(rf"^\s*(?:{_CLOSINGS})\s*[,.!–—-]*\s*$", re.IGNORECASE)
# the same with the name behind it on one line: "Thanks, Anna", "Viele Grüße Jörg Maier"
_CLOSING_NAMED = re.compile(
    rf"^\s*(?i:{_CLOSINGS})\s*[,.!–—-]*\s+[A-ZÀ-ÖØ-Þ][\w.'’-]*(?:\s+[A-ZÀ-ÖØ-Þ][\w.'’-]*){{0,2}}\s*$"
)
_RULE = re.compile(r"^(?:--+|__+|==+|\*\*+|—+|–+)\s*$")
_DEVICE = re.compile(
    r"^(?:(?:sent|get|download(?:ed)?) (?:from|with|via|using) (?:my |the )?(?!api)[\w "
    r".()+:/<>'’-]{2,60}"
    r"|get outlook for \w+.*|get \[?url[^\n]*|sent (?:securely )?from (?:proton|yahoo|mail)[^\n]*"
    r"|(?:von meinem|gesendet (?:von|mit|aus))[^\n]{2,60}|envoyé (?:de|depuis|à partir "
    r"de)[^\n]{2,60}"
    r"|enviado (?:desde|do|a partir d[oe]|de) [^\n]{2,60}|inviato (?:da|dal)[^\n]{2,60}"
    r"|(?:verzonden|verstuurd) (?:vanaf|met|via)[^\n]{2,60}|wysłane? z [^\n]{2,60}|skickat från "
    r"[^\n]{2,60}"
    r"|отправлено (?:с|из)[^\n]{2,60}|diese nachricht wurde von meinem[^\n]{2,60})$",
    re.IGNORECASE | re.MULTILINE,
)
_DISCLAIMER = re.compile(
    r"^[^\n]{0,80}(?:this (?:e-?mail|message|communication)[^\n.]{0,120}(?:confidential|intended"
    r"|privileged)"
    r"|(?:confidentiality|legal) (?:notice|disclaimer)|intended (?:solely|only) for the (?:use"
    r"|person|addressee)"
    r"|if you (?:are not|have received this)[^\n]{0,40}(?:intended recipient|in error)"
    r"|please consider the environment|diese (?:e-?mail|nachricht) (?:enthält"
    r"|ist)[^\n]{0,60}vertraulich"
    r"|bitte (?:denken sie an die umwelt|prüfen sie[^\n]{0,60}(?:ausgedruckt|drucken))"
    r"|(?:ce|le présent) (?:message|courriel|e-?mail)[^\n]{0,120}confidentiel"
    r"|este (?:mensaje|correo|e-?mail)[^\n]{0,120}(?:confidencial|destinad)"
    r"|(?:questo messaggio|la presente (?:e-?mail|comunicazione))[^\n]{0,120}(?:riservat"
    r"|confidenzial)"
    r"|(?:dit bericht|deze e-?mail)[^\n]{0,120}vertrouwelijk|esta mensagem[^\n]{0,120}confidencia"
    r"|geschäftsführer\s*:|(?:sitz der gesellschaft|registergericht|amtsgericht)\b|registered "
    r"(?:office|in england))",
    re.IGNORECASE | re.MULTILINE,
)
_POSTSCRIPT = re.compile(r"^\s*(?:p\.?\s?s\.?)\b", re.IGNORECASE)
# A signature has at most this many lines: name, role, firm, two of address, three of numbers,
# web, slogan, and blank ones between (talon takes 11 as well).
_LONGEST = 14


def without_signature(text: str) -> tuple[str, list[str], str]:
    """The text without device footers, disclaimers and signature.

    Returns
    -------
    text, rules, signature : str, list of str, str
        What is left, the rules that cut, and the cut signature: it names the writer.
    """
    rules: list[str] = []
    match = _DISCLAIMER.search(text)
    # a disclaimer as the only thing said is left to be read as it is
    if match and text[: match.start()].strip():
        text = text[: match.start()].rstrip()
        rules.append("disclaimer")
    shorter = _DEVICE.sub("", text).rstrip()
    if shorter != text:
        text, rules = shorter, [*rules, "device footer"]
    lines = text.split("\n")
    at = _signature_at(lines)
    if at is None:
        return text, rules, ""
    postscript = next((i for i in range(at, len(lines)) if _POSTSCRIPT.match(lines[i])), len(lines))
    kept = "\n".join([*lines[:at], *lines[postscript:]]).strip()
    return kept, [*rules, "signature"], "\n".join(lines[at:postscript])


def _signature_at(lines: list[str]) -> int | None:
    """The line at which the signature begins, or None."""
    # the first line is never a signature's: somebody who writes but "Thanks!" says that
    for at in range(max(1, len(lines) - _LONGEST), len(lines)):
        rest = lines[at + 1 :]
        if _RULE.match(lines[at]) and _short(rest):
            return at
        if (_CLOSING.match(lines[at]) or _CLOSING_NAMED.match(lines[at])) and _short(rest):
            return at
    return None


def _short(lines: list[str]) -> bool:
    """Whether no line reads as a sentence: names and addresses are short and end openly."""
    return not any(
        len(line) > 90 or (len(line.split()) > 5 and line.rstrip().endswith((".", "?", "!")))
        for line in lines
        if not _POSTSCRIPT.match(line)
    )
