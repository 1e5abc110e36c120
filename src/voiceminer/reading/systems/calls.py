"""Recorders of calls, and mail."""

from __future__ import annotations

from voiceminer.reading.fields import candidates
from voiceminer.reading.systems.system import System

# fmt: off
CALLS: tuple[System, ...] = (
    System(
        name="gong", what="messages", kind="call", part="transcript",
        needs="parent.callid sentences.text",
        fields=candidates(
            text="sentences.text", thread="parent.callid", author="speakerid",
            offset="sentences.start",
        ),
    ),
    System(
        name="gong", what="people", part="parties",
        needs="parent.metadata.id|parent.callid|parent.id speakerid|emailaddress",
        fields=candidates(
            id="speakerid", thread="parent.metadata.id parent.callid parent.id", side="affiliation",
        ),
    ),
    System(
        name="gong", what="documents", kind="call",
        needs="metadata.id metadata.started|metadata.title",
        fields=candidates(
            id="metadata.id", at="metadata.started", title="metadata.title",
            deal_id=(
                "context.objects.objectid@context.objects.objecttype=opportunity "
                "context.objects.objectid@context.objects.objecttype=deal"
            ),
            account_id="context.objects.objectid@context.objects.objecttype=account",
        ),
    ),
    System(
        name="fireflies", what="messages", kind="call", part="sentences",
        needs="text speakername|speakerid",
        fields=candidates(
            text="text rawtext", thread="parent.id", author_name="speakername", author="speakerid",
            at="", offset="starttime",
        ),
    ),
    System(
        name="chorus", what="messages", kind="call", part="utterances",
        needs="speakername snippet|text",
        fields=candidates(
            text="snippet text", thread="parent.id", author_name="speakername",
            offset="snippettime",
        ),
    ),
    System(
        name="avoma", what="messages", kind="call", part="transcript", needs="speakerid transcript",
        fields=candidates(
            text="transcript", thread="parent.uuid parent.id", author="speakerid",
        ),
    ),
    System(
        name="fireflies", what="documents", kind="call",
        needs="id title dateString|datestring|duration|participants|hostemail",
        fields=candidates(
            id="id", at="date datestring", email="participants organizeremail",
        ),
    ),
    System(
        name="e-mail", what="messages", kind="email",
        needs="messageid threadid from fromname subject text",
        fields=candidates(
            id="messageid", thread="threadid", text="text", subject="subject", at="date",
            author="from", author_name="fromname", email="from",
        ),
    ),
)
