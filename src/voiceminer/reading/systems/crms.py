"""CRMs: deals, accounts, people and what sellers wrote."""

from __future__ import annotations

from voiceminer.reading.fields import candidates
from voiceminer.reading.systems.languages import HUBSPOT, any_of
from voiceminer.reading.systems.system import System

_CRM_NOTE = "note"

# fmt: off
CRMS: tuple[System, ...] = (
    System(
        name="zoho crm", what="deals", needs="dealname stage accountname.id|closingdate",
        fields=candidates(
            id="id", account="accountname.name", account_id="accountname.id",
            closed="closingdate",
            opened="createdtime", owner="owner.name",
        ),
    ),
    System(
        name="zoho crm", what="documents", kind="note", role=_CRM_NOTE,
        needs="whatid.id|whatid.name subject description|callstarttime createdtime|semodule",
        fields=candidates(
            id="id", text="description callresult", subject="subject", deal_id="whatid.id",
            deal="whatid.name", at="callstarttime startdatetime duedate createdtime",
            author_name="owner.name",
        ),
    ),
    System(
        name="zoho crm", what="people", role="customer", needs="accountname.id email lastname",
        fields=candidates(
            id="id", name="fullname", account_id="accountname.id", account="accountname.name",
        ),
    ),
    System(
        name="zoho crm", what="accounts",
        needs="id accountname owner.name|owner.id|createdtime website|industry|phone|annualrevenue",
        fields=candidates(
            id="id", name="accountname", domain="website",
        ),
    ),
    System(
        name="pipedrive", what="deals",
        needs="dealtitle dealstatus|dealvalue|dealcurrencyofvalue",
        fields=candidates(
            id="dealid", name="dealtitle", account="dealorganization organizationname",
            amount="dealvalue", currency="dealcurrencyofvalue dealcurrency", status="dealstatus",
            stage="dealstage", opened="dealdealcreated dealadddate",
            closed="dealwontime deallosttime dealdealclosedon", planned="dealexpectedclosedate",
            reason="deallostreason", note="notecontent", owner="dealowner",
        ),
    ),
    System(
        name="pipedrive", what="deals", needs="addtime status stageid|value title|orgid|orgname",
        fields=candidates(
            id="id", name="title", account="orgid.name orgname", account_id="orgid.value orgid",
            opened="addtime", closed="wontime losttime closetime", planned="expectedclosedate",
            owner="ownername userid.name",
        ),
    ),
    System(
        name="pipedrive", what="documents", kind="note", role=_CRM_NOTE,
        needs="content dealid|orgid addtime",
        fields=candidates(
            id="id", text="content", at="addtime", deal_id="dealid", account_id="orgid",
            author="userid", account="organization.name",
        ),
    ),
    System(
        name="pipedrive", what="documents", kind="note", role=_CRM_NOTE,
        needs="notecontent notedeal|noteorganization|noteperson|noteaddtime",
        fields=candidates(
            id="noteid", text="notecontent", at="noteaddtime", deal="notedeal",
            account="noteorganization", author_name="noteauthor noteuser",
        ),
    ),
    System(
        name="pipedrive", what="documents", kind="note", role=_CRM_NOTE,
        needs="activitysubject activitynote|activitytype",
        fields=candidates(
            id="activityid", text="activitynote", subject="activitysubject",
            at="activityduedate activityaddtime", deal="activitydeal",
            account="activityorganization",
        ),
    ),
    System(
        name="pipedrive", what="documents", kind="note", role=_CRM_NOTE,
        needs="note subject duedate dealid|orgid",
        fields=candidates(
            id="id", text="note publicdescription", subject="subject", at="duedate addtime",
            deal_id="dealid", account_id="orgid", account="orgname", author_name="ownername",
        ),
    ),
    System(
        name="pipedrive", what="accounts",
        needs="name addtime peoplecount|opendealscount|labelids|ccemail ownerid|ownerid.id",
        fields=candidates(
            id="id", name="name",
        ),
    ),
    System(
        name="pipedrive", what="people", role="customer",
        needs="orgid|orgid.value|orgname primaryemail|email.value|emails.value",
        fields=candidates(
            id="id", name="name", email="primaryemail email.value emails.value",
            account_id="orgid.value orgid", account="orgname orgid.name",
        ),
    ),
    System(
        name="hubspot", what="documents", kind="note", role=_CRM_NOTE,
        needs="engagement.id engagement.type metadata.body|metadata.text|metadata.html",
        fields=candidates(
            id="engagement.id", text="metadata.body metadata.text metadata.html",
            subject="metadata.subject metadata.title", at="engagement.timestamp",
            deal_id="associations.dealids", account_id="associations.companyids",
        ),
    ),
    System(
        name="hubspot", what="people", role="ours",
        needs="email firstname lastname userid archived",
    ),
    System(
        name="hubspot", what="people", role="customer",
        needs="hsobjectid email firstname|lastname",
        fields=candidates(
            id="id hsobjectid",
            account_id="associations.companies.results.id associatedcompanyid", account="company",
        ),
    ),
    System(
        name="hubspot", what="messages", kind="chat",
        needs="conversationsthreadid text|richtext direction",
        fields=candidates(
            id="id", text="text richtext", thread="conversationsthreadid", author="createdby",
            author_name="senders.name", email="senders.deliveryidentifier.value",
            role="direction", at="createdat", subject="subject",
        ),
    ),
    System(
        name="hubspot", what="stages",
        needs="label stageid|metadata.probability|metadata.isclosed",
    ),
    System(
        name="hubspot", what="nothing", needs="label displayorder id",
        why="pipelines, whose stages are read",
    ),
    System(
        name="hubspot", what="deals",
        needs=(
            f"{any_of(HUBSPOT['deal_name'])}|{any_of(HUBSPOT['stage'])}|dealpipelinestageid "
            f"{any_of(HUBSPOT['id'])}|dealid|id|hsobjectid "
            f"{any_of(HUBSPOT['closed'])}|{any_of(HUBSPOT['at'])}|{any_of(HUBSPOT['amount'])}|"
            f"dealstage"
        ),
        fields=candidates(
            id=f"dealid id hsobjectid {HUBSPOT['id']}", name=HUBSPOT["deal_name"],
            stage=f"{HUBSPOT['stage']} dealpipelinestagelabel dealpipelinestageid",
            amount=HUBSPOT["amount"], opened=HUBSPOT["at"], closed=HUBSPOT["closed"],
            owner=HUBSPOT["owner"], reason=f"{HUBSPOT['reason']} closedwonreason",
            account_id=(
                "associations.companies.results.id associatedcompanyids associatedcompanyid "
                "hsprimaryassociatedcompany companyid associations.associatedcompanyids"
            ),
            currency="dealcurrencycode currencyincompanycurrency currency", note="associatednote",
        ),
    ),
    System(
        name="hubspot", what="documents", kind="note", role=_CRM_NOTE,
        needs=(
            "engagementid|hsobjectid|id hscallbody|hsnotebody|hsmeetingbody|hscommunicationbody|"
            "hscalltitle|hstaskbody"
        ),
        fields=candidates(
            id="engagementid id hsobjectid",
            text=(
                "hscallbody hsnotebody hsmeetingbody hscommunicationbody hstaskbody hsbodypreview"
            ),
            subject="hscalltitle hsmeetingtitle hstasksubject",
            at="hstimestamp hscreatedate createdate",
            deal_id="associations.deals.results.id associateddealids",
            account_id="associations.companies.results.id associatedcompanyids",
        ),
    ),
    System(
        name="hubspot", what="documents", kind="note", role=_CRM_NOTE,
        needs="recordid notebody|callnotes|meetingdescription|callbody",
        fields=candidates(
            id="recordid", text="notebody callnotes callbody meetingdescription",
            subject="calltitle meetingname", at="activitydate createdate",
            author_name="activityassignedto", deal_id="associateddealids", deal="associateddeal",
            account_id="associatedcompanyids", account="associatedcompany",
        ),
    ),
    System(
        name="hubspot", what="accounts",
        needs="companyname|name companydomainname|hsobjectid recordid|id|hsobjectid",
        fields=candidates(
            id="recordid id hsobjectid", name="companyname name",
            domain="companydomainname domain",
        ),
    ),
    System(
        name="hubspot", what="people", needs="recordid firstname email",
        fields=candidates(
            id="recordid", account_id="associatedcompanyids", account="associatedcompany",
        ),
    ),
    System(
        name="hubspot", what="documents", kind="email",
        needs="hsemailtext|hsemailhtml|hsemailsubject",
        fields=candidates(
            id="engagementid id hsobjectid", text="hsemailtext hsemailhtml",
            subject="hsemailsubject", at="hstimestamp hscreatedate", role="hsemaildirection",
            email="hsemailfromemail", deal_id="associations.deals.results.id",
            account_id="associations.companies.results.id",
        ),
    ),
    System(
        name="hubspot", what="documents", kind="note", role=_CRM_NOTE,
        needs="engagementid hstimestamp|hscreatedate type",
        fields=candidates(
            id="engagementid", text="hscallbody hsnotebody hsmeetingbody", at="hstimestamp",
        ),
    ),
    System(
        name="hubspot", what="documents",
        needs=(
            f"subject|{any_of(HUBSPOT['ticket_name'])}|hsticketcategory "
            f"content|{any_of(HUBSPOT['ticket_text'])}|{any_of(HUBSPOT['ticket_id'])}|"
            "hsticketpriority|hspipelinestage"
        ),
        fields=candidates(
            id=f"{HUBSPOT['ticket_id']} id hsobjectid {HUBSPOT['id']}",
            text=f"content {HUBSPOT['ticket_text']}",
            subject=f"subject {HUBSPOT['ticket_name']}", at=HUBSPOT["at"],
            deal_id="associations.deals.results.id associateddealids",
            account_id="associations.companies.results.id associatedcompanyids",
            channel="sourcetype source",
        ),
    ),
    System(
        name="salesforce", what="deals", needs="stagename closedate",
        fields=candidates(
            id="id opportunityid", name="name", account="account.name accountname",
            account_id="accountid", currency="currencyisocode",
            owner="owner.name ownername owner ownerid", note="description",
        ),
    ),
    System(
        name="salesforce", what="deals", needs="opportunityname|opportunityid stage closedate",
        fields=candidates(
            name="opportunityname", currency="amountcurrency currencyisocode currency",
        ),
    ),
    System(
        name="salesforce", what="messages", kind="note", role=_CRM_NOTE,
        needs="feeditemid commentbody",
        fields=candidates(
            id="id", text="commentbody", thread="parentid feeditemid", at="createddate",
            deal_id="parentid", account_id="parentid",
        ),
    ),
    System(
        name="salesforce", what="messages", kind="note", role=_CRM_NOTE,
        needs="parentid body type createdbyid|insertedbyid",
        fields=candidates(
            id="id", text="body", thread="parentid", at="createddate", event="type",
            deal_id="parentid", account_id="parentid",
        ),
    ),
    System(
        name="salesforce", what="documents", kind="chat", role="unknown",
        needs="body livechatvisitorid|chatkey|chatduration|livechatdeploymentid caseid|name",
        fields=candidates(
            id="id name", text="body", at="starttime createddate", author="contactid",
            account_id="accountid", deal_id="",
        ),
    ),
    System(
        name="salesforce", what="messages", needs="parentid commentbody",
        fields=candidates(
            text="commentbody", thread="parentid", author="createdbyid", public="ispublished",
            at="createddate",
        ),
    ),
    System(
        name="salesforce", what="messages", kind="ticket",
        needs="parentid textbody|htmlbody incoming",
        fields=candidates(
            text="textbody htmlbody", thread="parentid", email="fromaddress",
            author_name="fromname", incoming="incoming", at="messagedate createddate",
        ),
    ),
    System(
        name="salesforce", what="documents",
        needs="casenumber subject|description|suppliedemail|origin|caseorigin",
        fields=candidates(
            id="id casenumber", alias="casenumber", text="description casecomments",
            at="createddate datetimeopened",
            author="contactid", author_name="contact.name",
            account="account.name accountname suppliedcompany",
            email="suppliedemail contactemail",
        ),
    ),
    System(
        name="salesforce", what="documents", kind="note", role=_CRM_NOTE,
        needs="whatid|whoid description|subject",
        fields=candidates(
            id="id", text="description", subject="subject",
            at="activitydatetime startdatetime activitydate createddate",
            author="ownerid", deal_id="whatid", account_id="accountid", author_name="owner.name",
        ),
    ),
    System(
        name="salesforce", what="documents", kind="note", role=_CRM_NOTE,
        needs="parentid body title ownerid|isprivate|createdbyid",
        fields=candidates(
            id="id", text="body", subject="title", deal_id="parentid", at="createddate",
        ),
    ),
    System(
        name="salesforce", what="documents", kind="note", role=_CRM_NOTE,
        needs="title content linkedentityid|latestpublishedversionid|contentsize|filetype",
        fields=candidates(
            id="id", text="content textpreview", subject="title", at="createddate",
            deal_id="linkedentityid",
        ),
    ),
    System(
        name="salesforce", what="accounts",
        needs=(
            "id|accountid name|accountname billingcountry|billingcountrycode|billingcity|"
            "accountsource|numberofemployees|billingstate|masterrecordid|systemmodstamp"
        ),
        fields=candidates(
            id="id accountid", name="name accountname", domain="website",
            external="accountnumber",
        ),
    ),
    System(
        name="salesforce", what="people", role="customer", needs="id accountid lastname email",
        fields=candidates(
            id="id", account_id="accountid",
        ),
    ),
    System(
        name="salesforce", what="people", role="ours", needs="id username lastname email",
        fields=candidates(
            id="id",
        ),
    ),
    System(
        name="zoho crm", what="documents", kind="note", role=_CRM_NOTE,
        needs="notecontent parentid|parentid.id",
        fields=candidates(
            id="id", text="notecontent", subject="notetitle", deal_id="parentid.id parentid",
            at="createdtime",
        ),
    ),
    System(
        name="hubspot", what="messages", kind="call", needs="speaker.name text starttimemillis",
        fields=candidates(
            text="text", thread="parent.engagementid engagementid", author_name="speaker.name",
            email="speaker.email", offset_ms="starttimemillis",
        ),
    ),
)
