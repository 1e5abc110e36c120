"""What a row of an unknown table is, and what kind of document: questions asked in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from voiceminer.data import Kind
from voiceminer.reading.fields import LINKS, What
from voiceminer.reading.looks import Look, Picks
from voiceminer.reading.profile import is_prose
from voiceminer.reading.words import outcome_of

SPOKEN = frozenset({"vtt", "srt", "transcript"})
_WRITTEN = frozenset({"text", "lines"})
_THREADS = frozenset(
    [
        "conversationid",
        "engagementid",
        "ticketid",
        "threadid",
        "callid",
        "caseid",
        "sessionid",
        "dialogid",
        "chatid",
    ]
)
_IDS = frozenset({*LINKS["document"], *LINKS["contact"], *LINKS["deal_id"], *LINKS["account_id"]})
_SPEAKERS = frozenset({"speaker", "speakername", "speakerid", "speakerlabel", "participantname"})
_CALL_TIMES = frozenset(
    ["start", "starttime", "startms", "startseconds", "offset", "timestamp", "begin",
     "starttimemillis", "snippettime", "startoffset"]
)  # fmt: skip
_DEAL_WORDS = re.compile(r"deal|opportunit|^opp|stage$|stagename|pipeline")
_ACCOUNT_SIGNS = frozenset(
    [
        "industry",
        "sector",
        "website",
        "domain",
        "domains",
        "domainnames",
        "employees",
        "numberofemployees",
        "annualrevenue",
        "arr",
        "segment",
        "companysize",
        "accounttier",
        "officelocation",
        "yearestablished",
        "headcount",
        "branche",
    ]
)
_COMPANIES = frozenset({"accountname", "companyname", "account", "company"})
_OUR_PEOPLE = frozenset(
    ["salesagent", "owner", "ownername", "salesrep", "rep", "agent", "manager", "agentname"]
)

_BY_NAME: Mapping[str, Kind] = {
    "call": "call", "transcript": "call", "recording": "call", "meeting": "note", "note": "note",
    "activity": "note", "activitie": "note", "task": "note", "event": "note",
    "engagement": "note", "ticket": "ticket", "case": "ticket", "issue": "ticket",
    "incident": "ticket", "helpdesk": "ticket", "support": "ticket", "chat": "chat",
    "conversation": "chat", "message": "chat", "mail": "email", "email": "email",
    "review": "review", "feedback": "review", "survey": "review", "nps": "review",
}  # fmt: skip
_BY_HEADER: Mapping[str, Kind] = {
    "callnotes": "note", "notecontent": "note", "meetingnotes": "note", "note": "note",
    "notes": "note", "ticketid": "ticket", "caseid": "ticket", "callid": "call", "stars": "review",
}  # fmt: skip
_TICKET_FIELDS = frozenset(
    {"subject", "email", "author", "author_name", "role", "status", "channel"}
)
_HEADED = frozenset({"account", "account_id", "deal", "deal_id"})


def what_of(look: Look) -> What:
    """What a row is: the first question that is answered with yes."""
    return next((what for what, fits in _QUESTIONS if fits(look)), "nothing")


def kind_of(look: Look, what: What, fields: Picks) -> Kind:
    """The kind of document: by the file's name, by its columns, else a ticket or a text."""
    if look.table.container in SPOKEN or (what == "messages" and _is_spoken(look)):
        return "call"
    if what == "documents" and "text" not in fields and _lasted(look):
        return "call"  # what lasted was spoken
    named = _kind_by_name(look.table.path)
    by_header = next((_BY_HEADER[k] for k in look.at if k in _BY_HEADER), None)
    if what == "messages":
        threads: tuple[Kind, ...] = ("call", "chat", "ticket", "email")
        return next((k for k in (named, by_header) if k in threads), "chat")
    if named or by_header:
        return named or by_header or "text"
    if look.table.container == "text" and _HEADED & fields.keys():
        return "note"  # a page with a head that says of whom it is
    return "ticket" if _TICKET_FIELDS & fields.keys() else "text"


def _kind_by_name(path: str) -> Kind | None:
    """The last telling word of the file's name, or of its folder's."""
    words = re.findall(r"[a-z]+", "/".join(path.casefold().split("/")[-2:]))
    stems = [w.rstrip("s") for w in reversed(words)]
    return next((_BY_NAME[s] for s in stems if s in _BY_NAME), None)


def _lasted(look: Look) -> bool:
    return any(k.startswith("duration") for k in look.keys)


def _text(look: Look) -> bool:
    return "text" in look.common("documents")


def _is_deals(look: Look) -> bool:
    """A stage, status or flag, an amount or a date; called a deal, or telling won from lost."""
    deals = look.common("deals")
    if not deals.keys() & {"stage", "won", "status"}:
        return False
    if not deals.keys() & {"amount", "closed", "opened"}:
        return False
    if any(_DEAL_WORDS.search(k) for k in look.keys):
        return bool(deals.keys() & {"stage", "won"}) or _tells_outcomes(look, deals)
    return "amount" in deals and _tells_outcomes(look, deals)


def _tells_outcomes(look: Look, deals: Picks) -> bool:
    picks = [p for field in ("status", "stage") for p in deals.get(field, ())]
    words = {c for p in picks for c in look.sample(p.column)}
    return bool({outcome_of(words=(w,)) for w in words} & {"won", "lost"})


def _is_ties(look: Look) -> bool:
    """Ids alone, beside what a warehouse writes into every table."""
    keys = [k for k in look.at if not re.match("fivetran|airbyte|sdc", k) and k[-2:] != "at"]
    ids = [k for k in keys if k in _IDS]
    return len(ids) >= 2 and set(keys) <= _IDS | {"typeid", "index", "type", "category"}


def _is_spoken(look: Look) -> bool:
    """Words with who said them and when in the call: a recorder's transcript."""
    return bool(look.keys & _SPEAKERS) and bool(look.keys & _CALL_TIMES) and _text(look)


def _is_messages(look: Look) -> bool:
    """Texts with the id of a thread that repeats, or with who speaks."""
    threads = sorted(look.keys & _THREADS)
    if not threads or not _text(look):
        return False
    ids = look.sample(look.at[threads[0]][0])
    speaks = look.common("messages").keys() & {"role", "incoming"}
    return bool(speaks) or len(set(ids)) < len(ids)


def _is_prices(look: Look) -> bool:
    return "product" in look.keys and any("price" in k for k in look.keys)


def _is_accounts(look: Look) -> bool:
    named = "name" in look.common("accounts") and bool(look.keys & _ACCOUNT_SIGNS)
    return named and "email" not in look.keys and not _text(look)


def _is_people(look: Look) -> bool:
    people = look.common("people")
    named = "name" in people or {"first", "last"} <= people.keys()
    return not _text(look) and (("email" in people and named) or bool(look.keys & _OUR_PEOPLE))


def _has_prose(look: Look) -> bool:
    columns = range(len(look.table.header))
    return _text(look) or any(is_prose(look.sample(i)) for i in columns)


def _is_heads(look: Look) -> bool:
    """Threads without their words (those are in another file), or subjects alone."""
    return bool(look.keys & _THREADS) or "subject" in look.common("documents")


_QUESTIONS: tuple[tuple[What, Callable[[Look], bool]], ...] = (
    ("messages", lambda look: look.table.container in SPOKEN),
    ("documents", lambda look: look.table.container in _WRITTEN),
    ("links", _is_ties),
    ("deals", _is_deals),
    ("messages", _is_spoken),
    ("messages", _is_messages),
    ("nothing", _is_prices),
    ("accounts", _is_accounts),
    ("people", _is_people),
    ("documents", _has_prose),
    ("accounts", lambda look: "name" in look.common("accounts") and bool(look.keys & _COMPANIES)),
    ("documents", _is_heads),
)
