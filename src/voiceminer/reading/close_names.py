"""The account that a misspelt, shortened or turned-round name means, or none.

Words are aligned and weighed by how few accounts have them (soft TF-IDF: Cohen, Ravikumar and
Fienberg, "A Comparison of String Distance Metrics for Name-Matching Tasks", 2003), so that
"Northwind Enrgy" is Northwind Energy and never Northwind Logistics. Only accounts that share a
word, a misspelt word or initials with the name are looked at.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log

from voiceminer.reading.company_words import COMMON, FORMS, KIN, PLACES, SHORT_FOR
from voiceminer.reading.names import legal_form, name_key

# Two names are close from here on: twice the weight of what they share, over the weight of all
# their words. Chosen on the first half of scripts/bench_links.py: see docs/benchmarks.md.
CLOSE = 0.6
# A second account within this of the best is nearly as good: neither is picked.
MARGIN = 0.06
# Weights are as if so many more companies were known, of which a fiftieth has each common word:
# a short list of accounts cannot tell that half of the world's companies are called "Systems".
_UNSEEN = 1_000
_SHARE_OF_COMMON = 0.02
# A shorter word with another letter is another word: "Bosch" and "Busch", "Vera" and "Vega". In the
# company of a word that is right, it may be a little shorter.
_SHORTEST_TYPO = 4
# Longer words are no names, and each of their letters is left out in turn.
_LONGEST_TYPO = 60
_SHORTEST_LONE_TYPO = 5
_TWO_TYPOS = 7
_TYPO, _TYPOS, _CUT = 0.9, 0.8, 0.85
# Where more accounts than this are told by one word, it tells none of them.
_WIDESPREAD = 300
_INITIALS = range(3, 7)
# Initials tell nothing where so many accounts have as many words that one has them by chance.
_BY_CHANCE = 0.01
_LONG_FORMS = sorted(form[0] for form in FORMS if len(form) == 1 and len(form[0]) >= 4)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Name:
    """An account's name, ready to be compared."""

    owner: str
    words: tuple[str, ...]
    form: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """How well two names fit, and whether the account's has words that the other lacks.

    Attributes
    ----------
    score : float
        In (0, 1].
    met : float
        Share of the asked name's weight that is met.
    partly : bool
    """

    score: float
    met: float
    partly: bool


class CloseNames:
    """All names of the accounts, to be asked for the one that a name is close to."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take (account, name) pairs; their order does not matter."""
        self._names = [
            Name(owner, words, form)
            for owner, words, form in sorted(
                {(o, spoken_words(n), legal_form(n)) for o, n in names}
            )
            if words
        ]
        # a customer's many texts all name the same account
        self._answers: dict[str, str | None] = {}
        self._having: defaultdict[str, list[int]] = defaultdict(list)
        self._joined: defaultdict[str, list[int]] = defaultdict(list)
        self._initials: defaultdict[str, list[int]] = defaultdict(list)
        self._initialled = Counter[int]()
        self._cut: defaultdict[str, set[str]] = defaultdict(set)
        for i, name in enumerate(self._names):
            for word in set(name.words):
                self._having[word].append(i)
            self._joined["".join(name.words)].append(i)
            if len(name.words) in _INITIALS:
                self._initials["".join(w[0] for w in name.words)].append(i)
                self._initialled[len(name.words)] += 1
        for word in self._having:
            if len(word) >= _SHORTEST_TYPO:
                for less in _less_one(word):
                    self._cut[less].add(word)
        self._weights: dict[str, float] = {}
        self._told_by: defaultdict[str, list[int]] = defaultdict(list)
        for i, name in enumerate(self._names):
            most = max(map(self._weight, name.words))
            for word in set(name.words):
                if self._weight(word) == most:
                    self._told_by[word].append(i)

    def nearest(self, name: str) -> str | None:
        """The only account to whose name this one is close; None if none is, or two are."""
        if name not in self._answers:
            found = self._nearest(name)
            if found is None and (bare := _BRACKETS.sub(" ", name)) != name and bare.strip():
                found = self._nearest(bare)
            self._answers[name] = found
        return self._answers[name]

    def _nearest(self, name: str) -> str | None:
        words = spoken_words(name)
        if not words:
            return None
        alike = [self._names[i] for i in self._joined.get("".join(words), ())]
        if not alike:
            fits = (
                (fit, self._names[i])
                for i in self._candidates(words)
                if (fit := self._aligned(words, self._names[i].words))
            )
            ranked = sorted(fits, key=lambda f: (-f[0].score, f[1].owner))
            if not ranked:
                return self._by_initials(name, words)
            alike = _best(ranked)
        owners = {n.owner for n in alike}
        if len(owners) > 1 and (form := legal_form(name)) and len({n.words for n in alike}) == 1:
            owners = {n.owner for n in alike if n.form == form}
        return owners.pop() if len(owners) == 1 else None

    def _owners(self, numbers: Iterable[int]) -> set[str]:
        return {self._names[i].owner for i in numbers}

    def _by_initials(self, name: str, words: Sequence[str]) -> str | None:
        """As "IBM" for International Business Machines, if it is written in capitals."""
        word = words[0]
        if len(words) > 1 or len(word) not in _INITIALS or word in self._having:
            return None
        if not re.search(rf"\b{re.escape(word)}\b", name.replace(".", ""), re.IGNORECASE):
            return None
        if name.upper() != name:
            return None
        owners = self._owners(self._initials.get(word, ()))
        by_chance = self._initialled[len(word)] / 26 ** len(word)
        return owners.pop() if len(owners) == 1 and by_chance < _BY_CHANCE else None

    def _candidates(self, words: Sequence[str]) -> set[int]:
        """Accounts whose most telling word is among these, as written, misspelt or parted."""
        told = {*words, *(one + other for one, other in pairwise(words))}
        for word in words:
            if word not in self._having:
                told |= self._misspelt(word)
        found: set[int] = set()
        for word in told:
            having = self._told_by.get(word, ())
            if len(having) <= _WIDESPREAD:
                found.update(having)
        return found

    def _misspelt(self, word: str) -> set[str]:
        """The accounts' words from which this one may differ by a slip."""
        fitting = _SHORTEST_TYPO - 1 <= len(word) <= _LONGEST_TYPO
        if not fitting or word in COMMON or not word.isalpha():
            return set()
        near = set(self._cut.get(word, ()))
        for less in _less_one(word):
            near |= self._cut.get(less, set())
            if less in self._having:
                near.add(less)
        return {other for other in near if _slips(word, other)}

    def _weight(self, word: str) -> float:
        """How much a word tells: the log of how many companies there are to one that has it."""
        weight = self._weights.get(word)
        if weight is None:
            unseen = _UNSEEN * _SHARE_OF_COMMON if word in COMMON else 1.0
            having = len(self._having.get(word, ()))
            weight = log((len(self._names) + _UNSEEN) / (having + unseen))
            self._weights[word] = weight
        return weight

    def _aligned(self, asked: Sequence[str], known: Sequence[str]) -> Alignment | None:
        """How two names fit; None if each has a word that the other lacks."""
        asked, known = _rejoined(asked, known)
        pairs = self._pairs(asked, known)
        lone_asked = [w for i, w in enumerate(asked) if i not in {p[1] for p in pairs}]
        lone_known = [w for i, w in enumerate(known) if i not in {p[2] for p in pairs}]
        if not self._may_lack(asked, lone_asked, pairs, known, lone_known):
            return None
        shared = sum(self._weight(known[k]) for _, _, k in pairs)
        alike = sum(likeness * self._weight(known[k]) for likeness, _, k in pairs)
        surplus = sum(map(self._weight, lone_asked))
        lacking = sum(map(self._weight, lone_known))
        if not self._telling(asked, known, pairs):
            return None
        return Alignment(
            score=2 * alike / (2 * shared + surplus + lacking),
            met=alike / (shared + surplus),
            partly=lacking > 0,
        )

    def _may_lack(
        self,
        asked: Sequence[str],
        lone_asked: Sequence[str],
        pairs: Sequence[tuple[float, int, int]],
        known: Sequence[str],
        lone_known: Sequence[str],
    ) -> bool:
        """Whether the words that only one of the names has leave it the same company.

        Where it sits does; "Northwind" is short for Northwind Energy, if nobody else is called
        Northwind; but Northwind Energy is not Northwind Energy Trading.
        """
        lone_asked = [w for w in lone_asked if not _is_form(w)]
        lone_known = [w for w in lone_known if not _is_form(w)]
        if all(w in PLACES for w in (*lone_asked, *lone_known)):
            return not (lone_asked and lone_known)
        brand_alone = not lone_asked and not any(w in COMMON for w in asked)
        return (
            brand_alone
            and all(w in COMMON and w not in KIN for w in lone_known)
            and all(len(self._owners(self._having[known[k]])) == 1 for _, _, k in pairs)
        )

    def _telling(
        self, asked: Sequence[str], known: Sequence[str], pairs: Sequence[tuple[float, int, int]]
    ) -> bool:
        """Whether each name's most telling word is among those that they share."""
        met = [known[k] for likeness, _, k in pairs if likeness != _CUT]
        if not met or max(map(self._weight, met)) < max(map(self._weight, known)):
            return False
        if any(likeness == 1 and known[k] not in COMMON for likeness, _, k in pairs):
            return True
        # nothing but slips and common words: only a long word may be misspelt then
        return all(
            likeness == 1 or len(asked[i]) >= _SHORTEST_LONE_TYPO or likeness == _CUT
            for likeness, i, _ in pairs
        )

    def _pairs(self, asked: Sequence[str], known: Sequence[str]) -> list[tuple[float, int, int]]:
        """Words that are one another's, the most alike first: (likeness, asked, known)."""
        alike = sorted(
            (
                (-likeness, abs(i - k), i, k)
                for i, one in enumerate(asked)
                for k, other in enumerate(known)
                if (likeness := self._likeness(one, other))
            ),
        )
        taken_asked: set[int] = set()
        taken_known: set[int] = set()
        pairs = []
        for negative, _, i, k in alike:
            if i not in taken_asked and k not in taken_known:
                taken_asked.add(i)
                taken_known.add(k)
                pairs.append((-negative, i, k))
        return pairs

    def _likeness(self, one: str, other: str) -> float:
        """1 for the same word, less for a misspelt or shortened one, 0 for another."""
        if one == other:
            return 1.0
        if is_short_for(one, other) or is_short_for(other, one):
            return _CUT
        if (one in self._having or one in COMMON) and not (one in COMMON and other in COMMON):
            return 0.0  # a word that other companies are called by is no slip
        return {0: 0.0, 1: _TYPO, 2: _TYPOS}[_slips(one, other)]


def _best(ranked: Sequence[tuple[Alignment, Name]]) -> list[Name]:
    """The best names: several where others are nearly as good, or take the asked words as well."""
    first = ranked[0][0]
    return [
        name
        for fit, name in ranked
        if first.score >= CLOSE
        and (
            fit.score > first.score - MARGIN
            # "Northwind" is short for both
            or (first.partly and fit.met > first.met - MARGIN)
        )
    ]


@lru_cache(maxsize=100_000)
def spoken_words(name: str) -> tuple[str, ...]:
    """The words of a name without legal form, umlauts as they are typed without them.

    Examples
    --------
    >>> spoken_words("Mueller & Soehne GmbH"), spoken_words("Müller Söhne")
    (('muller', 'sohne'), ('muller', 'sohne'))
    """
    return tuple(_undoubled(SHORT_FOR.get(w, w)) for w in name_key(name).split())


def _undoubled(word: str) -> str:
    return re.sub(r"(?<=[ao])e|(?<![gq])(?<=u)e", "", word)


def _less_one(word: str) -> Iterable[str]:
    """The word with each one letter left out."""
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


@lru_cache(maxsize=100_000)
def _is_form(word: str) -> bool:
    """Whether a word is a legal form, or one misspelt: "Lmited"."""
    return (word,) in FORMS or (
        len(word) >= 3 and any(_slips(word, form) == 1 for form in _LONG_FORMS)
    )


@lru_cache(maxsize=200_000)
def _slips(one: str, other: str) -> int:
    """How many slips part two words: 1 or 2 of the allowed, 0 if they are different words."""
    from rapidfuzz.distance import OSA

    shorter = min(len(one), len(other))
    if shorter < _SHORTEST_TYPO - 1 or max(len(one), len(other)) < _SHORTEST_TYPO:
        return 0
    if not (one.isalpha() and other.isalpha()):
        return 0
    allowed = 2 if shorter >= _TWO_TYPOS else 1
    slips = OSA.distance(one, other, score_cutoff=allowed)
    return slips if slips <= allowed else 0


def is_short_for(short: str, word: str) -> bool:
    """Whether one word is the other cut short or its consonants: tech, intl, svcs, mfg.

    Examples
    --------
    >>> is_short_for("tech", "technologies"), is_short_for("intl", "international")
    (True, True)
    >>> is_short_for("north", "northern"), is_short_for("mall", "marshall")
    (True, False)
    """
    if len(short) < 2 or len(word) < len(short) + 2 or short[0] != word[0]:
        return False
    if not short.isalpha() or not short.isascii():
        return False
    if word.startswith(short):
        return len(short) >= 3
    if short == word[0] + re.sub("[aeiou]", "", word[1:]):
        return True
    if len(short) > 5 or short[-1] in "aeiou":
        return False
    letters = iter(word)
    return all(letter in letters for letter in short) and not set(short[1:-1]) & set("aeiou")


def _rejoined(
    asked: Sequence[str], known: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both names, with two words of one joined where the other writes them as one."""
    return _joined(asked, frozenset(known)), _joined(known, frozenset(asked))


def _joined(words: Sequence[str], wanted: frozenset[str]) -> tuple[str, ...]:
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] + word in wanted:
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)
