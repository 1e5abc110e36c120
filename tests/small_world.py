"""A small world in files: 40 accounts, 90 deals, four pains, tickets, notes and calls."""

import csv
import json
import random
from datetime import date, timedelta
from pathlib import Path

PAINS = {
    "import": [
        "The import stopped at row {n} and gave no reason.",
        "We tried to load our old records {n} times and half of them were missing.",
        "Moving the history over from the old system takes far too long.",
        "After the import {n} customers were in there twice.",
        "Nobody told us which columns the import file needs.",
    ],
    "price": [
        "The price per seat went up by {n} percent without a word.",
        "We pay for {n} licences and use half of them.",
        "Your renewal quote is far above our budget this year.",
        "Why does the invoice show {n} seats when we have fewer people?",
        "The cost of the extra modules was never mentioned.",
    ],
    "login": [
        "Single sign-on logs our people out every {n} minutes.",
        "The password reset mail never arrives.",
        "Our staff cannot sign in on the phone app.",
        "Two-factor codes come {n} minutes late, so nobody gets in.",
        "The login page spins for ever since Monday.",
    ],
    "report": [
        "The monthly report shows other totals than the dashboard.",
        "I export the report and {n} lines are cut off.",
        "We need the report by region, and it only goes by country.",
        "It takes {n} minutes to build one report for the board.",
        "The chart in the report cannot be copied into a slide.",
    ],
}
NOTES = {
    "import": "wants migration done by us; asked 2x who moves the data",
    "price": "says we are {n}% over budget, CFO wants a lower seat price",
    "login": "IT complained SSO keeps dropping users during trial",
    "report": "needs board report by region, totals don't match today",
}


class Exports:
    """The rows of each file, to be changed by a test before they are written."""

    def __init__(self, seed: int = 7) -> None:
        draw = random.Random(seed)
        self.accounts = [
            {
                "Id": f"001A{n:03}",
                "Name": f"{draw.choice(['Nord', 'Sued', 'West', 'Ost'])}werk {n}",
                "Website": f"https://www.kunde{n}.example",
                "Industry": draw.choice(["Retail", "Health", "Energy"]),
            }
            for n in range(40)
        ]
        self.deals, self.tickets, self.notes = [], [], []
        for n in range(90):
            self._deal(n, draw)

    def _deal(self, n: int, draw: random.Random) -> None:
        account = draw.choice(self.accounts)
        opened = date(2025, 1, 6) + timedelta(days=draw.randrange(400))
        life = draw.randrange(30, 120)
        pains = draw.sample(list(PAINS), draw.choice([0, 1, 1, 2]))
        closed = n < 72
        won = closed and draw.random() < (0.25 if "import" in pains else 0.55)
        stage = ("Closed Won" if won else "Closed Lost") if closed else "Proposal"
        self.deals.append(
            {
                "Id": f"006D{n:03}",
                "AccountId": account["Id"],
                "Name": f"{account['Name']} - new business",
                "StageName": stage,
                "Amount": str(draw.randrange(5, 90) * 1000),
                "CurrencyIsoCode": "EUR",
                "CreatedDate": f"{opened}T09:00:00.000Z",
                "CloseDate": str(opened + timedelta(days=life)),
                "IsWon": str(won).lower(),
                "IsClosed": str(closed).lower(),
                "Type": draw.choice(["New Business", "Renewal"]),
                "OwnerName": draw.choice(["Ida Holm", "Raul Prieto"]),
                "Loss_Reason__c": "" if won or not closed else "price",
            }
        )
        for k in range(draw.randrange(2, 5)):
            pain = draw.choice(pains) if pains else None
            at = opened + timedelta(days=draw.randrange(1, life - 10))
            text = draw.choice(PAINS[pain]) if pain else "Could you send the agenda for the call?"
            text = text.format(n=draw.randrange(2, 60))
            where = account["Website"].removeprefix("https://www.")
            self.tickets.append(
                {
                    "id": 1000 + len(self.tickets),
                    "subject": f"Question {k + 1}",
                    "description": f"Hello,\n\n{text}\n\nBest regards\nMara Lind",
                    "created_at": f"{at}T10:00:00Z",
                    "requester": {"name": "Mara Lind", "email": f"mara.lind@{where}"},
                    "comments": [
                        {
                            "author_id": 5,
                            "role": "agent",
                            "public": True,
                            "body": "Thanks, we are looking into it.",
                            "created_at": f"{at}T11:00:00Z",
                        }
                    ],
                }
            )
        for pain in pains:
            at = opened + timedelta(days=draw.randrange(1, life - 10))
            note = NOTES[pain].format(n=draw.randrange(5, 40))
            self.notes.append(
                {
                    "Id": f"00T{len(self.notes):04}",
                    "WhatId": f"006D{n:03}",
                    "AccountId": account["Id"],
                    "Subject": "Call",
                    "Description": f"{note}; sent deck, will f/u Tue",
                    "ActivityDate": str(at),
                }
            )

    def write(self, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("accounts", "deals", "notes"):
            rows = getattr(self, name)
            with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
        lines = "".join(json.dumps(t, ensure_ascii=False) + "\n" for t in self.tickets)
        (folder / "tickets.jsonl").write_text(lines, encoding="utf-8")
        return folder
