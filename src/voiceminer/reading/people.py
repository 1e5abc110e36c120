"""Whose words they are: people by id, address and name, and the domains that are our own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from voiceminer.data import Person
from voiceminer.reading.drafts import MessageDraft, PersonDraft, domain_of

# Addresses at these say nothing of a company.
FREE_MAIL = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "yahoo.com",
        "yahoo.co.uk",
        "yahoo.fr",
        "yahoo.de",
        "ymail.com",
        "hotmail.com",
        "hotmail.co.uk",
        "hotmail.fr",
        "outlook.com",
        "live.com",
        "msn.com",
        "aol.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "gmx.de",
        "gmx.net",
        "gmx.com",
        "web.de",
        "t-online.de",
        "freenet.de",
        "mail.com",
        "mail.ru",
        "yandex.ru",
        "proton.me",
        "protonmail.com",
        "pm.me",
        "zoho.com",
        "qq.com",
        "163.com",
        "126.com",
        "naver.com",
        "orange.fr",
        "wanadoo.fr",
        "free.fr",
        "laposte.net",
        "libero.it",
        "virgilio.it",
        "comcast.net",
        "verizon.net",
        "att.net",
        "sbcglobal.net",
        "cox.net",
        "btinternet.com",
        "sky.com",
        "uol.com.br",
        "bol.com.br",
        "example.com",
    ]
)
# What recorders call those whom they cannot tell: no name to take out of texts.
_NOBODY = re.compile(
    r"(?:unknown|unidentified)?\s*(?:speaker|participant|caller|sprecher|locuteur|intervenant|orador"
    r"|hablante|spreker|話者)\s*\d*$|unknown$",
    re.IGNORECASE,
)


class People:
    """Everybody whom the exports name, and what is known of their side."""

    def __init__(self, drafts: Sequence[PersonDraft], own_domains: Iterable[str] = ()) -> None:
        self.drafts = drafts
        self.by_id: dict[tuple[str, str], PersonDraft] = {}
        self.by_mail: dict[str, PersonDraft] = {}
        self.in_thread: defaultdict[str, list[str]] = defaultdict(list)
        for draft in drafts:
            if draft.thread and draft.email:
                self.in_thread[draft.thread].append(draft.email)
            if draft.id:
                self.by_id.setdefault((draft.thread, draft.id), draft)
            if draft.email:
                self.by_mail.setdefault(draft.email, draft)
        sides: defaultdict[str, set[str]] = defaultdict(set)
        for draft in drafts:
            if draft.name and not draft.thread:
                sides[_name(draft.name)].add(draft.side)
        # one name on both sides says nothing
        self.side_of_name = {n: s.pop() for n, s in sides.items() if len(s) == 1}
        self.own_domains = frozenset(own_domains) or own_domains_of(drafts)

    def of(self, thread: str, author: str, email: str = "") -> PersonDraft | None:
        """The person behind an author's id or address."""
        return (
            self.by_id.get((thread, author)) or self.by_id.get(("", author)) if author else None
        ) or (self.by_mail.get(email) if email else None)

    def mails_in(self, thread: str) -> list[str]:
        """Addresses of those who took part in a call."""
        return self.in_thread.get(thread, [])

    def side(self, thread: str, author: str, name: str, email: str) -> str:
        """`customer`, `ours` or empty: by who it is, then by the domain of the address."""
        person = self.of(thread, author, email)
        if person is not None and person.side in {"customer", "ours"}:
            return person.side
        domain = domain_of(email or (person.email if person else ""))
        if domain and self.own_domains:
            return "ours" if domain in self.own_domains else "customer"
        known = self.side_of_name.get(_name(name or (person.name if person else "")), "")
        return known if known in {"customer", "ours"} else ""


def own_domains_of(drafts: Iterable[PersonDraft]) -> frozenset[str]:
    """The domain that most of our own people write from; none if nobody is known to be ours."""
    domains = Counter(domain_of(d.email) for d in drafts if d.side == "ours" and d.email)
    for free in FREE_MAIL | {""}:
        domains.pop(free, None)
    if not domains:
        return frozenset()
    top = max(domains.values())
    # all that come close to the most frequent: a company may write from two domains
    return frozenset(d for d, n in domains.items() if n >= 0.2 * top)


def with_authors(
    people: Sequence[PersonDraft], messages: Sequence[MessageDraft]
) -> list[PersonDraft]:
    """The people, and the authors of messages whose side the export itself says."""
    found = list(people)
    known: set[tuple[str, str]] = set()
    for message in messages:
        side = said_side(message)
        key = (message.email or message.author_name, side)
        if side in {"customer", "ours"} and key[0] and key not in known:
            known.add(key)
            found.append(
                PersonDraft(name=message.author_name, email=message.email, side=side)
            )  # fmt: skip
    return found


def said_side(message: MessageDraft) -> str:
    """The side that the row itself says: by its flag, else by its word."""
    if message.customers is not None:
        return "customer" if message.customers else "ours"
    return message.role


def person_rows(drafts: Iterable[PersonDraft]) -> list[Person]:
    """Each name and address once; a side that is known wins over one that is not."""
    found: dict[tuple[str, str], str] = {}
    for draft in drafts:
        if not is_a_name(draft.name) and not draft.email:
            continue
        key = (draft.name if is_a_name(draft.name) else "", draft.email)
        side = draft.side if draft.side in {"customer", "ours"} else "unknown"
        if found.get(key, "unknown") == "unknown":
            found[key] = side
    named = {email for name, email in found if name}
    return [
        Person(name=name, email=email or None, side=side)  # type: ignore[arg-type]  # one of the three words
        for (name, email), side in sorted(found.items())
        if name or email not in named
    ]


@lru_cache(maxsize=100_000)
def is_a_name(text: str) -> bool:
    """Whether a text can be somebody's name: letters, not an id and not an address."""
    return (
        1 < len(text) <= 80
        and not _NOBODY.match(text)
        and "@" not in text
        and sum(c.isalpha() for c in text) >= 0.7 * len(text.replace(" ", ""))
        and (" " in text.strip() or (text[0].isupper() and text[1:].islower()))
    )


def _name(text: str) -> str:
    return " ".join(text.casefold().split())
