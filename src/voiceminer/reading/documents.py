"""Drafts of documents and messages to documents with their turns."""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from voiceminer.data import Kind, Role
from voiceminer.reading.drafts import DocumentDraft, MessageDraft
from voiceminer.reading.ledger import Ledger
from voiceminer.reading.people import People, said_side
from voiceminer.reading.recognition import GENERIC

# A record's creation never changes; two exports may write it in zones up to 26 hours apart.
_SAME_MOMENT = timedelta(hours=26)
_ROLES: frozenset[str] = frozenset({"customer", "ours", "note", "bot", "unknown"})
_REPLY = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg|sv|rv|tr)\s*:\s*)+", re.IGNORECASE)
_ELLIPSIS = re.compile(r"(?<!\s)\s*(?:\.\.\.|…)$")  # (?<!\s): a run of spaces is tried once
_TAG = re.compile(r"<[^<>]+>")
_WORD = re.compile(r"[^\W_]")
_NO_WORD = re.compile(r"[\W_]+")
_MARKUP = re.compile(r"<(?:p|br|div|span|html|table|ul|ol|b|i|a|body)\b[^>]*>", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Thread:
    """One document with its messages, before the turns are written."""

    id: str
    head: DocumentDraft | None
    messages: list[MessageDraft] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        """The head's kind; the messages' where the head is of unknown shape and without words."""
        head = self.head
        if head is None or (
            self.messages and not head.text and head.system == GENERIC and head.kind != "call"
        ):
            return self.messages[0].kind
        return head.kind

    @property
    def system(self) -> str:
        """The system's name, from whichever part shows it."""
        known = [d.system for d in (self.head, *self.messages[:1]) if d and d.system != GENERIC]
        return known[0] if known else GENERIC

    @property
    def first(self) -> DocumentDraft | MessageDraft:
        """What tells its system, kind and place."""
        return self.head or self.messages[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One turn to be: whose it is, when, what."""

    role: Role
    speaker: str | None
    at: datetime | None
    public: bool
    text: str
    file: str
    row: int


def threads_of(
    heads: Sequence[DocumentDraft], messages: Sequence[MessageDraft], ledger: Ledger
) -> list[Thread]:
    """Messages joined to their tickets and calls; records of one ticket are one, the newest."""
    found: dict[tuple[str, str], Thread] = {}
    for head in sorted(heads, key=lambda d: (d.file, d.row)):
        key = (head.system, head.id)
        old = found.get(key)
        if old is None or old.head is None:
            found[key] = Thread(id=head.id, head=head)
        elif _same(old.head, head):
            ledger.merged[head.file] += head.counted
            old.head = _newest(old.head, head)
        else:
            own = _free(head, found)
            found[head.system, own] = Thread(id=own, head=head)
    _fold_generic(found, ledger)
    by_id: defaultdict[str, list[Thread]] = defaultdict(list)
    for thread in found.values():
        by_id[thread.id].append(thread)
        if thread.head and thread.head.alias not in {"", thread.id}:
            by_id[thread.head.alias].append(thread)
    by_title = _by_title(found.values())
    for message in sorted(_unique(messages, ledger), key=lambda m: (m.file, m.row)):
        key = (message.system, message.thread)
        home = found.get(key) or _other(by_id, message, by_title)
        if home is None:
            home = found[key] = Thread(id=message.thread, head=None)
        home.messages.append(message)
    ordered = sorted(found.items(), key=lambda f: (f[1].first.file, f[1].first.row, f[0]))
    return _distinct([thread for _, thread in ordered])


def _fold_generic(found: dict[tuple[str, str], Thread], ledger: Ledger) -> None:
    """A bare id from a file of unknown shape is the record of that id that one system has."""
    if len({system for system, _ in found}) < 2:
        return
    systems: defaultdict[str, list[str]] = defaultdict(list)
    for system, own in found:
        systems[own].append(system)
    for own, names in systems.items():
        generic = found.get((GENERIC, own))
        others = [n for n in names if n != GENERIC]
        if generic and generic.head and len(others) == 1 and not generic.head.text:
            into = found[others[0], own]
            if into.head and _same(into.head, generic.head):
                ledger.merged[generic.head.file] += generic.head.counted
                into.head = _filled(into.head, generic.head)
                del found[GENERIC, own]


def _distinct(threads: list[Thread]) -> list[Thread]:
    """Ids made unique: two systems may number alike."""
    times = Counter(t.id for t in threads)
    for thread in threads:
        if times[thread.id] > 1:
            thread.id = f"{thread.system}:{thread.id}"
    taken: set[str] = set()
    for thread in threads:
        while thread.id in taken:
            thread.id += "~"
        taken.add(thread.id)
    return threads


def _same(one: DocumentDraft, other: DocumentDraft) -> bool:
    return one.at is None or other.at is None or abs(one.at - other.at) <= _SAME_MOMENT


def _newest(old: DocumentDraft, new: DocumentDraft) -> DocumentDraft:
    """The later record; what it leaves empty is taken from the other."""
    later = bool(new.updated and old.updated and new.updated > old.updated)
    return _filled(new, old) if later else _filled(old, new)


def _filled(first: DocumentDraft, second: DocumentDraft) -> DocumentDraft:
    """The first, with what it leaves empty from the second."""
    for name in (
        "text", "subject", "preview", "alias", "host", "at", "updated", "author", "author_name",
        "email", "domain", "account", "account_id", "deal", "deal_id", "csat", "product", "channel",
    ):  # fmt: skip
        if getattr(first, name) in ("", None):
            setattr(first, name, getattr(second, name))
    return first


def _free(head: DocumentDraft, taken: Mapping[tuple[str, str], Thread]) -> str:
    number = 2
    while (head.system, f"{head.id}~{number}") in taken:
        number += 1
    return f"{head.id}~{number}"


def _other(
    by_id: dict[str, list[Thread]], message: MessageDraft, by_title: dict[str, Thread]
) -> Thread | None:
    """A ticket of that number where only one system has such a number, or a call by its file."""
    found = [t for t in by_id.get(message.thread, []) if t.head]
    generic = {GENERIC, "captions", "transcript", "text file"}
    own = [t for t in found if t.head and t.head.system == message.system]
    fits = own or [t for t in found if t.head and generic & {t.head.system, message.system}]
    if len(fits) == 1:
        return fits[0]
    if message.thread != message.file:
        return None
    stem = message.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if stem in by_title:
        return by_title[stem]
    named = {t.id: t for part in {stem, *re.split(r"[\s_]+", stem)} for t in by_id.get(part, [])}
    return next(iter(named.values())) if len(named) == 1 else None


def _by_title(threads: Iterable[Thread]) -> dict[str, Thread]:
    return {t.head.title: t for t in threads if t.head and t.head.title and t.head.kind == "call"}


def _unique(messages: Sequence[MessageDraft], ledger: Ledger) -> Iterable[MessageDraft]:
    """Messages with one id in one thread are one, the newest."""
    found: dict[object, MessageDraft] = {}
    for i, message in enumerate(messages):
        key: object = (message.system, message.thread, message.id) if message.id else i
        old = found.get(key)
        if old is None:
            found[key] = message
            continue
        ledger.merged[message.file] += message.counted
        if message.updated and old.updated and message.updated > old.updated:
            found[key] = message
    return found.values()


def spoken_in(thread: Thread, people: People, ledger: Ledger) -> list[Spoken]:
    """The thread's turns in their order: the opening text, then the messages."""
    opening = _opening(thread, people)
    when = thread.head.at if thread.head else None
    turns = [opening] if opening else []
    messages = thread.messages
    if len(messages) > 1 and all(m.at is not None for m in messages):
        messages = sorted(messages, key=lambda m: (m.at, m.row))
    said = _plain(thread.head.text) if thread.head and opening and messages else ""
    subject = "" if opening or thread.kind == "call" else _subject(thread.head, messages)
    for place, message in enumerate(messages):
        role = _role(message, thread, people)
        if said and place < 2 and role != "ours" and _plain(message.text) == said:
            # a help desk's description is its first comment
            ledger.merged[message.file] += message.counted
            continue
        text = message.text
        if subject and role != "ours":
            text, subject = with_subject(subject, text), ""
        ledger.made[message.file] += message.counted
        at = message.at or (
            when + timedelta(seconds=message.offset or 0) if when is not None else None
        )
        turns.append(
            Spoken(
                role=role,
                speaker=message.author_name or _name_of(message, people) or None,
                at=at,
                # colleagues talk to each other in a ticket's feed, sellers report in a deal's
                public=message.public and not (role == "note" and thread.kind == "ticket"),
                text=text,
                file=message.file,
                row=message.row,
            )
        )
    return _two_sided(turns) if thread.kind == "call" else turns


def _opening(thread: Thread, people: People) -> Spoken | None:
    """The ticket's own text with its subject. Where messages carry the words, no subject alone."""
    head = thread.head
    if head is None:
        return None
    text = head.text or ("" if thread.messages else head.preview)
    # a subject alone opens a ticket, but nobody says a call's title
    if not text and (thread.messages or not head.subject or thread.kind == "call"):
        return None
    if thread.messages and _is_preview(head.text, thread.messages):
        return None
    role = head.role
    if role not in _ROLES:
        role = people.side("", head.author, head.author_name, head.email) or "unknown"
    return Spoken(
        role=role,  # type: ignore[arg-type]  # one of the roles, by the line above
        speaker=head.author_name or None,
        at=head.at,
        public=head.public,
        text=with_subject(head.subject, text),
        file=head.file,
        row=head.row,
    )


def _subject(head: DocumentDraft | None, messages: Sequence[MessageDraft]) -> str:
    """The thread's subject: its head's, or that of the mail that opened it."""
    return head.subject if head else messages[0].subject if messages else ""


def _is_preview(text: str, messages: Sequence[MessageDraft]) -> bool:
    """Whether a text is cut from what a message says whole."""
    begun = _plain(_ELLIPSIS.sub("", text))
    wholes = (_plain(m.text) for m in messages)
    return any(len(whole) > len(begun) and whole.startswith(begun) for whole in wholes)


def with_subject(subject: str, text: str) -> str:
    """The text under its subject, unless that is a reply's or the text begins with it."""
    bare = _ELLIPSIS.sub("", subject).strip()
    if not text:
        return _REPLY.sub("", subject).strip()
    # markup may stand before the words; three times the subject's length covers a greeting's worth
    begins = text[: 3 * len(bare) + 200]
    if not bare or _REPLY.match(bare):
        return text
    if _may_begin(begins, bare) and _plain(begins).startswith(_plain(bare)):
        return text
    if _MARKUP.search(text):
        return f"<p>{bare if _MARKUP.search(bare) else html.escape(bare, quote=False)}</p>\n{text}"
    return f"{bare}\n\n{text}"


def _may_begin(text: str, bare: str) -> bool:
    """Whether a text may begin with a subject: comparing them whole is dear.

    Without markup their first letters are the same; with it the subject's first word is in it.
    """
    if "<" not in text and "&" not in text:
        first, other = _WORD.search(text), _WORD.search(bare)
        return bool(first and other and first.group().casefold() == other.group().casefold())
    return bare.split(maxsplit=1)[0].casefold() in text.casefold()


def _plain(text: str) -> str:
    """Letters and digits alone: HTML and plain forms of one message are then equal."""
    return _NO_WORD.sub("", html.unescape(_TAG.sub(" ", text)).casefold())


def _role(message: MessageDraft, thread: Thread, people: People) -> Role:
    """Whose turn it is.

    The order of proof: a flag, the author's type, the requester's id, who the author is, the
    domain of the address.
    """
    said = said_side(message)
    if said in _ROLES:
        return said  # type: ignore[return-value]  # one of the roles
    requester = (thread.head.author if thread.head else "") or message.requester
    if message.author and requester and message.author == requester:
        return "customer"
    side = people.side(message.thread, message.author, message.author_name, message.email)
    if side:
        return side  # type: ignore[return-value]  # customer or ours
    if message.author and requester:
        return "ours"  # not the one who asked, and nobody who is known to be a customer
    return "unknown"


def _name_of(message: MessageDraft, people: People) -> str:
    person = people.of(message.thread, message.author, message.email)
    return person.name if person else ""


def _two_sided(turns: list[Spoken]) -> list[Spoken]:
    """A call with a speaker of ours: who is not known to be ours is the customer."""
    import dataclasses

    roles = {t.role for t in turns}
    if "ours" not in roles or "unknown" not in roles:
        return turns
    return [
        dataclasses.replace(t, role="customer") if t.role == "unknown" and t.speaker else t
        for t in turns
    ]
