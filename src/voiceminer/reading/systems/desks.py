"""Help desks: messages before tickets, since a message's row carries its ticket's columns."""

from __future__ import annotations

from voiceminer.reading.fields import candidates
from voiceminer.reading.systems.system import System

# fmt: off
DESKS: tuple[System, ...] = (
    System(
        name="zendesk", what="messages", part="comments", needs="authorid body|plainbody|htmlbody",
        fields=candidates(
            text="plainbody body htmlbody", author="authorid", author_name="author.name",
            email="author.email", role="author.role", thread="ticketid parent.id parent.ticketid",
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
    System(name="zendesk", what="nothing", needs="childevents|eventtype timestamp ticketid"),
    System(
        name="zendesk", what="documents",
        needs=(
            "requesterid|submitterid subject description|rawsubject via.channel|"
            "satisfactionrating.score|organizationid|brandid|viachannel"
        ),
        fields=candidates(
            id="id ticketid", text="description", author="requesterid requester.id",
            author_name="requester.name", email="requester.email", account="organization.name",
            account_id="organization.externalid organizationid",
        ),
    ),
    System(name="zendesk", what="links", needs="tag ticketid"),
    System(
        name="intercom", what="messages", kind="chat",
        part="conversationparts.conversationparts|conversationparts", needs="parttype",
        fields=candidates(
            text="body", thread="parent.id", author="author.id", author_name="author.name",
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
            "source.body|source.author.type contacts.contacts.id|conversationparts.totalcount|"
            "source.deliveredas|state"
        ),
        fields=candidates(
            id="id", text="source.body", subject="source.subject title", at="createdat",
            author="source.author.id contacts.contacts.id", author_name="source.author.name",
            email="source.author.email", role="source.author.type",
            csat="conversationrating.rating", channel="source.type",
        ),
    ),
    System(
        name="intercom", what="messages", kind="chat",
        needs="conversationid messagebody messageauthortype",
        fields=candidates(
            account="messageauthorcompanies",
        ),
    ),
    System(name="intercom", what="links", needs="contactid companyid"),
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
        name="freshdesk", what="documents",
        needs="displayid|frescalated|spam requesterid responderid subject",
        fields=candidates(
            id="displayid id", text="descriptiontext description descriptionhtml",
            author="requesterid", author_name="requestername requester.name",
            email="requester.email", account_id="companyid", spam="spam",
            channel="sourcename source",
        ),
    ),
    System(
        name="freshdesk", what="documents",
        needs=(
            "ticketid subject resolutionstatus|firstresponsetimeinhrs|duebytime|agentinteractions|"
            "customerinteractions|ticketsource"
        ),
    ),
    System(
        name="freshdesk", what="accounts", needs="name domains healthscore|accounttier|renewaldate",
    ),
    System(
        name="helpscout", what="messages", part="embedded.threads", needs="type body",
        fields=candidates(
            text="body", thread="parent.number parent.id", author="createdby.id",
            email="createdby.email customer.email", role="type", event="type", at="createdat",
        ),
    ),
    System(
        name="helpscout", what="documents",
        needs="primarycustomer.id|primarycustomer.email subject",
        fields=candidates(
            id="number id", text="preview", author="primarycustomer.id",
            email="primarycustomer.email", channel="source.type type",
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
        name="gorgias", what="documents",
        needs="customer.id|customer.email subject createddatetime|messagescount",
        fields=candidates(
            id="id", subject="subject", text="excerpt", at="createddatetime", author="customer.id",
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
            text="extract", at="messagedate", account="accountnames", role="direction",
        ),
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
            text="body", thread="parent.key", author="author.accountid author.name author.key",
            at="created", author_name="author.displayname", email="author.emailaddress",
            requester="parent.reporter.accountid parent.reporter.name",
        ),
    ),
    System(
        name="jira", what="documents",
        needs="key summary project.key|issuetype.name|status.name|reporter.displayname",
        fields=candidates(
            id="key", subject="summary", text="description", at="created",
            author="reporter.accountid reporter.name", author_name="reporter.displayname",
            email="reporter.emailaddress",
        ),
    ),
    System(
        name="jira", what="documents",
        needs=(
            "issuekey|clavedeincidencia|vorgangsschlüssel|cléduticket|clédetâche|chavedoitem|"
            "chavedapendência|chiaveticket|chiavesegnalazione|issuesleutel|itemsleutel|"
            "kluczzgłoszenia|課題キー"
        ),
        fields=candidates(
            thread_comments=(
                "comment comentario kommentar commentaire comentário commento opmerking komentarz "
                "コメント"
            ),
            text=(
                "description descripción beschreibung descrição descrizione omschrijving "
                "beschrijving opis 説明"
            ),
            author="reporterid iddeinformador idreporter reporter informador",
            author_name=(
                "reporter informador autor rapporteur auteur relator segnalatore melder "
                "zgłaszający 報告者"
            ),
            account="organizations organizaciones organisationen organisations organização",
            csat="satisfactionrating satisfaction",
        ),
    ),
    System(
        name="servicenow", what="documents",
        needs="sysid incidentstate|shortdescription|callerid|calleridvalue",
        fields=candidates(
            id="number sysid", subject="shortdescription",
            text="description businessimpact comments", at="openedat syscreatedon",
            author="callerid.value calleridvalue callerid", account_id="company.value companyvalue",
            account="company.displayvalue company", channel="contacttype",
        ),
    ),
)
