"""Deals, companies and notes as HubSpot's export button writes them, for the small corpus."""

from __future__ import annotations

from typing import Any

from demo.dice import Dice
from demo.moments import Document
from demo.salesforce import loss_reason, stage_and_close
from demo.world import Account, Deal

Row = dict[str, Any]


def company_row(account: Account) -> Row:
    return {
        "Record ID": record_id(account.id),
        "Company name": account.name,
        "Company Domain Name": account.domain,
        "Company owner": account.owner,
        "Industry": account.industry,
        "Customer segment": account.segment,
        "Region": account.region,
        "Create Date": f"{account.created.isoformat()} 08:00",
    }


def deal_row(deal: Deal) -> Row:
    stage, close = stage_and_close(deal)
    closed_lost = not deal.is_open and deal.outcome != "won"
    return {
        "Record ID": record_id(deal.id),
        "Deal Name": f"{deal.account.name} - {deal.kind}",
        "Deal Stage": stage,
        "Pipeline": "Sales Pipeline",
        "Amount": deal.amount,
        "Currency": deal.account.currency,
        "Create Date": f"{deal.opened.isoformat()} 08:30",
        "Close Date": f"{close} 17:00",
        "Is Closed Won": str(not deal.is_open and deal.outcome == "won").lower(),
        "Is closed lost": str(closed_lost).lower(),
        "Closed Lost Reason": loss_reason(deal),
        "Deal Type": deal.kind,
        "Deal owner": deal.account.owner,
        "Associated Company IDs (Primary)": record_id(deal.account.id),
        "Associated Company (Primary)": deal.account.name,
    }


def note_row(document: Document, linked: bool) -> Row:
    deal = document.deal
    return {
        "Record ID": document.id,
        "Activity date": f"{document.at:%Y-%m-%d %H:%M}",
        "Activity assigned to": document.account.owner,
        "Note body": document.lines[0].text,
        "Associated Deal IDs": record_id(deal.id) if deal and linked else "",
        "Associated Company": document.account.name if linked else "",
    }


def record_id(name: str) -> str:
    return str(Dice("hubspot", name).integer(10**9, 10**11))
