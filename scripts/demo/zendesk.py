"""Tickets as a Zendesk-like help desk exports them: NDJSON with comments, or CSV of subjects."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

from demo.dice import Dice
from demo.moments import Document, Line
from demo.world import EXTRACT

AGENT = {
    "id": 9001,
    "name": "Gantrove Support",
    "email": "support@gantrove.example",
    "role": "agent",
}


def ticket(document: Document) -> dict[str, Any]:
    """One line of the export: the ticket with its comments, oldest first."""
    dice = Dice("zendesk", document.id)
    account, contact = document.account, document.contact
    number = int(document.id)
    requester = {
        "id": _user(contact.id),
        "name": contact.name,
        "email": contact.email,
        "role": "end-user",
    }
    known = dice.chance(0.88)
    comments = [
        _comment(line, document, number * 100 + place, requester)
        for place, line in enumerate(document.lines)
    ]
    last = document.at + timedelta(minutes=max(line.minutes for line in document.lines))
    is_live = document.deal is not None
    return {
        "id": number,
        # the CRM's deal, where the two systems are connected
        "external_id": document.deal.id if document.deal and dice.chance(0.45) else None,
        "created_at": f"{document.at:%Y-%m-%dT%H:%M:%SZ}",
        "updated_at": f"{last:%Y-%m-%dT%H:%M:%SZ}",
        "subject": document.subject,
        "description": document.lines[0].text,
        "status": "open" if last.date() >= EXTRACT - timedelta(days=6) else "closed",
        "priority": dice.weighted({"normal": 0.6, "high": 0.2, "low": 0.1, "urgent": 0.1}),
        "via": {"channel": dice.weighted({"email": 0.6, "web": 0.3, "api": 0.1})},
        "requester_id": requester["id"],
        "requester": requester,
        "organization_id": _user(account.id) if known else None,
        "organization": {"name": account.name, "external_id": account.id} if known else None,
        "tags": ["trial"] if is_live else ["customer"],
        "satisfaction_rating": {
            "score": dice.weighted({"unoffered": 0.6, "offered": 0.2, "good": 0.13, "bad": 0.07})
        },
        "comments": comments,
    }


def _comment(
    line: Line, document: Document, number: int, requester: dict[str, Any]
) -> dict[str, Any]:
    # a customer's out-of-office mail comes from the customer, as in life
    author = requester if line.who in {"customer", "auto"} else AGENT
    at = document.at + timedelta(minutes=line.minutes)
    body = {"html_body": _html(line.text)} if line.html else {"plain_body": line.text}
    return {
        "id": number,
        "type": "Comment",
        "author_id": author["id"],
        "author": author,
        "public": line.who != "private",
        "created_at": f"{at:%Y-%m-%dT%H:%M:%SZ}",
        **body,
    }


def _html(text: str) -> str:
    """The mail as a mail program sends it; what is quoted stands in its own block."""
    quote = re.search(r"\n\n(On [^\n]+ wrote:)\n(> .*)", text, re.DOTALL)
    own = text[: quote.start()] if quote else text
    body = "".join(f"<p>{html.escape(part)}</p>" for part in own.split("\n\n"))
    body = body.replace("\n", "<br>")
    if quote:
        inner = "<br>".join(html.escape(part[2:]) for part in quote[2].split("\n"))
        body += f'<div class="gmail_quote"><div class="gmail_attr">{html.escape(quote[1])}</div>'
        body += f'<blockquote type="cite">{inner}</blockquote></div>'
    return f'<div class="zd-comment" dir="auto">{body}</div>'


def _user(crm_id: str) -> int:
    return Dice("zendesk id", crm_id).integer(300_000_000_000, 399_999_999_999)


def subject_row(document: Document, linked: bool) -> dict[str, Any]:
    """One row of the CSV that the help desk offers by default: no message text in it."""
    dice = Dice("zendesk csv", document.id)
    account, contact = document.account, document.contact
    # who writes from home, or was never connected to a company, is nobody to the CRM
    email = contact.email if linked else f"{contact.first}.{document.id}@postbox.example".lower()
    return {
        "Summation column": 1,
        "Id": document.id,
        "Requester": contact.name,
        "Requester email": email,
        "Requester domain": email.partition("@")[2],
        "Organization": account.name if linked and dice.chance(0.7) else "-",
        "Subject": document.subject,
        "Status": "Closed",
        "Priority": dice.weighted({"Normal": 0.6, "High": 0.2, "Low": 0.1, "-": 0.1}),
        "Via": dice.weighted({"Mail": 0.7, "Web form": 0.3}),
        "Created at": f"{document.at:%Y-%m-%d %H:%M}",
        "Assignee": "Support",
        "Satisfaction Score": dice.weighted({"Not Offered": 0.7, "Good": 0.2, "Bad": 0.1}),
        "Product area [list]": "-",
    }
