"""Whose turn it is where an export names speakers but no sides.

Sellers meet many customers and a customer few sellers, so a name met with many parties is ours.
Where names are missing ("Speaker 1") or met but once, the words tell: who asks, and who says the
sentences that are said in other conversations, too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from voiceminer.data import Document, Kind, Person, Role, Turn

Told = tuple[Document, tuple[Turn, ...]]

_TALKS: frozenset[Kind] = frozenset({"call", "chat", "email", "ticket"})
# Numbers and placeholders are somebody else in each conversation.
_NOBODY = re.compile(
    r"(?:unknown |unbekannter )?(?:speaker|sprecher(?:in)?|participant|teilnehmer(?:in)?|person"
    r"|locuteur|intervenant|hablante|relatore|spreker|guest|user|channel)?[\s_#-]*(?:\d+|[a-z])?",
    re.IGNORECASE,
)
_LABELS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("ours", re.compile(
        r"(?:sales )?(?:agent|rep|representative|seller|support|consultant|advisor)|host"
        r"|verkäufer(?:in)?|berater(?:in)?|vendeur|conseiller|vendedor|asesor", re.IGNORECASE)),
    ("customer", re.compile(
        r"customer|client|caller|buyer|prospect|lead|kund(?:e|in)|acheteur|cliente",
        re.IGNORECASE)),
)  # fmt: skip
_NUMBER = re.compile(r"[\s_#-]*\d+$")
# Parties that a name has to be met with: a customer may move to a second company, or use two.
_MANY = 3
_SENTENCE = re.compile(r"[.!?\n]+")
_WORD = re.compile(r"\w+")
# Shorter sentences are anybody's ("how are you"), and two conversations may agree by chance.
_SCRIPT_WORDS, _SCRIPT_TIMES = 4, 3


@dataclass(frozen=True, slots=True)
class Party:
    """A conversation's named speakers, and the account that it is with, if known."""

    names: frozenset[str]
    account: str | None


def with_own_people(
    documents: Sequence[Told], people: Iterable[Person], domains: AbstractSet[str]
) -> list[Told]:
    """The documents; what people with an address at one of these domains wrote is ours.

    Parameters
    ----------
    people : iterable of Person
        Whoever the export has an address of: turns name their speakers by it, or by name.
    domains : set of str
        Case-folded. What the export says of a turn's side gives way to them.
    """
    own = {
        _key(who)
        for person in people
        if person.email and _at(person.email, domains)
        for who in (person.name, person.email)
        if who
    }

    def is_own(turn: Turn, document: Document) -> bool:
        writer = turn.speaker or (document.author_id if turn.role == "customer" else None) or ""
        return _key(writer) in own or _at(writer, domains)

    return [
        (
            document,
            tuple(
                replace(turn, role="ours")
                if turn.role in ("customer", "unknown") and is_own(turn, document)
                else turn
                for turn in turns
            ),
        )
        for document, turns in documents
    ]


def _at(address: str, domains: AbstractSet[str]) -> bool:
    """Whether an address, alone or behind a name, is at one of the domains, or below one."""
    domain = address.rpartition("@")[2].casefold().strip(" <>\"'") if "@" in address else ""
    return any(domain == own or domain.endswith(f".{own}") for own in domains)


def told_apart(documents: Sequence[Told]) -> list[Told]:
    """The documents; turns of unknown sides have one where names or words tell it.

    Parameters
    ----------
    documents : sequence of (Document, turns)
        Turns that the export tells the side of stay as they are. Only conversations of at least
        two speakers are looked at.
    """
    open_ = [i for i, (document, turns) in enumerate(documents) if _is_open(document, turns)]
    staff = staff_among(
        Party(_names(turns), document.account_id)
        for document, turns in documents
        if document.kind in _TALKS
    )
    sides: dict[int, Mapping[str, Role]] = {}
    for i in open_:
        sides[i] = _by_label(documents[i][1]) or _by_name(documents[i][1], staff)
    unnamed = [i for i in open_ if not sides[i]]
    talks = (turns for document, turns in documents if document.kind in _TALKS)
    scripts = _scripts(talks) if unnamed else frozenset()
    for i in unnamed:
        sides[i] = _by_words(documents[i][1], scripts)
    told = list(documents)
    for i, found in sides.items():
        document, turns = documents[i]
        told[i] = document, tuple(_with_role(turn, found) for turn in turns)
    return told


def staff_among(parties: Iterable[Party]) -> frozenset[str]:
    """Names that are met with at least three parties who share nobody.

    An account is one party however many of its people speak. Who has met most is judged first,
    and staff are nobody's party: a customer who talks with three of ours has met no other.
    """
    calls: defaultdict[str, list[Party]] = defaultdict(list)
    ordered = sorted(parties, key=lambda p: (p.account or "", sorted(p.names)))
    for party in ordered:
        for name in party.names:
            calls[name].append(party)
    often = [name for name in calls if len(calls[name]) >= _MANY]
    staff: set[str] = set()
    for name in sorted(often, key=lambda n: (-_reach(n, calls[n], frozenset()), n)):
        if _reach(name, calls[name], staff) >= _MANY:
            staff.add(name)
    return frozenset(staff)


def _reach(name: str, calls: Sequence[Party], staff: AbstractSet[str]) -> int:
    """With how many parties that share nobody a name is met."""
    met: set[str] = set()
    parties = 0
    for call in calls:
        others = call.names - staff - {name}
        # an account's id and a person's name are told apart by the mark before the id
        party = {f"#{call.account}"} if call.account and others else others
        parties += bool(party) and met.isdisjoint(party)
        met |= party
    return parties


def _is_open(document: Document, turns: Sequence[Turn]) -> bool:
    if document.kind not in _TALKS or not any(turn.role == "unknown" for turn in turns):
        return False
    return len({turn.speaker for turn in turns if turn.speaker}) > 1


def _key(speaker: str | None) -> str:
    return " ".join((speaker or "").casefold().split())


def _names(turns: Sequence[Turn]) -> frozenset[str]:
    """The speakers who are called by a name."""
    keys = {_key(turn.speaker) for turn in turns}
    return frozenset(key for key in keys if key and not _NOBODY.fullmatch(key))


def _by_label(turns: Sequence[Turn]) -> Mapping[str, Role]:
    """Sides of speakers who are called by what they are: "Agent", "Customer"."""
    keys = {_key(turn.speaker) for turn in turns if turn.speaker}
    found = {
        key: role
        for key in keys
        for role, label in _LABELS
        if label.fullmatch(_NUMBER.sub("", key))
    }
    return _completed(found, turns)


def _by_name(turns: Sequence[Turn], staff: AbstractSet[str]) -> Mapping[str, Role]:
    """Who is staff is ours; nobody, where all of them are or none is."""
    speakers = {_key(turn.speaker) for turn in turns if turn.speaker}
    ours: dict[str, Role] = dict.fromkeys(_names(turns) & staff, "ours")
    return _completed(ours, turns) if speakers - ours.keys() else {}


def _completed(found: dict[str, Role], turns: Sequence[Turn]) -> Mapping[str, Role]:
    """With our side known, the others of a conversation are its customers."""
    if "ours" not in found.values():
        return {}
    others: dict[str, Role] = {_key(turn.speaker): "customer" for turn in turns if turn.speaker}
    return others | found


def _sentences(text: str) -> list[str]:
    found = (_WORD.findall(part) for part in _SENTENCE.split(text.casefold()))
    return [" ".join(words) for words in found if len(words) >= _SCRIPT_WORDS]


def _scripts(conversations: Iterable[Sequence[Turn]]) -> frozenset[str]:
    """Sentences that are said in at least three conversations."""
    times: Counter[str] = Counter()
    for turns in conversations:
        times.update({s for turn in turns for s in _sentences(turn.text)})
    return frozenset(s for s, n in times.items() if n >= _SCRIPT_TIMES)


def _by_words(turns: Sequence[Turn], scripts: AbstractSet[str]) -> Mapping[str, Role]:
    """The one who asks most and also says most of what is said elsewhere is ours.

    Either alone may mislead: in a demonstration the customer asks. Where they disagree, or
    nothing is said twice, nobody is told apart.
    """
    asked: Counter[str] = Counter()
    scripted: Counter[str] = Counter()
    for turn in turns:
        if turn.speaker:
            asked[_key(turn.speaker)] += turn.text.count("?")
            scripted[_key(turn.speaker)] += sum(s in scripts for s in _sentences(turn.text))
    leader = _leader(asked)
    return _completed({leader: "ours"}, turns) if leader and leader == _leader(scripted) else {}


def _leader(counts: Counter[str]) -> str:
    """Who has more than anybody else, or ""."""
    (first, most), (_, next_) = [*counts.most_common(2), ("", 0)][:2]
    return first if most > next_ else ""


def _with_role(turn: Turn, sides: Mapping[str, Role]) -> Turn:
    role = sides.get(_key(turn.speaker))
    return replace(turn, role=role) if role and turn.role == "unknown" else turn
