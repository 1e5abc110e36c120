"""One fixture per system: its export as it is written, and what it has to be read as."""

import pytest

ADF = {
    "type": "doc",
    "version": 1,
    "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": "The export "}, {"type": "text", "text": "stops."}]},
        {"type": "paragraph", "content": [{"type": "text", "text": "Every night."}]},
    ],
}  # fmt: skip

# name: (files, {document id: (kind, ISO day or None, [(role, public, text), …])})
CASES = {
    "zendesk incremental with comments": (
        {
            "tickets.json": {"tickets": [{
                "id": 35, "subject": "Export", "description": "It stops.", "created_at": "2024-03-05T09:00:00Z",
                "updated_at": "2024-03-06T09:00:00Z", "requester_id": 7, "organization_id": 9,
                "via": {"channel": "email"}, "satisfaction_rating": {"score": "good"}, "tags": ["a", "b"],
            }], "after_cursor": "x", "count": 1},
            "comments.json": {"comments": [
                {"id": 1, "ticket_id": 35, "author_id": 7, "body": "It stops.", "html_body": "<p>It stops.</p>",
                 "public": True, "created_at": "2024-03-05T09:00:00Z"},
                {"id": 2, "ticket_id": 35, "author_id": 8, "body": "We look.", "public": True, "created_at": "2024-03-05T10:00:00Z"},
                {"id": 3, "ticket_id": 35, "author_id": 8, "body": "It is them again", "public": False,
                 "created_at": "2024-03-05T10:05:00Z"},
            ]},
        },
        {"35": ("ticket", "2024-03-05", [
            ("customer", True, "Export\n\nIt stops."), ("ours", True, "We look."), ("ours", False, "It is them again")])},
    ),
    "zendesk JSON lines with comments inside": (
        {"tickets.jsonl":
            '{"id": 1, "subject": "Slow", "description": "So slow.", "created_at": "2024-03-05T09:00:00Z", "requester_id": 7,'
            ' "via": {"channel": "web"}, "comments": [{"id": 5, "author_id": 7, "plain_body": "So slow.",'
            ' "body": "**So slow.**", "public": true, "created_at": "2024-03-05T09:00:00Z"}]}\n'
            '{"id": 2, "subject": "Login", "description": "No login.", "created_at": "2024-03-06T09:00:00Z",'
            ' "requester_id": 8, "via": {"channel": "web"}, "comments": []}\n'},
        {"1": ("ticket", "2024-03-05", [("customer", True, "Slow\n\nSo slow.")]),
         "2": ("ticket", "2024-03-06", [("customer", True, "Login\n\nNo login.")])},
    ),
    "zendesk ticket events": (
        {"events.json": {"ticket_events": [{
            "ticket_id": 4, "timestamp": 1709629200, "created_at": "2024-03-05T09:00:00Z", "child_events": [
                {"id": 1, "event_type": "Comment", "body": "It stops.", "public": True, "author_id": 7},
                {"id": 2, "event_type": "Change", "status": "open"}]}]}},
        {"4": ("ticket", "2024-03-05", [("unknown", True, "It stops.")])},
    ),
    "zendesk CSV": (
        {"export.csv": "Summation column,Id,Subject,Created at,Requester,Requester email,Organization,Via,Satisfaction Score\n"
                       "1,77,The export stops,2024-03-05 09:00,Ann Lee,ann@acme.com,Acme,Web form,Bad\n"},
        {"77": ("ticket", "2024-03-05", [("customer", True, "The export stops")])},
    ),
    "intercom API": (
        {"c.json": {"type": "conversation.list", "conversations": [{
            "id": "12", "created_at": 1709629200, "state": "open",
            "source": {"type": "conversation", "subject": "", "body": "<p>It stops.</p>",
                       "author": {"type": "user", "id": "u1", "name": "Ann Lee", "email": "ann@acme.com"}},
            "contacts": {"contacts": [{"id": "u1", "external_id": "7"}]},
            "conversation_rating": {"rating": 1},
            "conversation_parts": {"total_count": 4, "conversation_parts": [
                {"id": "p1", "part_type": "comment", "body": "<p>We look.</p>", "created_at": 1709629260,
                 "author": {"type": "admin", "id": "a1", "name": "Bob"}},
                {"id": "p2", "part_type": "close", "body": None, "created_at": 1709629300, "author": {"type": "admin", "id": "a1"}},
                {"id": "p3", "part_type": "note", "body": "<p>them again</p>", "created_at": 1709629310,
                 "author": {"type": "admin", "id": "a1"}},
                {"id": "p4", "part_type": "comment", "body": "<p>I am Fin</p>", "created_at": 1709629320,
                 "author": {"type": "bot", "id": "b"}}]}}]}},
        {"12": ("chat", "2024-03-05", [("customer", True, "<p>It stops.</p>"), ("ours", True, "<p>We look.</p>"),
                                       ("ours", False, "<p>them again</p>"), ("bot", True, "<p>I am Fin</p>")])},
    ),
    "freshdesk v2 with conversations": (
        {"t.json": [{"id": 3, "subject": "Export", "description": "<div>It stops.</div>", "description_text": "It stops.",
                     "requester_id": 7, "responder_id": 8, "company_id": 9, "spam": False, "source": 1,
                     "created_at": "2024-03-05T09:00:00Z", "updated_at": "2024-03-05T09:00:00Z",
                     "conversations": [
                        {"id": 1, "body_text": "We look.", "body": "<div>We look.</div>", "incoming": False, "private": False,
                         "user_id": 8, "ticket_id": 3, "created_at": "2024-03-05T10:00:00Z"},
                        {"id": 2, "body_text": "Still.", "body": "<div>Still.</div>", "incoming": True, "private": False,
                         "user_id": 7, "ticket_id": 3, "created_at": "2024-03-05T11:00:00Z"}]}]},
        {"3": ("ticket", "2024-03-05", [("customer", True, "Export\n\nIt stops."), ("ours", True, "We look."),
                                        ("customer", True, "Still.")])},
    ),
    "help scout": (
        {"h.json": {"_embedded": {"conversations": [{
            "id": 100, "number": 5, "threads": 2, "type": "email", "subject": "Export", "preview": "It sto",
            "primaryCustomer": {"id": 7, "email": "ann@acme.com"}, "createdAt": "2024-03-05T09:00:00Z", "source": {"type": "email"},
            "_embedded": {"threads": [
                {"id": 3, "type": "lineitem", "createdAt": "2024-03-05T11:00:00Z"},
                {"id": 2, "type": "message", "body": "We look.", "createdAt": "2024-03-05T10:00:00Z", "createdBy": {"id": 1}},
                {"id": 1, "type": "customer", "body": "It stops at night.", "createdAt": "2024-03-05T09:00:00Z",
                 "createdBy": {"id": 7}}]}}]}, "page": {"size": 25}}},
        {"5": ("ticket", "2024-03-05", [("customer", True, "Export\n\nIt stops at night."), ("ours", True, "We look.")])},
    ),
    "jira API with a rich description": (
        {"j.json": {"startAt": 0, "issues": [{"id": "1", "key": "SUP-1", "fields": {
            "summary": "Export", "description": ADF, "created": "2024-03-05T09:00:00.000+0200", "status": {"name": "Open"},
            "project": {"key": "SUP"}, "reporter": {"accountId": "r1", "displayName": "Ann Lee", "emailAddress": "ann@acme.com"},
            "comment": {"comments": [{"id": "9", "author": {"accountId": "a1", "displayName": "Bob"}, "body": ADF,
                                      "created": "2024-03-05T12:00:00.000+0200"}]}}}]}},
        {"SUP-1": ("ticket", "2024-03-05", [("customer", True, "Export\n\nThe export stops.\nEvery night."),
                                            ("ours", True, "The export stops.\nEvery night.")])},
    ),
    "jira CSV in Spanish": (
        {"jira.csv": "Resumen,Clave de incidencia,ID de la incidencia,Descripción,Creada,Informador,Comentario,Comentario\n"
                     "Exportar,SUP-2,1,Se para,18/jul/26 9:10 AM,ann,18/jul/26 9:30 AM;bob;Lo miramos; gracias,19/jul/26 1:00 PM;ann;Sigue\n"},
        {"SUP-2": ("ticket", "2026-07-18", [("customer", True, "Exportar\n\nSe para"), ("ours", True, "Lo miramos; gracias"),
                                            ("customer", True, "Sigue")])},
    ),
    "hubspot tickets API": (
        {"h.json": {"results": [{"id": "5", "properties": {
            "subject": "Export", "content": "It stops.", "createdate": "2024-03-05T09:00:00Z", "hs_ticket_priority": "HIGH",
            "hs_pipeline_stage": "1"}}]}},
        {"5": ("ticket", "2024-03-05", [("customer", True, "Export\n\nIt stops.")])},
    ),
    "hubspot notes": (
        {"notes.json": {"results": [{"id": "8", "properties": {"hs_note_body": "<p>They fear the migration.</p>",
                                     "hs_timestamp": "1709629200000"}}]}},
        {"8": ("note", "2024-03-05", [("note", True, "<p>They fear the migration.</p>")])},
    ),
    "salesforce cases with mails": (
        {"Case.json": {"totalSize": 1, "done": True, "records": [{
            "attributes": {"type": "Case"}, "Id": "500A0000001aaaAAA", "CaseNumber": "00001001", "Subject": "Export",
            "Description": "It stops.", "CreatedDate": "2024-03-05T09:00:00.000+0000", "Origin": "Email", "IsDeleted": False}]},
         "EmailMessage.csv": '"Id","ParentId","TextBody","Incoming","FromAddress","MessageDate"\n'
                             '"02s1","500A0000001aaaAAA","Still.","1","ann@acme.com","2024-03-06 09:00:00"\n'
                             '"02s2","500A0000001aaaAAA","We look.","0","bob@us.com","2024-03-06 10:00:00"\n'},
        {"500A0000001aaaAAA": ("ticket", "2024-03-05", [("customer", True, "Export\n\nIt stops."), ("customer", True, "Still."),
                                                     ("ours", True, "We look.")])},
    ),
    "salesforce tasks": (
        {"Task.csv": '"Id","WhoId","WhatId","Subject","Description","ActivityDate","IsDeleted"\n'
                     '"00T1","","006A","Call","They fear the migration","2024-03-05","0"\n'
                     '"00T2","","006A","Call","Gone","2024-03-05","1"\n'},
        {"00T1": ("note", "2024-03-05", [("note", True, "Call\n\nThey fear the migration")])},
    ),
    "servicenow": (
        {"s.json": {"result": [{"number": "INC1", "sys_id": "a9", "short_description": "Export", "description": "It stops.",
                                "opened_at": "2024-03-05 09:00:00", "caller_id": {"link": "x", "value": "7"}}]}},
        {"INC1": ("ticket", "2024-03-05", [("customer", True, "Export\n\nIt stops.")])},
    ),
    "front messages": (
        {"f.json": {"_pagination": {}, "_results": [
            {"id": "msg_1", "conversation_id": "cnv_1", "is_inbound": True, "text": "It stops.", "body": "<p>It stops.</p>",
             "created_at": 1709629200.791, "recipients": [{"role": "from", "handle": "ann@acme.com"}, {"role": "to", "handle": "us@us.com"}]},
            {"id": "msg_2", "conversation_id": "cnv_1", "is_inbound": False, "text": "We look.", "created_at": 1709629300.0,
             "recipients": [{"role": "from", "handle": "us@us.com"}]}]}},
        {"cnv_1": ("email", "2024-03-05", [("customer", True, "It stops."), ("ours", True, "We look.")])},
    ),
    "gorgias": (
        {"g.json": {"data": [{"id": 6, "subject": "Export", "customer": {"id": 7, "email": "ann@acme.com"}, "messages_count": 2,
            "created_datetime": "2024-03-05T09:00:00.582347+00:00", "satisfaction_survey": {"score": 2},
            "messages": [
                {"id": 1, "from_agent": False, "public": True, "stripped_text": "It stops.", "body_text": "It stops. > quoted",
                 "created_datetime": "2024-03-05T09:00:00+00:00"},
                {"id": 2, "from_agent": True, "public": True, "stripped_text": "We look.",
                 "created_datetime": "2024-03-05T10:00:00+00:00"}]}]}},
        {"6": ("ticket", "2024-03-05", [("customer", True, "Export\n\nIt stops."), ("ours", True, "We look.")])},
    ),
    "zoho desk": (
        {"z.json": {"data": [{"id": "9000", "ticketNumber": "101", "subject": "Export", "description": "It stops.",
                              "createdTime": "2024-03-05T09:00:00.000Z", "channel": "Email", "contactId": "7"}]}},
        {"101": ("ticket", "2024-03-05", [("customer", True, "Export\n\nIt stops.")])},
    ),
    "pipedrive notes": (
        {"n.json": {"success": True, "data": [{"id": 3, "content": "<p>They fear the migration.</p>", "deal_id": 4, "org_id": 5,
                                               "add_time": "2024-03-05 09:55:02"}]}},
        {"3": ("note", "2024-03-05", [("note", True, "<p>They fear the migration.</p>")])},
    ),
    "gong transcripts with parties": (
        {"transcripts.json": {"requestId": "r", "callTranscripts": [{"callId": "77825", "transcript": [
            {"speakerId": "s1", "topic": "Intro", "sentences": [{"start": 1000, "end": 2000, "text": "We tried to export."},
                                                                {"start": 2000, "end": 3000, "text": "It stops."}]},
            {"speakerId": "s2", "topic": None, "sentences": [{"start": 90000, "end": 91000, "text": "I see."}]}]}]},
         "calls.json": {"requestId": "r", "calls": [{
            "metaData": {"id": "77825", "started": "2024-03-05T09:00:00Z", "title": "Acme"},
            "parties": [{"speakerId": "s1", "name": "Ann Lee", "emailAddress": "ann@acme.com", "affiliation": "External"},
                        {"speakerId": "s2", "name": "Bob Ray", "emailAddress": "bob@us.com", "affiliation": "Internal"}],
            "context": [{"system": "Salesforce", "objects": [
                {"objectType": "Opportunity", "objectId": "006A", "fields": [{"name": "StageName", "value": "Won"}]},
                {"objectType": "Account", "objectId": "001A"}]}]}]}},
        {"77825": ("call", "2024-03-05", [("customer", True, "We tried to export. It stops."), ("ours", True, "I see.")])},
    ),
    "fireflies": (
        {"f.json": {"data": {"transcript": {"id": "ff1", "title": "Acme", "date": 1709629200000, "duration": 12.5, "sentences": [
            {"speaker_name": "Ann Lee", "speaker_id": 0, "text": "It stops.", "start_time": 1.5},
            {"speaker_name": "Bob Ray", "speaker_id": 1, "text": "I see.", "start_time": 3.0}]}}}},
        {"ff1": ("call", "2024-03-05", [("unknown", True, "It stops."), ("unknown", True, "I see.")])},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_system_reads_as_it_is_written(read, name):
    files, expected = CASES[name]
    corpus = read(files)
    found = {}
    for document in corpus.documents:
        turns = [(t.role, t.public, t.text) for t in corpus.turns if t.document_id == document.id]
        day = document.created_at.date().isoformat() if document.created_at else None
        found[document.id] = (document.kind, day, turns)
    assert found == expected
    for file in corpus.files:
        assert file.seen == file.made + file.merged + file.skipped, file


# name: (files, {deal id: (account, outcome, amount, currency, opened, closed, planned)})
DEALS = {
    "salesforce report": (
        {"report1700000000000.csv":
            '"Opportunity Name","Account Name","Stage","Amount Currency","Amount","Created Date","Close Date","Won","Closed"\n'
            '"Acme new","Acme","Closed Won","EUR","85,000.00","1/31/2024","3/5/2024","1","1"\n'
            '"Bolt new","Bolt","Negotiation","EUR","1,000.50","2/28/2024","12/24/2024","0","0"\n\n"Grand Totals (2 records)"\n'},
        {"Acme new": ("Acme", "won", "85000", "EUR", "2024-01-31", "2024-03-05", None),
         "Bolt new": ("Bolt", "open", "1000.5", "EUR", "2024-02-28", None, "2024-12-24")},
    ),
    "salesforce data loader": (
        {"o.csv": '"ID","ACCOUNTID","NAME","STAGENAME","AMOUNT","CLOSEDATE","CREATEDDATE","ISWON","ISCLOSED","PROBABILITY"\n'
                  '"006A","001A","Acme new","Closed Lost","500000.0","2024-11-09","2024-01-02T10:00:00.000Z","false","true","0.0"\n'},
        {"006A": ("001A", "lost", "500000", None, "2024-01-02", "2024-11-09", None)},
    ),
    "hubspot API": (
        {"d.json": {"results": [
            {"id": "1", "properties": {"dealname": "Acme new", "amount": "1200.50", "deal_currency_code": "USD", "dealstage": "closedlost",
             "closedate": "2024-03-05T09:00:00Z", "createdate": "2024-01-05T09:00:00Z", "hs_is_closed_won": "false"},
             "associations": {"companies": {"results": [{"id": "77", "type": "deal_to_company"}]}}},
            {"id": "2", "properties": {"dealname": "Bolt new", "amount": None, "dealstage": "appointmentscheduled",
             "closedate": "2030-03-05T09:00:00Z", "createdate": "2024-01-05T09:00:00Z"}}]}},
        {"1": ("77", "lost", "1200.5", "USD", "2024-01-05", "2024-03-05", None),
         "2": (None, "open", None, None, "2024-01-05", None, "2030-03-05")},
    ),
    "hubspot UI": (
        {"hubspot-deals.csv": "\ufeffRecord ID,Deal Name,Deal Stage,Amount,Close Date,Create Date,Associated Company IDs (Primary),Associated Company (Primary)\n"
                              "11,Acme new,Closed Won & Paid,1200,2024-03-05 09:00,2024-01-05 09:00,77,Acme\n"},
        {"11": ("77", "won", "1200", None, "2024-01-05", "2024-03-05", None)},
    ),
    "pipedrive API": (
        {"d.json": {"success": True, "data": [
            {"id": 4, "title": "Acme new", "status": "lost", "value": 900, "currency": "EUR", "org_id": {"name": "Acme", "value": 5},
             "add_time": "2024-01-05 09:55:02", "lost_time": "2024-03-05 09:55:02", "expected_close_date": "2024-04-01",
             "lost_reason": "Price", "stage_id": 3}]}},
        {"4": ("5", "lost", "900", "EUR", "2024-01-05", "2024-03-05", "2024-04-01")},
    ),
    "pipedrive export with serial dates": (
        {"deals.csv": "Deal - ID,Deal - Title*,Deal - Value,Deal - Currency of value,Deal - Status,Deal - Deal created,Deal - Won time,Deal - Organization,Note - Content\n"
                      "4,Acme new,\"1.200,50\",EUR,Won,45296,45356,Acme,They fear the migration\n"},
        {"4": ("Acme", "won", "1200.5", "EUR", "2024-01-05", "2024-03-05", None)},
    ),
    "zoho CRM": (
        {"z.json": {"data": [{"id": "31", "Deal_Name": "Acme new", "Account_Name": {"id": "5", "name": "Acme"}, "Stage": "Closed Lost",
                              "Amount": 100, "Closing_Date": "2024-03-05", "Created_Time": "2024-01-05T09:00:00+03:00"}], "info": {}}},
        {"31": ("5", "lost", "100", None, "2024-01-05", "2024-03-05", None)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DEALS)
def test_a_crms_deals_read_as_they_are_written(read, name):
    files, expected = DEALS[name]

    def day(value):
        return value.isoformat() if value else None

    corpus = read(files)
    assert {
        d.id: (
            d.account_id, d.outcome, None if d.amount is None else str(d.amount), d.currency, day(d.created_at),
            day(d.closed_on), day(d.planned_close),
        )
        for d in corpus.deals
    } == expected  # fmt: skip
    for file in corpus.files:
        assert file.seen == file.made + file.merged + file.skipped, file
