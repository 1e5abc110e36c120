"""One account for what several systems know of one company."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from voiceminer.data import Account, Rung
from voiceminer.reading.drafts import (
    AccountDraft,
    DealDraft,
    DocumentDraft,
    PersonDraft,
    domain_of,
)
from voiceminer.reading.ledger import Ledger
from voiceminer.reading.names import name_key
from voiceminer.reading.people import FREE_MAIL

_DESKS = frozenset({"zendesk", "freshdesk", "intercom", "helpscout", "gorgias", "front", (
    "zoho desk"
), "jira",
                    "servicenow"})  # fmt: skip
_ORDER: tuple[Rung, ...] = ("deal id", "account id", "account name", "e-mail domain", "none")

Found = tuple[str, Rung]


def weaker(one: Rung, other: Rung) -> Rung:
    """The less sure of two rungs: a chain is as strong as its weakest link."""
    return max(one, other, key=_ORDER.index)


class Accounts:
    """The accounts, and every way to find one: id, name, address, domain."""

    def __init__(self) -> None:
        self.rows: dict[str, Account] = {}
        self.ids: dict[tuple[str, str], Found] = {}
        self.any_id: defaultdict[str, set[str]] = defaultdict(set)
        self.names: defaultdict[str, set[str]] = defaultdict(set)
        self.keys: defaultdict[str, set[str]] = defaultdict(set)
        self.domains: defaultdict[str, set[str]] = defaultdict(set)

    def by_id(self, system: str, ref: str) -> Found | None:
        """The account with an id in that system, or in the only system that has such an id."""
        key = id_key(ref)
        if not key:
            return None
        found = self.ids.get((system, key))
        if found is None and len(self.any_id[key]) == 1:
            found = (next(iter(self.any_id[key])), "account id")
        return found

    def by_name(self, name: str) -> Found | None:
        """The only account of that name: as written, else but for legal form and the like."""
        for index, key in ((self.names, _written(name)), (self.keys, name_key(name))):
            found = index.get(key, set()) if key else set()
            if len(found) == 1:
                return next(iter(found)), "account name"
            if found:
                return None  # two equals: neither is picked
        return None

    def by_domain(self, domain: str) -> Found | None:
        """The only account with that domain, or with the one that it is a part of."""
        while domain.count(".") >= 1:
            if domain in FREE_MAIL:
                return None
            found = self.domains.get(domain, set())
            if found:
                return (next(iter(found)), "e-mail domain") if len(found) == 1 else None
            domain = domain.split(".", 1)[1]
        return None

    def add(self, draft: AccountDraft) -> str:
        """A new account of a draft; its id as the system has it, if no other account has it."""
        own = draft.id if draft.id not in self.rows else f"{draft.id}~{draft.system}"
        while own in self.rows:
            own = f"{own}~"
        self.rows[own] = Account(
            id=own,
            name=draft.name,
            domains=draft.domains,
            segment=draft.segment,
            arr=draft.arr,
            currency=draft.currency,
            attributes=draft.attributes,
            file=draft.file,
            row=draft.row,
        )
        self.know(own, draft, "account id")
        return own

    def know(self, own: str, draft: AccountDraft, rung: Rung) -> None:
        """Also find this account by what another system calls it."""
        key = id_key(draft.id)
        self.ids.setdefault((draft.system, key), (own, rung))
        if rung == "account id":
            self.any_id[key].add(own)
        self.names[_written(draft.name)].add(own)
        self.keys[name_key(draft.name)].add(own)
        for domain in draft.domains:
            if domain not in FREE_MAIL:
                self.domains[domain].add(own)

    def enrich(self, own: str, draft: AccountDraft, *, newer: bool) -> None:
        """Take from another record of the same account what this one lacks, or all if newer."""
        old = self.rows[own]
        first, second = (draft, old) if newer else (old, draft)
        self.rows[own] = dataclasses.replace(
            old,
            name=first.name or second.name,
            domains=tuple(sorted({*old.domains, *draft.domains})),
            segment=first.segment or second.segment,
            arr=first.arr if first.arr is not None else second.arr,
            currency=first.currency or second.currency,
            attributes={**second.attributes, **first.attributes},
        )


def accounts_of(drafts: Sequence[AccountDraft], ledger: Ledger) -> Accounts:
    """Accounts of all systems, the CRM's first.

    A help desk's company becomes the CRM's account by the CRM's id that it holds, else by its
    name, else by its domain, if only one fits.
    """
    accounts = Accounts()
    updated: dict[str, AccountDraft] = {}
    for draft in sorted(drafts, key=lambda d: (d.system in _DESKS, d.file, d.row)):
        same = accounts.ids.get((draft.system, id_key(draft.id)))
        if same is not None:
            newer = _newer(draft, updated.get(same[0]))
            accounts.enrich(same[0], draft, newer=newer)
            if newer:
                updated[same[0]] = draft
            ledger.merged[draft.file] += 1
            continue
        match = _elsewhere(draft, accounts)
        if match is not None:
            accounts.know(match[0], draft, match[1])
            accounts.enrich(match[0], draft, newer=False)
            ledger.merged[draft.file] += 1
            continue
        own = accounts.add(draft)
        updated[own] = draft
        ledger.made[draft.file] += 1
    return accounts


def _elsewhere(draft: AccountDraft, accounts: Accounts) -> Found | None:
    """The account of another file that this one is."""
    if draft.external:
        found = accounts.by_id(draft.system, draft.external)
        if found is not None:
            return found
    domains = {f for d in draft.domains if (f := accounts.by_domain(d)) is not None}
    for found in (accounts.by_name(draft.name), domains.pop() if len(domains) == 1 else None):
        if found is not None and accounts.rows[found[0]].file != draft.file:
            return found
    return None


def _newer(draft: AccountDraft, old: AccountDraft | None) -> bool:
    return bool(
        draft.updated and (old is None or old.updated is None or draft.updated > old.updated)
    )


def named_accounts(
    accounts: Accounts, deals: Iterable[DealDraft], documents: Iterable[DocumentDraft]
) -> None:
    """Accounts that no file lists, but deals or texts name."""
    drafts: list[DealDraft | DocumentDraft] = sorted(deals, key=lambda d: (d.file, d.row))
    drafts += sorted(documents, key=lambda d: (d.file, d.row))
    asked: set[tuple[str, str, str]] = set()
    for draft in drafts:
        key = (draft.system, draft.account_id, draft.account)
        if key in asked:
            continue
        asked.add(key)
        if not (draft.account or draft.account_id) or find(accounts, draft) is not None:
            continue
        if draft.account and (
            accounts.names.get(_written(draft.account))
            or accounts.keys.get(name_key(draft.account))
        ):
            continue  # two accounts of that name: a third would not be it
        if isinstance(draft, DocumentDraft) and not draft.account:
            continue  # a bare number of a help desk's company says nothing
        accounts.add(
            AccountDraft(
                system=draft.system,
                id=draft.account_id or draft.account,
                name=draft.account or draft.account_id,
                file=draft.file,
                row=draft.row,
            )
        )


def find(accounts: Accounts, draft: DealDraft | DocumentDraft) -> Found | None:
    """The account that a deal or text names by id, else by name."""
    return (accounts.by_id(draft.system, draft.account_id) if draft.account_id else None) or (
        (accounts.by_name(draft.account) or accounts.by_id(draft.system, draft.account))
        if draft.account
        else None
    )


def learn_domains(accounts: Accounts, people: Iterable[PersonDraft], own: frozenset[str]) -> None:
    """Domains of accounts whose contacts write from them."""
    for person in people:
        domain = domain_of(person.email)
        if person.side == "ours" or not domain or domain in FREE_MAIL or domain in own:
            continue
        found = accounts.by_id("", person.account_id) if person.account_id else None
        found = found or (accounts.by_name(person.account) if person.account else None)
        if found is not None:
            accounts.domains[domain].add(found[0])


def id_key(ref: str) -> str:
    """An id for comparing: Salesforce's 18 characters are its 15 and a checksum."""
    ref = ref.strip()
    if len(ref) == 18 and ref[:15].isalnum() and ref[:2] in {"00", "50", "70", "a0"}:
        return ref[:15]
    return ref


@lru_cache(maxsize=100_000)
def _written(name: str) -> str:
    return " ".join(name.casefold().split())
