"""Help desks: messages before tickets, since a message's row carries its ticket's columns."""

from __future__ import annotations

from voiceminer.reading.fields import candidates
from voiceminer.reading.systems.languages import JIRA, any_of
from voiceminer.reading.systems.system import System

# Freshdesk numbers where a ticket came from.
_FRESHDESK_SOURCES = {
    "1": "email", "2": "portal", "3": "phone", "5": "twitter", "6": "facebook", "7": "chat",
    "9": "widget", "10": "outbound email",
}  # fmt: skip

# fmt: off
_HELPSCOUT_THREAD = candidates(
    id="id", text="body", thread="parent.number parent.id conversationid",
    author="createdby.id",
    email="createdby.email customer.email", role="type", event="type", at="createdat",
)
_JIRA_COMMENT = candidates(
    id="id", text="body", public="jsdpublic", thread="parent.key issueid",
    author="author.accountid author.name author.key",
    at="created", author_name="author.displayname", email="author.emailaddress",
    requester="parent.reporter.accountid parent.reporter.name",
)

DESKS: tuple[System, ...] = (
    System(
        name="zendesk", what="messages", part="events", needs="parent.ticketid body type",
        fields=candidates(
            text="plainbody body htmlbody", author="authorid", thread="parent.ticketid",
            at="parent.createdat",
        ),
    ),
    System(
        name="zendesk", what="messages", needs="authorid plainbody|htmlbody",
        fields=candidates(
            text="plainbody body htmlbody", author="authorid", author_name="author.name",
            email="author.email", role="author.role", thread="ticketid parent.id parent.ticketid",
            at="createdat", requester="parent.requesterid",
        ),
    ),
    System(
        name="zendesk", what="messages", part="comments", needs="authorid body|value",
        fields=candidates(
            text="body value", author="authorid", thread="ticketid parent.niceid parent.id",
            at="createdat", requester="parent.requesterid",
        ),
    ),
    System(
        name="zendesk", what="nothing", needs="ticketid authorid metadata.system.client",
        why="audits, whose comments are read",
    ),
    System(
        name="zendesk", what="messages", kind="chat", part="history", needs="msg type timestamp",
        fields=candidates(
            text="msg", author_name="name", role="sendertype", event="type", at="timestamp",
            thread="parent.id",
        ),
    ),
    System(
        name="zendesk", what="documents", kind="chat",
        needs="id visitor.id|visitor.email timestamp",
        fields=candidates(
            id="id", author_name="visitor.name", email="visitor.email", csat="rating",
            at="timestamp", text="message",
        ),
    ),
    System(
        name="zendesk", what="messages", kind="chat", needs="chatid actorid message type",
        fields=candidates(
            id="messageid", text="message", thread="chatid", author="actorid", event="type",
            at="createdat",
        ),
    ),
    System(
        name="zendesk", what="documents", kind="chat", needs="chatid ticketid initiator|visitorid",
        fields=candidates(
            id="ticketid chatid", alias="chatid", author="userid visitorid", at="createdat",
            channel="channel",
        ),
    ),
    System(
        name="zendesk", what="documents",
        needs="ticketid ticketsubject|ticketdescription ticketcreatedtimestamp|ticketcreateddate",
        fields=candidates(
            id="ticketid", subject="ticketsubject", text="ticketdescription",
            at="ticketcreatedtimestamp ticketcreateddate",
            account="ticketorganizationname requesterorganizationname",
            csat="ticketsatisfactionrating", channel="ticketchannel", status="ticketstatus",
        ),
    ),
    System(
        name="zendesk", what="messages", part="childevents", needs="eventtype",
        fields=candidates(
            text="plainbody body htmlbody", author="authorid", thread="parent.ticketid",
            at="createdat parent.createdat parent.timestamp", event="eventtype",
        ),
    ),
    System(
        name="zendesk", what="messages", needs="ticketid body userid public",
        fields=candidates(
            text="body", author="userid", thread="ticketid", at="created createdat",
        ),
    ),
    System(
        name="zendesk", what="documents", needs="summationcolumn",
        fields=candidates(
            id="id", subject="subject", text="description", at="createdat",
            author="requesterid requester", author_name="requester", account="organization",
            account_id="organizationid",
        ),
    ),
    System(
        name="zendesk", what="nothing", needs="childevents|eventtype timestamp ticketid",
        why="events without words",
    ),
    System(
        name="zendesk", what="accounts", needs="name sharedtickets|sharedcomments|domainnames",
        fields=candidates(
            id="id", name="name", domain="domainnames",
        ),
    ),
    System(
        name="zendesk", what="accounts", needs="organizationid domainname",
        fields=candidates(
            id="organizationid", domain="domainname",
        ),
    ),
    System(
        name="zendesk", what="documents",
        needs=(
            "requesterid|submitterid subject description|rawsubject via.channel|"
            "satisfactionrating.score|organizationid|brandid"
        ),
        fields=candidates(
            id="niceid id ticketid", text="description", author="requesterid requester.id",
            author_name="requester.name", email="requester.email", account="organization.name",
            account_id="organization.externalid organizationid",
        ),
    ),
    System(
        name="zendesk", what="nothing", needs="tag ticketid", why="a list of tags, not used",
    ),
    System(
        name="intercom", what="messages", kind="chat",
        needs="parttype author.type",
        fields=candidates(
            id="id", text="body", thread="conversationid parent.id", author="author.id",
            author_name="author.name",
            email="author.email", role="author.type", event="parttype", at="createdat",
        ),
    ),
    System(
        name="intercom", what="messages", kind="chat", needs="parttype conversationid authortype",
        fields=candidates(
            text="body", thread="conversationid", role="authortype", event="parttype",
            at="createdat",
        ),
    ),
    System(
        name="intercom", what="documents", kind="chat",
        needs=(
            "source.body|source.author.type|source.deliveredas|conversationrating.rating|"
            "conversationparts.totalcount|aiagentparticipated "
            "contacts.contacts.id|conversationparts.totalcount|source.deliveredas|state"
        ),
        fields=candidates(
            id="id", text="source.body", subject="source.subject title", at="createdat",
            author="source.author.id contacts.contacts.id", author_name="source.author.name",
            email="source.author.email", role="source.author.type",
            csat="conversationrating.rating conversationratingvalue", channel="source.type",
        ),
    ),
    System(
        name="intercom", what="messages", kind="chat",
        needs="conversationid messagebody messageauthortype",
        fields=candidates(
            account="messageauthorcompanies", at="messagecreatedat",
        ),
    ),
    System(
        name="intercom", what="accounts",
        needs="name companyid monthlyspend|sessioncount|usercount",
        fields=candidates(
            id="id", name="name", domain="website",
        ),
    ),
    System(
        name="intercom", what="people", role="customer",
        needs="id email companies.data.id|workspaceid|signedupat|hashardbounced",
        fields=candidates(
            id="id", account_id="companies.data.id",
        ),
    ),
    System(
        name="intercom", what="people", role="ours", needs="id email teamids|awaymodeenabled",
    ),
    System(
        name="freshdesk", what="messages", part="notes|conversations", needs="incoming private",
        fields=candidates(
            text="bodytext body bodyhtml", thread="parent.displayid ticketid parent.id",
            author="userid", at="createdat", requester="parent.requesterid",
        ),
    ),
    System(
        name="freshdesk", what="messages", needs="bodytext incoming private",
        fields=candidates(
            text="bodytext body", thread="ticketid", author="userid", at="createdat",
        ),
    ),
    System(
        name="freshdesk", what="people", role="ours", needs="ticketscope contact.email",
        fields=candidates(
            id="id", name="contact.name", email="contact.email",
        ),
    ),
    System(
        name="freshdesk", what="people", role="customer",
        needs="companyid email othercompanies|viewalltickets|uniqueexternalid|jobtitle name",
        fields=candidates(
            id="id", account_id="companyid",
        ),
    ),
    System(
        name="freshdesk", what="documents",
        needs="displayid|frescalated|spam requesterid responderid subject",
        fields=candidates(
            id="displayid id", text="descriptiontext description descriptionhtml",
            author="requesterid", author_name="requestername requester.name",
            email="requester.email", account_id="companyid", account="company.name", spam="spam",
            channel="sourcename source",
        ),
        words={"channel": _FRESHDESK_SOURCES},
    ),
    System(
        name="freshdesk", what="documents",
        needs=(
            "ticketid subject resolutionstatus|firstresponsetimeinhrs|duebytime|agentinteractions|"
            "customerinteractions|ticketsource"
        ),
    ),
    System(
        name="freshdesk", what="accounts",
        needs="name domains healthscore|accounttier|renewaldate",
    ),
    System(
        name="helpscout", what="messages",
        needs="body createdby.type type action.type|savedreplyid",
        fields=_HELPSCOUT_THREAD,
    ),
    System(
        name="helpscout", what="messages", part="embedded.threads", needs="type body",
        fields=_HELPSCOUT_THREAD,
    ),
    System(
        name="helpscout", what="documents",
        needs="primarycustomer.id|primarycustomer.email subject",
        fields=candidates(
            id="number id", alias="id", preview="preview", author="primarycustomer.id",
            email="primarycustomer.email", channel="source.type type",
        ),
    ),
    System(
        name="gorgias", what="messages", needs="fromagent strippedtext|bodytext|bodyhtml",
        fields=candidates(
            id="id", text="strippedtext bodytext bodyhtml", thread="parent.id ticketid",
            author="sender.id",
            author_name="sender.name", email="sender.email", at="createddatetime sentdatetime",
            outgoing="fromagent",
        ),
    ),
    System(
        name="gorgias", what="documents",
        needs="customer.id|customer.email subject createddatetime|messagescount",
        fields=candidates(
            id="id", subject="subject", preview="excerpt", at="createddatetime",
            author="customer.id",
            author_name="customer.name", email="customer.email", csat="satisfactionsurvey.score",
        ),
    ),
    System(
        name="front", what="messages", kind="email", needs="isinbound body|text",
        fields=candidates(
            id="id", text="text body",
            thread="conversationid links.related.conversation links.self",
            email="author.email recipients.handle@recipients.role=from", incoming="isinbound",
            at="createdat",
        ),
    ),
    System(
        name="front", what="messages", kind="email",
        needs="messageid conversationid extract|messagedate direction",
        fields=candidates(
            text="extract", subject="subject", at="messagedate", account="accountnames",
            role="direction", author_name="author contactname",
        ),
    ),
    System(
        name="front", what="documents", kind="email", needs="subject recipient.handle status",
        fields=candidates(
            id="id", subject="subject", preview="lastmessage.text lastmessage.body",
            at="createdat", email="recipient.handle", author_name="recipient.name",
        ),
    ),
    System(
        name="zoho desk", what="messages",
        needs="direction content|summary author.type|fromemailaddress|hasattach",
        fields=candidates(
            id="id", text="content summary", thread="ticketid parent.id", author="author.id",
            author_name="author.name", email="author.email fromemailaddress", role="author.type",
            at="createdtime",
        ),
    ),
    System(
        name="zoho desk", what="documents", needs="ticketreferenceid|ticketid subject statusticket",
        fields=candidates(
            id="ticketreferenceid ticketid", alias="ticketid", author="contactid",
            author_name="contactname", email="emailticket email contactemail",
            at="createdtimeticket", channel="channel", account="accountname",
        ),
    ),
    System(
        name="zoho desk", what="documents", needs="ticketnumber createdtime subject|description",
        fields=candidates(
            id="ticketnumber id", alias="id",
            account="contact.account.accountname account.accountname",
            author="contactid contact.id", email="email contact.email",
        ),
    ),
    System(
        name="jira", what="messages", part="fields.comment.comments|comment.comments",
        needs="body",
        fields=_JIRA_COMMENT,
    ),
    System(
        name="jira", what="messages",
        needs=(
            "body author.displayname|author.accountid|author.name "
            "updateauthor.accountid|updateauthor.displayname|updateauthor.name|jsdpublic"
        ),
        fields=_JIRA_COMMENT,
    ),
    System(
        name="jira", what="messages", needs="body issueid authorid updateauthorid|ispublic",
        fields=candidates(
            id="id", text="body", thread="issueid", author="authorid", public="ispublic",
            at="created",
        ),
    ),
    System(
        name="jira", what="documents",
        needs="key summary project.key|issuetype.name|issuetype|status.name|reporter.displayname",
        fields=candidates(
            id="key", alias="id", subject="summary", text="description", at="created",
            author="reporter.accountid reporter.name", author_name="reporter.displayname",
            email="reporter.emailaddress",
        ),
    ),
    System(
        name="jira", what="documents", needs=any_of(JIRA["id"]),
        fields=candidates(
            id=JIRA["id"], alias=JIRA["alias"], thread_comments=JIRA["comments"],
            subject=JIRA["subject"], text=JIRA["text"], at=JIRA["at"], updated=JIRA["updated"],
            author=JIRA["author"], author_name=JIRA["author_name"], account=JIRA["account"],
            product=JIRA["product"], csat="satisfactionrating satisfaction",
        ),
    ),
    System(
        name="servicenow", what="messages", needs="elementid element value syscreatedon",
        fields=candidates(
            id="sysid", text="value", thread="elementid", author_name="syscreatedby",
            event="element", at="syscreatedon",
        ),
        words={"event": {"work_notes": "note"}},
    ),
    System(
        name="servicenow", what="documents",
        needs=(
            "shortdescription sysid|callerid|callerid.value|caller|assignmentgroup|openedat|"
            "openedby|contacttype|incidentstate"
        ),
        fields=candidates(
            id="number sysid", alias="sysid", subject="shortdescription",
            text="description businessimpact", journal="comments commentsandworknotes",
            at="openedat opened syscreatedon created", author="callerid.value callerid caller",
            author_name="callerid.displayvalue caller", account_id="company.value",
            account="company.displayvalue company", channel="contacttype",
        ),
    ),
    System(
        name="servicenow", what="documents", needs="sysid incidentstate|callerid.value",
        fields=candidates(
            id="number sysid", alias="sysid", text="description businessimpact comments",
            at="openedat syscreatedon", author="callerid.value callerid",
        ),
    ),
)
