"""Which account and which deal a document is of, and by which rung that is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from voiceminer.data import Rung
from voiceminer.reading.accounts import Accounts, Found, weaker
from voiceminer.reading.deals import Deals
from voiceminer.reading.documents import Thread
from voiceminer.reading.drafts import DocumentDraft, MessageDraft, domain_of
from voiceminer.reading.names import name_key
from voiceminer.reading.people import People

# Shorter names stand in too many file names by chance.
_SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Account and deal; `why` no deal, where there is an account."""

    account_id: str | None
    deal_id: str | None
    rung: Rung
    why: str = ""


class Linker:
    """Links documents, surest rung first.

    Deal id, account id, account name, address of a contact, e-mail domain, close name; last an
    account that nothing but texts name.
    """

    def __init__(self, accounts: Accounts, deals: Deals, people: People) -> None:
        self.accounts = accounts
        self.deals = deals
        self.people = people

    def link(self, thread: Thread) -> Link:
        """The document's link; two equal matches are none."""
        sources: list[DocumentDraft | MessageDraft] = [thread.head] if thread.head else []
        sources += thread.messages[:1]
        # an agent may have written first: the account then stands with a customer's message
        named = (m for m in thread.messages[1:] if m.account or m.account_id)
        sources += [m for m in islice(named, 1) if not (thread.messages[0].account)]
        for source in sources:
            deal = self._deal(source)
            if deal is not None:
                return deal
        for rung in (self._by_id, self._by_name, self._by_contact, self._by_domain):
            for source in sources:
                found = rung(thread, source)
                if found is not None:
                    return self._of_account(found, thread)
        found = self._by_file(thread) or next(filter(None, map(self._by_close, sources)), None)
        if found is not None:
            return self._of_account(found, thread)
        return Link(account_id=None, deal_id=None, rung="none")

    def _deal(self, source: DocumentDraft | MessageDraft) -> Link | None:
        for ref in (source.deal_id, source.deal):
            deal = self.deals.by_ref(ref) if ref else None
            if deal is not None:
                return Link(account_id=deal.account_id, deal_id=deal.id, rung="deal id")
        for ref in (source.deal, source.deal_id):
            deal = self.deals.by_name(ref) if ref else None
            if deal is not None:
                return Link(account_id=deal.account_id, deal_id=deal.id, rung="account name")
        return None

    def _by_id(self, _: Thread, source: DocumentDraft | MessageDraft) -> Found | None:
        # a CRM's "related to" holds accounts as well as deals
        for ref in (source.account_id, source.deal_id):
            found = self.accounts.by_id(source.system, ref) if ref else None
            if found is not None:
                return found
        return None

    def _by_name(self, _: Thread, source: DocumentDraft | MessageDraft) -> Found | None:
        if not source.account:
            return None
        found = self.accounts.by_name(source.account)
        found = found or self.accounts.by_id(source.system, source.account)
        return found if found and found[0] not in self.accounts.unlisted else None

    def _by_close(self, source: DocumentDraft | MessageDraft) -> Found | None:
        """A listed account of a name like that, else the account that only texts name so."""
        if not source.account:
            return None
        return self.accounts.by_close_name(source.account) or self.accounts.by_name(source.account)

    def _by_contact(self, thread: Thread, source: DocumentDraft | MessageDraft) -> Found | None:
        """The account that a contact list or user list gives the author."""
        person = self.people.of(thread.id, source.author, source.email)
        if person is None or person.side == "ours":
            return None
        found = self.accounts.by_id(source.system, person.account_id) if person.account_id else None
        return found or (self.accounts.by_name(person.account) if person.account else None)

    def _by_domain(self, thread: Thread, source: DocumentDraft | MessageDraft) -> Found | None:
        """The account of the addresses: the author's, else all customers' in the thread."""
        person = self.people.of(thread.id, source.author, source.email)
        domains = [source.domain] if isinstance(source, DocumentDraft) else []
        domains += [domain_of(source.email), domain_of(person.email) if person else ""]
        if thread.kind == "call":
            domains += [domain_of(m.email) for m in thread.messages]
            domains += [domain_of(a) for a in self.people.mails_in(thread.id)]
        found = {
            f
            for d in set(domains)
            if d and d not in self.people.own_domains and (f := self.accounts.by_domain(d))
        }
        return found.pop() if len(found) == 1 else None

    def _by_file(self, thread: Thread) -> Found | None:
        """Notes and transcripts are filed under their account's name."""
        if not thread.id.startswith(thread.first.file):
            return None
        path = thread.first.file.rsplit(".", 1)[0]
        words = name_key(re.sub(r"[_./-]+", " ", path)).split()
        parts = {
            " ".join(words[i:k]) for i in range(len(words)) for k in range(i + 1, len(words) + 1)
        }
        # the longest first: "Acme North" before "Acme"
        for name in sorted(parts, key=lambda p: (-len(p), p)):
            accounts = self.accounts.keys.get(name) if len(name) >= _SHORTEST_NAME else None
            if accounts:
                return (next(iter(accounts)), "account name") if len(accounts) == 1 else None
        return None

    def _of_account(self, found: Found, thread: Thread) -> Link:
        account, rung = found
        when = thread.head.at if thread.head else None
        when = when or next((m.at for m in thread.messages if m.at), None)
        deal = self.deals.at(account, when)
        if isinstance(deal, str):
            return Link(account_id=account, deal_id=None, rung=rung, why=deal)
        # a deal whose account was found by a name is linked no better than by a name
        rung = weaker(rung, self.deals.rungs.get(deal.id, "account id"))
        return Link(account_id=account, deal_id=deal.id, rung=rung)
