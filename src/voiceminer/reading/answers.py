"""What can be answered with these exports and what cannot, each with what would lift it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from voiceminer.reading.corpus import Reading

Verdict = Literal["yes", "partly", "no"]

# Headings of docs/exporting.md.
SECTIONS = {
    "zendesk": "Zendesk", "intercom": "Intercom", "freshdesk": "Freshdesk",
    "helpscout": "Help Scout", "jira": "Jira", "hubspot": "HubSpot", "salesforce": "Salesforce",
    "servicenow": "ServiceNow", "front": "Front", "gorgias": "Gorgias", "zoho desk": "Zoho Desk",
    "zoho crm": "Zoho CRM", "pipedrive": "Pipedrive", "gong": "Gong", "fireflies": "Fireflies",
    "chorus": "Chorus", "avoma": "Avoma", "e-mail": "E-mail", "grain": "Grain", "slack": "Slack",
    "aircall": "Aircall", "teams": "Microsoft Teams",
}  # fmt: skip
ALL_SYSTEMS = "Three files that make the difference"
ANY_CRM = "The CRM's part, once more"

# Under this share of texts with a deal, a run can say little of deals.
_FEW = 0.3
# Over this share of texts with an account, what is said of accounts holds for all texts.
_MOST = 0.8
_NAME_ACCOUNTS = (
    "export an account, company or e-mail column with the texts, and the accounts with their"
    " websites"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question that a run answers, or does not.

    Attributes
    ----------
    question : str
    verdict : str
        yes, partly or no.
    why : str
        By what; or what is missing, and what that costs.
    lift : str
        What would make it a yes; empty if it is one.
    section : str
        The heading of docs/exporting.md that says how to get that.
    """

    question: str
    verdict: Verdict
    why: str
    lift: str = ""
    section: str = ""


def answers_of(reading: Reading) -> Iterator[Answer]:
    """The questions of a run in the order of its briefs."""
    yield _pains(reading)
    yield _speakers(reading)
    yield _trends(reading)
    yield _accounts(reading)
    yield _deals(reading)
    yield _winning(reading)
    yield _money(reading)


def _pains(reading: Reading) -> Answer:
    question = "What do customers complain of?"
    texts = len(reading.corpus.documents)
    if not texts:
        return Answer(
            question=question, verdict="no", why="no texts: there is nothing to mine",
            lift="add a help-desk export, call notes or transcripts", section=ALL_SYSTEMS,
        )  # fmt: skip
    bare = [
        (table, recognition)
        for table, recognition in reading.taken
        if recognition.what == "documents"
        and "subject" in recognition.fields
        and "text" not in recognition.fields
    ]
    messages = any(r.what == "messages" for _, r in reading.taken)
    if bare and not messages:
        table, recognition = bare[0]
        lift = (
            "Zendesk's CSV never has the bodies; its JSON export does"
            if recognition.system == "zendesk"
            else "export the descriptions or comments too"
        )
        return Answer(
            question=question, verdict="partly",
            why=f"{table.where} carries subjects only: a pain is named, not described",
            lift=lift, section=SECTIONS.get(recognition.system, ALL_SYSTEMS),
        )  # fmt: skip
    return Answer(question=question, verdict="yes", why=f"{texts:,} texts")


def _speakers(reading: Reading) -> Answer:
    question = "Whose words are they?"
    roles = set(reading.corpus.turns.column("role"))
    if not roles:
        return Answer(question=question, verdict="no", why="no texts", section=ALL_SYSTEMS,
                      lift="add texts")  # fmt: skip
    if roles <= {"unknown"}:
        return Answer(
            question=question, verdict="partly",
            why="nobody knows who is speaking: every message counts as a customer's",
            lift="export the author's type or address, or the list of your own users",
            section=_section(reading, {"messages", "documents"}, ALL_SYSTEMS),
        )  # fmt: skip
    return Answer(question=question, verdict="yes", why="customers are told from your own people")


def _trends(reading: Reading) -> Answer:
    question = "Is it getting worse?"
    dates = reading.corpus.turns.column("at")
    dated = sum(1 for at in dates if at)
    if dated == len(dates) and dated:
        return Answer(question=question, verdict="yes", why="every text has its date")
    return Answer(
        question=question, verdict="partly" if dated else "no",
        why=(
            f"{len(dates) - dated:,} of {len(dates):,} messages have no date: they cannot count as"
            " said before a deal closed"
            if dated
            else "no dates on the texts: none can count as said before a deal closed"
        ),
        lift="export a date column", section=_section(reading, {"documents"}, ALL_SYSTEMS),
    )  # fmt: skip


def _accounts(reading: Reading) -> Answer:
    question = "Which accounts does it hurt?"
    accounts = reading.corpus.documents.column("account_id")
    share = sum(1 for a in accounts if a) / max(len(accounts), 1)
    why = f"{share:.0%} of the texts belong to a known account"
    if share >= _MOST:
        return Answer(question=question, verdict="yes", why=why)
    return Answer(
        question=question, verdict="partly" if share else "no", why=why,
        lift=_NAME_ACCOUNTS,
        section=_section(reading, {"documents", "messages"}, ALL_SYSTEMS),
    )  # fmt: skip


def _deals(reading: Reading) -> Answer:
    question = "Which deals does it touch?"
    if not len(reading.corpus.deals):
        return Answer(
            question=question, verdict="no",
            why="no deals: pain points are ranked by how many accounts or documents name them",
            lift="add the CRM's export of opportunities, with opening and closing dates",
            section=ANY_CRM,
        )  # fmt: skip
    deals = reading.corpus.documents.column("deal_id")
    linked = sum(1 for d in deals if d)
    if not deals:
        return Answer(question=question, verdict="no", why="no texts", lift="add texts",
                      section=ALL_SYSTEMS)  # fmt: skip
    why = f"{linked:,} of {len(deals):,} texts are linked to one deal"
    if linked >= _FEW * len(deals) and linked:
        return Answer(question=question, verdict="yes", why=why)
    if reading.whys and reading.whys.total() >= _FEW * len(deals):
        reason, n = reading.whys.most_common(1)[0]
        return Answer(
            question=question, verdict="partly", why=f"{why}; of {n:,}, {reason}",
            lift="export the deal's id or name with the texts, where the system has it",
            section=_section(reading, {"documents", "messages"}, ALL_SYSTEMS),
        )  # fmt: skip
    return Answer(
        question=question, verdict="partly" if linked else "no", why=why,
        lift=_NAME_ACCOUNTS,
        section=_section(reading, {"documents", "messages"}, ALL_SYSTEMS),
    )  # fmt: skip


def _winning(reading: Reading) -> Answer:
    question = "Does it cost us deals?"
    section = _section(reading, {"deals"}, ANY_CRM)
    deals = list(reading.corpus.deals)
    outcomes = {d.outcome for d in deals}
    if not deals:
        return Answer(question=question, verdict="no", why="no deals", lift="add won and lost ones",
                      section=section)  # fmt: skip
    if not {"won", "lost"} <= outcomes:
        said = "no deal is said to be won or lost" if not outcomes & {"won", "lost"} else (
            f"all closed deals are {'won' if 'won' in outcomes else 'lost'}"
        )  # fmt: skip
        return Answer(
            question=question, verdict="no", why=f"{said}: nothing can be said of winning",
            lift="export won, lost and open deals, with their stage or status", section=section,
        )  # fmt: skip
    if not any(d.created_at for d in deals):
        return Answer(
            question=question, verdict="partly",
            why="no Created Date on deals: they cannot be compared at the same age",
            lift="export the created date", section=section,
        )  # fmt: skip
    if not any(reading.corpus.documents.column("account_id")):
        return Answer(
            question=question, verdict="no", why="no text is linked to a deal or its account",
            lift="export the account's id or the deal's with the texts", section=ALL_SYSTEMS,
        )  # fmt: skip
    return Answer(
        question=question, verdict="yes", why="deals are won and lost, opened and closed on days"
    )


def _money(reading: Reading) -> Answer:
    question = "How much money hangs on it?"
    section = _section(reading, {"deals"}, ANY_CRM)
    deals = list(reading.corpus.deals)
    priced = [d for d in deals if d.amount is not None]
    if not priced:
        return Answer(
            question=question, verdict="no", section=section,
            why="no amount column: ranked by deals" if deals else "no deals: ranked by accounts",
            lift="export deals with their amounts",
        )  # fmt: skip
    currencies = sorted({d.currency for d in priced if d.currency})
    if len(currencies) > 1:
        return Answer(
            question=question, verdict="partly", section=section,
            why=f"several currencies ({', '.join(currencies[:4])}): they are never added up",
            lift="set impact.rates in the settings, or export amounts in one currency",
        )  # fmt: skip
    open_deals = sum(1 for d in deals if d.outcome == "open")
    if not open_deals:
        return Answer(
            question=question, verdict="partly", why="no open deals: only what was won and lost",
            lift="export open deals too", section=section,
        )  # fmt: skip
    return Answer(
        question=question, verdict="yes", why=f"{len(priced):,} deals with amounts,"
        f" {open_deals:,} of all are open",
    )  # fmt: skip


def _section(reading: Reading, what: set[str], default: str) -> str:
    """The heading for the system that tables of that kind came from."""
    systems = (r.system for _, r in reading.taken if r.what in what)
    return next((SECTIONS[s] for s in systems if s in SECTIONS), default)
