"""One account for what several systems know of one company."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from voiceminer.data import RUNGS, Account, Rung
from voiceminer.reading.close_names import CloseNames
from voiceminer.reading.drafts import (
    AccountDraft,
    DealDraft,
    DocumentDraft,
    MessageDraft,
    PersonDraft,
    domain_of,
)
from voiceminer.reading.ledger import Ledger
from voiceminer.reading.names import legal_form, name_key
from voiceminer.reading.people import FREE_MAIL

_DESKS = frozenset({"zendesk", "freshdesk", "intercom", "helpscout", "gorgias", "front", (
    "zoho desk"
), "jira",
                    "servicenow"})  # fmt: skip
Found = tuple[str, Rung]


def weaker(one: Rung, other: Rung) -> Rung:
    """The less sure of two rungs: a chain is as strong as its weakest link."""
    return max(one, other, key=RUNGS.index)


class Accounts:
    """The accounts, and every way to find one: id, name, domain, close name.

    Attributes
    ----------
    unlisted : set of str
        Accounts that no list and no deal holds: only texts name them.
    """

    def __init__(self) -> None:
        self.rows: dict[str, Account] = {}
        self.ids: dict[tuple[str, str], Found] = {}
        self.any_id: defaultdict[str, set[str]] = defaultdict(set)
        self.names: defaultdict[str, set[str]] = defaultdict(set)
        self.keys: defaultdict[str, set[str]] = defaultdict(set)
        self.domains: defaultdict[str, set[str]] = defaultdict(set)
        self.unlisted: set[str] = set()
        self._close = CloseNames(())

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
        """The only account of that name: as written, else but for case, accents and the like.

        The legal form decides only between accounts that are else called the same.
        """
        for index, key in ((self.names, _written(name)), (self.keys, name_key(name))):
            found = index.get(key, set()) if key else set()
            if len(found) > 1 and (form := legal_form(name)):
                found = {own for own in found if legal_form(self.rows[own].name) == form}
            if len(found) == 1:
                return next(iter(found)), "account name"
            if found:
                return None  # two equals: neither is picked
        return None

    def by_close_name(self, name: str) -> Found | None:
        """The only account with a name like that, of those known when last `settled`."""
        found = self._close.nearest(name)
        return (found, "close name") if found else None

    def settled(self) -> None:
        """Let the names known by now, and no later ones, be found by close names.

        Who is found must not depend on which row came first.
        """
        self._close = CloseNames((own, row.name) for own, row in self.rows.items())

    def is_named(self, name: str) -> bool:
        """Whether one or several accounts have that name."""
        return bool(self.names.get(_written(name)) or self.keys.get(name_key(name)))

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
    name, else by its domain, else by a close name, if only one fits.
    """
    accounts = Accounts()
    updated: dict[str, AccountDraft] = {}
    strangers: list[AccountDraft] = []
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
        if draft.system in _DESKS and accounts.rows:
            strangers.append(draft)
            continue
        updated[accounts.add(draft)] = draft
        ledger.made[draft.file] += 1
    accounts.settled()
    for draft in strangers:
        _take_stranger(draft, accounts, ledger)
    accounts.settled()
    return accounts


def _take_stranger(draft: AccountDraft, accounts: Accounts, ledger: Ledger) -> None:
    """A help desk's company that is no account by anything exact: one by a close name, or new."""
    match = accounts.by_id(draft.system, draft.id) or _elsewhere(draft, accounts)
    match = match or accounts.by_close_name(draft.name)
    if match is None or accounts.rows[match[0]].file == draft.file:
        accounts.add(draft)
        ledger.made[draft.file] += 1
        return
    accounts.know(match[0], draft, match[1])
    accounts.enrich(match[0], draft, newer=False)
    ledger.merged[draft.file] += 1


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
    accounts: Accounts,
    deals: Iterable[DealDraft],
    texts: Iterable[DocumentDraft | MessageDraft],
) -> None:
    """Accounts that no file lists, but deals or texts name."""
    for deal in sorted(deals, key=lambda d: (d.file, d.row)):
        if (deal.account or deal.account_id) and find(accounts, deal) is None:
            _add_named(accounts, deal)
    accounts.settled()
    asked: set[tuple[str, str, str]] = set()
    for draft in sorted(texts, key=lambda d: (d.file, d.row)):
        key = (draft.system, draft.account_id, draft.account)
        # a bare number of a help desk's company says nothing
        if key in asked or not draft.account:
            continue
        asked.add(key)
        if find(accounts, draft) is None and (own := _add_named(accounts, draft)):
            accounts.unlisted.add(own)


def _add_named(accounts: Accounts, draft: DealDraft | DocumentDraft | MessageDraft) -> str | None:
    """A new account by its name; none where two have that name: a third would not be it."""
    if draft.account and accounts.is_named(draft.account):
        return None
    return accounts.add(
        AccountDraft(
            system=draft.system,
            id=draft.account_id or draft.account,
            name=draft.account or draft.account_id,
            file=draft.file,
            row=draft.row,
        )
    )


def find(accounts: Accounts, draft: DealDraft | DocumentDraft | MessageDraft) -> Found | None:
    """The account that a deal or text names: by id, by name, by a close name."""
    found = accounts.by_id(draft.system, draft.account_id) if draft.account_id else None
    if found is not None or not draft.account:
        return found
    return (
        accounts.by_name(draft.account)
        or accounts.by_id(draft.system, draft.account)
        or accounts.by_close_name(draft.account)
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
