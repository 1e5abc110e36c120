"""Calls as a Gong-like recorder's API gives them, and as WebVTT that somebody downloaded."""

from __future__ import annotations

import re
from typing import Any

from demo.dice import Dice
from demo.moments import Document

SECONDS_PER_WORD = 0.4  # 150 words a minute


def transcript(document: Document) -> dict[str, Any]:
    """`callTranscripts[]`: one monologue per turn, times in milliseconds."""
    clock = 4_000
    monologues = []
    for line in document.lines:
        sentences = []
        for text in re.split(r"(?<=[.?!]) (?=[A-Z\"'])", line.text):
            end = clock + int(1000 * SECONDS_PER_WORD * (len(text.split()) + 1))
            sentences.append({"start": clock, "end": end, "text": text})
            clock = end + 300
        speaker = _speaker(document, line.person if line.who == "customer" else -1)
        monologues.append({"speakerId": speaker, "topic": None, "sentences": sentences})
    return {"callId": document.id, "transcript": monologues}


def extensive(document: Document) -> dict[str, Any]:
    """`calls[]` of the extensive endpoint: who spoke, for whom, and the CRM's objects."""
    dice = Dice("gong", document.id)
    account = document.account
    words = sum(len(line.text.split()) for line in document.lines)
    objects = [
        {"objectType": "Account", "objectId": account.id, "fields": [_field("Name", account.name)]}
    ]
    if document.deal and dice.chance(0.9):
        deal = document.deal
        fields = [_field("Name", f"{account.name} - {deal.kind}"), _field("Type", deal.kind)]
        objects.append({"objectType": "Opportunity", "objectId": deal.id, "fields": fields})
    speaking = sorted({line.person for line in document.lines if line.who == "customer"})
    return {
        "metaData": {
            "id": document.id,
            "title": document.subject,
            "started": f"{document.at:%Y-%m-%dT%H:%M:%S}.000Z",
            "duration": int(words * SECONDS_PER_WORD),
            "direction": "Conference",
            "system": "Zoom",
            "language": "eng",
        },
        "context": [{"system": "Salesforce", "objects": objects}],
        "parties": [
            _party(document, -1, account.owner, seller_mail(account.owner), "Internal"),
            *(
                _party(document, i, account.people[i].name, account.people[i].email, "External")
                for i in speaking
            ),
        ],
    }


def seller_mail(owner: str) -> str:
    return owner.lower().replace(" ", ".") + "@gantrove.example"


def _field(name: str, value: str) -> dict[str, str]:
    return {"name": name, "value": value}


def _party(document: Document, place: int, name: str, mail: str, side: str) -> dict[str, str]:
    return {
        "id": _speaker(document, place)[::-1],
        "speakerId": _speaker(document, place),
        "name": name,
        "emailAddress": mail,
        "affiliation": side,
    }


def _speaker(document: Document, place: int) -> str:
    return str(Dice("speaker", document.id, place).integer(10**17, 10**18 - 1))


def call_id(document: Document, number: int) -> str:
    """Nineteen digits: more than a double or a spreadsheet keeps."""
    start = Dice("call", document.account.id, number).integer(10**17, 8 * 10**17)
    return f"{start}{number % 10}"


def webvtt(document: Document) -> str:
    """The call as a meeting program's captions: one voice tag per cue."""
    clock = 4.0
    cues = ["WEBVTT"]
    for number, line in enumerate(document.lines):
        who = document.account.people[line.person].name
        who = who if line.who == "customer" else document.account.owner
        end = clock + SECONDS_PER_WORD * (len(line.text.split()) + 1)
        cues.append(f"{number + 1}\n{_stamp(clock)} --> {_stamp(end)}\n<v {who}>{line.text}</v>")
        clock = end + 0.4
    return "\n\n".join(cues) + "\n"


def _stamp(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes // 60):02d}:{int(minutes % 60):02d}:{rest:06.3f}"


def vtt_name(document: Document) -> str:
    return f"{document.at:%Y-%m-%d} {document.account.name}.vtt"
