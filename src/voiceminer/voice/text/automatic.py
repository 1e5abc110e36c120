"""Mails that nobody wrote: absence notes, receipts, bounces. The whole turn is left out."""

from __future__ import annotations

import re

from voiceminer.voice.text.phrases import TWO_LINES, phrases

_SUBJECT = phrases("absent.subject")
_OFFICE = phrases("absent.office", TWO_LINES)
_HOLIDAY = phrases("absent.holiday", TWO_LINES)
_BACK = phrases("absent.back", TWO_LINES)
_UNTIL = phrases("absent.until")
_MACHINE = phrases("machine", TWO_LINES)
_AWAY_SIGNS = _OFFICE.signs | _HOLIDAY.signs
_SIGNS = _SUBJECT.signs | _AWAY_SIGNS | _MACHINE.signs

_FLAGS = re.IGNORECASE | re.MULTILINE
_ANNOUNCED = re.compile(rf"\A(?:[^\n:]{{0,12}}:\s*)?(?:{_SUBJECT.pattern})(?!\w)", _FLAGS)
_OUT = re.compile(rf"(?<!\w)(?:{_OFFICE.pattern})(?!\w)", _FLAGS)
_AWAY = re.compile(rf"(?<!\w)(?:{_OFFICE.pattern}|{_HOLIDAY.pattern})(?!\w)", _FLAGS)
_RETURN = re.compile(rf"(?<!\w)(?:{_BACK.pattern})(?!\w)", _FLAGS)
_DATED = re.compile(rf"(?<!\w)(?:{_UNTIL.pattern})(?!\w)", _FLAGS)
# a customer who quotes a program does so within a sentence, or in quotation marks
_WRITTEN = re.compile(rf"(?:^|(?<=[.!:] ))(?:{_MACHINE.pattern})(?!\w)", _FLAGS)
# An absence note names the absence at once; further down it is a sentence in a real mail.
_HEAD = 400


def automatic(text: str, signs: frozenset[str]) -> str:
    """The rule by which a program wrote this, or "".

    Somebody on holiday who lost a card writes himself, and asks; an absence note asks nothing
    and says when its writer is back, or whom to turn to.
    """
    if _SIGNS.isdisjoint(signs):
        return ""
    head = text[:_HEAD]
    if _ANNOUNCED.search(head):
        return "absence note"
    away = not _AWAY_SIGNS.isdisjoint(signs)
    if away and "?" not in text and _AWAY.search(head):
        known = not _BACK.signs.isdisjoint(signs) and _RETURN.search(text[: 2 * _HEAD])
        if known or (_OUT.search(head) and _DATED.search(head)):
            return "absence note"
    written = not _MACHINE.signs.isdisjoint(signs) and _WRITTEN.search(head)
    return "automatic message" if written else ""
