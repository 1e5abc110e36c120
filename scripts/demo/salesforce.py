"""Accounts, contacts, opportunities and tasks as Salesforce's Data Loader writes them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from demo.dice import Dice
from demo.moments import Document
from demo.world import EXTRACT, Account, Deal, salesforce_id

Row = dict[str, Any]


def account_row(account: Account) -> Row:
    return {
        "Id": account.id,
        "Name": account.name,
        "Website": f"https://www.{account.domain}",
        "Industry": account.industry,
        "Segment__c": account.segment,
        "Region__c": account.region,
        "CreatedDate": f"{account.created.isoformat()}T08:00:00.000Z",
    }


def contact_rows(account: Account) -> list[Row]:
    return [
        {
            "Id": person.id,
            "AccountId": account.id,
            "FirstName": person.first,
            "LastName": person.last,
            "Email": person.email,
            "Phone": person.phone,
            "Title": person.title,
        }
        for person in account.people
    ]


def opportunity_row(deal: Deal) -> Row:
    dice = Dice("opportunity", deal.id)
    stage, close = stage_and_close(deal)
    return {
        "Id": deal.id,
        "AccountId": deal.account.id,
        "Name": f"{deal.account.name} - {deal.kind}",
        "Type": deal.kind,
        "StageName": stage,
        "Amount": f"{deal.amount}.0",
        "CurrencyIsoCode": deal.account.currency,
        "CreatedDate": f"{deal.opened.isoformat()}T08:30:00.000Z",
        "CloseDate": close,
        "IsClosed": str(not deal.is_open).lower(),
        "IsWon": str(not deal.is_open and deal.outcome == "won").lower(),
        "LeadSource": dice.weighted(
            {"Web": 0.4, "Trade fair": 0.2, "Referral": 0.2, "Outbound": 0.2}
        ),
        "Loss_Reason__c": loss_reason(deal),
        "Owner.Name": deal.account.owner,
    }


def stage_and_close(deal: Deal) -> tuple[str, str]:
    """The stage word and the close date: of an open deal a plan, always after the extract."""
    if not deal.is_open:
        return "Closed Won" if deal.outcome == "won" else "Closed Lost", deal.closes.isoformat()
    dice = Dice("plan", deal.id)
    stage = dice.weighted({"Discovery": 0.35, "Demo": 0.3, "Proposal": 0.25, "Negotiation": 0.1})
    return stage, (EXTRACT + timedelta(days=dice.integer(10, 150))).isoformat()


def loss_reason(deal: Deal) -> str:
    """What the seller typed: mostly the price, whatever the customer said."""
    if deal.is_open or deal.outcome == "won":
        return ""
    dice = Dice("reason", deal.id)
    if deal.outcome == "no decision":
        return dice.weighted(
            {"No decision": 0.4, "no budget / on hold": 0.3, "timing": 0.2, "": 0.1}
        )
    rival = dice.pick(["Hyrebase", "Rentoria", "Depotwise", "YardPilot"])
    words = {
        "Price": 0.3,
        "price": 0.12,
        "too expensive": 0.06,
        "Features": 0.1,
        "other": 0.07,
        "": 0.1,
    }
    return dice.weighted({**words, f"Competitor - {rival}": 0.15, f"went w/ {rival}": 0.1})


def task_row(document: Document) -> Row:
    """A call note. Most hang on the opportunity, some only on the account."""
    dice = Dice("task", document.id)
    deal = document.deal
    return {
        "Id": document.id,
        "WhatId": deal.id if deal and dice.chance(0.86) else document.account.id,
        "WhoId": document.contact.id,
        "AccountId": document.account.id,
        "Subject": document.subject,
        "Description": document.lines[0].text,
        "ActivityDate": f"{document.at:%Y-%m-%d}",
        "CreatedDate": f"{document.at:%Y-%m-%dT%H:%M:%S}.000Z",
        "Status": "Completed",
        "Type": dice.weighted({"Call": 0.7, "Meeting": 0.2, "Email": 0.1}),
        "Owner.Name": document.account.owner,
    }


def task_id(document: Document, number: int) -> str:
    return salesforce_id("00T", document.account.id, number)
