"""The canonical fields of each kind of table, and the column names they go by in any system.

Keys as `headers.key_of` makes them. Candidates are tried in order; a cell's value is the first
that is not empty. Languages: English, German, Spanish, French, Portuguese, Italian, Dutch, Polish,
Japanese.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

What = Literal["documents", "messages", "deals", "accounts", "people", "links", "stages", "nothing"]
Fields = Mapping[str, tuple[str, ...]]


def candidates(**fields: str) -> dict[str, tuple[str, ...]]:
    """Candidates per field, written as words."""
    return {name: tuple(words.split()) for name, words in fields.items()}


TEXT = (
    "text messagebody message body description content comment comments note notes review"
    " reviewtext feedback verbatim transcript details question complaint narrative"
    " consumercomplaintnarrative utterance answer msg tweet remarks callnotes callnote"
    " meetingnotes requesttext casecomments extract sentence beschreibung nachricht kommentar"
    " text1 notiz descripción descripcion mensaje comentario notas commentaire"
    " descriptiondelademande descrição descricao mensagem comentário descrizione messaggio"
    " commento omschrijving bericht opmerking opis wiadomość komentarz 説明 コメント 内容"
)
_SUBJECT = (
    "subject summary title shortdescription ticketname tasksubject subjectline betreff"
    " zusammenfassung titel asunto resumen título objet sujet résumé titre assunto resumo oggetto"
    " riepilogo titolo onderwerp samenvatting temat podsumowanie tytuł 件名 要約 タイトル"
    " チケット名 ticketbezeichnung nombredelticket nomduticket nomedoticket nomedelticket"
    " ticketnaam nazwazgłoszenia"
)
_AT = (
    "createdat createdate created createddate createdtime createdon date datetime timestamp time"
    " sentat receivedat at openedat datetimeopened messagedate submittedat postedat activitydate"
    " datereceived started startedat calldate starttime day when createdatutc erstellt erstelltam"
    " erstellungsdatum datum creada creado fechadecreación fechadecreacion fecha créée création"
    " datedecréation criado criada datadecriação datadicreazione creato data aangemaakt"
    " aanmaakdatum gemaaktop utworzono datautworzenia 作成日 作成日時"
)
_ACCOUNT = (
    "accountname account company companyname organization organisation organizationname customer"
    " customername client clientname associatedcompany associatedcompanyname companies kunde firma"
    " unternehmen konto empresa cliente cuenta entreprise société client compte azienda bedrijf"
    " klant firma 会社 会社名"
)
_ACCOUNT_ID = (
    "accountid companyid organizationid organisationid orgid customerid clientid"
    " associatedcompanyids associatedcompanyid hsprimaryassociatedcompany kundennummer"
)
_DEAL_ID = (
    "dealid opportunityid associateddealids associateddealid oppid opportunity deal whatid"
    " engagementdealid"
)
_DEAL_NAME = "dealname opportunityname deal opportunity associateddeal associateddealname"
_EMAIL = (
    "requesteremail requester.email customer.email contact.email reporter.email author.email"
    " sender.email from.email user.email customeremail contactemail suppliedemail email"
    " emailaddress fromemail senderemail from useremail reporteremail contacthandle"
    " messageauthoremail correo correoelectrónico courriel emailadresse"
)
_OWNER = (
    "owner ownername dealowner opportunityowner accountowner salesrep salesagent rep agent"
    " accountmanager propietariodelnegocio zuständigermitarbeiter"
)

DOCUMENTS = candidates(
    id=(
        "id ticketid conversationid callid caseid issuekey key number ticketnumber casenumber"
        " incidentnumber engagementid noteid activityid recordid hsobjectid messageid feedbackid"
        " reviewid responseid clavedeincidencia vorgangsschlüssel cléduticket chavedoitem"
        " chiaveticket issuesleutel kluczzgłoszenia 課題キー ticketnr"
    ),
    text=TEXT,
    subject=_SUBJECT,
    at=_AT,
    updated=(
        "updatedat updated lastmodifieddate hslastmodifieddate sysupdatedon modifieddate"
        " updatedtime"
    ),
    author=(
        "requesterid customerid contactid userid authorid callerid senderid reporterid submitterid"
        " requester.id customer.id contact.id reporter.id author.id sender.id user.id"
        " requester reporter customer"
    ),
    author_name=(
        "requestername requester.name customer.name contact.name reporter.name author.name"
        " sender.name from.name user.name requester customername contactname fullname name"
        " reporter reportername author sender contact from informador ersteller autor"
        " berichterstatter rapporteur relator segnalatore melder zgłaszający 報告者"
    ),
    email=_EMAIL,
    domain="requesterdomain domain emaildomain",
    account=_ACCOUNT,
    account_id=_ACCOUNT_ID,
    deal=_DEAL_NAME,
    deal_id=_DEAL_ID,
    role="role authortype senderrole speakerrole messageauthortype author speaker sender direction",
    csat=(
        "satisfactionscore satisfactionrating.score satisfactionrating csat surveyresults rating"
        " score stars"
    ),
    product=(
        "product productname productid component components components.name produkt producto"
        " produit"
    ),
    channel=(
        "channel via.channel via viachannel source.type source origin caseorigin contacttype"
        " casesource"
    ),
    kind="kind documenttype",
    public="public ispublic ispublished",
    deleted="isdeleted deleted fivetrandeleted",
    status="status",
)

MESSAGES = candidates(
    id="messageid id commentid partid",
    thread=(
        "conversationid ticketid threadid callid caseid sessionid dialogid chatid parentid"
        " issuekey requestid"
    ),
    text=TEXT,
    at=_AT,
    offset="start starttime offset sentences.start starttimemillis",
    author="authorid userid senderid speakerid fromid agentid",
    author_name=(
        "authorname speakername sendername author speaker sender from name username"
        " messageauthorname"
    ),
    email="authoremail senderemail messageauthoremail fromemail email from",
    role=(
        "role authortype sendertype speakertype messageauthortype author speaker sender participant"
        " side direction"
    ),
    incoming="incoming isinbound inbound iscustomer",
    outgoing="fromagent messagefromagent outgoing isagent",
    public="public ispublic ispublished",
    private="private internal isinternal isprivate",
    deleted="isdeleted deleted fivetrandeleted",
    updated="updatedat",
    account=_ACCOUNT,
    account_id=_ACCOUNT_ID,
    deal=_DEAL_NAME,
    deal_id=_DEAL_ID,
    csat="csat rating",
    product="product",
    channel="channel",
)

DEALS = candidates(
    id=(
        "opportunityid dealid id recordid hsobjectid oppid opportunity deal"
        " identifiantdelatransaction"
    ),
    name=(
        "opportunityname dealname name dealtitle title deal opportunity nombredelnegocio"
        " dealbezeichnung nomdelatransaction nomedonegócio nomedeltrattativa dealnaam nazwadeala"
        " 取引名"
    ),
    account=(
        "accountname account account.name company companyname customer client organization"
        " organisation orgname associatedcompany associatedcompanyname associatedcompanynames"
        " dealorganization kunde unternehmen empresa cliente entreprise azienda bedrijf"
    ),
    account_id=_ACCOUNT_ID,
    amount=(
        "amount dealvalue value closevalue dealamount opportunityamount totalamount acv arr"
        " contractvalue tcv revenue betrag wert importe valor montant importo bedrag kwota 金額"
    ),
    recurring=(
        "annualrecurringrevenue hsarr arr annualcontractvalue hsacv acv recurringrevenue"
        " recurringamount recurringvalue annualrecurringvalue subscriptionamount subscriptionvalue"
    ),
    monthly="monthlyrecurringrevenue hsmrr mrr",
    one_off=(
        "onetimerevenue onetimeamount onetimevalue onetimefee onetime oneoff oneofffee"
        " oneoffrevenue nonrecurringrevenue nonrecurring setupfee implementationfee onboardingfee"
        " servicesamount servicesrevenue professionalservices"
    ),
    currency=(
        "currencyisocode amountcurrency currency dealcurrencycode dealcurrencyofvalue currencycode"
        " currencyincompanycurrency währung moneda devise moeda valuta waluta 通貨"
    ),
    opened=(
        "createddate createdate createdat created addtime opendate openedon engagedate dealcreated"
        " dealdealcreated opportunitycreateddate startdate datecreated datedecréation"
        " fechadecreación erstellungsdatum erstelltam datadecriação datadicreazione aanmaakdatum"
        " datautworzenia 作成日"
    ),
    closed=(
        "closedate closedat closed closedon wontime losttime closetime dateclosed actualclosedate"
        " fechadecierre abschlussdatum datedefermeture datadefechamento datadichiusura"
        " sluitingsdatum datazamknięcia クローズ日"
    ),
    planned="expectedclosedate plannedclosedate plannedclose targetclosedate dealexpectedclosedate",
    won="iswon won hsisclosedwon isclosedwon",
    is_closed="isclosed hsisclosed closed",
    status="status dealstatus outcome result winloss wonlost",
    stage=(
        "stagename stage dealstage dealdealstage opportunitystage pipelinestage salesstage phase"
        " etapadelnegocio dealphase phasedelatransaction estágiodonegócio fasedellatrattativa"
        " dealfase etapdeala 取引ステージ dealpipelinestageid"
    ),
    forecast="forecastcategory forecastcategoryname",
    probability="probability wahrscheinlichkeit probabilidad probabilité",
    reason=(
        "lossreason lostreason reasonlost closedlostreason dealloostreason deallostreason"
        " reasonforlosss reasonforloss closereason winlossreason closedwonreason"
    ),
    type="type dealtype opportunitytype recordtype",
    owner=_OWNER,
    note="associatednote notecontent notes note callnotes description dealdescription",
    updated="lastmodifieddate updatedat hslastmodifieddate systemmodstamp updatetime",
    deleted="isdeleted deleted fivetrandeleted",
)

# Candidates for covariates, by the name that the value carries. What follows from the outcome
# (stage, probability, forecast, reason, anything with "won", "lost", "close") is never one.
DEAL_COVARIATES = candidates(
    industry="industry sector vertical branche industria",
    region="region country territory billingcountry regionaloffice market area land país pays",
    product="product productname productline productfamily solution plan edition",
    segment="segment customersegment tier companysize size accountsegment",
    owner=_OWNER,
    team="team salesteam group manager ownerteam",
    source="leadsource source dealsource channel origin originalsource",
    type="type dealtype opportunitytype",
    pipeline="pipeline dealpipelineid dealpipeline",
)

ACCOUNTS = candidates(
    id="accountid companyid organizationid id recordid hsobjectid customerid accountnumber orgid",
    name=(
        "accountname companyname organizationname name account company organization customername"
        " customer client kunde unternehmen firma empresa entreprise azienda bedrijf"
    ),
    domain=(
        "domain domains domainnames website companydomainname websiteurl emaildomain web url"
        " webseite"
    ),
    segment="segment customersegment tier accounttier accountsegment size companysize",
    arr="arr annualrecurringrevenue contractvalue mrr",
    currency="currencyisocode currency currencycode",
    external="externalid crmid crmaccountid salesforceid salesforceaccountid hubspotid",
    deleted="isdeleted deleted fivetrandeleted",
    updated="lastmodifieddate updatedat hslastmodifieddate",
)
ACCOUNT_ATTRIBUTES = candidates(
    industry="industry sector vertical branche",
    region="region billingcountry country officelocation territory land billingstate",
    employees="employees numberofemployees numemployees headcount",
    revenue="annualrevenue revenue",
    type="type accounttype",
    source="accountsource leadsource source",
    tier="healthscore rating",
)

PEOPLE = candidates(
    id="userid contactid id speakerid agentid ownerid recordid personid",
    thread="parent.metadata.id parent.callid parent.meetinguuid parent.uuid parent.id",
    name="fullname name displayname realname username salesagent owner agent contactname salesrep",
    first="firstname first vorname nombre prénom",
    last="lastname last nachname apellido nom surname",
    email="email emailaddress mail primaryemail workemail",
    side="affiliation role usertype type authortype scope",
    external="isstranger isrestricted isultrarestricted isexternal iscustomer isguest",
    ours="isrep isinternal isagent isteammember",
    account_id=_ACCOUNT_ID,
    account="accountname company companyname organization associatedcompany",
    manager="manager",
)

LINKS = candidates(
    document="engagementid ticketid conversationid callid caseid noteid",
    contact="contactid",
    deal_id="dealid opportunityid",
    account_id="companyid accountid organizationid",
    tag="tag",
)

STAGES = candidates(
    id="stageid id",
    name="label name",
    won="closedwon",
    is_closed="metadata.isclosed isclosed",
    probability="metadata.probability probability",
)

OF: dict[What, dict[str, tuple[str, ...]]] = {
    "documents": DOCUMENTS,
    "messages": MESSAGES,
    "deals": DEALS,
    "accounts": ACCOUNTS,
    "people": PEOPLE,
    "links": LINKS,
    "stages": STAGES,
    "nothing": {},
}
EXTRAS: dict[What, dict[str, tuple[str, ...]]] = {
    "deals": DEAL_COVARIATES,
    "accounts": ACCOUNT_ATTRIBUTES,
}
