"""Which words name a thing, told by the words before them: no tagger is at hand for every language.

"The refund", "my card" name things; "I called", "is longer" do not. So a word that is mostly said
after a pronoun, an auxiliary or a negation is left out where a single word has to name a topic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

# articles, possessives and prepositions
_BEFORE_NAMES: Mapping[str, str] = {
    "en": "a an the my your our their his her its these those some each every another of "
    "for with about on in from by at per",
    "de": "der die das den dem des ein eine einen einem einer eines mein meine meinen "
    "meiner unser unsere unseren euer eure ihr ihre ihren kein keine keinen im am vom "
    "zum zur beim mit von bei für ohne",
    "es": "el la los las un una unos unas mi mis su sus nuestro nuestra nuestros nuestras "
    "del al de con en por para sin",
    "fr": "le la les l un une des mon ma mes votre vos notre nos son sa ses leur leurs du "
    "au aux de avec sans pour dans sur",
}
# pronouns, auxiliaries, negations and degrees
_BEFORE_DEEDS: Mapping[str, str] = {
    "en": "i you he she we they it who to not am is are was were be been being can could "
    "will would shall should may might must do does did never very "
    "too so how i'm i've i'd i'll you're we're they're it's he's she's "
    "don't doesn't didn't can't won't couldn't wouldn't haven't hasn't isn't aren't "
    "wasn't no longer",
    "de": "ich du er wir man wer zu nicht ist sind war waren bin kann können konnte wird "
    "werden würde soll muss müssen darf hat haben hatte habe nie sehr so mehr wie",
    "es": "yo tú él ella nosotros ellos que no se me nos le les he ha han hemos había puede "
    "pueden muy tan más como está están es son",
    "fr": "je tu il elle on nous ils elles qui ne pas ai a ont avons avez est sont était "
    "peut peuvent très si plus comme se me",
}


@dataclass(frozen=True, slots=True)
class Grammar:
    """What stands before names, and before what is no name, in one language; empty if unknown."""

    names: frozenset[str] = field(default=frozenset())
    deeds: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(cls, language: str) -> Grammar:
        """The grammar of a language by its two-letter code."""
        return cls(
            frozenset(_BEFORE_NAMES.get(language, "").split()),
            frozenset(_BEFORE_DEEDS.get(language, "").split()),
        )

    def votes(self, words: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Each word in lower case that something telling stands before: 1 a name, −1 none."""
        for before, word in pairwise(words):
            if before in self.names:
                yield word, 1
            elif before in self.deeds:
                yield word, -1


def no_names(votes: Iterable[tuple[str, int]]) -> frozenset[str]:
    """Words that more speaks against than for."""
    counted: Counter[str] = Counter()
    for word, vote in votes:
        counted[word] += vote
    return frozenset(word for word, total in counted.items() if total < 0)
