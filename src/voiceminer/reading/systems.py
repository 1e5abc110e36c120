"""The systems that are known: what their exports look like, and which column is which.

A table is a system's if it has all of `needs` (alternatives parted by `|`). Tried in order, the
first that fits is it; a system's own candidates come before those of `fields`. Adding a system is
adding an entry here and a fixture to its test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from voiceminer.data import Kind
from voiceminer.reading.fields import What, candidates


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """One shape of one system's export.

    Attributes
    ----------
    name : str
        As it is shown.
    what : str
        What a row is.
    kind : str
        Kind of document, for rows that are documents or parts of them.
    needs : str
        Words that all have to be among the header's keys; `a|b` is one of both.
    part : str
        The list inside a JSON record that the table has to be; empty for any.
    fields : mapping of field to candidates
        `key@selector=value`: of parallel lists, the item of `key` where `selector` has the value.
    role : str
        Whose every row is, where no column says so.
    """

    name: str
    what: What
    needs: str
    kind: Kind = "ticket"
    part: str = ""
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    role: str = ""


_CRM_NOTE = "note"

SYSTEMS: tuple[System, ...] = (
    # -- help desks: messages before tickets, since a message's row carries its ticket's columns
    System(
        name="zendesk", what="messages", part="comments", needs="authorid body|plainbody|htmlbody",
        fields=candidates(
            text="plainbody body htmlbody", author="authorid", thread="ticketid parent.id parent.ticketid",
            at="createdat", requester="parent.requesterid",
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
        fields=candidates(text="body", author="userid", thread="ticketid", at="created createdat"),
    ),
    System(
        name="zendesk", what="documents", needs="summationcolumn",
        fields=candidates(
            id="id", subject="subject", text="description", at="createdat", author="requesterid requester",
            author_name="requester", account="organization", account_id="organizationid",
        ),
    ),
    System(name="zendesk", what="nothing", needs="childevents|eventtype timestamp ticketid"),
    System(
        name="zendesk", what="documents", needs="requesterid|submitterid subject description|rawsubject via.channel|satisfactionrating.score|organizationid|brandid|viachannel",
        fields=candidates(id="id ticketid", text="description", author="requesterid", account_id="organizationid"),
    ),
    System(name="zendesk", what="links", needs="tag ticketid"),
    System(
        name="intercom", what="messages", part="conversationparts.conversationparts|conversationparts",
        needs="parttype",
        fields=candidates(
            text="body", thread="parent.id", author="author.id", author_name="author.name",
            email="author.email", role="author.type", event="parttype", at="createdat",
        ),
        kind="chat",
    ),
    System(
        name="intercom", what="messages", needs="parttype conversationid authortype", kind="chat",
        fields=candidates(text="body", thread="conversationid", role="authortype", event="parttype", at="createdat"),
    ),
    System(
        name="intercom", what="documents", needs="source.body|source.author.type contacts.contacts.id|conversationparts.totalcount|source.deliveredas|state",
        kind="chat",
        fields=candidates(
            id="id", text="source.body", subject="source.subject title", at="createdat",
            author="source.author.id contacts.contacts.id", author_name="source.author.name",
            email="source.author.email", role="source.author.type", csat="conversationrating.rating",
            channel="source.type",
        ),
    ),
    System(
        name="intercom", what="messages", needs="conversationid messagebody messageauthortype", kind="chat",
        fields=candidates(account="messageauthorcompanies"),
    ),
    System(name="intercom", what="links", needs="contactid companyid"),
    System(
        name="freshdesk", what="messages", part="notes|conversations", needs="incoming private",
        fields=candidates(
            text="bodytext body bodyhtml", thread="parent.displayid ticketid parent.id", author="userid", at="createdat",
            requester="parent.requesterid",
        ),
    ),
    System(
        name="freshdesk", what="messages", needs="bodytext incoming private",
        fields=candidates(text="bodytext body", thread="ticketid", author="userid", at="createdat"),
    ),
    System(
        name="freshdesk", what="documents", needs="displayid|frescalated|spam requesterid responderid subject",
        fields=candidates(
            id="displayid id", text="descriptiontext description descriptionhtml", author="requesterid",
            author_name="requestername requester.name", email="requester.email", account_id="companyid",
            spam="spam", channel="sourcename source",
        ),
    ),
    System(
        name="freshdesk", what="documents", needs="ticketid subject resolutionstatus|firstresponsetimeinhrs|duebytime|agentinteractions|customerinteractions|ticketsource",
    ),
    System(name="freshdesk", what="accounts", needs="name domains healthscore|accounttier|renewaldate"),
    System(
        name="helpscout", what="messages", part="embedded.threads", needs="type body",
        fields=candidates(
            text="body", thread="parent.number parent.id", author="createdby.id", email="createdby.email customer.email",
            role="type", event="type", at="createdat",
        ),
    ),
    System(
        name="helpscout", what="documents", needs="primarycustomer.id|primarycustomer.email subject",
        fields=candidates(
            id="number id", text="preview", author="primarycustomer.id", email="primarycustomer.email",
            channel="source.type type",
        ),
    ),
    System(
        name="gorgias", what="messages", part="messages", needs="fromagent",
        fields=candidates(
            text="strippedtext bodytext bodyhtml", thread="parent.id ticketid", author="sender.id",
            author_name="sender.name", email="sender.email", at="createddatetime sentdatetime",
            outgoing="fromagent",
        ),
    ),
    System(
        name="gorgias", what="documents", needs="customer.id|customer.email subject createddatetime|messagescount",
        fields=candidates(
            id="id", subject="subject", text="excerpt", at="createddatetime", author="customer.id", author_name="customer.name",
            email="customer.email", csat="satisfactionsurvey.score",
        ),
    ),
    System(
        name="front", what="messages", needs="isinbound body|text",
        fields=candidates(
            id="id", text="text body", thread="conversationid links.related.conversation links.self",
            email="author.email recipients.handle@recipients.role=from", incoming="isinbound", at="createdat",
        ),
        kind="email",
    ),
    System(
        name="front", what="messages", needs="messageid conversationid extract|messagedate direction", kind="email",
        fields=candidates(text="extract", at="messagedate", account="accountnames", role="direction"),
    ),
    System(
        name="zoho desk", what="documents", needs="ticketnumber createdtime subject|description",
        fields=candidates(
            id="ticketnumber id", account="contact.account.accountname account.accountname",
            author="contactid contact.id", email="email contact.email",
        ),
    ),
    System(
        name="jira", what="messages", part="fields.comment.comments|comment.comments", needs="body",
        fields=candidates(
            text="body", thread="parent.key", author="author.accountid author.name author.key", at="created",
            author_name="author.displayname", email="author.emailaddress",
            requester="parent.reporter.accountid parent.reporter.name",
        ),
    ),
    System(
        name="jira", what="documents", needs="key summary project.key|issuetype.name|status.name|reporter.displayname",
        fields=candidates(
            id="key", subject="summary", text="description", at="created", author="reporter.accountid reporter.name",
            author_name="reporter.displayname", email="reporter.emailaddress",
        ),
    ),
    System(
        name="jira", what="documents",
        needs="issuekey|clavedeincidencia|vorgangsschlüssel|cléduticket|clédetâche|chavedoitem|chavedapendência|chiaveticket|chiavesegnalazione|issuesleutel|itemsleutel|kluczzgłoszenia|課題キー",
        fields=candidates(
            thread_comments="comment comentario kommentar commentaire comentário commento opmerking komentarz コメント",
            text="description descripción beschreibung descrição descrizione omschrijving beschrijving opis 説明",
            author="reporterid iddeinformador idreporter reporter informador",
            author_name="reporter informador autor rapporteur auteur relator segnalatore melder zgłaszający 報告者",
            account="organizations organizaciones organisationen organisations organização",
            csat="satisfactionrating satisfaction",
        ),
    ),
    System(
        name="servicenow", what="documents", needs="sysid incidentstate|shortdescription|callerid|calleridvalue",
        fields=candidates(
            id="number sysid", subject="shortdescription", text="description businessimpact comments",
            at="openedat syscreatedon", author="callerid.value calleridvalue callerid", account_id="company.value companyvalue",
            account="company.displayvalue company", channel="contacttype",
        ),
    ),
    # -- CRMs
    System(
        name="zoho crm", what="deals", needs="dealname stage accountname.id|closingdate",
        fields=candidates(
            id="id", account="accountname.name", account_id="accountname.id", closed="closingdate", opened="createdtime",
            owner="owner.name",
        ),
    ),
    System(
        name="hubspot", what="deals", needs="dealname|dealpipelinestageid|dealstage dealid|id|recordid|hsobjectid closedate|createdate|amount|dealstage",
        fields=candidates(
            id="dealid id recordid hsobjectid", name="dealname", stage="dealstage dealpipelinestagelabel dealpipelinestageid",
            account_id="associations.companies.results.id associatedcompanyids associatedcompanyid hsprimaryassociatedcompany companyid",
            currency="dealcurrencycode currencyincompanycurrency currency",
            note="associatednote",
        ),
    ),
    System(
        name="hubspot", what="documents", kind="note",
        needs="engagementid|hsobjectid|id hscallbody|hsnotebody|hsmeetingbody|hscommunicationbody|hscalltitle", role=_CRM_NOTE,
        fields=candidates(
            id="engagementid id hsobjectid", text="hscallbody hsnotebody hsmeetingbody hscommunicationbody hsbodypreview",
            subject="hscalltitle hsmeetingtitle", at="hstimestamp hscreatedate createdate",
            deal_id="associations.deals.results.id associateddealids", account_id="associations.companies.results.id associatedcompanyids",
        ),
    ),
    System(
        name="hubspot", what="documents", kind="email", needs="hsemailtext|hsemailhtml|hsemailsubject",
        fields=candidates(
            id="engagementid id hsobjectid", text="hsemailtext hsemailhtml", subject="hsemailsubject", at="hstimestamp hscreatedate",
            role="hsemaildirection", email="hsemailfromemail", deal_id="associations.deals.results.id",
            account_id="associations.companies.results.id",
        ),
    ),
    System(
        name="hubspot", what="documents", kind="note", needs="engagementid hstimestamp|hscreatedate type", role=_CRM_NOTE,
        fields=candidates(id="engagementid", text="hscallbody hsnotebody hsmeetingbody", at="hstimestamp"),
    ),
    System(
        name="hubspot", what="documents", needs="subject|ticketname|hsticketcategory content|ticketdescription|hsticketpriority|hspipelinestage",
        fields=candidates(
            id="ticketid id recordid hsobjectid", text="content ticketdescription", subject="subject ticketname", at="createdate",
            deal_id="associations.deals.results.id associateddealids",
            account_id="associations.companies.results.id associatedcompanyids", channel="sourcetype source",
        ),
    ),
    System(name="hubspot", what="links", needs="engagementid dealid|companyid|contactid"),
    System(
        name="salesforce", what="deals", needs="stagename closedate",
        fields=candidates(
            id="id opportunityid", name="name", account="account.name accountname", account_id="accountid",
            currency="currencyisocode", owner="owner.name ownername owner ownerid", note="description",
        ),
    ),
    System(
        name="salesforce", what="deals", needs="opportunityname|opportunityid stage closedate",
        fields=candidates(name="opportunityname", currency="amountcurrency currencyisocode currency"),
    ),
    System(
        name="salesforce", what="messages", needs="parentid commentbody",
        fields=candidates(text="commentbody", thread="parentid", author="createdbyid", public="ispublished", at="createddate"),
    ),
    System(
        name="salesforce", what="messages", needs="parentid textbody|htmlbody incoming", kind="ticket",
        fields=candidates(
            text="textbody htmlbody", thread="parentid", email="fromaddress", author_name="fromname", incoming="incoming",
            at="messagedate createddate",
        ),
    ),
    System(
        name="salesforce", what="documents", needs="casenumber subject|description|suppliedemail|origin|caseorigin",
        fields=candidates(
            id="id casenumber", text="description casecomments", at="createddate datetimeopened",
            author="contactid contact.name", account="account.name accountname suppliedcompany", email="suppliedemail contactemail",
        ),
    ),
    System(
        name="salesforce", what="documents", kind="note", needs="whatid|whoid description|subject", role=_CRM_NOTE,
        fields=candidates(
            id="id", text="description", subject="subject", at="activitydate createddate", author="ownerid", deal_id="whatid",
            account_id="accountid", author_name="owner.name",
        ),
    ),
    System(
        name="salesforce", what="documents", kind="note", needs="parentid body title ownerid|isprivate|createdbyid", role=_CRM_NOTE,
        fields=candidates(id="id", text="body", subject="title", deal_id="parentid", at="createddate"),
    ),
    System(
        name="salesforce", what="accounts", needs="id|accountid name|accountname billingcountry|billingcity|annualrevenue|accountsource|numberofemployees|billingstate",
        fields=candidates(id="id accountid", name="name accountname", domain="website", external="accountnumber"),
    ),
    System(
        name="pipedrive", what="deals", needs="dealtitle|dealid dealstatus|dealvalue|dealstage",
        fields=candidates(
            id="dealid", name="dealtitle", account="dealorganization organizationname", amount="dealvalue",
            currency="dealcurrencyofvalue dealcurrency", status="dealstatus", stage="dealstage",
            opened="dealdealcreated dealadddate", closed="dealwontime deallosttime dealdealclosedon",
            planned="dealexpectedclosedate", reason="deallostreason", note="notecontent", owner="dealowner",
        ),
    ),
    System(
        name="pipedrive", what="deals", needs="addtime status stageid|value title|orgid|orgname",
        fields=candidates(
            id="id", name="title", account="orgid.name orgname", account_id="orgid.value orgid", opened="addtime",
            closed="wontime losttime closetime", planned="expectedclosedate", owner="ownername userid.name",
        ),
    ),
    System(
        name="pipedrive", what="documents", kind="note", needs="content dealid|orgid addtime", role=_CRM_NOTE,
        fields=candidates(
            id="id", text="content", at="addtime", deal_id="dealid", account_id="orgid", author="userid",
            account="organization.name",
        ),
    ),
    System(
        name="zoho crm", what="documents", kind="note", needs="notecontent parentid|parentid.id", role=_CRM_NOTE,
        fields=candidates(id="id", text="notecontent", subject="notetitle", deal_id="parentid.id parentid", at="createdtime"),
    ),
    # -- calls
    System(
        name="gong", what="messages", kind="call", part="transcript", needs="parent.callid sentences.text",
        fields=candidates(text="sentences.text", thread="parent.callid", author="speakerid", offset="sentences.start"),
    ),
    System(
        name="gong", what="people", part="parties", needs="parent.metadata.id|parent.callid|parent.id speakerid|emailaddress",
        fields=candidates(id="speakerid", thread="parent.metadata.id parent.callid parent.id", side="affiliation"),
    ),
    System(
        name="gong", what="documents", kind="call", needs="metadata.id metadata.started|metadata.title",
        fields=candidates(
            id="metadata.id", at="metadata.started", title="metadata.title",
            deal_id="context.objects.objectid@context.objects.objecttype=opportunity context.objects.objectid@context.objects.objecttype=deal",
            account_id="context.objects.objectid@context.objects.objecttype=account",
        ),
    ),
    System(
        name="fireflies", what="messages", kind="call", part="sentences", needs="text speakername|speakerid",
        fields=candidates(text="text rawtext", thread="parent.id", author_name="speakername", author="speakerid", at="", offset="starttime"),
    ),
    System(
        name="hubspot", what="messages", kind="call", needs="speaker.name text starttimemillis",
        fields=candidates(
            text="text", thread="parent.engagementid", author_name="speaker.name", email="speaker.email", offset="starttimemillis",
        ),
    ),
    System(
        name="chorus", what="messages", kind="call", part="utterances", needs="speakername snippet|text",
        fields=candidates(text="snippet text", thread="parent.id", author_name="speakername", offset="snippettime"),
    ),
    System(
        name="avoma", what="messages", kind="call", part="transcript", needs="speakerid transcript",
        fields=candidates(text="transcript", thread="parent.uuid parent.id", author="speakerid"),
    ),
    System(
        name="fireflies", what="documents", kind="call", needs="id title dateString|datestring|duration|participants|hostemail",
        fields=candidates(id="id", at="date datestring", email="participants organizeremail"),
    ),
    # -- mail
    System(
        name="e-mail", what="documents", kind="email", needs="messageid threadid from subject text",
        fields=candidates(id="messageid", at="date", author="from", author_name="fromname", email="from"),
    ),
)  # fmt: skip
