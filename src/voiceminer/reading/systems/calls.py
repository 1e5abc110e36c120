"""Recorders of calls, and mail."""

from __future__ import annotations

from voiceminer.reading.fields import candidates
from voiceminer.reading.systems.system import System

# fmt: off
CALLS: tuple[System, ...] = (
    System(
        name="gong", what="messages", kind="call", part="transcript",
        needs="parent.callid|parent.metadata.id speakerid sentences.text",
        fields=candidates(
            text="sentences.text", thread="parent.callid parent.metadata.id", author="speakerid",
            offset_ms="sentences.start",
        ),
    ),
    System(
        name="gong", what="people", part="parties",
        needs="parent.metadata.id|parent.callid|parent.id speakerid|emailaddress",
        fields=candidates(
            id="speakerid", thread="parent.metadata.id parent.callid parent.id",
            side="affiliation",
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
        name="gong", what="documents", kind="call",
        needs="id started title media|scope primaryuserid|workspaceid|system",
        fields=candidates(
            id="id", at="started scheduled", title="title",
        ),
    ),
    System(
        name="gong", what="people", role="ours",
        needs="id emailaddress firstname lastname managerid|trustedemailaddress|emailaliases",
        fields=candidates(
            id="id", email="emailaddress",
        ),
    ),
    System(
        name="fireflies", what="messages", kind="call",
        needs="text speakername rawtext|aifilters.task",
        fields=candidates(
            text="text rawtext", thread="parent.id", author_name="speakername",
            author="speakerid",
            at="", offset="starttime",
        ),
    ),
    System(
        name="fireflies", what="messages", kind="call", part="sentences",
        needs="text speakername|speakerid",
        fields=candidates(
            text="text rawtext", thread="parent.id", author_name="speakername",
            author="speakerid",
            at="", offset="starttime",
        ),
    ),
    System(
        name="grain", what="messages", kind="call", needs="text speaker start participantid",
        fields=candidates(
            text="text", thread="parent.id", author_name="speaker", author="participantid",
            at="", offset_ms="start",
        ),
    ),
    System(
        name="grain", what="documents", kind="call",
        needs="id title startdatetime",
        fields=candidates(
            id="id", at="startdatetime", title="title",
        ),
    ),
    System(
        name="chorus", what="messages", kind="call", needs="speakername snippet|snippettime",
        fields=candidates(
            text="snippet text", thread="parent.id", author_name="speakername",
            role="speakertype", at="", offset="snippettime",
        ),
    ),
    System(
        name="chorus", what="documents", kind="call",
        needs="id deal.id|account.id|account.name recording.duration|datetime|engagementtype",
        fields=candidates(
            id="id", at="datetime", title="subject", deal_id="deal.id", deal="deal.name",
            account_id="account.id", account="account.name",
        ),
    ),
    System(
        name="avoma", what="messages", kind="call", needs="speakerid transcript",
        fields=candidates(
            text="transcript", thread="parent.meetinguuid parent.uuid parent.id",
            author="speakerid", at="", offset="timestamps",
        ),
    ),
    System(
        name="avoma", what="documents", kind="call", needs="uuid meetinguuid",
        fields=candidates(
            id="meetinguuid uuid",
        ),
    ),
    System(
        name="avoma", what="documents", kind="call",
        needs="uuid subject startat|organizeremail",
        fields=candidates(
            id="uuid", at="startat", title="subject", host="organizeremail",
        ),
    ),
    System(
        name="aircall", what="documents", kind="note", role="note",
        needs="content postedat parent.direction|postedby.name",
        fields=candidates(
            id="id", text="content", at="postedat", account="parent.contact.companyname",
            email="parent.contact.emails.value",
        ),
    ),
    System(
        name="aircall", what="nothing", needs="directlink direction answeredat|startedat",
        why="calls without their words: Aircall's comments are read, its recordings are not",
    ),
    System(
        name="fireflies", what="documents", kind="call",
        needs="id title dateString|datestring|duration|participants|hostemail",
        fields=candidates(
            id="id", at="date datestring", email="participants organizeremail",
            host="hostemail organizeremail",
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
